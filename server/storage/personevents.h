// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"
#include "storage/chunkreads.h"
#include "storage/sourcesnapshot.h"
#include "storage/store.h"

#include <memory>
#include <optional>
#include <vector>

namespace sightglass::storage {

/// See Store::personEvents(). Goes day by day and stops when the page is full. Errors: Corrupt, Io.
[[nodiscard]] Expected<std::vector<domain::Event>> personEvents(const std::shared_ptr<ChunkReads>& reads,
                                                                const SourceSnapshot& sources, ProjectId project,
                                                                std::vector<std::uint64_t> visitorKeys,
                                                                const std::optional<EventCursor>& after, int limit);

} // namespace sightglass::storage
