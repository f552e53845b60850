// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/chunkinstaller.h"

#include "storage/writercall.h"

#include <tuple>

namespace sightglass::storage {

namespace {

/// A turn of the writer: some 2 ms of inserting on a desktop, and one sync.
constexpr std::size_t kBytesPerTurn = 512 * 1024;

} // namespace

Expected<void> ChunkInstaller::install(ChunkChange change)
{
    return install(std::move(change), [this](const ChunkChange& ready) {
        return m_writer.callChunks([&](ChunkWriter& chunks) { return chunks.commit(ready); });
    });
}

Expected<void> ChunkInstaller::install(ChunkChange change, const Commit& commit)
{
    Expected<void> done = clean().and_then([&] { return addAll(change); }).and_then([&] { return commit(change); });
    if (done)
        m_leftovers.clear();
    else
        std::ignore = clean(); // else the next time, or at the next start
    return done;
}

Expected<void> ChunkInstaller::addAll(ChunkChange& change)
{
    for (NewChunk& chunk : change.added) {
        const Expected<std::int64_t> id =
            m_writer.callChunks([](ChunkWriter& chunks) { return Expected<std::int64_t>(chunks.takeId()); });
        if (!id)
            return unexpected(id.error());
        chunk.entry.id = *id;
        m_leftovers.push_back(*id);
        if (Expected<void> added = addColumns(chunk); !added)
            return added;
        chunk.blobs.clear();
    }
    return {};
}

Expected<void> ChunkInstaller::addColumns(const NewChunk& chunk)
{
    const std::span<const columns::ColumnBlob> all = chunk.blobs;
    for (std::size_t begin = 0; begin < all.size();) {
        std::size_t end = begin;
        for (std::size_t bytes = 0;
             end < all.size() && (end == begin || bytes + all[end].bytes.size() <= kBytesPerTurn); ++end)
            bytes += all[end].bytes.size();
        Expected<void> added = m_writer.callChunks(
            [&](ChunkWriter& chunks) { return chunks.addColumns(chunk.entry.id, all.subspan(begin, end - begin)); });
        if (!added)
            return added;
        begin = end;
    }
    return {};
}

Expected<void> ChunkInstaller::clean()
{
    while (!m_leftovers.empty()) {
        const std::int64_t id = m_leftovers.back();
        if (Expected<void> done = m_writer.callChunks([id](ChunkWriter& chunks) { return chunks.discard(id); }); !done)
            return done;
        m_leftovers.pop_back();
    }
    return {};
}

} // namespace sightglass::storage
