// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "query/report.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sightglass::query {

/// What a person was last known by; empty = never.
struct PersonNames
{
    std::string userId;
    std::string anonymousId;
    std::string country;
};

/// The names of these people, in their order, from everything there is of them: the last one that was sent, by
/// (event_time, received_at, message_id). Rows that the question's `bots` leaves out and excluded ones have no say.
/// Decodes the chunks that may hold rows of theirs, on all workers; texts of others are not kept.
/// Errors: those of the scan, Cancelled.
[[nodiscard]] Expected<std::vector<PersonNames>> namesOf(const ReportContext& context, const std::vector<std::uint64_t>& people);

} // namespace sightglass::query
