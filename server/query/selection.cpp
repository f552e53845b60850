// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/selection.h"

#include "query/workers.h"

#include <algorithm>

namespace sightglass::query {

namespace {

using domain::Kind;

/// Marks every row of a visit in which some counted row is marked.
void spreadOverVisits(const Facts& part, Marks& marks)
{
    Marks hit(part.visits.list.size());
    const std::vector<std::uint32_t>& visits = part.visits.ofRow;
    for (std::size_t row = 0; row < marks.size(); ++row) {
        if (marks[row] && visits[row] != kNone && (part.rows.flags[row] & kCounted))
            hit[visits[row]] = 1;
    }
    for (std::size_t row = 0; row < marks.size(); ++row) {
        if (visits[row] != kNone)
            marks[row] = hit[visits[row]];
    }
}

} // namespace

Expected<Selection> Selection::bind(const Vocabulary& vocabulary, const std::vector<domain::Filter>& filters,
                                    const std::optional<domain::Condition>& goal, const domain::Cancellation& cancel)
{
    Selection out;
    for (const domain::Filter& filter : filters) {
        auto bound = RowFilter::bind(vocabulary, filter, cancel);
        if (!bound)
            return unexpected(bound.error());
        out.m_filters.push_back(*std::move(bound));
    }
    out.m_engagementCounts = std::any_of(out.m_filters.begin(), out.m_filters.end(),
                                         [](const RowFilter& f) { return f.looksAtEngagement(); });
    if (!goal)
        return out;
    auto tests = ConditionTest::bindGoal(vocabulary, *goal, cancel);
    if (!tests)
        return unexpected(tests.error());
    out.m_goals = *std::move(tests);
    out.m_pageGoal =
        std::any_of(out.m_goals.begin(), out.m_goals.end(), [](const ConditionTest& test) { return test.isOfPage(); });
    return out;
}

Expected<void> Selection::choose(Facts& part, const domain::Cancellation& cancel) const
{
    part.engagementCounts = m_engagementCounts;
    part.pageGoal = m_pageGoal;
    part.chosen.assign(part.rows.size(), 1);
    part.converts.assign(part.rows.size(), 0);
    std::vector<Marks> passes(m_goals.empty() ? 0 : m_filters.size()); // kept for the goal only
    Marks one;
    for (std::size_t i = 0; i < m_filters.size(); ++i) {
        if (cancel.isCancelled())
            return cancelled();
        m_filters[i].mark(part, one);
        for (std::size_t row = 0; row < one.size(); ++row)
            part.chosen[row] &= one[row];
        if (!m_goals.empty())
            passes[i] = one;
    }
    hitVisits(part);
    for (const ConditionTest& goal : m_goals)
        addConversions(goal, part, passes);
    return {};
}

void Selection::hitVisits(Facts& part) const
{
    // Every visit starts with a row that counts: without filters all are chosen.
    part.visitHit.assign(part.visits.list.size(), m_filters.empty() ? 1 : 0);
    if (m_filters.empty())
        return;
    const Rows& rows = part.rows;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const bool counts = (rows.flags[row] & kCounted) ||
                            (m_engagementCounts && rows.kind[row] == static_cast<std::uint8_t>(Kind::Engagement));
        if (part.chosen[row] && counts && part.visits.ofRow[row] != kNone)
            part.visitHit[part.visits.ofRow[row]] = 1;
    }
}

void Selection::addConversions(const ConditionTest& goal, Facts& part, const std::vector<Marks>& passes) const
{
    Marks meeting;
    goal.mark(part, meeting);
    Marks converts = meeting;
    for (std::size_t i = 0; i < passes.size(); ++i) {
        Marks one = passes[i];
        if (goal.isOfPage() && m_filters[i].isOfPageOnly())
            spreadOverVisits(part, one);
        for (std::size_t row = 0; row < one.size(); ++row)
            converts[row] &= one[row];
    }
    for (std::size_t row = 0; row < meeting.size(); ++row) {
        const std::uint32_t visit = part.visits.ofRow[row];
        if (!meeting[row])
            continue;
        if (visit != kNone) {
            part.visits.list[visit].converted = true;
            if (goal.isOfPage())
                converts[row] &= part.visitHit[visit];
        }
        part.converts[row] |= converts[row];
    }
}

} // namespace sightglass::query
