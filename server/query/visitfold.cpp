// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/visitfold.h"

#include <algorithm>
#include <utility>

namespace sightglass::query {

namespace {

std::uint32_t isSet(unsigned flags, unsigned flag)
{
    return (flags & flag) ? 1 : 0;
}

std::uint32_t isKnown(const VisitBatch::Stretch& stretch)
{
    return stretch.stamp != 0 ? 1 : 0;
}

void addStretch(Tallies& out, std::size_t cell, const VisitBatch::Stretch& stretch)
{
    out.cells[cell].events += stretch.events;
    out.cells[cell].pageviews += stretch.pageviews;
    out.countVisitor(cell, stretch.stamp, isKnown(stretch) & isSet(stretch.flags, kStarts));
}

/// The counted rows of a stretch, each under the cell that cellOf(words of the row) tells; kNone = nowhere. What they
/// are is reckoned and not branched on: from row to row it changes without a rule.
template <typename CellOf>
void addRows(Tallies& out, const PartSlab::Slots& slots, const VisitBatch::Stretch& stretch, CellOf cellOf)
{
    const std::uint16_t* words = slots.words + stretch.begin * slots.stride;
    for (std::uint32_t left = stretch.end - stretch.begin; left > 0; --left, words += slots.stride) {
        const unsigned flags = PartSlab::Slots::flags(words);
        const std::size_t cell = cellOf(words);
        if (!(flags & kCounted) || cell == kNone)
            continue;
        ++out.cells[cell].events;
        out.cells[cell].pageviews += isSet(flags, kPageview);
        out.countVisitor(cell, stretch.stamp, isKnown(stretch) & isSet(flags, kStarts));
    }
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
    findChunks(batch);
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

void VisitFold::findChunks(const VisitBatch& batch)
{
    m_chunkOfVisit.assign(batch.visits.size(), kNone);
    for (const Stretch& stretch : batch.stretches) {
        if (stretch.visit != kNone && batch.visits[stretch.visit].begin == stretch.begin)
            m_chunkOfVisit[stretch.visit] = stretch.chunk;
    }
}

void VisitFold::countStretches(Counter& counter, const VisitBatch& batch, const PartSlab& slab)
{
    if (counter.out.buckets == 1)
        return countStretches(counter, batch, slab, [](const Stretch&) { return std::size_t{0}; });
    BucketIndex& buckets = counter.buckets;
    countStretches(counter, batch, slab, [&](const Stretch& stretch) {
        if (const std::size_t bucket = counter.bucketOf(stretch.chunk); bucket != EventRows::kManyBuckets)
            return bucket;
        const std::size_t first = buckets.of(stretch.first);
        return first == buckets.of(stretch.last) ? first : EventRows::kManyBuckets;
    });
}

/// `bucketOfAll` gives the bucket of all rows of a stretch; kManyBuckets = look at their times.
template <typename BucketOfAll>
void VisitFold::countStretches(Counter& counter, const VisitBatch& batch, const PartSlab& slab, BucketOfAll bucketOfAll)
{
    Tallies& out = counter.out;
    const PartSlab::Slots slots = slab.slotsOf(counter.number);
    for (const Stretch& stretch : batch.stretches) {
        const std::size_t bucket = bucketOfAll(stretch);
        const auto cellOf = [&](std::uint32_t slot, const std::uint16_t* words) -> std::size_t {
            if (slot == kNone)
                return kNone;
            return out.cellOf(
                slot, bucket != EventRows::kManyBuckets ? bucket : counter.buckets.of(PartSlab::Slots::time(words)));
        };
        if (counter.ofRows || (counter.ofVisits && stretch.visit == kNone)) {
            addRows(out, slots, stretch,
                    [&](const std::uint16_t* words) { return cellOf(slots.slot.read(words), words); });
            continue;
        }
        const std::uint32_t slot = counter.ofVisits ? slab.slot(counter.number, batch.visits[stretch.visit].begin) : 0;
        if (slot == kNone)
            continue;
        if (bucket == EventRows::kManyBuckets)
            addRows(out, slots, stretch, [&](const std::uint16_t* words) { return cellOf(slot, words); });
        else
            addStretch(out, out.cellOf(slot, bucket), stretch);
    }
}

/// Visits of the batch that begin in the range; the walk goes a day around it.
void VisitFold::countVisits(Counter& counter, const VisitBatch& batch, const PartSlab& slab) const
{
    for (std::size_t number = 0; number < batch.visits.size(); ++number) {
        const Visit& visit = batch.visits[number];
        const std::uint32_t slot = slab.slot(counter.number, visit.begin);
        if (slot == kNone || !batch.range.contains(fromMs(visit.start)))
            continue;
        std::size_t bucket = counter.bucketOf(m_chunkOfVisit[number]);
        if (bucket == EventRows::kManyBuckets)
            bucket = counter.buckets.of(visit.start);
        counter.out.visits[counter.out.cellOf(slot, bucket)].count(visit);
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
