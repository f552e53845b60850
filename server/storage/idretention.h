// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/catalogue.h"
#include "storage/readpool.h"
#include "storage/reworker.h"
#include "storage/sourcesnapshot.h"

#include <chrono>
#include <set>

namespace sightglass::storage {

/// Takes message ids out of sealed chunks of the projects that want it, once no duplicate is looked for among them any
/// more: they are 16 bytes that do not compress (design §4). Thread and owner: the background's.
class IdRetention
{
public:
    IdRetention(ReadPool& pool, const SourceTable& sources, const CatalogueTable& catalogue, ColumnCache& cache,
                Reworker& reworker, std::chrono::milliseconds horizon);

    /// Makes one chunk anew; false when there is none to. Errors: those of ChunkInstaller, Corrupt.
    [[nodiscard]] Expected<bool> dropNext(TimePoint now);

private:
    /// Whether it holds ids, all of them of events received before then.
    [[nodiscard]] Expected<bool> isDue(const ChunkEntry& chunk, std::int64_t receivedBefore);

    ReadPool& m_pool;
    const SourceTable& m_sources;
    const CatalogueTable& m_catalogue;
    ColumnCache& m_cache;
    Reworker& m_reworker;
    const std::chrono::milliseconds m_horizon;
    std::set<std::int64_t> m_without; ///< Chunks that are known to hold no ids.
};

} // namespace sightglass::storage
