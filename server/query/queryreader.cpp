// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/queryreader.h"

#include "query/metric.h"
#include "query/property.h"

#include <algorithm>

namespace sightglass::query {

namespace {

using domain::Query;
using domain::QueryKind;
using domain::TimeRange;

constexpr int kMaxLimit = 1000; // spec api §2
constexpr int kMaxOffset = 1'000'000;
constexpr std::size_t kMaxBuckets = 10'000;
constexpr int kFirstYear = 1000; // of a period compared with

struct Limit
{
    int usual;
    int most;
};

/// How many rows, groups or pages a kind gives unless told, and at most.
Limit limitOf(QueryKind kind)
{
    switch (kind) {
    case QueryKind::Timeseries:
    case QueryKind::Funnel: return {5, 50};
    case QueryKind::Journey: return {8, 50};    // metrics §9
    case QueryKind::Measures: return {10, 100}; // openmetrics §8.6
    default: return {100, kMaxLimit};
    }
}

/// What a kind takes besides the common members (spec api §4).
QString ownMembers(QueryKind kind)
{
    switch (kind) {
    case QueryKind::Summary: return QStringLiteral("metrics goal compare match_elapsed");
    case QueryKind::Timeseries: return QStringLiteral("metrics goal interval property limit");
    case QueryKind::Breakdown: return QStringLiteral("metrics goal property sort limit cursor");
    case QueryKind::Funnel:
        return QStringLiteral("steps window order unit entry count exclusions constant split interval property limit");
    case QueryKind::Retention:
        return QStringLiteral("start return period periods brackets cohort_by mode clock average");
    case QueryKind::Journey: return QStringLiteral("start end depth limit custom_events");
    case QueryKind::Attribution: return QStringLiteral("goal model lookback_days limit");
    case QueryKind::Vitals: return QStringLiteral("property limit");
    case QueryKind::Measures: return QStringLiteral("goal measures interval property limit");
    case QueryKind::ActiveUsers: return QStringLiteral("interval");
    case QueryKind::People: return QStringLiteral("search id sort limit cursor");
    case QueryKind::FunnelPeople:
        return QStringLiteral("steps window order unit entry count exclusions constant step outcome limit cursor");
    case QueryKind::Realtime:
    case QueryKind::Activity: break;
    }
    return {};
}

bool hasMetrics(QueryKind kind)
{
    return kind == QueryKind::Summary || kind == QueryKind::Timeseries || kind == QueryKind::Breakdown;
}

} // namespace

QueryReader::QueryReader(const QJsonObject& object, const QueryContext& context)
    : m_object(object)
    , m_context(context)
    , m_filters({context.savedGoal, context.savedSegment, context.savedCohort,
                 [this](const QJsonObject& rule, const QString& pointer) {
                     return m_ranges->range(rule, NamedRange::All, pointer);
                 }})
{
}

Expected<Query> QueryReader::read()
{
    using Part = Expected<void> (QueryReader::*)();
    for (const Part part :
         {&QueryReader::kind, &QueryReader::members, &QueryReader::zone, &QueryReader::bots, &QueryReader::filters,
          &QueryReader::range, &QueryReader::metrics, &QueryReader::goal, &QueryReader::compare, &QueryReader::interval,
          &QueryReader::property, &QueryReader::sort, &QueryReader::page, &QueryReader::question}) {
        if (auto done = (this->*part)(); !done)
            return unexpected(done.error());
    }
    return std::move(m_query);
}

Expected<void> QueryReader::whole(const char* member, int& out, int least, int most) const
{
    const auto number = wholeNumber(value(member), out, least, most, at(member));
    if (!number)
        return unexpected(number.error());
    out = *number;
    return {};
}

Expected<void> QueryReader::condition(const char* member, domain::Condition& out)
{
    if (value(member).isUndefined())
        return {};
    auto read = m_filters.goal(value(member), at(member));
    if (!read)
        return unexpected(read.error());
    out = *std::move(read);
    return {};
}

Expected<void> QueryReader::kind()
{
    const char* allowed = "summary timeseries breakdown funnel retention activity journey realtime attribution vitals "
                          "measures active_users people";
    if (value("kind").isUndefined())
        return invalid(QStringLiteral("must be one of: ") + QString::fromLatin1(allowed), at("kind"));
    return closed("kind", m_query.kind, parseQueryKind, allowed);
}

Expected<void> QueryReader::members()
{
    const QString allowed = QStringLiteral("kind timezone filters bots from to range ") + ownMembers(m_query.kind);
    return onlyMembers(m_object, allowed.split(u' ', Qt::SkipEmptyParts), {});
}

Expected<void> QueryReader::zone()
{
    const QJsonValue named = value("timezone");
    if (!named.isUndefined() && !named.isString())
        return invalid(QStringLiteral("must be the name of a time zone, e.g. Europe/Berlin"), at("timezone"));
    m_query.timezone = named.toString(QString::fromStdString(m_context.project.timezone)).toStdString();
    auto calendar = Calendar::of(m_query.timezone, m_context.project.weekStartsOnSunday);
    if (!calendar)
        return invalid(QStringLiteral("unknown time zone; must be a name of the IANA table, e.g. Europe/Berlin"),
                       at("timezone"));
    m_ranges.emplace(*std::move(calendar), m_context.now, m_context.extent);
    return {};
}

Expected<void> QueryReader::bots()
{
    return closed("bots", m_query.bots, parseBotMode, "exclude include only");
}

Expected<void> QueryReader::filters()
{
    auto list = m_filters.filters(value("filters"), at("filters"));
    if (!list)
        return unexpected(list.error());
    m_query.filters = *std::move(list);
    return {};
}

Expected<void> QueryReader::range()
{
    const NamedRange otherwise = is(QueryKind::Realtime) ? NamedRange::Today
                                 : is(QueryKind::People) ? NamedRange::All
                                                         : NamedRange::Days7;
    const auto range = m_ranges->range(m_object, otherwise, {});
    if (!range)
        return unexpected(range.error());
    m_query.range = *range;
    return {};
}

Expected<void> QueryReader::metrics()
{
    if (!hasMetrics(m_query.kind))
        return {};
    const QJsonValue list = value("metrics");
    if (!list.isUndefined() && (!list.isArray() || list.toArray().isEmpty()))
        return invalid(QStringLiteral("must be a list of metrics"), at("metrics"));
    if (list.isUndefined())
        m_query.metrics = {"visitors", "visits", "pageviews"};
    const QJsonArray array = list.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (auto done = metric(array.at(i).toString(), at("metrics") + step(QString::number(i))); !done)
            return done;
    }
    return {};
}

