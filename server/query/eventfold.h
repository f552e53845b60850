// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/chunkset.h"
#include "query/fold.h"
#include "query/personpieces.h"
#include "query/rowfilter.h"

#include <span>
#include <vector>

namespace sightglass::query {

/// The columns of one chunk as an EventFold reads them. Refers to the chunk; immutable, any thread.
class EventRows
{
public:
    /// `buckets` by request, for looking up; `converts` by row, null without a goal.
    EventRows(const OpenChunk& chunk, const ChunkSet& set, std::span<const CellRequest> requests,
              std::span<BucketIndex> buckets, const Marks* converts);

    /// Where rows go for one request.
    struct Cells
    {
        domain::Codes codes;
        std::span<const std::uint32_t> slotOfCode; ///< By the chunk's number; kNone = nowhere.
        std::vector<std::uint32_t> assigned;       ///< Behind it where value ids are not the slots.
        std::size_t bucket = 0;                    ///< Of all rows; kManyBuckets = look at the time.
    };
    static constexpr std::size_t kManyBuckets = static_cast<std::size_t>(-1);

    const OpenChunk& chunk;
    domain::NumberValues times;
    domain::NumberValues revenue; ///< Only when amounts are asked for.
    bool hasRevenue = false;      ///< Some row has an amount.
    const std::uint8_t* converts = nullptr;
    std::vector<Cells> cells; ///< By request.
};

/// By chunk of the set. `requests` may go afterwards; `converts` (by chunk and row; empty without a goal) may not.
[[nodiscard]] std::vector<EventRows> eventRows(const ChunkSet& set, std::span<const CellRequest> requests,
                                               std::span<const Marks> converts = {});

/// Counts rows of chunks, wherever they stand, into the cells of some requests. All rows given are chosen and count as
/// events. One per worker.
class EventFold
{
public:
    /// Error: TooLarge beyond two million cells.
    [[nodiscard]] static Expected<EventFold> make(std::span<const CellRequest> requests);

    /// All wanted rows; nobody is told from anybody.
    void takeChunk(const EventRows& rows);
    /// One part of the people; each person is in one part only.
    void takePeople(std::span<const EventRows> chunks, const PersonPieces& people);
    void merge(EventFold&& other);
    [[nodiscard]] std::vector<Tallies> finish() && { return std::move(m_out); }
    [[nodiscard]] std::size_t bytes() const;

private:
    /// Consecutive rows of one person; stamp 0 = nobody known.
    struct Stretch
    {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t stamp = 0;
    };

    void take(const EventRows& rows, const Stretch& stretch);
    template <typename Codes>
    void countEvents(const EventRows& rows, const Stretch& stretch, std::size_t request, const Codes& codes);
    template <typename Codes>
    void countConversions(const EventRows& rows, const Stretch& stretch, std::size_t request, const Codes& codes);
    template <typename Codes>
    void countAmounts(const EventRows& rows, const Stretch& stretch, std::size_t request, const Codes& codes);
    template <typename Codes>
    [[nodiscard]] std::size_t cellOf(const EventRows& rows, std::size_t request, const Codes& codes, std::uint32_t row);

    std::vector<Tallies> m_out; ///< By request, like the index of its buckets.
    std::vector<BucketIndex> m_buckets;
    std::uint32_t m_personBase = 0; ///< Stamps go on from part to part.
};

} // namespace sightglass::query
