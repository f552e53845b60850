// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/visitwalk.h"

#include <algorithm>
#include <tuple>

namespace sightglass::query {

namespace {

constexpr std::size_t kBatchStretches = 128; // rows and counters of a batch stay close to the processor
constexpr std::size_t kAhead = 8;            // stretches

/// The column that tells where campaigns cut visits.
std::optional<std::size_t> campaignColumn(const ChunkSet& set, bool cutsAtCampaign)
{
    if (!cutsAtCampaign)
        return std::nullopt;
    const std::vector<PropertyName>& dimensions = set.request().dimensions;
    return static_cast<std::size_t>(std::find(dimensions.begin(), dimensions.end(), kVisitCampaign) -
                                    dimensions.begin());
}

} // namespace

VisitWalk::VisitWalk(const FactSource& source, std::span<const EventRows> rows, std::span<const CellRequest> requests)
    : m_slab(*source.m_rows, rows, requests, campaignColumn(*source.m_rows, source.m_cutsAtCampaign))
{
    m_batch.range = source.m_request.range;
    if (source.m_midnightsOf)
        m_midnights.emplace(*source.m_midnightsOf);
    m_cutter.emplace(VisitRules{source.m_timeoutMs, m_midnights ? &*m_midnights : nullptr, nullptr}, m_batch.visits);
}

void VisitWalk::walk(std::size_t part, const std::function<void(const VisitBatch&)>& take)
{
    m_leftOut.clear();
    clearBatch();
    m_slab.load(part);
    const std::span<Stretch> all = m_slab.stretches();
    for (std::size_t begin = 0; begin < all.size();) {
        const std::uint32_t person = all[begin].person;
        std::size_t end = begin;
        for (; end < all.size() && all[end].person == person; ++end) {
            if (end + kAhead < all.size())
                m_slab.fetch(all[end + kAhead]);
        }
        if (!walkPerson(all.subspan(begin, end - begin)))
            m_leftOut.push_back(m_slab.keyOf(person));
        begin = end;
        if (m_batch.stretches.size() >= kBatchStretches) {
            take(m_batch);
            clearBatch();
        }
    }
    take(m_batch);
    m_personBase += m_slab.people();
    std::sort(m_leftOut.begin(), m_leftOut.end());
}

void VisitWalk::clearBatch()
{
    m_batch.stretches.clear();
    m_batch.visits.clear();
}

/// False when the person is to be left out.
bool VisitWalk::walkPerson(std::span<Stretch> own)
{
    if (own.front().person == 0 || isInOrder(own)) {
        for (const Stretch& rows : own)
            walkRows(rows);
    } else if (const auto rows = merged(own)) {
        walkRows(*rows);
    } else {
        return false;
    }
    m_cutter->close();
    return true;
}

bool VisitWalk::isInOrder(std::span<const Stretch> own) const
{
    for (std::size_t i = 1; i < own.size(); ++i) {
        if (m_slab.time(own[i - 1].end - 1) >= m_slab.time(own[i].begin))
            return false;
    }
    return true;
}

/// The rows of some stretches as one, by time; nothing where receipt and message ids would have a say.
std::optional<VisitWalk::Stretch> VisitWalk::merged(std::span<const Stretch> own)
{
    m_order.clear();
    for (const Stretch& rows : own) {
        for (std::uint32_t row = rows.begin; row < rows.end; ++row)
            m_order.push_back(row);
    }
    const auto key = [&](std::uint32_t row) { return std::tuple(m_slab.time(row), row); };
    std::sort(m_order.begin(), m_order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (std::size_t i = 1; i < m_order.size(); ++i) {
        if (m_slab.time(m_order[i - 1]) != m_slab.time(m_order[i]))
            continue;
        const auto holdsBoth = [&](const Stretch& rows) {
            return rows.begin <= m_order[i - 1] && m_order[i] < rows.end;
        };
        if (std::none_of(own.begin(), own.end(), holdsBoth))
            return std::nullopt;
    }
    const std::uint32_t begin = m_slab.add(m_order);
    return Stretch{own.front().person, kNone, begin, begin + static_cast<std::uint32_t>(m_order.size())};
}

/// Most stretches are one visit: then nothing has to be decided row by row. False when it may be otherwise.
bool VisitWalk::walkAsOne(const Stretch& rows, std::uint32_t stamp)
{
    const std::int64_t first = m_slab.time(rows.begin);
    const std::int64_t last = m_slab.time(rows.end - 1);
    if (!m_slab.isPlain() || !(m_slab.flags(rows.begin) & kStarts) || first < toMs(m_batch.range.from) ||
        last >= toMs(m_batch.range.to) || !m_cutter->areOneVisit(first, last))
        return false;
    Visit visit;
    visit.begin = rows.begin;
    visit.end = rows.end;
    visit.start = first;
    VisitBatch::Stretch stretch{rows.chunk, kNone, 0, kNone, stamp, 0, 0, 0, false, 0, 0};
    std::uint32_t acted = rows.begin;
    std::uint32_t kept = rows.begin;
    unsigned seen = 0;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        const unsigned flags = m_slab.flags(row);
        seen |= flags;
        acted = (flags & kExtends) ? row : acted;
        kept = (flags & kKeepsOpen) ? row : kept;
        if (flags & kPageview) {
            ++visit.pageviews;
            visit.entry = std::min(visit.entry, row);
            visit.exit = row;
        }
        if (!(flags & kCounted))
            continue;
        stretch.begin = std::min(stretch.begin, row);
        stretch.end = row + 1;
        ++stretch.events;
        stretch.pageviews += (flags & kPageview) ? 1 : 0;
        stretch.flags |= static_cast<std::uint8_t>(flags);
        stretch.hasAmounts |= m_slab.hasAmount(row);
    }
    visit.lastAction = m_slab.time(acted);
    visit.intent = (seen & kIntent) != 0;
    visit.exception = (seen & kException) != 0;
    visit.unhandled = (seen & kUnhandled) != 0;
    stretch.visit = m_cutter->takeVisit(visit, m_slab.time(kept));
    if (stretch.events == 0)
        return true;
    stretch.first = m_slab.time(stretch.begin);
    stretch.last = m_slab.time(stretch.end - 1);
    m_batch.stretches.push_back(stretch);
    return true;
}

void VisitWalk::walkRows(const Stretch& rows)
{
    const std::uint32_t stamp = rows.person == 0 ? 0 : m_personBase + rows.person;
    if (stamp != 0 && walkAsOne(rows, stamp))
        return;
    const std::int64_t from = toMs(m_batch.range.from);
    const std::int64_t to = toMs(m_batch.range.to);
    VisitBatch::Stretch stretch;
    const auto finish = [&] {
        if (stretch.events > 0)
            m_batch.stretches.push_back(stretch);
    };
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        const std::int64_t time = m_slab.time(row);
        const std::uint8_t flags = m_slab.flags(row);
        const std::uint32_t visit =
            stamp == 0 ? kNone : m_cutter->take(row, time, flags, m_slab.hint(row), m_slab.campaign(row));
        if (!(flags & kCounted) || time < from || time >= to)
            continue;
        if (stretch.events == 0 || visit != stretch.visit) {
            finish();
            stretch = {rows.chunk, row, row, visit, stamp, 0, 0, 0, false, time, time};
        }
        stretch.end = row + 1;
        stretch.last = time;
        ++stretch.events;
        stretch.pageviews += (flags & kPageview) ? 1 : 0;
        stretch.flags |= flags;
        stretch.hasAmounts |= m_slab.hasAmount(row);
    }
    finish();
}

} // namespace sightglass::query
