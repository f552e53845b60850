// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/queryjson.h"

#include "query/calendar.h"
#include "query/duration.h"
#include "query/measure.h"
#include "query/personkeys.h"
#include "query/queryreader.h"

namespace sightglass::query {

namespace {

using domain::Query;
using domain::QueryKind;

QJsonObject rangeJson(const domain::TimeRange& range, const Calendar& calendar)
{
    return {{QStringLiteral("from"), calendar.label(range.from)}, {QStringLiteral("to"), calendar.label(range.to)}};
}

void addMetrics(QJsonObject& out, const Query& query)
{
    QJsonArray metrics;
    for (const std::string& metric : query.metrics)
        metrics.append(QString::fromStdString(metric));
    out.insert(QStringLiteral("metrics"), metrics);
}

QJsonArray exclusionList(const domain::FunnelQuestion& funnel)
{
    QJsonArray out;
    for (const domain::FunnelExclusion& one : funnel.exclusions)
        out.append(QJsonObject{{QStringLiteral("condition"), toJson(one.event)},
                               {QStringLiteral("from"), one.after},
                               {QStringLiteral("to"), one.before}});
    return out;
}

void addFunnel(QJsonObject& out, const Query& query)
{
    const domain::FunnelQuestion& funnel = query.funnel;
    QJsonArray steps;
    for (const domain::Condition& step : funnel.steps)
        steps.append(toJson(step));
    out.insert(QStringLiteral("steps"), steps);
    out.insert(QStringLiteral("window"), durationText(funnel.window));
    out.insert(QStringLiteral("order"), QString::fromUtf8(name(funnel.order)));
    out.insert(QStringLiteral("unit"), QString::fromUtf8(name(funnel.unit)));
    out.insert(QStringLiteral("entry"), QString::fromUtf8(name(funnel.entry)));
    out.insert(QStringLiteral("count"), QString::fromUtf8(name(funnel.count)));
    out.insert(QStringLiteral("split"), QString::fromUtf8(name(funnel.split)));
    if (!funnel.exclusions.empty())
        out.insert(QStringLiteral("exclusions"), exclusionList(funnel));
    if (!funnel.constant.empty())
        out.insert(QStringLiteral("constant"), QString::fromStdString(funnel.constant));
    if (funnel.isSeries)
        out.insert(QStringLiteral("interval"), QString::fromUtf8(name(query.interval)));
}

QJsonArray bracketList(const domain::RetentionQuestion& retention)
{
    QJsonArray out;
    for (const domain::RetentionBracket& one : retention.brackets)
        out.append(QJsonArray{one.first, one.last});
    return out;
}

void addRetention(QJsonObject& out, const domain::RetentionQuestion& retention)
{
    out.insert(QStringLiteral("start"), toJson(retention.start));
    out.insert(QStringLiteral("return"), toJson(retention.returning));
    out.insert(QStringLiteral("period"), QString::fromUtf8(name(retention.period)));
    out.insert(QStringLiteral("periods"), retention.periods);
    if (retention.mode == domain::RetentionMode::Bracket)
        out.insert(QStringLiteral("brackets"), bracketList(retention));
    out.insert(QStringLiteral("cohort_by"), QString::fromUtf8(name(retention.cohortBy)));
    out.insert(QStringLiteral("mode"), QString::fromUtf8(name(retention.mode)));
    out.insert(QStringLiteral("clock"), QString::fromUtf8(name(retention.clock)));
    out.insert(QStringLiteral("average"),
               retention.simpleAverage ? QStringLiteral("simple") : QStringLiteral("weighted"));
}

void addJourney(QJsonObject& out, const domain::JourneyQuestion& journey)
{
    const bool forward = !journey.start.empty();
    out.insert(forward ? QStringLiteral("start") : QStringLiteral("end"),
               QString::fromStdString(forward ? journey.start : journey.end));
    out.insert(QStringLiteral("depth"), journey.depth);
    out.insert(QStringLiteral("custom_events"), journey.customEvents);
}

void addAttribution(QJsonObject& out, const domain::AttributionQuestion& attribution)
{
    out.insert(QStringLiteral("model"), QString::fromUtf8(name(attribution.model)));
    out.insert(QStringLiteral("lookback_days"), attribution.lookbackDays);
}

void addMeasures(QJsonObject& out, const Query& query)
{
    QJsonArray measures;
    for (const domain::Measure& measure : query.measures.measures)
        measures.append(QString::fromStdString(measureText(measure)));
    out.insert(QStringLiteral("measures"), measures);
    if (query.measures.isSeries)
        out.insert(QStringLiteral("interval"), QString::fromUtf8(name(query.interval)));
}

/// What was searched for stands among the filters.
void addPeople(QJsonObject& out, const domain::PeopleQuestion& people)
{
    out.insert(QStringLiteral("sort"), QString::fromUtf8(name(people.sort)));
    if (people.after)
        out.insert(QStringLiteral("cursor"), QString::fromStdString(peopleCursorText(*people.after)));
    if (people.only != 0)
        out.insert(QStringLiteral("id"), QString::fromStdString(personKeyText(people.only)));
}

void addFunnelPeople(QJsonObject& out, const Query& query)
{
    addFunnel(out, query);
    out.remove(QStringLiteral("split"));
    out.insert(QStringLiteral("step"), query.funnelPeople.step);
    out.insert(QStringLiteral("outcome"), QString::fromUtf8(name(query.funnelPeople.outcome)));
    if (query.funnelPeople.after)
        out.insert(QStringLiteral("cursor"), QString::fromStdString(peopleCursorText(*query.funnelPeople.after)));
}

/// What belongs to the kind alone.
void addQuestion(QJsonObject& out, const Query& query)
{
    switch (query.kind) {
    case QueryKind::Summary: addMetrics(out, query); break;
    case QueryKind::Timeseries:
        addMetrics(out, query);
        out.insert(QStringLiteral("interval"), QString::fromUtf8(name(query.interval)));
        break;
    case QueryKind::Breakdown:
        addMetrics(out, query);
        out.insert(QStringLiteral("sort"), QString::fromStdString(query.sort));
        if (query.offset > 0)
            out.insert(QStringLiteral("cursor"), QString::number(query.offset));
        break;
    case QueryKind::Funnel: addFunnel(out, query); break;
    case QueryKind::Retention: addRetention(out, query.retention); break;
    case QueryKind::Journey: addJourney(out, query.journey); break;
    case QueryKind::Attribution: addAttribution(out, query.attribution); break;
    case QueryKind::Measures: addMeasures(out, query); break;
    case QueryKind::ActiveUsers: out.insert(QStringLiteral("interval"), QString::fromUtf8(name(query.interval))); break;
    case QueryKind::People: addPeople(out, query.people); break;
    case QueryKind::FunnelPeople: addFunnelPeople(out, query); break;
    case QueryKind::Realtime:
    case QueryKind::Activity:
    case QueryKind::Vitals: break;
    }
}

bool hasLimit(QueryKind kind)
{
    return kind != QueryKind::Summary && kind != QueryKind::Realtime && kind != QueryKind::Retention &&
           kind != QueryKind::Activity && kind != QueryKind::ActiveUsers;
}

} // namespace

Expected<Query> parseQuery(const QJsonObject& description, const QueryContext& context)
{
    return QueryReader(description, context).read();
}

Expected<std::vector<domain::Filter>> parseFilters(const QJsonArray& filters)
{
    return FilterReader().filters(filters, QStringLiteral("/filters"));
}

QJsonObject toJson(const Query& query, const domain::Project& project)
{
    const Calendar calendar =
        Calendar::of(query.timezone, project.weekStartsOnSunday).value_or(Calendar(QTimeZone("UTC")));
    QJsonObject out = rangeJson(query.range, calendar);
    out.insert(QStringLiteral("kind"), QString::fromUtf8(name(query.kind)));
    out.insert(QStringLiteral("timezone"), QString::fromStdString(query.timezone));
    out.insert(QStringLiteral("filters"), toJson(query.filters));
    out.insert(QStringLiteral("bots"), QString::fromUtf8(name(query.bots)));
    if (query.goal)
        out.insert(QStringLiteral("goal"), toJson(*query.goal));
    if (query.compare)
        out.insert(QStringLiteral("compare"), rangeJson(*query.compare, calendar));
    if (!query.property.empty())
        out.insert(QStringLiteral("property"), QString::fromStdString(query.property));
    if (hasLimit(query.kind))
        out.insert(QStringLiteral("limit"), query.limit);
    addQuestion(out, query);
    return out;
}

} // namespace sightglass::query
