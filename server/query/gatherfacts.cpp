// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/report.h"

#include "query/property.h"
#include "query/selection.h"

#include <algorithm>

namespace sightglass::query {

namespace {

using domain::Condition;
using domain::Filter;
using domain::Query;

constexpr std::chrono::hours kAround{24}; // a visit is whole: metrics §3

/// What a description makes necessary to read.
class Needs
{
public:
    explicit Needs(const Query& query)
    {
        for (const Filter& filter : query.filters)
            add(filter);
        if (query.goal)
            add(*query.goal);
        if (!query.property.empty())
            add(query.property);
        for (const Metric metric : metricsOf(query))
            add(metric);
    }

    RowRequest rows;
    std::vector<PropertyName> people;

private:
    static void addOnce(std::vector<PropertyName>& list, const PropertyName& property)
    {
        if (std::find(list.begin(), list.end(), property) == list.end())
            list.push_back(property);
    }
    void add(const std::string& name)
    {
        const auto property = parseProperty(name);
        if (!property || property->field == Field::Goal)
            return;
        if (levelOf(property->field) == Level::Person)
            addOnce(people, *property);
        else
            addOnce(rows.dimensions, columnOf(*property));
    }
    void add(const Filter& filter)
    {
        if (filter.goal)
            add(*filter.goal);
        else if (filter.node == Filter::Node::Leaf)
            add(filter.property);
        for (const Filter& child : filter.children)
            add(child);
    }
    void add(const Condition& condition)
    {
        if (!condition.page.empty())
            addOnce(rows.dimensions, {Field::Page, {}});
        if (!condition.event.empty())
            addOnce(rows.dimensions, {Field::Event, {}});
        if (condition.kind)
            rows.moreKinds.push_back(*condition.kind);
        if (condition.scrollDepth || condition.timeOnPage)
            rows.engagement = true;
        for (const Filter& filter : condition.filters)
            add(filter);
    }
    void add(Metric metric)
    {
        rows.amounts = rows.amounts || isMoney(metric);
        rows.unhandled = rows.unhandled || metric == Metric::CrashFreeVisits;
        if (metric != Metric::EngagedVisits && metric != Metric::EngagementRate && !isOfPages(metric))
            return;
        rows.engagement = true;
        addOnce(rows.dimensions, {Field::Page, {}});
    }
};

Unexpected cancelled() { return unexpected(ErrorCode::Cancelled, QStringLiteral("the question was cancelled")); }

} // namespace

std::vector<Metric> metricsOf(const Query& query)
{
    std::vector<Metric> out;
    for (const std::string& name : query.metrics) {
        Metric metric{};
        if (parseMetric(name, metric))
            out.push_back(metric);
    }
    return out;
}

Expected<Facts> gatherFacts(ReportContext& context, const domain::TimeRange& range, bool skipHistorical)
{
    const Needs needs(context.query);
    RowRequest request = needs.rows;
    request.project = context.project.id;
    request.range = {range.from - kAround, range.to + kAround};
    request.bots = context.query.bots;
    request.skipHistorical = skipHistorical;
    auto links = context.scan.identityLinks(context.project.id);
    if (!links)
        return unexpected(links.error());
    const domain::IdentityGraph identities(*std::move(links));
    Facts facts;
    facts.range = range;
    auto rows = loadRows(context.scan, request, identities, context.sources, context.names, context.cancel);
    if (!rows)
        return unexpected(rows.error());
    facts.rows = *std::move(rows);
    context.stats.rowsScanned += facts.rows.stats.rowsScanned;
    context.stats.chunksScanned += facts.rows.stats.chunksScanned;
    if (context.cancel.isCancelled())
        return cancelled();
    auto people = loadPeople(context.scan, request, facts.rows, needs.people, identities, context.cancel);
    if (!people)
        return unexpected(people.error());
    facts.people = *std::move(people);
    const std::int64_t timeoutMs = std::clamp(context.project.visitTimeoutMinutes, 1, 720) * std::int64_t{60'000};
    facts.visits = cutVisits(facts.rows, timeoutMs, facts.rows.dimension({Field::Page, {}}));
    if (context.cancel.isCancelled())
        return cancelled();
    if (auto done = choose(facts, context.query.filters, context.query.goal, context.cancel); !done)
        return unexpected(done.error());
    return facts;
}

} // namespace sightglass::query
