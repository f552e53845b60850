// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/chunkreads.h"
#include "storage/reworker.h"

#include <set>

namespace sightglass::storage {

/// Takes events that clients sent by themselves out of sealed chunks whose UTC day is more than thirty days ago, of the
/// projects that keep them no longer (spec drop-in-apis §4.5). Their message ids are forgotten.
/// Thread and owner: the background's.
class AutomaticRetention
{
public:
    AutomaticRetention(ReadPool& pool, const SourceTable& sources, const CatalogueTable& catalogue, ColumnCache& cache,
                       Reworker& reworker);

    /// Looks at one chunk, and makes it anew if it holds such events; false when there is none to look at. Errors:
    /// those of ChunkInstaller, Corrupt.
    [[nodiscard]] Expected<bool> dropNext(std::int64_t today);

private:
    [[nodiscard]] Catalogue::Entry nextOf(std::int64_t today) const;
    /// Whether one of its event names is one of theirs.
    [[nodiscard]] Expected<bool> mayHold(const ChunkEntry& chunk);

    ReadPool& m_pool;
    const SourceTable& m_sources;
    const CatalogueTable& m_catalogue;
    ColumnCache& m_cache;
    Reworker& m_reworker;
    std::set<std::int64_t> m_without; ///< Chunks that are known to hold none.
};

} // namespace sightglass::storage
