// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/refusals.h"

#include "core/utf8.h"

#include <algorithm>

namespace sightglass::ingest {

void addRefusal(std::vector<Refusal>& refusals, std::size_t index, std::string_view code, std::string_view message,
                std::string excerpt)
{
    constexpr std::size_t kShownBytes = 500;
    const auto same =
        std::find_if(refusals.begin(), refusals.end(), [code](const Refusal& refusal) { return refusal.code == code; });
    if (same != refusals.end()) {
        ++same->items;
        return;
    }
    excerpt.resize(cutUtf8(excerpt, kShownBytes).size());
    refusals.push_back({static_cast<int>(index), std::string(code), std::string(message), {}, std::move(excerpt), 1});
}

} // namespace sightglass::ingest
