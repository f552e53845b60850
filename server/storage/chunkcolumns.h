// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"
#include "storage/chunkblobs.h"
#include "storage/columncache.h"

#include <span>
#include <string>
#include <vector>

namespace sightglass::storage {

/// The decoded columns of one sealed chunk: out of the cache, or read and decoded and put there.
/// Thread: any, several at once. Owner: the caller, who keeps blobs and cache alive.
/// Errors of every function: Corrupt, Io.
class ChunkColumns
{
public:
    template <typename T> using Column = std::shared_ptr<const T>;

    ChunkColumns(std::int64_t chunk, ChunkBlobs& blobs, ColumnCache& cache)
        : m_chunk(chunk)
        , m_blobs(blobs)
        , m_cache(cache)
    {
    }

    [[nodiscard]] Expected<Column<columns::ChunkHeader>> header() const;
    [[nodiscard]] Expected<Column<VisitorRuns>> runs() const;
    [[nodiscard]] Expected<Column<columns::NumberBuffer>> numbers(domain::NumberColumn column) const;
    [[nodiscard]] Expected<Column<columns::TextBuffer>> texts(domain::TextColumn column) const;
    [[nodiscard]] Expected<Column<columns::TextDictionary>> dictionary(domain::TextColumn column) const;
    [[nodiscard]] Expected<Column<columns::TextBuffer>> property(const std::string& key) const;
    [[nodiscard]] Expected<Column<columns::TextBuffer>> trait(const std::string& key) const;
    [[nodiscard]] Expected<Column<columns::TextBuffer>> vital(const std::string& key) const;
    [[nodiscard]] Expected<Column<SeqOrder>> seqOrder() const;
    /// Of the columns themselves nothing is kept in the cache.
    [[nodiscard]] Expected<Column<CombinedTexts>> combined(std::span<const domain::TextColumn> wanted) const;

    /// Whole events, of all rows or of these; never kept in the cache. The project is left to the caller.
    [[nodiscard]] Expected<std::vector<domain::Event>> events() const;
    [[nodiscard]] Expected<std::vector<domain::Event>> events(std::span<const std::uint32_t> rows) const;

private:
    /// `blobs(header)` names what `decode(reader)` needs, `size(decoded)` is for the cache's account.
    template <typename T, typename Blobs, typename Decode, typename Size>
    [[nodiscard]] Expected<Column<T>> get(ColumnKey key, Blobs&& blobs, Decode&& decode, Size&& size) const;
    template <typename T> [[nodiscard]] Column<T> keep(ColumnKey key, T decoded, std::size_t bytes) const;

    const std::int64_t m_chunk;
    ChunkBlobs& m_blobs;
    ColumnCache& m_cache;
};

} // namespace sightglass::storage
