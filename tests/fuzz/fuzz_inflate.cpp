// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every decoder of request bodies; the first byte chooses.
#include "core/contentdecoding.h"

#include <cstdlib>

using namespace sightglass;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t kLimit = 2 * 1024 * 1024;
    if (size == 0)
        return 0;
    const auto encoding = static_cast<ContentEncoding>(data[0] % 5);
    const auto decoded = decodeContent(encoding, {reinterpret_cast<const char*>(data) + 1, size - 1}, kLimit);
    if (decoded && decoded->size() > kLimit)
        std::abort();
    return 0;
}
