// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/visits.h"

#include <algorithm>
#include <tuple>

namespace sightglass::query {

namespace {

constexpr std::int64_t kLongestVisitMs = 24 * 3'600'000; // metrics §3

/// The open visit of the person whose rows are being walked.
class Cutter
{
public:
    Cutter(const Rows& rows, std::int64_t timeoutMs, Visits& out)
        : m_rows(rows)
        , m_timeoutMs(timeoutMs)
        , m_out(out)
    {
    }

    void take(std::uint32_t row)
    {
        if (m_rows.person[row] != m_person) {
            m_person = m_rows.person[row];
            m_open = false;
        }
        const bool starts = m_rows.flags[row] & kStarts;
        if (m_person == 0)
            return;
        if (m_open && isOver(m_rows.time[row]))
            m_open = false;
        const std::uint32_t hint = m_rows.hint[row];
        const bool differs = m_open && hint != 0 && m_hint != 0 && hint != m_hint;
        if (starts && (!m_open || differs))
            start(row);
        else if (!m_open || differs)
            return;
        join(row);
    }

private:
    bool isOver(std::int64_t time) const
    {
        return time - m_lastSign >= m_timeoutMs || time - m_out.list.back().start >= kLongestVisitMs;
    }

    void start(std::uint32_t row)
    {
        Visit visit;
        visit.begin = row;
        visit.start = visit.lastAction = m_lastSign = m_rows.time[row];
        m_out.list.push_back(visit);
        m_hint = 0;
        m_open = true;
    }

    void join(std::uint32_t row)
    {
        Visit& visit = m_out.list.back();
        const std::uint8_t flags = m_rows.flags[row];
        m_out.ofRow[row] = static_cast<std::uint32_t>(m_out.list.size() - 1);
        visit.end = row + 1;
        if (m_hint == 0)
            m_hint = m_rows.hint[row];
        if (flags & kKeepsOpen)
            m_lastSign = m_rows.time[row];
        if (flags & kExtends)
            visit.lastAction = m_rows.time[row];
        if (flags & kPageview) {
            ++visit.pageviews;
            visit.entry = visit.entry == kNone ? row : visit.entry;
            visit.exit = row;
        }
        visit.intent = visit.intent || (flags & kIntent);
        visit.exception = visit.exception || (flags & kException);
        visit.unhandled = visit.unhandled || (flags & kUnhandled);
    }

    const Rows& m_rows;
    std::int64_t m_timeoutMs;
    Visits& m_out;
    std::uint32_t m_person = 0;
    std::uint32_t m_hint = 0;
    std::int64_t m_lastSign = 0;
    bool m_open = false;
};

} // namespace

Visits cutVisits(const Rows& rows, std::int64_t timeoutMs, const Dimension* page)
{
    Visits out;
    out.ofRow.assign(rows.size(), kNone);
    Cutter cutter(rows, timeoutMs, out);
    for (std::uint32_t row = 0; row < rows.size(); ++row)
        cutter.take(row);
    if (rows.engagementMs.empty())
        return out;
    std::vector<Engagement> engagements;
    for (std::uint32_t v = 0; v < out.list.size(); ++v) {
        engagementsOf(rows, out, v, page, engagements);
        for (const Engagement& one : engagements)
            out.list[v].engagementMs += one.ms;
    }
    return out;
}

void engagementsOf(const Rows& rows, const Visits& visits, std::uint32_t visit, const Dimension* page, std::vector<Engagement>& out)
{
    out.clear();
    const Visit& v = visits.list[visit];
    for (std::uint32_t row = v.begin; row < v.end; ++row) {
        if (visits.ofRow[row] != visit || rows.kind[row] != static_cast<std::uint8_t>(domain::Kind::Engagement))
            continue;
        out.push_back({page ? page->ids[row] : 0, rows.view[row], rows.engagementMs[row], rows.scrollDepth[row]});
    }
    const auto key = [](const Engagement& e) { return std::tie(e.view, e.page); };
    std::sort(out.begin(), out.end(), [&](const Engagement& a, const Engagement& b) { return key(a) < key(b); });
    std::size_t kept = 0;
    for (const Engagement& one : out) {
        if (kept > 0 && one.view != 0 && key(out[kept - 1]) == key(one)) {
            out[kept - 1].ms = std::max(out[kept - 1].ms, one.ms);
            out[kept - 1].depth = std::max(out[kept - 1].depth, one.depth);
        } else {
            out[kept++] = one;
        }
    }
    out.resize(kept);
}

} // namespace sightglass::query
