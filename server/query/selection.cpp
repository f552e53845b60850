// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/selection.h"

#include <algorithm>
#include <map>

namespace sightglass::query {

namespace {

using domain::Condition;
using domain::Filter;
using domain::Kind;
using Marks = std::vector<std::uint8_t>;

bool isThreshold(const Condition& condition) { return condition.scrollDepth || condition.timeOnPage; }

Expected<std::vector<RowFilter>> bindAll(const Facts& facts, const std::vector<Filter>& filters)
{
    std::vector<RowFilter> out;
    for (const Filter& filter : filters) {
        auto bound = RowFilter::bind(facts, filter);
        if (!bound)
            return unexpected(bound.error());
        out.push_back(*std::move(bound));
    }
    return out;
}

/// Pages of a dimension that a pattern covers, by value.
Marks pagesLike(const Dimension& page, const std::string& pattern)
{
    const PagePattern matcher(pattern);
    Marks out(page.values->size());
    for (std::uint32_t id = 1; id < out.size(); ++id)
        out[id] = matcher.matches(page.values->text(id));
    return out;
}

void markThreshold(const Facts& facts, const Condition& condition, std::uint32_t visit, const Marks& pages, Marks& out)
{
    struct Progress { std::map<std::uint32_t, std::int64_t> views; std::int64_t ms = 0; bool done = false; };
    const Rows& rows = facts.rows;
    const std::vector<std::uint32_t>& page = rows.dimension({Field::Page, {}})->ids;
    std::map<std::uint32_t, Progress> progress;
    const Visit& v = facts.visits.list[visit];
    for (std::uint32_t row = v.begin; row < v.end; ++row) {
        if (facts.visits.ofRow[row] != visit || rows.kind[row] != static_cast<std::uint8_t>(Kind::Engagement) || !pages[page[row]])
            continue;
        Progress& on = progress[page[row]];
        std::int64_t before = 0;
        if (rows.view[row] != 0) {
            std::int64_t& best = on.views[rows.view[row]];
            before = best;
            best = std::max<std::int64_t>(best, rows.engagementMs[row]);
            on.ms += best - before;
        } else {
            on.ms += rows.engagementMs[row];
        }
        const bool reached = condition.scrollDepth ? rows.scrollDepth[row] >= *condition.scrollDepth
                                                   : static_cast<double>(on.ms) >= *condition.timeOnPage * 1000;
        if (reached && !on.done) {
            on.done = true;
            out[row] = 1;
        }
    }
}

bool meets(const Facts& facts, const Condition& condition, std::uint32_t row, const Dimension* event, std::uint32_t eventId, const Dimension* page, const Marks& pages)
{
    const Rows& rows = facts.rows;
    if (condition.kind ? rows.kind[row] != static_cast<std::uint8_t>(*condition.kind) : !(rows.flags[row] & kCounted))
        return false;
    if (!condition.event.empty() && (eventId == kNone || event->ids[row] != eventId))
        return false;
    return condition.page.empty() || ((rows.flags[row] & kPageview) && pages[page->ids[row]]);
}

/// Marks every row of a visit in which some row is marked.
Marks spreadOverVisits(const Facts& facts, const Marks& marks)
{
    Marks hit(facts.visits.list.size());
    Marks out = marks;
    for (std::uint32_t row = 0; row < marks.size(); ++row) {
        if (marks[row] && facts.visits.ofRow[row] != kNone && (facts.rows.flags[row] & kCounted))
            hit[facts.visits.ofRow[row]] = 1;
    }
    for (std::uint32_t row = 0; row < marks.size(); ++row) {
        if (facts.visits.ofRow[row] != kNone)
            out[row] = hit[facts.visits.ofRow[row]];
    }
    return out;
}

void chooseConversions(Facts& facts, std::vector<RowFilter>& filters, const Marks& goal)
{
    Marks passes(facts.rows.size(), 1);
    for (RowFilter& filter : filters) {
        const bool spread = facts.pageGoal && filter.isOfPageOnly();
        Marks one(facts.rows.size());
        for (std::uint32_t row = 0; row < one.size(); ++row)
            one[row] = filter.matches(row);
        if (spread)
            one = spreadOverVisits(facts, one);
        for (std::uint32_t row = 0; row < one.size(); ++row)
            passes[row] = passes[row] && one[row];
    }
    for (std::uint32_t row = 0; row < goal.size(); ++row) {
        const std::uint32_t visit = facts.visits.ofRow[row];
        if (goal[row] && visit != kNone)
            facts.visits.list[visit].converted = true;
        facts.converts[row] = goal[row] && passes[row] && (visit == kNone || facts.visitHit[visit]);
    }
}

} // namespace

Expected<RowFilter> RowFilter::bind(const Facts& facts, const Filter& filter)
{
    RowFilter out;
    out.m_type = filter.node;
    out.m_facts = &facts;
    if (filter.node != Filter::Node::Leaf) {
        auto children = bindAll(facts, filter.children);
        if (!children)
            return unexpected(children.error());
        out.m_children = *std::move(children);
        return out;
    }
    const auto property = parseProperty(filter.property);
    if (!property)
        return unexpected(property.error());
    out.m_field = property->field;
    if (filter.goal) {
        auto rows = rowsMeeting(facts, *filter.goal);
        if (!rows)
            return unexpected(rows.error());
        out.m_goal = std::make_shared<const Marks>(*std::move(rows));
        out.m_goalThreshold = isThreshold(*filter.goal);
        out.m_negated = filter.op == domain::Operator::IsNot;
        return out;
    }
    auto test = TextTest::make(filter.op, filter.values, ignoresCase(property->field));
    if (!test)
        return unexpected(test.error());
    out.m_negated = test->isNegated();
    out.m_test = *std::move(test);
    out.m_values = std::make_shared<const Values>(facts, *property);
    out.m_known.resize(out.m_values->dictionary().size());
    return out;
}

bool RowFilter::test(std::uint32_t value)
{
    std::uint8_t& known = m_known[value];
    if (known == 0)
        known = m_test->matchesPositively(m_values->dictionary().text(value)) ? 2 : 1;
    return known == 2;
}

bool RowFilter::matchesLeaf(std::uint32_t row)
{
    if (m_goal)
        return (*m_goal)[row] != m_negated;
    if (m_values->level() != Level::Person)
        return test(m_values->of(row)) != m_negated;
    const auto values = m_values->ofPerson(m_facts->rows.person[row]);
    return std::any_of(values.begin(), values.end(), [this](std::uint32_t value) { return test(value); }) != m_negated;
}

bool RowFilter::matches(std::uint32_t row)
{
    const auto holds = [row](RowFilter& child) { return child.matches(row); };
    switch (m_type) {
    case Filter::Node::All: return std::all_of(m_children.begin(), m_children.end(), holds);
    case Filter::Node::Any: return std::any_of(m_children.begin(), m_children.end(), holds);
    case Filter::Node::Not: return !std::all_of(m_children.begin(), m_children.end(), holds);
    case Filter::Node::Leaf: break;
    }
    return matchesLeaf(row);
}

bool RowFilter::isOfPageOnly() const
{
    if (m_type == Filter::Node::Leaf)
        return m_field == Field::Page;
    return std::all_of(m_children.begin(), m_children.end(), [](const RowFilter& child) { return child.isOfPageOnly(); });
}

bool RowFilter::looksAtEngagement() const
{
    return m_goalThreshold || std::any_of(m_children.begin(), m_children.end(), [](const RowFilter& child) { return child.looksAtEngagement(); });
}

Expected<std::vector<std::uint8_t>> rowsMeeting(const Facts& facts, const Condition& condition)
{
    auto filters = bindAll(facts, condition.filters);
    if (!filters)
        return unexpected(filters.error());
    const Rows& rows = facts.rows;
    const Dimension* page = rows.dimension({Field::Page, {}});
    const Dimension* event = rows.dimension({Field::Event, {}});
    const Marks pages = condition.page.empty() ? Marks() : pagesLike(*page, condition.page);
    Marks out(rows.size());
    if (isThreshold(condition)) {
        for (std::uint32_t visit = 0; visit < facts.visits.list.size(); ++visit)
            markThreshold(facts, condition, visit, pages, out);
    } else {
        std::uint32_t eventId = kNone;
        for (std::uint32_t id = 1; !condition.event.empty() && id < event->values->size(); ++id)
            eventId = event->values->text(id) == condition.event ? id : eventId;
        for (std::uint32_t row = 0; row < rows.size(); ++row)
            out[row] = meets(facts, condition, row, event, eventId, page, pages);
    }
    for (RowFilter& filter : *filters) {
        for (std::uint32_t row = 0; row < rows.size(); ++row)
            out[row] = out[row] && filter.matches(row);
    }
    return out;
}

Expected<void> choose(Facts& facts, const std::vector<Filter>& filters, const std::optional<Condition>& goal, const domain::Cancellation& cancel)
{
    auto bound = bindAll(facts, filters);
    if (!bound)
        return unexpected(bound.error());
    const Rows& rows = facts.rows;
    facts.engagementCounts = std::any_of(bound->begin(), bound->end(), [](const RowFilter& f) { return f.looksAtEngagement(); });
    facts.chosen.assign(rows.size(), 0);
    facts.converts.assign(rows.size(), 0);
    facts.visitHit.assign(facts.visits.list.size(), 0);
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (row % 65536 == 0 && cancel.isCancelled())
            return unexpected(ErrorCode::Cancelled, QStringLiteral("the question was cancelled"));
        facts.chosen[row] = std::all_of(bound->begin(), bound->end(), [row](RowFilter& f) { return f.matches(row); });
        const bool counts = (rows.flags[row] & kCounted) || (facts.engagementCounts && rows.kind[row] == static_cast<std::uint8_t>(Kind::Engagement));
        if (facts.chosen[row] && counts && facts.visits.ofRow[row] != kNone)
            facts.visitHit[facts.visits.ofRow[row]] = 1;
    }
    if (!goal)
        return {};
    facts.pageGoal = !goal->page.empty();
    auto meeting = rowsMeeting(facts, *goal);
    if (!meeting)
        return unexpected(meeting.error());
    chooseConversions(facts, *bound, *meeting);
    return {};
}

} // namespace sightglass::query
