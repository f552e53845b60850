// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/catalogue.h"
#include "storage/chunkinstaller.h"
#include "storage/readpool.h"
#include "storage/sourcesnapshot.h"
#include "storage/writer.h"

namespace sightglass::storage {

/// Moves fresh rows into chunks: a range of sequence numbers of all projects at a time.
/// Thread and owner: the background's.
class Sealer
{
public:
    Sealer(Writer& writer, ReadPool& pool, const SourceTable& sources, const CatalogueTable& catalogue,
           ChunkInstaller& installer, SealingOptions options);

    /// Seals the oldest fresh rows, at most as many as a chunk holds; false when there are none and no numbers to pass.
    /// Errors: those of ChunkInstaller, Corrupt.
    [[nodiscard]] Expected<bool> sealNext();

private:
    /// Rows of removed sources are left out, and are so gone. `range` is cut to what was read.
    [[nodiscard]] Expected<std::vector<NewChunk>> readChunks(SealedRange& range);
    void reached(const char* point) const;

    Writer& m_writer;
    ReadPool& m_pool;
    const SourceTable& m_sources;
    const CatalogueTable& m_catalogue;
    ChunkInstaller& m_installer;
    const SealingOptions m_options;
};

} // namespace sightglass::storage
