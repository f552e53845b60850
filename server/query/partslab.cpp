// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/partslab.h"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace sightglass::query {

namespace {

constexpr std::size_t kAhead = 3; // chunks
constexpr std::size_t kLineBytes = 64;
constexpr std::uint32_t kBlockRows = 16;
constexpr std::size_t kSpare = 16; // of the rows there is room for one in so many more

/// The first row from `row` on whose element is not 0; `end` when there is none. Most are 0: looked at block by block.
template <typename Elements> std::uint32_t nextSet(const Elements& elements, std::uint32_t row, std::uint32_t end)
{
    while (row + kBlockRows <= end) {
        auto any = elements[row];
        for (std::uint32_t i = 1; i < kBlockRows; ++i)
            any = static_cast<decltype(any)>(any | elements[row + i]);
        if (any != 0)
            break;
        row += kBlockRows;
    }
    while (row < end && elements[row] == 0)
        ++row;
    return row;
}

std::uint32_t nextSet(const SparseElements& elements, std::uint32_t row, std::uint32_t end)
{
    constexpr std::uint32_t kRows = domain::SparseRows::kRows;
    while (row < end) {
        const std::uint64_t left = elements.values.sparse[row / kRows].present >> (row % kRows);
        if (left != 0)
            return std::min(end, row + static_cast<std::uint32_t>(std::countr_zero(left)));
        row += kRows - row % kRows;
    }
    return end;
}

} // namespace

PartSlab::PartSlab(const ChunkSet& set, std::span<const EventRows> rows, std::span<const CellRequest> requests,
                   std::optional<std::size_t> campaign)
    : m_set(set)
    , m_rows(rows)
    , m_campaign(campaign)
{
    if (set.hints() > 1)
        m_hint = nextPlace(set.hints());
    if (campaign)
        m_campaignAt = nextPlace(set.dictionaries()[*campaign]->size());
    for (const OpenChunk& chunk : set.chunks())
        m_runs.push_back(chunk.chunk->runs().data());
    for (const CellRequest& request : requests)
        m_slots.push_back(request.grouping.property ? nextPlace(request.grouping.slots) : Place());
}

/// A row's next word or two, for numbers below this.
PartSlab::Place PartSlab::nextPlace(std::size_t numbers)
{
    const Place place{m_stride, numbers > kNoneNarrow};
    m_stride += place.isWide ? 2 : 1;
    return place;
}

void PartSlab::load(std::size_t part)
{
    collect(part);
    sortByPerson();
    makeRoom();
    m_amounts.clear();
    for (std::size_t number = 0; number < m_copyEnds.size(); ++number) {
        if (number + kAhead < m_copyEnds.size())
            fetchAhead(copiesOf(number + kAhead), number + kAhead);
        copyChunk(number, copiesOf(number));
    }
}

/// Parts differ a little in size, and some rows may be added; neither is to double the memory.
void PartSlab::makeRoom()
{
    const std::size_t words = m_count * m_stride;
    if (words + words / kSpare > m_words.capacity()) {
        m_words = {};
        m_words.reserve(words + 2 * (words / kSpare));
    }
    m_words.resize(words);
}

std::span<const Piece> PartSlab::copiesOf(std::size_t number) const
{
    const std::size_t begin = number == 0 ? 0 : m_copyEnds[number - 1];
    return std::span(m_copies).subspan(begin, m_copyEnds[number] - begin);
}

void PartSlab::collect(std::size_t part)
{
    m_people.clear();
    m_keys.assign(1, 0);
    m_places.assign(2, 0); // by person + 1, counts at first
    m_found.clear();
    m_copies.clear();
    m_copyEnds.clear();
    m_count = 0;
    for (std::uint32_t number = 0; number < m_set.chunks().size(); ++number) {
        const OpenChunk& chunk = m_set.chunks()[number];
        if (number + kAhead < m_runs.size())
            __builtin_prefetch(m_runs[number + kAhead] + m_set.chunks()[number + kAhead].firstRun[part]);
        for (std::uint32_t run = chunk.firstRun[part]; run < chunk.firstRun[part + 1]; ++run)
            m_people.fetch(m_runs[number][run].visitor());
        const auto [sliceBegin, sliceEnd] = chunk.rowsOf(part);
        const std::uint32_t slice = toCopy(sliceBegin, sliceEnd);
        chunk.forEachStretch(part, [&, sliceBegin = sliceBegin,
                                    sliceEnd = sliceEnd](std::uint64_t key, std::uint32_t begin, std::uint32_t end) {
            const std::uint32_t person = m_people.numberOf(key);
            if (person + 1 == m_places.size()) {
                m_places.push_back(0);
                m_keys.push_back(key);
            }
            ++m_places[person + 1];
            const bool inSlice = sliceBegin <= begin && end <= sliceEnd;
            const std::uint32_t at = inSlice ? slice + (begin - sliceBegin) : toCopy(begin, end);
            m_found.push_back({person, number, at, at + (end - begin)});
        });
        m_copyEnds.push_back(m_copies.size());
    }
}

/// Where rows of a chunk will stand.
std::uint32_t PartSlab::toCopy(std::uint32_t begin, std::uint32_t end)
{
    const std::uint32_t at = m_count;
    if (begin < end)
        m_copies.push_back({begin, end - begin, at});
    m_count += end - begin;
    return at;
}

