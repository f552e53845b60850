// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/rowfilter.h"

#include "query/workers.h"

#include <algorithm>
#include <map>

namespace sightglass::query {

namespace {

using domain::Condition;
using domain::Kind;

/// Engagement with one page of one visit so far.
struct Progress
{
    std::map<std::uint32_t, std::int64_t> views;
    std::int64_t ms = 0;
    bool done = false;

    void add(std::uint32_t view, std::int64_t reported)
    {
        if (view == 0) {
            ms += reported;
            return;
        }
        std::int64_t& best = views[view];
        ms += std::max<std::int64_t>(0, reported - best);
        best = std::max(best, reported);
    }
};

} // namespace

Expected<ConditionTest> ConditionTest::bind(const Vocabulary& vocabulary, const Condition& condition,
                                            const domain::Cancellation& cancel)
{
    ConditionTest out;
    out.m_condition = condition;
    if (!condition.event.empty())
        out.m_event = vocabulary.of({Field::Event, {}})->find(condition.event).value_or(kNone);
    if (!condition.page.empty()) {
        const auto pages = vocabulary.of({Field::Page, {}});
        const PagePattern pattern(condition.page);
        out.m_pages.resize(pages->size());
        for (std::uint32_t page = 1; page < out.m_pages.size(); ++page) {
            if (page % 1024 == 0 && cancel.isCancelled())
                return cancelled();
            out.m_pages[page] = pattern.matches(pages->text(page));
        }
    }
    for (const domain::Filter& filter : condition.filters) {
        auto bound = RowFilter::bind(vocabulary, filter, cancel);
        if (!bound)
            return unexpected(bound.error());
        out.m_filters.push_back(*std::move(bound));
    }
    return out;
}

Expected<std::vector<ConditionTest>> ConditionTest::bindGoal(const Vocabulary& vocabulary, const Condition& goal,
                                                             const domain::Cancellation& cancel)
{
    std::vector<ConditionTest> out;
    for (const Condition& condition : goal.anyOf.empty() ? std::vector{goal} : goal.anyOf) {
        auto bound = bind(vocabulary, condition, cancel);
        if (!bound)
            return unexpected(bound.error());
        out.push_back(*std::move(bound));
    }
    return out;
}

void ConditionTest::mark(const Facts& part, Marks& out) const
{
    out.assign(part.rows.size(), 0);
    if (isThreshold()) {
        for (std::uint32_t visit = 0; visit < part.visits.list.size(); ++visit)
            markThreshold(part, visit, out);
    } else {
        markEvents(part, out);
    }
    Marks one;
    for (const RowFilter& filter : m_filters) {
        filter.mark(part, one);
        for (std::size_t row = 0; row < out.size(); ++row)
            out[row] &= one[row];
    }
}

void ConditionTest::mark(const ChunkRows& chunk, Marks& out) const
{
    out.resize(chunk.size());
    const bool ofPage = !m_condition.page.empty();
    const unsigned flag = ofPage ? kPageview : kCounted;
    for (std::size_t row = 0; row < out.size(); ++row)
        out[row] = chunk.open.flags[row] & flag ? 1 : 0;
    if (!m_condition.event.empty())
        chunk.keepMarks(out, {Field::Event, {}}, [this](std::uint32_t id) { return id == m_event; });
    if (ofPage)
        chunk.keepMarks(out, {Field::Page, {}}, [this](std::uint32_t id) { return m_pages[id]; });
    Marks one;
    for (const RowFilter& filter : m_filters) {
        filter.mark(chunk, one);
        for (std::size_t row = 0; row < out.size(); ++row)
            out[row] &= one[row];
    }
}

void ConditionTest::markEvents(const Facts& part, Marks& out) const
{
    const Rows& rows = part.rows;
    if (m_condition.kind) {
        for (std::size_t row = 0; row < out.size(); ++row)
            out[row] = rows.kind[row] == static_cast<std::uint8_t>(*m_condition.kind);
    } else {
        for (std::size_t row = 0; row < out.size(); ++row)
            out[row] = rows.flags[row] & kCounted ? 1 : 0;
    }
    if (!m_condition.event.empty()) {
        const std::vector<std::uint32_t>& events = rows.dimension({Field::Event, {}})->ids;
        for (std::size_t row = 0; row < out.size(); ++row)
            out[row] &= static_cast<std::uint8_t>(events[row] == m_event);
    }
    if (!m_condition.page.empty()) {
        const std::vector<std::uint32_t>& pages = rows.dimension({Field::Page, {}})->ids;
        for (std::size_t row = 0; row < out.size(); ++row)
            out[row] &= static_cast<std::uint8_t>((rows.flags[row] & kPageview) && m_pages[pages[row]]);
    }
}

void ConditionTest::markThreshold(const Facts& part, std::uint32_t visit, Marks& out) const
{
    const Rows& rows = part.rows;
    const std::vector<std::uint32_t>& page = rows.dimension({Field::Page, {}})->ids;
    std::map<std::uint32_t, Progress> progress;
    const Visit& v = part.visits.list[visit];
    for (std::uint32_t row = v.begin; row < v.end; ++row) {
        if (part.visits.ofRow[row] != visit || rows.kind[row] != static_cast<std::uint8_t>(Kind::Engagement) ||
            !m_pages[page[row]])
            continue;
        Progress& on = progress[page[row]];
        on.add(rows.view[row], rows.engagementMs[row]);
        const bool reached = m_condition.scrollDepth ? rows.scrollDepth[row] >= *m_condition.scrollDepth
                                                     : static_cast<double>(on.ms) >= *m_condition.timeOnPage * 1000;
        if (reached && !on.done) {
            on.done = true;
            out[row] = 1;
        }
    }
}

Expected<Marks> rowsMeeting(const Facts& part, const Condition& condition)
{
    const domain::Cancellation never;
    const auto test = ConditionTest::bind(*part.vocabulary, condition, never);
    if (!test)
        return unexpected(test.error());
    Marks out;
    test->mark(part, out);
    return out;
}

} // namespace sightglass::query
