// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/eventfold.h"

#include "query/columns.h"

#include <algorithm>

namespace sightglass::query {

namespace {

constexpr std::uint32_t kOnlySlot[] = {0};
constexpr std::size_t kNoCell = static_cast<std::size_t>(-1);

/// The one bucket of all rows that are of these times.
std::size_t bucketOf(BucketIndex& buckets, const domain::TimeRange& times)
{
    const std::size_t bucket = buckets.of(toMs(times.from));
    return bucket == buckets.of(toMs(times.to) - 1) ? bucket : EventRows::kManyBuckets;
}

} // namespace

EventRows::EventRows(const OpenChunk& open, const ChunkSet& set, std::span<const CellRequest> requests,
                     std::span<BucketIndex> buckets, const Marks* marks)
    : chunk(open)
    , times(open.chunk->numbers(domain::NumberColumn::EventTime))
    , converts(marks ? marks->data() : nullptr)
{
    const RowRequest& request = set.request();
    if (request.amounts) {
        revenue = open.chunk->numbers(domain::NumberColumn::RevenueMinor);
        hasRevenue = !isConstant(revenue) || revenue.at(0) != domain::kAbsent;
    }
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const CellRequest& wanted = requests[i];
        Cells one{{}, kOnlySlot, {}, bucketOf(buckets[i], open.times)};
        if (wanted.grouping.property) {
            const CodeColumn& column = ChunkRows{open, request.dimensions}.column(*wanted.grouping.property);
            one.codes = column.codes;
            one.slotOfCode = column.ids;
            if (!wanted.grouping.slotOfValue.empty()) {
                for (const std::uint32_t id : column.ids)
                    one.assigned.push_back(wanted.grouping.slotOf(id));
                one.slotOfCode = one.assigned;
            }
        }
        cells.push_back(std::move(one));
    }
}

std::vector<EventRows> eventRows(const ChunkSet& set, std::span<const CellRequest> requests,
                                 std::span<const Marks> converts)
{
    std::vector<BucketIndex> buckets;
    for (const CellRequest& request : requests)
        buckets.emplace_back(request.buckets);
    std::vector<EventRows> out;
    out.reserve(set.chunks().size());
    for (std::size_t number = 0; number < set.chunks().size(); ++number)
        out.emplace_back(set.chunks()[number], set, requests, buckets, converts.empty() ? nullptr : &converts[number]);
    return out;
}

Expected<EventFold> EventFold::make(std::span<const CellRequest> requests)
{
    EventFold out;
    for (const CellRequest& request : requests) {
        auto tallies = emptyTallies(request);
        if (!tallies)
            return unexpected(tallies.error());
        out.m_out.push_back(*std::move(tallies));
        out.m_buckets.emplace_back(request.buckets);
    }
    return out;
}

std::size_t EventFold::bytes() const
{
    std::size_t bytes = 0;
    for (const Tallies& tallies : m_out)
        bytes += tallies.bytes();
    return bytes;
}

void EventFold::merge(EventFold&& other)
{
    for (std::size_t i = 0; i < m_out.size(); ++i)
        m_out[i].add(std::move(other.m_out[i]));
}

void EventFold::takeChunk(const EventRows& rows)
{
    rows.chunk.forEachKept(0, static_cast<std::uint32_t>(rows.chunk.chunk->rows()),
                           [&](std::uint32_t begin, std::uint32_t end) {
                               take(rows, {begin, end, 0});
                           });
}

void EventFold::takePeople(std::span<const EventRows> chunks, const PersonPieces& people)
{
    for (const PersonPieces::Piece& piece : people.pieces())
        take(chunks[piece.chunk], {piece.begin, piece.end, piece.person == 0 ? 0 : m_personBase + piece.person});
    m_personBase += people.people();
}

void EventFold::take(const EventRows& rows, const Stretch& stretch)
{
    for (std::size_t request = 0; request < m_out.size(); ++request) {
        const domain::Codes& codes = rows.cells[request].codes;
        withElements(codes, [&](const auto in) {
            countEvents(rows, stretch, request, in);
            if (rows.converts)
                countConversions(rows, stretch, request, in);
            if (rows.hasRevenue)
                countAmounts(rows, stretch, request, in);
        });
    }
}

template <typename Codes>
std::size_t EventFold::cellOf(const EventRows& rows, std::size_t request, const Codes& codes, std::uint32_t row)
{
    const EventRows::Cells& cells = rows.cells[request];
    const std::uint32_t slot = cells.slotOfCode[codes[row]];
    if (slot == kNone)
        return kNoCell;
    return m_out[request].cellOf(
        slot, cells.bucket == EventRows::kManyBuckets ? m_buckets[request].of(rows.times.at(row)) : cells.bucket);
}

template <typename Codes>
void EventFold::countEvents(const EventRows& rows, const Stretch& stretch, std::size_t request, const Codes& codes)
{
    Tallies& out = m_out[request];
    const std::uint8_t* const flags = rows.chunk.flags.data();
    for (std::uint32_t row = stretch.begin; row < stretch.end; ++row) {
        const std::size_t cell = cellOf(rows, request, codes, row);
        if (cell == kNoCell)
            continue;
        Tally& tally = out.cells[cell];
        ++tally.events;
        tally.pageviews += (flags[row] & kPageview) ? 1 : 0;
        out.countVisitor(cell, stretch.stamp, (flags[row] & kStarts) && stretch.stamp != 0 ? 1 : 0);
    }
}

template <typename Codes>
void EventFold::countConversions(const EventRows& rows, const Stretch& stretch, std::size_t request, const Codes& codes)
{
    for (std::uint32_t row = stretch.begin; row < stretch.end; ++row) {
        const std::size_t cell = rows.converts[row] ? cellOf(rows, request, codes, row) : kNoCell;
        if (cell == kNoCell)
            continue;
        GoalTally& tally = m_out[request].goals[cell];
        ++tally.conversions;
        if (stretch.stamp != 0)
            countOnce(stretch.stamp, tally.lastConverter, tally.converters);
    }
}

template <typename Codes>
void EventFold::countAmounts(const EventRows& rows, const Stretch& stretch, std::size_t request, const Codes& codes)
{
    const CodeColumn& currency = rows.chunk.currency;
    for (std::uint32_t row = stretch.begin; row < stretch.end; ++row) {
        const std::int64_t minor = rows.revenue.at(row);
        const std::size_t cell = minor == domain::kAbsent ? kNoCell : cellOf(rows, request, codes, row);
        if (cell == kNoCell)
            continue;
        Amount& amount = m_out[request].amounts[{cell, currency.ids[currency.codes.at(row)]}];
        amount.minor += minor;
        ++amount.events;
    }
}

} // namespace sightglass::query
