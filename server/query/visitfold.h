// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/eventfold.h"
#include "query/visitwalk.h"

#include <span>
#include <vector>

namespace sightglass::query {

/// Counts people and their visits as a VisitWalk finds them into the cells of some requests. What is the visit's is
/// looked up once a visit, and only what is the event's once a row. One per worker.
class VisitFold
{
public:
    /// Whether it counts such a request: nothing of people, goals, errors and pages, and visits only where all of a
    /// visit stands under one value.
    [[nodiscard]] static bool counts(const CellRequest& request);
    /// Only of requests that it counts. Error: TooLarge beyond two million cells.
    [[nodiscard]] static Expected<VisitFold> make(std::span<const CellRequest> requests);

    /// To be told first: the chunks as the requests see them.
    void begin(std::span<const EventRows> chunks);
    /// Each person is in one batch only.
    void take(const VisitBatch& batch, const PartSlab& slab);
    void merge(VisitFold&& other);
    [[nodiscard]] std::vector<Tallies> finish() &&;
    [[nodiscard]] std::size_t bytes() const;

private:
    using Stretch = VisitBatch::Stretch;

    /// One request and what was counted for it.
    struct Counter
    {
        std::size_t number = 0;
        Tallies out;
        BucketIndex buckets;
        std::vector<std::size_t> bucketOfChunk; ///< EventRows::kManyBuckets = look at the time.
        TallyNeeds needs;
        bool ofRows = false;   ///< Every row has a value of its own.
        bool ofVisits = false; ///< A visit has the value of its first row.

        /// kManyBuckets also for rows of several chunks (kNone).
        [[nodiscard]] std::size_t bucketOf(std::uint32_t chunk) const
        {
            return chunk == kNone ? EventRows::kManyBuckets : bucketOfChunk[chunk];
        }
    };
    /// An amount of the batch.
    struct AmountOf
    {
        const Stretch* stretch = nullptr;
        PartSlab::AmountRow row;
    };

    void findAmounts(const VisitBatch& batch, const PartSlab& slab);
    void findChunks(const VisitBatch& batch);
    static void countStretches(Counter& counter, const VisitBatch& batch, const PartSlab& slab);
    template <typename BucketOfAll>
    static void countStretches(Counter& counter, const VisitBatch& batch, const PartSlab& slab,
                               BucketOfAll bucketOfAll);
    void countVisits(Counter& counter, const VisitBatch& batch, const PartSlab& slab) const;
    void countAmounts(Counter& counter, const VisitBatch& batch, const PartSlab& slab) const;

    std::vector<Counter> m_counters;
    std::vector<AmountOf> m_amounts;
    std::vector<std::uint32_t> m_chunkOfVisit; ///< Where it begins; kNone = look at the time.
};

} // namespace sightglass::query
