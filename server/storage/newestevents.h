// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"
#include "storage/chunkreads.h"
#include "storage/sourcesnapshot.h"

#include <memory>
#include <vector>

namespace sightglass::storage {

/// The newest events of a project below `before` (none = all), newest first, fresh or sealed. Errors: Corrupt, Io.
[[nodiscard]] Expected<std::vector<domain::Event>> newestEvents(const std::shared_ptr<ChunkReads>& reads,
                                                                const SourceSnapshot& sources, ProjectId project,
                                                                EventSeq before, int limit);

} // namespace sightglass::storage
