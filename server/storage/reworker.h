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

private:
    [[nodiscard]] Expected<void> read(const std::vector<std::int64_t>& ids, ChunkMaker& maker);

    ReadPool& m_pool;
    const SourceTable& m_sources;
    const CatalogueTable& m_catalogue;
    ColumnCache& m_cache;
    ChunkInstaller& m_installer;
    const SealingOptions m_options;
};

} // namespace sightglass::storage
