// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/partloader.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <tuple>

namespace sightglass::query {

namespace {

using domain::NumberColumn;

constexpr std::int64_t kMostEngagementMs = 24 * 3'600'000;
constexpr std::int64_t kLongAgo = std::numeric_limits<std::int64_t>::min();

template <typename T> void moveColumn(std::vector<T>& column, std::uint32_t first, const auto& order)
{
    if (column.empty())
        return;
    std::vector<T> moved;
    moved.reserve(order.size());
    for (const auto& origin : order)
        moved.push_back(column[origin.at]);
    std::copy(moved.begin(), moved.end(), column.begin() + first);
}

/// Calls use() with each stretch of two or more neighbours of the same key. Errors: those of use().
template <typename T, typename KeyOf, typename Use> Expected<void> forEachTie(std::span<T> sorted, KeyOf keyOf, Use use)
{
    for (auto begin = sorted.begin(); begin != sorted.end();) {
        const auto end = std::find_if(begin, sorted.end(), [&](const T& one) { return keyOf(one) != keyOf(*begin); });
        if (end - begin > 1) {
            if (auto done = use(std::span<T>(begin, end)); !done)
                return done;
        }
        begin = end;
    }
    return {};
}

} // namespace

Expected<void> PartLoader::load(std::size_t part, Rows& rows, const std::vector<std::uint64_t>* only)
{
    collect(part, rows, only);
    givePlaces(rows);
    copy(rows);
    return m_anyUnordered ? putInOrder(rows) : Expected<void>();
}

void PartLoader::collect(std::size_t part, Rows& rows, const std::vector<std::uint64_t>* only)
{
    rows.people.clear();
    m_pieces.clear();
    m_pieceEnds.clear();
    m_counts.assign(1, 0);
    m_lastTimes.assign(1, kLongAgo);
    m_unordered.assign(1, 0);
    m_anyUnordered = false;
    rows.keys.assign(1, 0);
    for (const OpenChunk& chunk : m_set.chunks()) {
        chunk.forEachStretch(part, [&](std::uint64_t key, std::uint32_t begin, std::uint32_t end) {
            if (only && !std::binary_search(only->begin(), only->end(), key))
                return;
            const std::uint32_t person = rows.people.numberOf(key);
            if (person == m_counts.size()) {
                m_counts.push_back(0);
                m_lastTimes.push_back(kLongAgo);
                m_unordered.push_back(0);
                rows.keys.push_back(key);
            }
            m_counts[person] += end - begin;
            m_pieces.push_back({begin, end - begin, person});
            if (chunk.mayOverlap && person != 0)
                watchOrder(chunk, person, begin, end);
        });
        m_pieceEnds.push_back(m_pieces.size());
    }
}

/// Equal times need a look as well: receipt and message id decide.
void PartLoader::watchOrder(const OpenChunk& chunk, std::uint32_t person, std::uint32_t begin, std::uint32_t end)
{
    const domain::NumberValues times = chunk.chunk->numbers(NumberColumn::EventTime);
    if (times.at(begin) <= m_lastTimes[person]) {
        m_unordered[person] = 1;
        m_anyUnordered = true;
    }
    m_lastTimes[person] = std::max(m_lastTimes[person], times.at(end - 1));
}

void PartLoader::givePlaces(Rows& rows)
{
    rows.first.resize(m_counts.size() + 1);
    std::uint32_t place = 0;
    for (std::size_t person = 0; person < m_counts.size(); ++person) {
        rows.first[person] = place;
        place += m_counts[person];
        m_counts[person] = rows.first[person]; // from here on: where its next rows go
    }
    rows.first.back() = place;
    for (Piece& piece : m_pieces) {
        std::uint32_t& next = m_counts[piece.to];
        piece.to = next;
        next += piece.count;
    }
}

void PartLoader::copy(Rows& rows) const
{
    const RowRequest& request = m_set.request();
    const std::size_t count = rows.first.back();
    rows.person.resize(count);
    for (std::uint32_t person = 0; person + 1 < rows.first.size(); ++person)
        std::fill(rows.person.begin() + rows.first[person], rows.person.begin() + rows.first[person + 1], person);
    rows.time.resize(count);
    rows.kind.resize(count);
    rows.flags.resize(count);
    rows.hint.resize(m_set.hints() > 1 ? count : 0);
    rows.view.resize(request.engagement || request.views ? count : 0);
    rows.engagementMs.resize(request.engagement ? count : 0);
    rows.scrollDepth.resize(request.engagement ? count : 0);
    rows.revenue.resize(request.amounts ? count : 0);
    rows.currency.resize(request.amounts ? count : 0);
    for (Dimension& dimension : rows.dimensions)
        dimension.ids.resize(count);
    std::size_t begin = 0;
    for (std::size_t number = 0; number < m_pieceEnds.size(); ++number) {
        if (begin < m_pieceEnds[number])
            copyChunk(number, std::span(m_pieces).subspan(begin, m_pieceEnds[number] - begin), rows);
        begin = m_pieceEnds[number];
    }
}

void PartLoader::copyChunk(std::size_t number, std::span<const Piece> pieces, Rows& rows) const
{
    const OpenChunk& open = m_set.chunks()[number];
    const domain::SortedChunk& chunk = *open.chunk;
    placeNumbers(chunk.numbers(NumberColumn::EventTime), pieces, rows.time.data(), [](std::int64_t t) { return t; });
    placeNumbers(chunk.numbers(NumberColumn::Kind), pieces, rows.kind.data(),
                 [](std::int64_t k) { return static_cast<std::uint8_t>(k); });
    for (const Piece& piece : pieces)
        std::copy_n(open.flags.data() + piece.begin, piece.count, rows.flags.data() + piece.to);
    if (!rows.hint.empty())
        placeCodes(open.hint.codes, open.hint.ids, pieces, rows.hint.data());
    if (!rows.view.empty())
        placeCodes(open.view.codes, open.view.ids, pieces, rows.view.data());
    if (!rows.engagementMs.empty()) {
        placeNumbers(chunk.numbers(NumberColumn::EngagementMs), pieces, rows.engagementMs.data(), [](std::int64_t ms) {
            return static_cast<std::int32_t>(std::clamp<std::int64_t>(ms, 0, kMostEngagementMs));
        });
        placeNumbers(chunk.numbers(NumberColumn::ScrollDepth), pieces, rows.scrollDepth.data(), [](std::int64_t depth) {
            return depth == domain::kAbsent ? -1 : static_cast<std::int32_t>(std::clamp<std::int64_t>(depth, 0, 100));
        });
    }
    if (!rows.revenue.empty()) {
        placeNumbers(chunk.numbers(NumberColumn::RevenueMinor), pieces, rows.revenue.data(),
                     [](std::int64_t minor) { return minor; });
        placeCodes(open.currency.codes, open.currency.ids, pieces, rows.currency.data());
    }
    for (std::size_t i = 0; i < rows.dimensions.size(); ++i)
        placeCodes(open.columns[i].codes, open.columns[i].ids, pieces, rows.dimensions[i].ids.data());
}

std::vector<PartLoader::Origin> PartLoader::unorderedRows(const Rows& rows) const
{
    std::vector<Origin> out;
    std::size_t begin = 0;
    for (std::uint32_t number = 0; number < m_pieceEnds.size(); ++number) {
        for (; begin < m_pieceEnds[number]; ++begin) {
            const Piece& piece = m_pieces[begin];
            if (!m_unordered[rows.person[piece.to]])
                continue;
            for (std::uint32_t i = 0; i < piece.count; ++i)
                out.push_back({rows.time[piece.to + i], number, piece.begin + i, piece.to + i});
        }
    }
    return out;
}

Expected<void> PartLoader::putInOrder(Rows& rows)
{
    std::vector<Origin> all = unorderedRows(rows);
    std::sort(all.begin(), all.end(), [](const Origin& a, const Origin& b) { return a.at < b.at; });
    for (auto begin = all.begin(); begin != all.end();) {
        const std::uint32_t person = rows.person[begin->at];
        const auto end = std::find_if(begin, all.end(), [&](const Origin& o) { return rows.person[o.at] != person; });
        const std::span<Origin> own(begin, end);
        if (auto sorted = sort(own); !sorted)
            return sorted;
        move(rows, own);
        begin = end;
    }
    return {};
}

Expected<void> PartLoader::sort(std::span<Origin> rows) const
{
    std::sort(rows.begin(), rows.end(),
              [](const Origin& a, const Origin& b) { return std::tie(a.time, a.at) < std::tie(b.time, b.at); });
    return forEachTie(
        rows, [](const Origin& row) { return row.time; },
        [this](std::span<Origin> tied) { return sortByReceipt(tied); });
}

Expected<void> PartLoader::sortByReceipt(std::span<Origin> tied) const
{
    struct Received
    {
        std::int64_t at;
        Origin row;
    };
    std::vector<Received> known;
    for (const Origin& origin : tied) {
        const auto received = m_set.chunks()[origin.chunk].chunk->receivedAt();
        if (!received)
            return unexpected(received.error());
        known.push_back({received->at(origin.row), origin});
    }
    std::stable_sort(known.begin(), known.end(), [](const Received& a, const Received& b) { return a.at < b.at; });
    const auto sortAlike = [&](std::span<Received> alike) {
        const std::span<Origin> own = tied.subspan(static_cast<std::size_t>(alike.data() - known.data()), alike.size());
        return sortByMessageId(own);
    };
    std::transform(known.begin(), known.end(), tied.begin(), [](const Received& one) { return one.row; });
    return forEachTie(
        std::span(known), [](const Received& one) { return one.at; }, sortAlike);
}

/// Message ids are long and all different, so they are read only where an order depends on them.
Expected<void> PartLoader::sortByMessageId(std::span<Origin> tied) const
{
    std::vector<std::pair<std::string_view, Origin>> named;
    for (const Origin& origin : tied) {
        const auto ids = m_set.chunks()[origin.chunk].chunk->messageIds();
        if (!ids)
            return unexpected(ids.error());
        named.emplace_back(ids->at(origin.row), origin);
    }
    std::stable_sort(named.begin(), named.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::transform(named.begin(), named.end(), tied.begin(), [](const auto& one) { return one.second; });
    return {};
}

void PartLoader::move(Rows& rows, std::span<const Origin> order)
{
    const std::uint32_t first = rows.first[rows.person[order.front().at]];
    moveColumn(rows.time, first, order);
    moveColumn(rows.kind, first, order);
    moveColumn(rows.flags, first, order);
    moveColumn(rows.hint, first, order);
    moveColumn(rows.view, first, order);
    moveColumn(rows.engagementMs, first, order);
    moveColumn(rows.scrollDepth, first, order);
    moveColumn(rows.revenue, first, order);
    moveColumn(rows.currency, first, order);
    for (Dimension& dimension : rows.dimensions)
        moveColumn(dimension.ids, first, order);
}

} // namespace sightglass::query
