// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/queryjson.h"

#include "query/calendar.h"
#include "query/filterreader.h"
#include "query/metric.h"
#include "query/property.h"

#include <QStringList>

#include <algorithm>

namespace sightglass::query {

namespace {

using domain::Condition;
using domain::Filter;
using domain::Query;
using domain::QueryKind;
using domain::TimeRange;

constexpr int kMaxLimit = 1000;     // spec api §2
constexpr int kMaxOffset = 1'000'000;
constexpr int kDefaultLimit = 100;
constexpr int kDefaultGroups = 5;
constexpr int kMaxGroups = 50;
constexpr std::size_t kMaxBuckets = 10'000;

QString text(std::string_view view) { return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size())); }
QString at(const char* member) { return u'/' + QString::fromLatin1(member); }

/// Reads one description member by member; stops at the first that is wrong.
class Reader
{
public:
    Reader(const QJsonObject& object, const QueryContext& context)
        : m_object(object)
        , m_context(context)
        , m_filters(context.savedGoal)
    {
    }

    Expected<Query> read()
    {
        for (const auto part : {&Reader::kind, &Reader::members, &Reader::zone, &Reader::bots, &Reader::filters, &Reader::range, &Reader::metrics,
                                &Reader::goal, &Reader::compare, &Reader::interval, &Reader::property, &Reader::sort, &Reader::page}) {
            if (auto done = (this->*part)(); !done)
                return unexpected(done.error());
        }
        return std::move(m_query);
    }

private:
    QJsonValue value(const char* member) const { return m_object.value(QLatin1String(member)); }
    bool is(QueryKind kind) const { return m_query.kind == kind; }

    /// The enum that a text member names; its default when absent.
    template <typename Enum, typename Parse>
    Expected<void> closed(const char* member, Enum& out, Parse parse, const char* allowed) const
    {
        if (value(member).isUndefined())
            return {};
        const auto found = parse(value(member).toString().toStdString());
        if (!found)
            return invalid(QStringLiteral("must be one of: ") + QString::fromLatin1(allowed), at(member));
        out = *found;
        return {};
    }

    Expected<void> kind()
    {
        if (value("kind").isUndefined())
            return invalid(QStringLiteral("must be one of: summary timeseries breakdown realtime"), at("kind"));
        return closed("kind", m_query.kind, parseQueryKind, "summary timeseries breakdown realtime");
    }

    Expected<void> members()
    {
        QStringList allowed{QStringLiteral("kind"), QStringLiteral("timezone"), QStringLiteral("filters"), QStringLiteral("bots"),
                            QStringLiteral("from"), QStringLiteral("to"), QStringLiteral("range")};
        if (!is(QueryKind::Realtime))
            allowed << QStringLiteral("metrics") << QStringLiteral("goal");
        if (is(QueryKind::Summary))
            allowed << QStringLiteral("compare") << QStringLiteral("match_elapsed");
        if (is(QueryKind::Timeseries))
            allowed << QStringLiteral("interval");
        if (is(QueryKind::Timeseries) || is(QueryKind::Breakdown))
            allowed << QStringLiteral("property") << QStringLiteral("limit");
        if (is(QueryKind::Breakdown))
            allowed << QStringLiteral("sort") << QStringLiteral("cursor");
        return onlyMembers(m_object, allowed, {});
    }

    Expected<void> zone()
    {
        m_query.timezone = value("timezone").toString(QString::fromStdString(m_context.project.timezone)).toStdString();
        if (!value("timezone").isUndefined() && !value("timezone").isString())
            return invalid(QStringLiteral("must be the name of a time zone, e.g. Europe/Berlin"), at("timezone"));
        m_calendar = Calendar::of(m_query.timezone, m_context.project.weekStartsOnSunday);
        if (!m_calendar)
            return invalid(QStringLiteral("unknown time zone; must be a name of the IANA table, e.g. Europe/Berlin"), at("timezone"));
        return {};
    }

    Expected<void> bots() { return closed("bots", m_query.bots, parseBotMode, "exclude include only"); }

    Expected<void> filters()
    {
        auto list = m_filters.filters(value("filters"), at("filters"));
        if (!list)
            return unexpected(list.error());
        m_query.filters = *std::move(list);
        return {};
    }

    Expected<TimePoint> time(const QJsonValue& json, const QString& pointer) const
    {
        const auto parsed = m_calendar->parse(json.toString());
        if (!parsed)
            return invalid(QStringLiteral("must be an RFC 3339 time or a date"), pointer);
        return *parsed;
    }

    Expected<TimeRange> pair(const QJsonObject& object, const QString& pointer) const
    {
        TimeRange out;
        const auto from = time(object.value(QLatin1String("from")), pointer + at("from"));
        if (!from)
            return unexpected(from.error());
        const auto to = time(object.value(QLatin1String("to")), pointer + at("to"));
        if (!to)
            return unexpected(to.error());
        if (*from >= *to)
            return invalid(QStringLiteral("must be later than `from`"), pointer + at("to"));
        return TimeRange{*from, *to};
    }

