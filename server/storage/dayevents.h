// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/scan.h"
#include "storage/chunkreads.h"
#include "storage/eventmap.h"
#include "storage/sourcesnapshot.h"

#include <memory>
#include <vector>

namespace sightglass::storage {

/// A project's whole events with an event time in the range, which lies within one UTC day, sealed and fresh, by
/// (event_time, received_at, message_id). Errors: Corrupt, Io.
[[nodiscard]] Expected<std::vector<domain::Event>> dayEvents(const std::shared_ptr<ChunkReads>& reads,
                                                             const SourceSnapshot& sources, const EventMap& map,
                                                             ProjectId project, domain::TimeRange range);

} // namespace sightglass::storage
