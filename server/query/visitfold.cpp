// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/visitfold.h"

#include <algorithm>
#include <utility>

namespace sightglass::query {

namespace {

void addStretch(Tallies& out, std::size_t cell, const VisitBatch::Stretch& stretch)
{
    out.cells[cell].events += stretch.events;
    out.cells[cell].pageviews += stretch.pageviews;
    if ((stretch.flags & kStarts) && stretch.stamp != 0)
        out.countVisitor(cell, stretch.stamp);
}

/// The counted rows of a stretch, each under the cell that cellOf(row) tells; kNone = nowhere. Neighbours often stand
/// under the same: what they make is added at once.
template <typename CellOf>
void addRows(Tallies& out, const PartSlab& slab, const VisitBatch::Stretch& stretch, CellOf cellOf)
{
    VisitBatch::Stretch same;
    same.stamp = stretch.stamp;
    std::size_t cell = kNone;
    const auto finish = [&] {
        if (cell != kNone)
            addStretch(out, cell, same);
    };
    for (std::uint32_t row = stretch.begin; row < stretch.end; ++row) {
        const std::uint8_t flags = slab.flags(row);
        if (!(flags & kCounted))
            continue;
        if (const std::size_t own = cellOf(row); own != cell) {
            finish();
            cell = own;
            same.events = same.pageviews = 0;
            same.flags = 0;
        }
        ++same.events;
        same.pageviews += (flags & kPageview) ? 1 : 0;
        same.flags |= flags;
    }
    finish();
}

/// The same for rows of one bucket with a slot each, which most are.
void addRowsOfBucket(Tallies& out, const PartSlab::Slots& slots, const VisitBatch::Stretch& stretch, std::size_t bucket)
{
    const std::uint32_t stamp = stretch.stamp;
    constexpr std::uint64_t kOneView = std::uint64_t{1} << 32;
    std::uint32_t slot = kNone;
    std::uint64_t counts = 0; // events in the lower half, page views in the upper: one addition a row
    unsigned seen = 0;
    const auto finish = [&] {
        if (slot == kNone)
            return;
        const std::size_t cell = out.cellOf(slot, bucket);
        out.cells[cell].events += static_cast<std::uint32_t>(counts);
        out.cells[cell].pageviews += static_cast<std::uint32_t>(counts >> 32);
        if ((seen & kStarts) && stamp != 0)
            out.countVisitor(cell, stamp);
    };
    const std::uint16_t* words = slots.words + stretch.begin * slots.stride;
    for (std::uint32_t left = stretch.end - stretch.begin; left > 0; --left, words += slots.stride) {
        const unsigned flags = slots.flags(words);
        if (!(flags & kCounted))
            continue;
        if (const std::uint32_t own = slots.slot.read(words); own != slot) {
            finish();
            slot = own;
            counts = 0;
            seen = 0;
        }
        counts += 1 + ((flags & kPageview) ? kOneView : 0);
        seen |= flags;
    }
    finish();
}

} // namespace

bool VisitFold::counts(const CellRequest& request)
{
    const TallyNeeds& needs = request.needs;
    if (needs.errors || needs.goals || needs.pages)
        return false;
    if (!request.grouping.property)
        return true;
    const Field field = request.grouping.property->field;
    const Level level = levelOf(field);
    return (level == Level::Event && !needs.visits) ||
           (level == Level::Visit && field != Field::EntryPage && field != Field::ExitPage);
}

Expected<VisitFold> VisitFold::make(std::span<const CellRequest> requests)
{
    VisitFold out;
    for (const CellRequest& request : requests) {
        auto tallies = emptyTallies(request);
        if (!tallies)
            return unexpected(tallies.error());
        const bool byValue = request.grouping.property.has_value();
        const bool ofVisits = byValue && levelOf(request.grouping.property->field) == Level::Visit;
        out.m_counters.push_back({out.m_counters.size(),
                                  *std::move(tallies),
                                  BucketIndex(request.buckets),
                                  {},
                                  request.needs,
                                  byValue && !ofVisits,
                                  ofVisits});
    }
    return out;
}

void VisitFold::begin(std::span<const EventRows> chunks)
{
    for (Counter& counter : m_counters) {
        counter.bucketOfChunk.clear();
        for (const EventRows& rows : chunks)
            counter.bucketOfChunk.push_back(rows.cells[counter.number].bucket);
    }
}

void VisitFold::take(const VisitBatch& batch, const PartSlab& slab)
{
    findAmounts(batch, slab);
    for (Counter& counter : m_counters) {
        countStretches(counter, batch, slab);
        if (counter.needs.visits)
            countVisits(counter, batch, slab);
        if (counter.needs.amounts)
            countAmounts(counter, batch, slab);
    }
}

/// Few rows have an amount, so they are looked for once for all requests.
void VisitFold::findAmounts(const VisitBatch& batch, const PartSlab& slab)
{
    m_amounts.clear();
    if (slab.amounts().empty())
        return;
    for (const Stretch& stretch : batch.stretches) {
        if (!stretch.hasAmounts)
            continue;
        const auto isBefore = [](const PartSlab::AmountRow& amount, std::uint32_t row) { return amount.row < row; };
        const std::span<const PartSlab::AmountRow> all = slab.amounts();
        for (auto at = std::lower_bound(all.begin(), all.end(), stretch.begin, isBefore);
             at != all.end() && at->row < stretch.end; ++at) {
            if (slab.flags(at->row) & kCounted)
                m_amounts.push_back({&stretch, *at});
        }
    }
}

void VisitFold::countStretches(Counter& counter, const VisitBatch& batch, const PartSlab& slab) const
{
    Tallies& out = counter.out;
    BucketIndex& buckets = counter.buckets;
    const PartSlab::Slots slots = slab.slotsOf(counter.number);
    for (const Stretch& stretch : batch.stretches) {
        std::size_t bucket = stretch.chunk == kNone ? EventRows::kManyBuckets : counter.bucketOfChunk[stretch.chunk];
        if (bucket == EventRows::kManyBuckets && buckets.of(stretch.first) == buckets.of(stretch.last))
            bucket = buckets.of(stretch.last);
        const auto bucketOf = [&](std::uint32_t row) {
            return bucket == EventRows::kManyBuckets ? buckets.of(slab.time(row)) : bucket;
        };
        const bool eachRow = counter.ofRows || (counter.ofVisits && stretch.visit == kNone);
        if (eachRow && bucket != EventRows::kManyBuckets) {
            addRowsOfBucket(out, slots, stretch, bucket);
            continue;
        }
        if (eachRow) {
            addRows(out, slab, stretch, [&](std::uint32_t row) -> std::size_t {
                const std::uint32_t slot = slab.slot(counter.number, row);
                return slot == kNone ? kNone : out.cellOf(slot, bucketOf(row));
            });
            continue;
        }
        const std::uint32_t slot = counter.ofVisits ? slab.slot(counter.number, batch.visits[stretch.visit].begin) : 0;
        if (slot == kNone)
            continue;
        if (bucket == EventRows::kManyBuckets)
            addRows(out, slab, stretch, [&](std::uint32_t row) { return out.cellOf(slot, bucketOf(row)); });
        else
            addStretch(out, out.cellOf(slot, bucket), stretch);
    }
}

/// Visits of the batch that begin in the range; the walk goes a day around it.
void VisitFold::countVisits(Counter& counter, const VisitBatch& batch, const PartSlab& slab) const
{
    for (const Visit& visit : batch.visits) {
        const std::uint32_t slot = slab.slot(counter.number, visit.begin);
        if (slot == kNone || !batch.range.contains(fromMs(visit.start)))
            continue;
        counter.out.visits[counter.out.cellOf(slot, counter.buckets.of(visit.start))].count(visit);
    }
}

void VisitFold::countAmounts(Counter& counter, const VisitBatch& batch, const PartSlab& slab) const
{
    for (const AmountOf& amount : m_amounts) {
        const Stretch& stretch = *amount.stretch;
        const std::uint32_t ofSlot =
            counter.ofVisits && stretch.visit != kNone ? batch.visits[stretch.visit].begin : amount.row.row;
        const std::uint32_t slot = slab.slot(counter.number, ofSlot);
        if (slot == kNone)
            continue;
        Amount& sum = counter.out.amounts[{counter.out.cellOf(slot, counter.buckets.of(slab.time(amount.row.row))),
                                           amount.row.currency}];
        sum.minor += amount.row.minor;
        ++sum.events;
    }
}

void VisitFold::merge(VisitFold&& other)
{
    for (std::size_t i = 0; i < m_counters.size(); ++i)
        m_counters[i].out.add(std::move(other.m_counters[i].out));
}

std::vector<Tallies> VisitFold::finish() &&
{
    std::vector<Tallies> out;
    for (Counter& counter : m_counters)
        out.push_back(std::move(counter.out));
    return out;
}

std::size_t VisitFold::bytes() const
{
    std::size_t bytes = 0;
    for (const Counter& counter : m_counters)
        bytes += counter.out.bytes();
    return bytes;
}

} // namespace sightglass::query