    Expected<void> range()
    {
        const bool given = m_object.contains(QLatin1String("from")) || m_object.contains(QLatin1String("to"));
        if (given && m_object.contains(QLatin1String("range")))
            return invalid(QStringLiteral("give either `range`, or `from` and `to`"), at("range"));
        if (given) {
            auto resolved = pair(m_object, {});
            if (!resolved)
                return unexpected(resolved.error());
            m_query.range = *resolved;
            return {};
        }
        NamedRange named = is(QueryKind::Realtime) ? NamedRange::Today : NamedRange::Days7;
        if (auto done = closed("range", named, parseNamedRange, "today yesterday 7d 28d 30d 90d 12mo month_to_date year_to_date all"); !done)
            return done;
        TimeRange extent;
        if (named == NamedRange::All && m_context.extent) {
            const auto known = m_context.extent();
            if (!known)
                return unexpected(known.error());
            extent = *known;
        }
        m_query.range = m_calendar->resolve(named, m_context.now, extent);
        return {};
    }

    Expected<void> metrics()
    {
        if (is(QueryKind::Realtime))
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

    Expected<void> metric(const QString& named, const QString& pointer)
    {
        Metric metric{};
        const std::string id = named.toStdString();
        if (!parseMetric(id, metric)) {
            QStringList allowed;
            for (const std::string_view one : metricNames())
                allowed << text(one);
            return invalid(QStringLiteral("unknown metric; allowed: ") + allowed.join(u' '), pointer);
        }
        if (needsGoal(metric) && !m_object.contains(QLatin1String("goal")))
            return invalid(QStringLiteral("this metric needs a `goal`"), pointer);
        if (isOfPages(metric) && !(is(QueryKind::Breakdown) && value("property").toString() == QStringLiteral("page")))
            return invalid(QStringLiteral("this metric is for a breakdown by page"), pointer);
        if (std::find(m_query.metrics.begin(), m_query.metrics.end(), id) == m_query.metrics.end())
            m_query.metrics.push_back(id);
        return {};
    }

    Expected<void> goal()
    {
        if (!m_object.contains(QLatin1String("goal")))
            return {};
        auto condition = m_filters.goal(value("goal"), at("goal"));
        if (!condition)
            return unexpected(condition.error());
        m_query.goal = *std::move(condition);
        return {};
    }

    Expected<void> compare()
    {
        const QJsonValue with = value("compare");
        if (!value("match_elapsed").isUndefined() && !value("match_elapsed").isBool())
            return invalid(QStringLiteral("must be true or false"), at("match_elapsed"));
        if (with.isUndefined())
            return {};
        if (with.toString() == QStringLiteral("previous")) {
            m_query.compare = m_calendar->previous(m_query.range, m_context.now, value("match_elapsed").toBool(true));
            return {};
        }
        if (!with.isObject())
            return invalid(QStringLiteral("must be \"previous\" or an object with `from` and `to`"), at("compare"));
        if (auto known = onlyMembers(with.toObject(), {QStringLiteral("from"), QStringLiteral("to")}, at("compare")); !known)
            return known;
        auto resolved = pair(with.toObject(), at("compare"));
        if (!resolved)
            return unexpected(resolved.error());
        m_query.compare = *resolved;
        return {};
    }

    Expected<void> interval()
    {
        if (!is(QueryKind::Timeseries))
            return {};
        if (auto done = closed("interval", m_query.interval, parseInterval, "minute hour day week month"); !done)
            return done;
        if (m_calendar->buckets(m_query.range, m_query.interval, kMaxBuckets).size() > kMaxBuckets)
            return invalid(QStringLiteral("too fine for this range: at most %1 buckets").arg(kMaxBuckets), at("interval"));
        return {};
    }

    Expected<void> property()
    {
        if (value("property").isUndefined() && !is(QueryKind::Breakdown))
            return {};
        const auto parsed = parseProperty(value("property").toString().toStdString());
        if (!parsed)
            return invalid(parsed.error().detail, at("property"));
        if (parsed->field == Field::Goal)
            return invalid(QStringLiteral("goals cannot be broken down by; give one as `goal`"), at("property"));
        m_query.property = propertyText(*parsed);
        return {};
    }

    Expected<void> sort()
    {
        if (!is(QueryKind::Breakdown))
            return {};
        m_query.sort = value("sort").toString(QString::fromStdString(m_query.metrics.front())).toStdString();
        if (std::find(m_query.metrics.begin(), m_query.metrics.end(), m_query.sort) == m_query.metrics.end())
            return invalid(QStringLiteral("must be one of the metrics asked for"), at("sort"));
        return {};
    }

    Expected<void> page()
    {
        const bool groups = is(QueryKind::Timeseries);
        m_query.limit = groups ? kDefaultGroups : kDefaultLimit;
        const int most = groups ? kMaxGroups : kMaxLimit;
        if (!value("limit").isUndefined()) {
            const double limit = value("limit").toDouble(0);
            if (!(limit >= 1 && limit <= most))
                return invalid(QStringLiteral("must be a number from 1 to %1").arg(most), at("limit"));
            m_query.limit = static_cast<int>(limit);
        }
        if (value("cursor").isUndefined())
            return {};
        bool ok = false;
        m_query.offset = value("cursor").toString().toInt(&ok);
        if (!ok || m_query.offset < 0 || m_query.offset > kMaxOffset)
            return invalid(QStringLiteral("must be the `next` of an earlier answer"), at("cursor"));
        return {};
    }

    const QJsonObject& m_object;
    const QueryContext& m_context;
    FilterReader m_filters;
    std::optional<Calendar> m_calendar;
    Query m_query;
};

QJsonArray filterList(const std::vector<Filter>& filters)
{
    QJsonArray out;
    for (const Filter& filter : filters)
        out.append(toJson(filter));
    return out;
}

QJsonObject rangeJson(const TimeRange& range, const Calendar& calendar)
{
    return {{QStringLiteral("from"), calendar.label(range.from)}, {QStringLiteral("to"), calendar.label(range.to)}};
}

void addKindMembers(QJsonObject& out, const Query& query, const Calendar& calendar)
{
    if (query.compare)
        out.insert(QStringLiteral("compare"), rangeJson(*query.compare, calendar));
    if (query.kind == QueryKind::Timeseries)
        out.insert(QStringLiteral("interval"), text(name(query.interval)));
    if (!query.property.empty()) {
        out.insert(QStringLiteral("property"), QString::fromStdString(query.property));
        out.insert(QStringLiteral("limit"), query.limit);
    }
    if (query.kind == QueryKind::Breakdown) {
        out.insert(QStringLiteral("sort"), QString::fromStdString(query.sort));
        if (query.offset > 0)
            out.insert(QStringLiteral("cursor"), QString::number(query.offset));
    }
}

} // namespace

