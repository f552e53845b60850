// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/catalogue.h"
#include "storage/sourcesnapshot.h"

#include <cstdint>
#include <vector>

namespace sightglass::storage {

/// Whether it holds rows of sources that were moved or removed since it was made.
[[nodiscard]] bool isStale(const ChunkEntry& chunk, const SourceSnapshot& sources);

/// Which chunks to make anew next; none = all are as they should be. A pure function; any thread.
///
/// First those that hold rows of sources that were moved or removed. Then small chunks of one project and day: eight or
/// more at any time, two or more when the day is over, as long as they fit into one. A chunk is taken only together
/// with others that have a quarter of its rows, so that late events, one by one, do not rewrite a day each time.
[[nodiscard]] std::vector<std::int64_t> nextRework(const Catalogue& catalogue, const SourceSnapshot& sources,
                                                   std::int64_t today, std::size_t chunkRows);

} // namespace sightglass::storage
