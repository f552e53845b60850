// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/parsefigures.h"

#include "client/jsonread.h"
#include "client/problem.h"

#include <QJsonArray>

namespace sightglass::client {

namespace {

Unexpected missing(const QString& member)
{
    return unexpected(ErrorCode::Corrupt, QStringLiteral("the answer lacks a member"), member);
}

MetricValue metricValue(const QJsonValue& value)
{
    MetricValue out;
    if (value.isDouble())
        out.number = value.toDouble();
    const QJsonObject money = value.toObject();
    for (auto it = money.begin(); it != money.end(); ++it)
        out.money.append({it.key(), it.value().toString()});
    return out;
}

/// Every member that is a number, null or an amount per currency is a metric.
MetricValues metricValues(const QJsonObject& object, const QStringList& otherMembers = {})
{
    MetricValues out;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!otherMembers.contains(it.key()))
            out.insert(it.key(), metricValue(it.value()));
    }
    return out;
}

BreakdownRow breakdownRow(const QJsonObject& object)
{
    BreakdownRow row;
    const QJsonValue value = object.value(QStringLiteral("value"));
    if (!value.isNull() && !value.isUndefined())
        row.value = value.isBool() ? (value.toBool() ? QStringLiteral("true") : QStringLiteral("false"))
                                   : text(object, QStringLiteral("value"));
    row.metrics = metricValues(object, {QStringLiteral("value")});
    return row;
}

Bucket bucket(const QJsonObject& object)
{
    Bucket out;
    const QJsonValue start = object.value(QStringLiteral("start"));
    out.start = time(start);
    out.offsetSeconds = offsetSeconds(start);
    out.complete = truth(object, QStringLiteral("complete"), true);
    out.metrics = metricValues(object, {QStringLiteral("start"), QStringLiteral("complete")});
    return out;
}

} // namespace

QueryStats parseStats(const QJsonObject& answer)
{
    const QJsonObject object = answer.value(QStringLiteral("stats")).toObject();
    return {integer(object, QStringLiteral("rows_scanned")), object.value(QStringLiteral("elapsed_ms")).toDouble(),
            truth(object, QStringLiteral("approximate"), false)};
}

Expected<Figures> parseFigures(const QJsonObject& answer, const QStringList& metrics)
{
    const QString now = QStringLiteral("metrics");
    if (!answer.value(now).isObject())
        return missing(now);
    const QJsonObject values = answer.value(now).toObject();
    const QJsonObject before = answer.value(QStringLiteral("compare")).toObject();
    const QJsonObject change = answer.value(QStringLiteral("change")).toObject();
    Figures out;
    for (const QString& metric : metrics) {
        Figure figure{metric, metricValue(values.value(metric)), metricValue(before.value(metric)), {}};
        if (change.value(metric).isDouble())
            figure.change = change.value(metric).toDouble();
        out.figures.append(figure);
    }
    out.stats = parseStats(answer);
    return out;
}

Expected<Series> parseSeries(const QJsonObject& answer)
{
    const QString member = QStringLiteral("buckets");
    if (!answer.value(member).isArray())
        return missing(member);
    Series out;
    const QJsonArray buckets = answer.value(member).toArray();
    for (const QJsonValue& value : buckets)
        out.buckets.append(bucket(value.toObject()));
    out.stats = parseStats(answer);
    return out;
}

Expected<Breakdown> parseBreakdown(const QJsonObject& answer)
{
    const QString member = QStringLiteral("rows");
    if (!answer.value(member).isArray())
        return missing(member);
    Breakdown out;
    const QJsonArray rows = answer.value(member).toArray();
    for (const QJsonValue& value : rows)
        out.rows.append(breakdownRow(value.toObject()));
    out.other = metricValues(answer.value(QStringLiteral("other")).toObject());
    out.total = metricValues(answer.value(QStringLiteral("total")).toObject());
    out.stats = parseStats(answer);
    return out;
}

Expected<QList<Expected<QJsonObject>>> parseAnswers(const QJsonObject& answer, qsizetype questions)
{
    const QString member = QStringLiteral("answers");
    const QJsonArray answers = answer.value(member).toArray();
    if (answers.size() != questions)
        return missing(member);
    QList<Expected<QJsonObject>> out;
    for (const QJsonValue& value : answers) {
        const QJsonObject one = value.toObject();
        const QJsonObject problem = one.value(QStringLiteral("error")).toObject();
        if (problem.isEmpty())
            out.append(one);
        else
            out.append(unexpected(parseProblem(problem.value(QStringLiteral("status")).toInt(), problem)));
    }
    return out;
}

Expected<Realtime> parseRealtime(const QJsonObject& answer)
{
    const QString member = QStringLiteral("current_visitors");
    if (!answer.value(member).isDouble())
        return missing(member);
    Realtime out;
    out.currentVisitors = answer.value(member).toInt();
    const QJsonArray minutes = answer.value(QStringLiteral("minutes")).toArray();
    for (const QJsonValue& value : minutes) {
        const QJsonObject minute = value.toObject();
        out.minutes.append({time(minute.value(QStringLiteral("start"))),
                            minute.value(QStringLiteral("visitors")).toInt(),
                            minute.value(QStringLiteral("pageviews")).toInt()});
    }
    return out;
}

} // namespace sightglass::client