Expected<void> QueryReader::metric(const QString& named, const QString& pointer)
{
    Metric metric{};
    const std::string id = named.toStdString();
    if (!parseMetric(id, metric)) {
        QStringList allowed;
        for (const std::string_view one : metricNames())
            allowed << QString::fromUtf8(one);
        return invalid(QStringLiteral("unknown metric; allowed: ") + allowed.join(u' '), pointer);
    }
    if (needsGoal(metric) && !m_object.contains(QLatin1String("goal")) && !isByGoal())
        return invalid(QStringLiteral("this metric needs a `goal`"), pointer);
    if (isOfPages(metric) && !(is(QueryKind::Breakdown) && value("property").toString() == QStringLiteral("page")))
        return invalid(QStringLiteral("this metric is for a breakdown by page"), pointer);
    if (std::find(m_query.metrics.begin(), m_query.metrics.end(), id) == m_query.metrics.end())
        m_query.metrics.push_back(id);
    return {};
}

Expected<void> QueryReader::goal()
{
    if (!m_object.contains(QLatin1String("goal"))) {
        if (is(QueryKind::Attribution))
            return invalid(QStringLiteral("attribution needs a `goal`: a condition or the id of a saved goal"),
                           at("goal"));
        return {};
    }
    return condition("goal", m_query.goal.emplace());
}

Expected<void> QueryReader::compare()
{
    const QJsonValue with = value("compare");
    if (!value("match_elapsed").isUndefined() && !value("match_elapsed").isBool())
        return invalid(QStringLiteral("must be true or false"), at("match_elapsed"));
    if (with.isUndefined())
        return {};
    if (with.toString() == QStringLiteral("previous")) {
        m_query.compare =
            m_ranges->calendar().previous(m_query.range, m_context.now, value("match_elapsed").toBool(true));
        if (m_ranges->calendar().dayOf(m_query.compare->from).year() < kFirstYear)
            return invalid(QStringLiteral("there is no such long period before the range"), at("compare"));
        return {};
    }
    if (!with.isObject())
        return invalid(QStringLiteral("must be \"previous\" or an object with `from` and `to`"), at("compare"));
    if (auto known = onlyMembers(with.toObject(), {QStringLiteral("from"), QStringLiteral("to")}, at("compare"));
        !known)
        return known;
    auto resolved = m_ranges->pair(with.toObject(), at("compare"));
    if (!resolved)
        return unexpected(resolved.error());
    m_query.compare = *resolved;
    return {};
}

Expected<void> QueryReader::interval()
{
    const bool isOverTime = is(QueryKind::Timeseries) || is(QueryKind::ActiveUsers) ||
                            ((is(QueryKind::Measures) || is(QueryKind::Funnel)) && !value("interval").isUndefined());
    if (!isOverTime)
        return {};
    if (auto done = closed("interval", m_query.interval, parseInterval, "minute hour day week month"); !done)
        return done;
    if (m_ranges->calendar().buckets(m_query.range, m_query.interval, kMaxBuckets).size() > kMaxBuckets)
        return invalid(QStringLiteral("too fine for this range: at most %1 buckets").arg(kMaxBuckets), at("interval"));
    return {};
}

Expected<void> QueryReader::property()
{
    if (value("property").isUndefined() && !is(QueryKind::Breakdown))
        return {};
    const auto parsed = parseProperty(value("property").toString().toStdString());
    if (!parsed)
        return invalid(parsed.error().detail, at("property"));
    if (parsed->field == Field::Goal && !isByGoal())
        return invalid(QStringLiteral("only a breakdown is by goal; give one as `goal`"), at("property"));
    if (isByGoal() && m_context.savedGoals)
        m_query.goals = m_context.savedGoals();
    m_query.property = propertyText(*parsed);
    return {};
}

Expected<void> QueryReader::sort()
{
    if (!is(QueryKind::Breakdown))
        return {};
    m_query.sort = value("sort").toString(QString::fromStdString(m_query.metrics.front())).toStdString();
    if (std::find(m_query.metrics.begin(), m_query.metrics.end(), m_query.sort) == m_query.metrics.end())
        return invalid(QStringLiteral("must be one of the metrics asked for"), at("sort"));
    return {};
}

Expected<void> QueryReader::page()
{
    const Limit limit = limitOf(m_query.kind);
    m_query.limit = limit.usual;
    if (auto done = whole("limit", m_query.limit, 1, limit.most); !done)
        return done;
    if (value("cursor").isUndefined() || is(QueryKind::People) ||
        is(QueryKind::FunnelPeople)) // people have a cursor of their own
        return {};
    bool ok = false;
    m_query.offset = value("cursor").toString().toInt(&ok);
    if (!ok || m_query.offset < 0 || m_query.offset > kMaxOffset)
        return invalid(QStringLiteral("must be the `next` of an earlier answer"), at("cursor"));
    return {};
}

} // namespace sightglass::query
