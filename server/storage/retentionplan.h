// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/catalogue.h"
#include "storage/sourcesnapshot.h"

#include <cstdint>
#include <vector>

namespace sightglass::storage {

/// The chunks of the next day that a project keeps no longer, all of them; none = every project is within its bounds.
/// A pure function; any thread.
///
/// A day goes when it is older than the project's age, or when the project's chunks take more than it may: the oldest
/// first, never the day that is not over. Chunks with rows of sources that were moved or removed wait until they have
/// been made anew.
[[nodiscard]] std::vector<std::int64_t> nextExpired(const Catalogue& catalogue, const SourceSnapshot& sources,
                                                    std::int64_t today);

} // namespace sightglass::storage