void PartSlab::sortByPerson()
{
    for (std::size_t person = 1; person < m_places.size(); ++person)
        m_places[person] += m_places[person - 1];
    m_sorted.resize(m_found.size());
    for (const Stretch& stretch : m_found)
        m_sorted[m_places[stretch.person]++] = stretch;
}

/// Slices of a chunk lie far from those of the chunk before: they are asked for some chunks ahead.
void PartSlab::fetchAhead(std::span<const Piece> pieces, std::size_t number) const
{
    if (pieces.empty())
        return;
    const EventRows& rows = m_rows[number];
    const Piece& piece = pieces.front();
    const auto fetch = [&](const auto& column) {
        const std::size_t width = column.sparse ? 0 : column.width; // of sparse ones little is read
        const auto* const bytes = static_cast<const std::byte*>(column.data);
        for (std::size_t byte = piece.begin * width; byte < (std::size_t{piece.begin} + piece.count) * width;
             byte += kLineBytes)
            __builtin_prefetch(bytes + byte);
    };
    fetch(rows.times);
    fetch(domain::Codes{rows.chunk.flags.data(), 1});
    for (const EventRows::Cells& cells : rows.cells)
        fetch(cells.codes);
    if (rows.hasRevenue)
        fetch(rows.revenue);
}

void PartSlab::copyChunk(std::size_t number, std::span<const Piece> pieces)
{
    const EventRows& rows = m_rows[number];
    const OpenChunk& chunk = rows.chunk;
    const NumberOf timeOf{rows.times.base, rows.times.hasAbsent};
    const std::uint8_t* const flagsOf = chunk.flags.data();
    withElements(rows.times, [&](const auto elements) {
        for (const Piece& piece : pieces) {
            std::uint16_t* words = m_words.data() + piece.to * m_stride;
            for (std::uint32_t row = piece.begin; row < piece.begin + piece.count; ++row, words += m_stride) {
                const std::int64_t time = timeOf(elements[row]);
                std::memcpy(words, &time, sizeof time);
                words[kFlags] = flagsOf[row];
            }
        }
    });
    if (m_hint.word != 0)
        copyCodes(chunk.hint.codes, chunk.hint.ids, pieces, m_hint);
    if (m_campaignAt.word != 0)
        copyCodes(chunk.columns[*m_campaign].codes, chunk.columns[*m_campaign].ids, pieces, m_campaignAt);
    for (std::size_t request = 0; request < m_slots.size(); ++request) {
        if (m_slots[request].word != 0)
            copyCodes(rows.cells[request].codes, rows.cells[request].slotOfCode, pieces, m_slots[request]);
    }
    if (rows.hasRevenue)
        copyAmounts(rows, pieces);
}

void PartSlab::copyCodes(const domain::Codes& codes, std::span<const std::uint32_t> ids, std::span<const Piece> pieces,
                         const Place& place)
{
    withElements(codes, [&](const auto elements) {
        for (const Piece& piece : pieces) {
            std::uint16_t* word = m_words.data() + piece.to * m_stride + place.word;
            const std::uint32_t end = piece.begin + piece.count;
            if (place.isWide) {
                for (std::uint32_t row = piece.begin; row < end; ++row, word += m_stride)
                    std::memcpy(word, &ids[elements[row]], sizeof ids[0]);
            } else {
                for (std::uint32_t row = piece.begin; row < end; ++row, word += m_stride)
                    *word = static_cast<std::uint16_t>(ids[elements[row]]);
            }
        }
    });
}

/// Few rows have an amount.
void PartSlab::copyAmounts(const EventRows& rows, std::span<const Piece> pieces)
{
    const NumberOf minorOf{rows.revenue.base, rows.revenue.hasAbsent};
    const CodeColumn& currency = rows.chunk.currency;
    withElements(rows.revenue, [&](const auto elements) {
        for (const Piece& piece : pieces) {
            const std::uint32_t end = piece.begin + piece.count;
            for (std::uint32_t row = piece.begin; row < end; ++row) {
                if (rows.revenue.hasAbsent && (row = nextSet(elements, row, end)) == end)
                    break;
                const std::uint32_t to = piece.to + (row - piece.begin);
                m_words[to * m_stride + kFlags] |= kAmountBit;
                m_amounts.push_back({to, currency.ids[currency.codes.at(row)], minorOf(elements[row])});
            }
        }
    });
}

std::uint32_t PartSlab::add(std::span<const std::uint32_t> rows)
{
    const auto begin = static_cast<std::uint32_t>(m_words.size() / m_stride);
    m_words.resize(m_words.size() + rows.size() * m_stride);
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        std::copy_n(at(rows[i]), m_stride, m_words.data() + (begin + i) * m_stride);
        if (!hasAmount(rows[i]))
            continue;
        const auto isBefore = [](const AmountRow& amount, std::uint32_t row) { return amount.row < row; };
        const auto found = std::lower_bound(m_amounts.begin(), m_amounts.end(), rows[i], isBefore);
        m_amounts.push_back({begin + i, found->currency, found->minor});
    }
    return begin;
}

} // namespace sightglass::query
