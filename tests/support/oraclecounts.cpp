// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclereports.h"

#include "query/calendar.h"
#include "support/oraclemetrics.h"

#include <QJsonArray>

#include <algorithm>

namespace sightglass::test {

using namespace domain;
using namespace std::chrono_literals;
using query::PropertyName;

namespace {

/// Of money only when both sides are amounts of one and the same currency.
QJsonValue change(const QJsonValue& now, const QJsonValue& before)
{
    const auto amount = [](const QJsonValue& v) {
        return v.isDouble() ? v.toDouble() : v.toObject().value(v.toObject().keys().first()).toString().toDouble();
    };
    const bool money = now.isObject() && before.isObject() && now.toObject().size() == 1 &&
                       now.toObject().keys() == before.toObject().keys();
    if (!money && !(now.isDouble() && before.isDouble()))
        return QJsonValue::Null;
    return amount(before) == 0 ? QJsonValue(QJsonValue::Null)
                               : QJsonValue((amount(now) - amount(before)) / amount(before));
}

QJsonArray bucketList(const OracleInput& in, const query::Calendar& calendar, const OracleMetrics& oracle,
                      const std::function<OracleMetrics::Slice(TimeRange)>& slice)
{
    QJsonArray out;
    for (const query::Bucket& bucket : calendar.buckets(in.query.range, in.query.interval, 100'000)) {
        const TimeRange part{std::max(bucket.start, in.query.range.from), std::min(bucket.end, in.query.range.to)};
        QJsonObject one = oracle.metrics(slice(part));
        one.insert(QStringLiteral("start"), calendar.label(bucket.start));
        one.insert(QStringLiteral("complete"),
                   part.from == bucket.start && part.to == bucket.end && bucket.end <= in.now);
        out.append(one);
    }
    return out;
}

} // namespace

QJsonObject oracleSummary(const OracleInput& in)
{
    const OracleFacts nowFacts(in, in.query.range);
    const OracleMetrics now(nowFacts);
    QJsonObject out{{QStringLiteral("metrics"), now.metrics(now.everything(in.query.range))}};
    if (in.query.compare) {
        const OracleFacts beforeFacts(in, *in.query.compare);
        const OracleMetrics before(beforeFacts);
        const QJsonObject then = before.metrics(before.everything(*in.query.compare));
        out.insert(QStringLiteral("compare"), then);
        QJsonObject changes;
        for (const QString& metric : then.keys())
            changes.insert(metric,
                           change(out.value(QStringLiteral("metrics")).toObject().value(metric), then.value(metric)));
        out.insert(QStringLiteral("change"), changes);
    }
    return out;
}

QJsonObject oracleTimeseries(const OracleInput& in)
{
    const query::Calendar calendar = *query::Calendar::of(in.query.timezone, in.project.weekStartsOnSunday);
    const OracleFacts facts(in, in.query.range);
    const OracleMetrics oracle(facts);
    QJsonObject out{{QStringLiteral("buckets"),
                     bucketList(in, calendar, oracle, [&](TimeRange t) { return oracle.everything(t); })}};
    if (in.query.property.empty())
        return out;
    const PropertyName property = *query::parseProperty(in.query.property);
    QJsonArray groups;
    for (const auto& [key, shown] : oracle.ranked(property, in.query.metrics.front())) {
        if (groups.size() == in.query.limit)
            break;
        const std::set<std::string> keys{key};
        groups.append(QJsonObject{{QStringLiteral("value"), oracleValue(shown)},
                                  {QStringLiteral("buckets"), bucketList(in, calendar, oracle, [&](TimeRange t) {
                                       return oracle.under(t, property, keys);
                                   })}});
    }
    out.insert(QStringLiteral("groups"), groups);
    return out;
}

QJsonObject oracleBreakdown(const OracleInput& in)
{
    const OracleFacts facts(in, in.query.range);
    const OracleMetrics oracle(facts);
    const PropertyName property = *query::parseProperty(in.query.property);
    const auto order = oracle.ranked(property, in.query.sort);
    QJsonArray rows;
    std::set<std::string> rest;
    for (std::size_t i = static_cast<std::size_t>(in.query.offset); i < order.size(); ++i) {
        if (rows.size() == in.query.limit) {
            rest.insert(order[i].first);
            continue;
        }
        QJsonObject row = oracle.metrics(oracle.under(in.query.range, property, {order[i].first}));
        row.insert(QStringLiteral("value"), oracleValue(order[i].second));
        rows.append(row);
    }
    QJsonObject out{{QStringLiteral("rows"), rows},
                    {QStringLiteral("other"), oracle.metrics(oracle.under(in.query.range, property, rest))},
                    {QStringLiteral("total"), oracle.metrics(oracle.everything(in.query.range))}};
    if (!rest.empty())
        out.insert(QStringLiteral("next"), QString::number(in.query.offset + rows.size()));
    return out;
}

QJsonObject oracleRealtime(const OracleInput& in)
{
    const query::Calendar calendar = *query::Calendar::of(in.query.timezone, in.project.weekStartsOnSunday);
    const TimePoint last = std::chrono::floor<std::chrono::minutes>(in.now);
    const OracleFacts facts(in, {last - 29min, in.now + 1ms});
    const OracleMetrics oracle(facts);
    QJsonArray minutes;
    for (TimePoint t = last - 29min; t <= last; t += 1min) {
        const OracleMetrics::Slice slice = oracle.everything({t, std::min(t + 1min, TimePoint(in.now + 1ms))});
        minutes.append(QJsonObject{{QStringLiteral("start"), calendar.label(t)},
                                   {QStringLiteral("visitors"), oracle.metric("visitors", slice)},
                                   {QStringLiteral("pageviews"), oracle.metric("pageviews", slice)}});
    }
    return {{QStringLiteral("current_visitors"), oracle.currentVisitors()}, {QStringLiteral("minutes"), minutes}};
}

} // namespace sightglass::test