Expected<Query> parseQuery(const QJsonObject& description, const QueryContext& context) { return Reader(description, context).read(); }

Expected<std::vector<Filter>> parseFilters(const QJsonArray& filters) { return FilterReader().filters(filters, at("filters")); }

QJsonObject toJson(const Filter& filter)
{
    if (filter.node == Filter::Node::Not)
        return {{QStringLiteral("not"), toJson(filter.children.front())}};
    if (filter.node != Filter::Node::Leaf)
        return {{filter.node == Filter::Node::All ? QStringLiteral("all") : QStringLiteral("any"), filterList(filter.children)}};
    QJsonObject out{{QStringLiteral("property"), QString::fromStdString(filter.property)}, {QStringLiteral("op"), text(name(filter.op))}};
    QJsonArray values;
    for (const std::string& value : filter.values)
        values.append(QString::fromStdString(value));
    if (filter.goal)
        out.insert(QStringLiteral("value"), toJson(*filter.goal));
    else if (values.size() == 1)
        out.insert(QStringLiteral("value"), values.first());
    else if (!values.isEmpty())
        out.insert(QStringLiteral("value"), values);
    return out;
}

QJsonObject toJson(const Condition& condition)
{
    QJsonObject out;
    const QString page = QString::fromStdString(condition.page);
    if (!condition.event.empty())
        out.insert(QStringLiteral("event"), QString::fromStdString(condition.event));
    if (condition.kind)
        out.insert(QStringLiteral("kind"), text(domain::name(*condition.kind)));
    if (condition.scrollDepth)
        out.insert(QStringLiteral("scroll"), QJsonObject{{QStringLiteral("page"), page}, {QStringLiteral("depth"), *condition.scrollDepth}});
    else if (condition.timeOnPage)
        out.insert(QStringLiteral("time_on_page"), QJsonObject{{QStringLiteral("page"), page}, {QStringLiteral("seconds"), *condition.timeOnPage}});
    else if (!page.isEmpty())
        out.insert(QStringLiteral("page"), page);
    if (!condition.filters.empty())
        out.insert(QStringLiteral("filters"), filterList(condition.filters));
    return out;
}

QJsonObject toJson(const Query& query, const domain::Project& project)
{
    const Calendar calendar = Calendar::of(query.timezone, project.weekStartsOnSunday).value_or(Calendar(QTimeZone("UTC")));
    QJsonObject out = rangeJson(query.range, calendar);
    out.insert(QStringLiteral("kind"), text(name(query.kind)));
    out.insert(QStringLiteral("timezone"), QString::fromStdString(query.timezone));
    out.insert(QStringLiteral("filters"), filterList(query.filters));
    out.insert(QStringLiteral("bots"), text(name(query.bots)));
    QJsonArray metrics;
    for (const std::string& metric : query.metrics)
        metrics.append(QString::fromStdString(metric));
    if (query.kind != QueryKind::Realtime)
        out.insert(QStringLiteral("metrics"), metrics);
    if (query.goal)
        out.insert(QStringLiteral("goal"), toJson(*query.goal));
    addKindMembers(out, query, calendar);
    return out;
}

} // namespace sightglass::query
