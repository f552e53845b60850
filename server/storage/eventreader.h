// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"
#include "domain/scan.h"
#include "storage/connection.h"
#include "storage/eventmap.h"
#include "storage/sourcesnapshot.h"

#include <vector>

namespace sightglass::storage {

/// The event of a row of statements "all", "scan" and "newest" of sql/event.sql, decoded whole. Error: Corrupt.
[[nodiscard]] Expected<domain::Event> readEvent(const Statement& row, const SourceSnapshot& sources);

/// The newest events of a project below `before` (none = all), newest first.
[[nodiscard]] Expected<std::vector<domain::Event>> newestEvents(Connection& connection, const SourceSnapshot& sources,
                                                                ProjectId project, EventSeq before, int limit);

/// A project's events with an event time in the range, by (event_time, received_at, message_id).
[[nodiscard]] Expected<std::vector<domain::Event>> eventsBetween(Connection& connection, const SourceSnapshot& sources,
                                                                 const EventMap& map, ProjectId project,
                                                                 domain::TimeRange range);

} // namespace sightglass::storage
