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
    Cutter(const Rows& rows, const VisitRules& rules, Visits& out)
        : m_time(rows.time.data())
        , m_flags(rows.flags.data())
        , m_hints(rows.hint.empty() ? nullptr : rows.hint.data())
        , m_campaigns(rules.campaign ? rules.campaign->ids.data() : nullptr)
        , m_rules(rules)
        , m_ofRow(out.ofRow.data())
        , m_list(out.list)
    {
    }

    void takePerson(std::uint32_t begin, std::uint32_t end)
    {
        m_open = false;
        for (std::uint32_t row = begin; row < end; ++row)
            take(row);
        close();
    }

private:
    void take(std::uint32_t row)
    {
        const std::uint8_t flags = m_flags[row];
        const std::int64_t time = m_time[row];
        if (m_open && (time - m_lastSign >= m_rules.timeoutMs || time >= m_latestEnd))
            close();
        const std::uint32_t hint = m_hints ? m_hints[row] : 0;
        const bool differs = m_open && ((hint != 0 && m_hint != 0 && hint != m_hint) || namesOtherCampaign(row, flags));
        if (!m_open || differs) {
            if (!(flags & kStarts))
                return;
            close();
            start(row, time);
        }
        join(row, flags, time, hint);
    }

    [[nodiscard]] bool namesOtherCampaign(std::uint32_t row, std::uint8_t flags) const
    {
        return m_campaigns && (flags & kStarts) && m_campaigns[row] != 0 && m_campaigns[row] != m_campaigns[m_visit.begin];
    }

    void start(std::uint32_t row, std::int64_t time)
    {
        m_latestEnd = time + kLongestVisitMs;
        if (m_rules.midnights)
            m_latestEnd = std::min(m_latestEnd, m_rules.midnights->after(time));
        m_visit = Visit();
        m_visit.begin = row;
        m_visit.start = m_visit.lastAction = m_lastSign = time;
        m_hint = 0;
        m_open = true;
    }

    void close()
    {
        if (!m_open)
            return;
        m_list.push_back(m_visit);
        ++m_number;
        m_open = false;
    }

    void join(std::uint32_t row, std::uint8_t flags, std::int64_t time, std::uint32_t hint)
    {
        m_ofRow[row] = m_number;
        m_visit.end = row + 1;
        // Records that are read only when asked for have no say in where visits end.
        if (m_hint == 0 && (flags & (kCounted | kKeepsOpen)))
            m_hint = hint;
        if (flags & kKeepsOpen)
            m_lastSign = time;
        if (flags & kExtends)
            m_visit.lastAction = time;
        if (flags & kPageview) {
            ++m_visit.pageviews;
            m_visit.entry = m_visit.entry == kNone ? row : m_visit.entry;
            m_visit.exit = row;
        }
        m_visit.intent |= (flags & kIntent) != 0;
        m_visit.exception |= (flags & kException) != 0;
        m_visit.unhandled |= (flags & kUnhandled) != 0;
    }

    const std::int64_t* m_time;
    const std::uint8_t* m_flags;
    const std::uint32_t* m_hints;
    const std::uint32_t* m_campaigns;
    const VisitRules& m_rules;
    std::uint32_t* m_ofRow;
    std::vector<Visit>& m_list;
    Visit m_visit;
    std::uint32_t m_number = 0; ///< Of the open or the next visit.
    std::uint32_t m_hint = 0;
    std::int64_t m_lastSign = 0;
    std::int64_t m_latestEnd = 0;
    bool m_open = false;
};

} // namespace

void cutVisits(const Rows& rows, const VisitRules& rules, const Dimension* page, Visits& out)
{
    out.list.clear();
    out.ofRow.assign(rows.size(), kNone);
    Cutter cutter(rows, rules, out);
    for (std::uint32_t person = 1; person + 1 < rows.first.size(); ++person)
        cutter.takePerson(rows.first[person], rows.first[person + 1]);
    if (rows.engagementMs.empty())
        return;
    std::vector<Engagement> engagements;
    for (std::uint32_t v = 0; v < out.list.size(); ++v) {
        engagementsOf(rows, out, v, page, engagements);
        for (const Engagement& one : engagements)
            out.list[v].engagementMs += one.ms;
    }
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
    if (out.size() < 2)
        return;
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
