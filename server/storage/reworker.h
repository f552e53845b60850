// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/catalogue.h"
#include "storage/chunkinstaller.h"
#include "storage/chunkmaker.h"
#include "storage/columncache.h"
#include "storage/readpool.h"
#include "storage/sourcesnapshot.h"
#include "storage/writer.h"

#include <functional>

namespace sightglass::storage {

/// Makes chunks anew from the events of others: merges small ones, moves rows to the project that their source belongs
/// to now, leaves out those of removed sources. One transaction puts the new ones in the place of the old.
/// Thread and owner: the background's.
class Reworker
{
public:
    Reworker(ReadPool& pool, const SourceTable& sources, const CatalogueTable& catalogue, ColumnCache& cache,
             ChunkInstaller& installer, SealingOptions options);

    /// See nextRework(); false when nothing is to be done. Errors: those of ChunkInstaller, Corrupt.
    [[nodiscard]] Expected<bool> reworkNext(std::int64_t today);

    enum class Verdict : std::uint8_t {
        Keep,    ///< The event is as it was.
        Changed, ///< It has been changed in place, but for what makes it a row: seq, source, times, visitor.
        Erase    ///< It goes, and its message id is forgotten.
    };
    /// Asked about each event of a chunk whose source still exists; its project is whose it is now.
    using Change = std::function<Verdict(domain::Event&)>;
    /// Makes a chunk anew unless all its events are to be kept; how many were not. A chunk that has gone: 0, and so for
    /// one that goes meanwhile. Errors: those of ChunkInstaller but Conflict, Corrupt.
    [[nodiscard]] Expected<std::int64_t> rework(std::int64_t chunk, const Change& change);

private:
    [[nodiscard]] Expected<void> read(const std::vector<std::int64_t>& ids,
                                      const std::function<void(domain::Event&&, std::int64_t rawBytes)>& take);
    [[nodiscard]] Expected<void> install(ChunkChange change);

    ReadPool& m_pool;
    const SourceTable& m_sources;
    const CatalogueTable& m_catalogue;
    ColumnCache& m_cache;
    ChunkInstaller& m_installer;
    const SealingOptions m_options;
};

} // namespace sightglass::storage
