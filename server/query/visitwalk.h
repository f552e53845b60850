// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/factsource.h"
#include "query/partslab.h"
#include "query/visitcutter.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace sightglass::query {

/// Some people of a part as a VisitWalk found them: all their counted rows and all their visits.
struct VisitBatch
{
    /// Consecutive rows of the slab, of one person and one visit, of which the first and the last count; between them
    /// may be rows that do not (kCounted).
    struct Stretch
    {
        std::uint32_t chunk = kNone; ///< Where all of them stand; kNone = in several.
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t visit = kNone; ///< Number in `visits`; kNone = in no visit.
        std::uint32_t stamp = 0;     ///< The person's; 0 = nobody known.
        std::uint32_t events = 0;
        std::uint32_t pageviews = 0;
        std::uint8_t flags = 0; ///< Of any row that counts.
        bool hasAmounts = false;
        std::int64_t first = 0; ///< Times of those, ms UTC.
        std::int64_t last = 0;
    };

    domain::TimeRange range; ///< What is counted.
    std::vector<Stretch> stretches;
    std::vector<Visit> visits;
};

/// Cuts people's rows into visits where they stand in a slab: they are not brought together person by person. Only for
/// sources that are walkable. People in whose order message ids may have a say are left to a FactMaker. One per worker;
/// the source and `rows` (of its chunks, for these requests) outlive it.
class VisitWalk
{
public:
    VisitWalk(const FactSource& source, std::span<const EventRows> rows, std::span<const CellRequest> requests);
    VisitWalk(const VisitWalk&) = delete;
    VisitWalk& operator=(const VisitWalk&) = delete;

    /// Calls take() with a few people at a time, all of the part but those left out.
    void walk(std::size_t part, const std::function<void(const VisitBatch&)>& take);
    [[nodiscard]] const PartSlab& slab() const { return m_slab; }
    /// Keys of those, sorted.
    [[nodiscard]] const std::vector<std::uint64_t>& leftOut() const { return m_leftOut; }

private:
    using Stretch = PartSlab::Stretch;

    [[nodiscard]] bool walkPerson(std::span<Stretch> own);
    [[nodiscard]] bool isInOrder(std::span<const Stretch> own) const;
    [[nodiscard]] std::optional<Stretch> merged(std::span<const Stretch> own);
    void walkRows(const Stretch& rows);
    [[nodiscard]] bool walkAsOne(const Stretch& rows, std::uint32_t stamp);
    void clearBatch();

    std::optional<Midnights> m_midnights;
    PartSlab m_slab;
    VisitBatch m_batch;
    std::optional<VisitCutter> m_cutter; ///< Fills the batch's visits.
    std::uint32_t m_personBase = 0;      ///< Stamps go on from part to part.
    std::vector<std::uint64_t> m_leftOut;
    std::vector<std::uint32_t> m_order;
};

} // namespace sightglass::query
