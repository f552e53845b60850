// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/chunkwriter.h"
#include "storage/writer.h"

#include <functional>
#include <vector>

namespace sightglass::storage {

/// Hands new chunks to the writer in pieces that delay no sender for long, then makes them count at once.
/// Thread and owner: the background's, or an import's for each day.
class ChunkInstaller
{
public:
    explicit ChunkInstaller(Writer& writer)
        : m_writer(writer)
    {
    }

    /// Gives the chunks their ids and brings the change into the file: all of it or, on error, nothing.
    /// Errors: Conflict (see ChunkWriter::commit()), Unavailable (disk full, or the store is closing), Io.
    [[nodiscard]] Expected<void> install(ChunkChange change);
    /// The same where `commit` makes the chunks count.
    using Commit = std::function<Expected<void>(const ChunkChange& change)>;
    [[nodiscard]] Expected<void> install(ChunkChange change, const Commit& commit);

private:
    [[nodiscard]] Expected<void> addAll(ChunkChange& change);
    [[nodiscard]] Expected<void> addColumns(const NewChunk& chunk);
    /// Removes what chunks that came to nothing have left in the file.
    [[nodiscard]] Expected<void> clean();

    Writer& m_writer;
    std::vector<std::int64_t> m_leftovers;
};

} // namespace sightglass::storage
