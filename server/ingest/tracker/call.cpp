// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/call.h"

namespace sightglass::ingest::tracker {

std::string_view name(Problem problem)
{
    constexpr std::array<std::string_view, kProblems> kNames{
        "bad_json",         "bad_uuid_mapped", "coerced_number_to_text",
        "unknown_key_kept", "acct_mismatch",   "too_many_events",
        "no_amount",        "bad_currency"};
    return kNames[static_cast<std::size_t>(problem)];
}

} // namespace sightglass::ingest::tracker
