// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/chunkinstaller.h"

#include "storage/writercall.h"

namespace sightglass::storage {

namespace {

/// A turn of the writer: some 2 ms of inserting on a desktop, and one sync.
constexpr std::size_t kBytesPerTurn = 512 * 1024;

} // namespace

Expected<void> ChunkInstaller::install(ChunkChange change)
{
    if (Expected<void> cleaned = clean(); !cleaned)
        return cleaned;
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
    Expected<void> done = m_writer.callChunks([&](ChunkWriter& chunks) { return chunks.commit(change); });
    if (done)
        m_leftovers.clear();
    return done;
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
