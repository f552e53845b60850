// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/refusals.h"

#include "core/utf8.h"

namespace sightglass::ingest {

void addRefusal(Refusals& refusals, std::size_t index, std::string_view code, std::string_view message,
                const std::function<std::string()>& excerptOf)
{
    constexpr std::size_t kShownBytes = 500;
    std::string excerpt = refusals.isFull() ? std::string() : excerptOf();
    excerpt.resize(cutUtf8(excerpt, kShownBytes).size());
    refusals.add({static_cast<int>(index), std::string(code), std::string(message), {}, std::move(excerpt), 1},
                 [](const Refusal& known, const Refusal& other) { return known.code == other.code; });
}

} // namespace sightglass::ingest
