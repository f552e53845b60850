// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclefacts.h"

#include "query/property.h"

#include <QRegularExpression>

#include <algorithm>

namespace sightglass::test {

using namespace domain;
using query::PropertyName;

namespace {

QString selectionText(const std::string& text)
{
    return QString::fromStdString(text);
}
std::string fold(const std::string& text)
{
    return selectionText(text).toCaseFolded().toStdString();
}

bool test(const Filter& f, const std::string& value, bool foldIs)
{
    if (value.empty())
        return false;
    if (f.op == Operator::IsSet || f.op == Operator::IsNotSet)
        return true;
    for (const std::string& v : f.values) {
        bool ok = false, okA = false, okB = false;
        const double a = selectionText(value).toDouble(&okA), b = selectionText(v).toDouble(&okB);
        const int order = okA && okB ? (a < b ? -1 : a > b ? 1 : 0) : fold(value).compare(fold(v));
        switch (f.op) {
        case Operator::Is:
        case Operator::IsNot: ok = foldIs ? fold(value) == fold(v) : value == v; break;
        case Operator::Contains:
        case Operator::NotContains: ok = fold(value).find(fold(v)) != std::string::npos; break;
        case Operator::StartsWith: ok = fold(value).starts_with(fold(v)); break;
        case Operator::Matches:
            ok = QRegularExpression(selectionText(v), QRegularExpression::CaseInsensitiveOption)
                     .match(selectionText(value))
                     .hasMatch();
            break;
        case Operator::Gt: ok = order > 0; break;
        case Operator::Gte: ok = order >= 0; break;
        case Operator::Lt: ok = order < 0; break;
        case Operator::Lte: ok = order <= 0; break;
        default: break;
        }
        if (ok)
            return true;
    }
    return false;
}

bool like(const std::string& pattern, const std::string& path)
{
    if (pattern.empty())
        return path.empty();
    if (pattern.starts_with("**")) {
        for (std::size_t i = 0; i <= path.size(); ++i)
            if (like(pattern.substr(2), path.substr(i)))
                return true;
        return false;
    }
    if (pattern.front() == '*') {
        for (std::size_t i = 0; i <= path.size(); ++i) {
            if (like(pattern.substr(1), path.substr(i)))
                return true;
            if (i < path.size() && path[i] == '/')
                return false;
        }
        return false;
    }
    return !path.empty() && path.front() == pattern.front() && like(pattern.substr(1), path.substr(1));
}

bool onlyPages(const Filter& f)
{
    if (f.node == Filter::Node::Leaf)
        return f.property == "page";
    return std::all_of(f.children.begin(), f.children.end(), onlyPages);
}

bool hasThreshold(const Filter& f)
{
    if (f.goal && (f.goal->scrollDepth || f.goal->timeOnPage))
        return true;
    return std::any_of(f.children.begin(), f.children.end(), hasThreshold);
}

} // namespace

bool OracleFacts::passes(std::size_t i, const Filter& f) const
{
    const auto child = [&](const Filter& c) { return passes(i, c); };
    switch (f.node) {
    case Filter::Node::All: return std::all_of(f.children.begin(), f.children.end(), child);
    case Filter::Node::Any: return std::any_of(f.children.begin(), f.children.end(), child);
    case Filter::Node::Not: return !std::all_of(f.children.begin(), f.children.end(), child);
    case Filter::Node::Leaf: break;
    }
    if (f.cohort)
        return isInCohort(m_rows[i].person, *f.cohort);
    const bool negative = f.op == Operator::IsNot || f.op == Operator::NotContains || f.op == Operator::IsNotSet;
    if (f.goal)
        return meets(i, *f.goal) != negative;
    const PropertyName property = *query::parseProperty(f.property);
    const std::vector<std::string> values = valuesOf(i, property);
    return std::any_of(values.begin(), values.end(), [&](const std::string& v) {
               return test(f, v, query::ignoresCase(property.field));
           }) != negative;
}

/// Has the threshold been reached on the row's page by the reports of its visit up to and including row `last`?
bool OracleFacts::reached(const OracleVisit& v, std::size_t last, const Condition& c) const
{
    const std::string& path = m_rows[last].event->path;
    std::map<std::string, std::int64_t> views;
    int depth = -1;
    for (const std::size_t i : v.rows) {
        const Event& e = *m_rows[i].event;
        if (i <= last && e.kind == Kind::Engagement && e.path == path) {
            auto& ms = views[e.viewId.empty() ? "#" + std::to_string(i) : e.viewId];
            ms = std::max(ms, e.engagementMs);
            depth = std::max(depth, e.scrollDepth.value_or(-1));
        }
    }
    std::int64_t sum = 0;
    for (const auto& [view, ms] : views)
        sum += ms;
    return c.scrollDepth ? depth >= *c.scrollDepth : static_cast<double>(sum) >= *c.timeOnPage * 1000;
}

bool OracleFacts::meets(std::size_t i, const Condition& c) const
{
    const Event& e = *m_rows[i].event;
    if (!std::all_of(c.filters.begin(), c.filters.end(), [&](const Filter& f) { return passes(i, f); }))
        return false;
    if (c.scrollDepth || c.timeOnPage) {
        if (e.kind != Kind::Engagement || m_rows[i].visit < 0 || e.path.empty() || !like(c.page, e.path))
            return false;
        const OracleVisit& v = m_visits[static_cast<std::size_t>(m_rows[i].visit)];
        if (!reached(v, i, c))
            return false;
        return std::none_of(v.rows.begin(), v.rows.end(), [&](std::size_t j) {
            return j < i && m_rows[j].event->kind == Kind::Engagement && m_rows[j].event->path == e.path &&
                   reached(v, j, c);
        });
    }
    if (c.kind ? e.kind != *c.kind : !countsAsEvent(e.kind))
        return false;
    if (!c.event.empty() && e.name != c.event)
        return false;
    return c.page.empty() || (isView(e) && !e.path.empty() && like(c.page, e.path));
}

/// At least `times` rows of the person in the rule's range did it, whatever the question filters by.
bool OracleFacts::isInCohort(std::uint64_t person, const CohortRule& rule) const
{
    if (const auto known = m_cohorts.find(&rule); known != m_cohorts.end())
        return known->second.contains(person);
    OracleInput unfiltered = m_in;
    unfiltered.query.filters.clear();
    unfiltered.query.goal.reset();
    unfiltered.goals.clear();
    const OracleFacts past(unfiltered, rule.range);
    std::map<std::uint64_t, int> times;
    for (std::size_t i = 0; i < past.rows().size(); ++i) {
        if (rule.range.contains(past.event(i).eventTime) && past.meets(i, rule.did))
            ++times[past.rows()[i].person];
    }
    std::set<std::uint64_t>& people = m_cohorts[&rule];
    for (const auto& [who, count] : times) {
        if (who != 0 && count >= rule.times)
            people.insert(who);
    }
    return people.contains(person);
}

void OracleFacts::choose()
{
    const std::vector<Filter>& filters = m_in.query.filters;
    m_engagementCounts = std::any_of(filters.begin(), filters.end(), hasThreshold);
    m_chosen.assign(m_rows.size(), false);
    m_converts.assign(m_rows.size(), false);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_chosen[i] = std::all_of(filters.begin(), filters.end(), [&](const Filter& f) { return passes(i, f); });
        const bool counts =
            countsAsEvent(m_rows[i].event->kind) || (m_engagementCounts && m_rows[i].event->kind == Kind::Engagement);
        if (m_chosen[i] && counts && m_rows[i].visit >= 0)
            m_visits[static_cast<std::size_t>(m_rows[i].visit)].hit = true;
    }
    if (m_in.query.goal && m_in.goals.empty())
        chooseConversions(*m_in.query.goal);
    for (const Condition& goal : m_in.goals)
        chooseConversions(goal);
}

void OracleFacts::chooseConversions(const Condition& goal)
{
    const std::vector<Filter>& filters = m_in.query.filters;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_converts[i] || !meets(i, goal))
            continue;
        const int visit = m_rows[i].visit;
        if (visit >= 0)
            m_visits[static_cast<std::size_t>(visit)].converted = true;
        m_converts[i] =
            (visit < 0 || goal.page.empty() || m_visits[static_cast<std::size_t>(visit)].hit) &&
            std::all_of(filters.begin(), filters.end(), [&](const Filter& f) { return passesForGoal(i, f, goal); });
    }
}

/// A filter on a page narrows a page goal to visits that hold both.
bool OracleFacts::passesForGoal(std::size_t i, const Filter& f, const Condition& goal) const
{
    if (goal.page.empty() || !onlyPages(f) || m_rows[i].visit < 0)
        return passes(i, f);
    const OracleVisit& v = m_visits[static_cast<std::size_t>(m_rows[i].visit)];
    return std::any_of(v.rows.begin(), v.rows.end(),
                       [&](std::size_t j) { return countsAsEvent(m_rows[j].event->kind) && passes(j, f); });
}

} // namespace sightglass::test
