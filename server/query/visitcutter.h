// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/visits.h"

#include <algorithm>

namespace sightglass::query {

/// Cuts the rows of one person after the other, each by time, into visits (metrics §3). One thread; the list outlives
/// it.
class VisitCutter
{
public:
    /// Only the midnights and the time-out of the rules are used: take() is told the campaigns.
    VisitCutter(const VisitRules& rules, std::vector<Visit>& list)
        : m_rules(rules)
        , m_list(list)
    {
    }

    /// The number in the list that the row's visit has, once it is closed; kNone = the row is in none. `row` is how the
    /// visit names its rows; hint and campaign are 0 when the row has none.
    std::uint32_t take(std::uint32_t row, std::int64_t time, std::uint8_t flags, std::uint32_t hint,
                       std::uint32_t campaign)
    {
        if (m_open && (time - m_lastSign >= m_rules.timeoutMs || time >= m_latestEnd))
            close();
        const bool differs = m_open && ((hint != 0 && m_hint != 0 && hint != m_hint) ||
                                        ((flags & kStarts) && campaign != 0 && campaign != m_campaign));
        if (!m_open || differs) {
            if (!(flags & kStarts))
                return kNone;
            close();
            start(row, time, campaign);
        }
        join(row, flags, time, hint);
        return static_cast<std::uint32_t>(m_list.size());
    }

    /// Whether rows from `first` to `last`, of which the first one starts a visit, are one new visit as far as times
    /// go.
    [[nodiscard]] bool areOneVisit(std::int64_t first, std::int64_t last) const
    {
        const bool goesOn = m_open && first - m_lastSign < m_rules.timeoutMs && first < m_latestEnd;
        return !goesOn && last - first < m_rules.timeoutMs && last < latestEnd(first);
    }

    /// Such rows, without hints and campaigns, as take() would make a visit of them one by one; later rows may still
    /// join it. `lastSign`: the time of the last one that keeps it open.
    std::uint32_t takeVisit(const Visit& visit, std::int64_t lastSign)
    {
        close();
        m_visit = visit;
        m_lastSign = lastSign;
        m_latestEnd = latestEnd(visit.start);
        m_hint = m_campaign = 0;
        m_open = true;
        return static_cast<std::uint32_t>(m_list.size());
    }

    /// The person has no more rows.
    void close()
    {
        if (!m_open)
            return;
        m_list.push_back(m_visit);
        m_open = false;
    }

private:
    static constexpr std::int64_t kLongestVisitMs = 24 * 3'600'000; // metrics §3

    [[nodiscard]] std::int64_t latestEnd(std::int64_t start) const
    {
        const std::int64_t longest = start + kLongestVisitMs;
        return m_rules.midnights ? std::min(longest, m_rules.midnights->after(start)) : longest;
    }

    void start(std::uint32_t row, std::int64_t time, std::uint32_t campaign)
    {
        m_latestEnd = latestEnd(time);
        m_visit = Visit();
        m_visit.begin = row;
        m_visit.start = m_visit.lastAction = m_lastSign = time;
        m_hint = 0;
        m_campaign = campaign;
        m_open = true;
    }

    void join(std::uint32_t row, std::uint8_t flags, std::int64_t time, std::uint32_t hint)
    {
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

    const VisitRules m_rules;
    std::vector<Visit>& m_list;
    Visit m_visit;
    std::uint32_t m_hint = 0;
    std::uint32_t m_campaign = 0;
    std::int64_t m_lastSign = 0;
    std::int64_t m_latestEnd = 0;
    bool m_open = false;
};

} // namespace sightglass::query
