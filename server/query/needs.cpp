// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/needs.h"

#include "query/facts.h"

#include <algorithm>

namespace sightglass::query {

namespace {

void addOnce(auto& list, const auto& item)
{
    if (std::find(list.begin(), list.end(), item) == list.end())
        list.push_back(item);
}

bool asksForPage(const domain::Condition& goal)
{
    return !goal.page.empty() || std::any_of(goal.anyOf.begin(), goal.anyOf.end(), asksForPage);
}

void addNamed(FactNeeds& needs, const std::string& name)
{
    if (const auto property = parseProperty(name))
        needs.add(*property);
}

} // namespace

FactNeeds FactNeeds::of(const domain::Query& query)
{
    FactNeeds out;
    for (const domain::Filter& filter : query.filters)
        out.add(filter);
    if (query.goal)
        out.add(*query.goal);
    if (!query.property.empty())
        addNamed(out, query.property);
    for (const Metric metric : metricsOf(query))
        out.add(metric);
    if (Metric sort{}; parseMetric(query.sort, sort))
        out.add(sort);
    // A page goal asks about its visit when something else is asked of it (metrics §5).
    const bool pageGoal = query.goal && asksForPage(*query.goal);
    out.rows.visits = out.rows.visits || (pageGoal && !(query.filters.empty() && query.property.empty()));
    return out;
}

bool FactNeeds::areOfEventsAlone() const
{
    return !rows.visits && people.empty() && cohorts.empty() && rows.moreKinds.empty();
}

bool FactNeeds::areOfVisitsAlone() const
{
    return rows.visits && !rows.engagement && !rows.views && people.empty() && cohorts.empty();
}

void FactNeeds::add(const FactNeeds& other)
{
    for (const PropertyName& property : other.rows.dimensions)
        addOnce(rows.dimensions, property);
    for (const domain::Kind kind : other.rows.moreKinds)
        addOnce(rows.moreKinds, kind);
    for (const PropertyName& property : other.people)
        addOnce(people, property);
    rows.engagement |= other.rows.engagement;
    rows.views |= other.rows.views;
    rows.amounts |= other.rows.amounts;
    rows.unhandled |= other.rows.unhandled;
    rows.visits |= other.rows.visits;
    visitors |= other.visitors;
}

void FactNeeds::add(const PropertyName& property)
{
    if (property.field == Field::Goal)
        return;
    if (levelOf(property.field) == Level::Person)
        addOnce(people, property);
    else
        addOnce(rows.dimensions, columnOf(property));
    rows.visits = rows.visits || levelOf(property.field) == Level::Visit;
}

void FactNeeds::add(const domain::Filter& filter)
{
    if (filter.goal)
        add(*filter.goal);
    else if (filter.cohort)
        addOnce(cohorts, filter.cohort);
    else if (filter.node == domain::Filter::Node::Leaf)
        addNamed(*this, filter.property);
    for (const domain::Filter& child : filter.children)
        add(child);
}

void FactNeeds::add(const domain::Condition& condition)
{
    if (!condition.page.empty())
        add(PropertyName{Field::Page, {}});
    if (!condition.event.empty())
        add(PropertyName{Field::Event, {}});
    if (condition.kind)
        addOnce(rows.moreKinds, *condition.kind);
    if (condition.scrollDepth || condition.timeOnPage)
        rows.engagement = rows.visits = true;
    for (const domain::Filter& filter : condition.filters)
        add(filter);
    for (const domain::Condition& one : condition.anyOf)
        add(one);
}

void FactNeeds::add(Metric metric)
{
    visitors = visitors || countsPeople(metric);
    rows.visits = rows.visits || !isOfEvents(metric);
    rows.amounts = rows.amounts || isMoney(metric);
    rows.unhandled = rows.unhandled || metric == Metric::CrashFreeVisits;
    if (metric != Metric::EngagedVisits && metric != Metric::EngagementRate && !isOfPages(metric))
        return;
    rows.engagement = true;
    add(PropertyName{Field::Page, {}});
}

std::vector<Metric> metricsOf(const domain::Query& query)
{
    std::vector<Metric> out;
    for (const std::string& name : query.metrics) {
        Metric metric{};
        if (parseMetric(name, metric))
            out.push_back(metric);
    }
    return out;
}

} // namespace sightglass::query
