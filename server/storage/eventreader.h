// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"
#include "storage/connection.h"
#include "storage/sourcesnapshot.h"

#include <functional>
#include <limits>
#include <set>
#include <vector>

namespace sightglass::storage {

/// The event of a row of statements "all", "after" and "newest" of sql/event.sql, decoded whole. Error: Corrupt.
[[nodiscard]] Expected<domain::Event> readEvent(const Statement& row, const SourceSnapshot& sources);

/// Adds the events of such a statement's rows that `wants` says yes to, until there are `most`. Errors: Corrupt, Io.
using RowTest = std::function<bool(const Statement& row)>;
[[nodiscard]] Expected<void> readEvents(Statement& rows, const SourceSnapshot& sources, const RowTest& wants,
                                        std::vector<domain::Event>& events,
                                        std::size_t most = std::numeric_limits<std::size_t>::max());
/// Wants rows of these sources, which must outlive it.
[[nodiscard]] RowTest ofSources(const std::set<SourceId>& wanted);

/// Moves events out of a sealed chunk whose source is wanted to the others, with the project whose they are now.
void addOwn(std::vector<domain::Event>&& read, const SourceSnapshot& sources, const std::set<SourceId>& wanted,
            std::vector<domain::Event>& events);

/// The order of a person's events: by (event_time, received_at, message_id), then as they came.
[[nodiscard]] bool isEarlier(const domain::Event& a, const domain::Event& b);

} // namespace sightglass::storage
