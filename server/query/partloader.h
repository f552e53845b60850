// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/chunkset.h"
#include "query/columns.h"

#include <vector>

namespace sightglass::query {

/// Makes the rows of one part after the other out of opened chunks: collects the stretches of its people, gives each
/// person a place, copies column by column, and puts in order the few people whose stretches overlap in time.
/// One per worker; keeps its memory from part to part. The set outlives it.
class PartLoader
{
public:
    explicit PartLoader(const ChunkSet& set)
        : m_set(set)
    {
    }

    /// Replaces what `rows` held. `only`, when not null, are the keys of those who are wanted, sorted. Errors: those of
    /// reading message ids.
    [[nodiscard]] Expected<void> load(std::size_t part, Rows& rows, const std::vector<std::uint64_t>* only = nullptr);

private:
    struct Origin
    {
        std::int64_t time = 0;
        std::uint32_t chunk = 0;
        std::uint32_t row = 0;
        std::uint32_t at = 0; ///< Where it stands now.
    };

    void collect(std::size_t part, Rows& rows, const std::vector<std::uint64_t>* only);
    void watchOrder(const OpenChunk& chunk, std::uint32_t person, std::uint32_t begin, std::uint32_t end);
    void givePlaces(Rows& rows);
    void copy(Rows& rows) const;
    void copyChunk(std::size_t number, std::span<const Piece> pieces, Rows& rows) const;
    [[nodiscard]] Expected<void> putInOrder(Rows& rows);
    [[nodiscard]] std::vector<Origin> unorderedRows(const Rows& rows) const;
    [[nodiscard]] Expected<void> sort(std::span<Origin> rows) const;
    [[nodiscard]] Expected<void> sortByReceipt(std::span<Origin> tied) const;
    [[nodiscard]] Expected<void> sortByMessageId(std::span<Origin> tied) const;
    void move(Rows& rows, std::span<const Origin> order);

    const ChunkSet& m_set;
    std::vector<Piece> m_pieces;           ///< By chunk; `to` is the person until places are given.
    std::vector<std::size_t> m_pieceEnds;  ///< By chunk.
    std::vector<std::uint32_t> m_counts;   ///< Rows by person.
    std::vector<std::int64_t> m_lastTimes; ///< By person, of stretches that may overlap others.
    std::vector<std::uint8_t> m_unordered; ///< By person.
    bool m_anyUnordered = false;
};

} // namespace sightglass::query
