// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/addresstext.h"

#include <arpa/inet.h>

#include <array>
#include <string>

namespace sightglass::ingest {

bool isAddress(std::string_view text)
{
    const std::string address(text);
    std::array<unsigned char, 16> bytes{};
    return inet_pton(AF_INET, address.c_str(), bytes.data()) == 1 ||
           inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1;
}

} // namespace sightglass::ingest
