// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/overviewtable.h"

#include <QDateTime>

namespace sightglass::models {

namespace {

/// One value of a metric as text by currency; "" for plain numbers.
QMap<QString, QString> texts(const client::MetricValue& value)
{
    QMap<QString, QString> out;
    if (value.number)
        out.insert({}, plainNumber(*value.number));
    for (const client::Money& money : value.money)
        out.insert(money.currency, money.amount);
    return out;
}

/// The rows of one metric: a row per currency that is there now or was before.
void addRows(CsvTable& table, const QStringList& lead, const client::MetricValue& now,
             const client::MetricValue& before)
{
    const QMap<QString, QString> current = texts(now);
    const QMap<QString, QString> former = texts(before);
    QStringList currencies = current.keys();
    for (const QString& currency : former.keys()) {
        if (!currencies.contains(currency))
            currencies.append(currency);
    }
    if (currencies.isEmpty())
        currencies.append(QString());
    for (const QString& currency : std::as_const(currencies))
        table.rows.append(lead + QStringList{currency, current.value(currency), former.value(currency)});
}

void addFigures(CsvTable& table, const OverviewData& data)
{
    for (const client::Figure& figure : data.figures().figures)
        addRows(table, {QStringLiteral("figures"), {}, figure.metric}, figure.now, figure.before);
}

void addSeries(CsvTable& table, const OverviewData& data)
{
    const auto& buckets = data.series().buckets;
    const auto& compared = data.compared().buckets;
    const QString part = QStringLiteral("by ") + data.scope().interval;
    for (qsizetype i = 0; i < buckets.size(); ++i) {
        const client::MetricValues before = i < compared.size() ? compared.at(i).metrics : client::MetricValues();
        for (const QString& metric : OverviewData::metrics())
            addRows(table, {part, bucketText(buckets.at(i), data.scope()), metric}, buckets.at(i).metrics.value(metric),
                    before.value(metric));
    }
}

void addPanel(CsvTable& table, const OverviewData& data, const QString& panel)
{
    const client::Breakdown answer = data.breakdown(panel);
    for (qsizetype i = 0; i < std::min<qsizetype>(answer.rows.size(), OverviewData::kShownRows); ++i) {
        const client::BreakdownRow& row = answer.rows.at(i);
        addRows(table, {data.property(panel), row.value.value_or(QString()), data.metric(panel)},
                row.metrics.value(data.metric(panel)), {});
    }
}

} // namespace

QString bucketText(const client::Bucket& bucket, const Scope& scope)
{
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(toMs(bucket.start), Qt::OffsetFromUTC, bucket.offsetSeconds);
    const bool isBelowDay = scope.interval == QStringLiteral("hour") || scope.interval == QStringLiteral("minute");
    if (isBelowDay)
        return start.toString(Qt::ISODate);
    return QDateTime::fromMSecsSinceEpoch(toMs(bucket.start), scope.zone).date().toString(Qt::ISODate);
}

CsvTable overviewTable(const OverviewData& data, const QStringList& panels)
{
    CsvTable table{{QStringLiteral("part"), QStringLiteral("item"), QStringLiteral("metric"),
                    QStringLiteral("currency"), QStringLiteral("value"), QStringLiteral("before")},
                   {}};
    addFigures(table, data);
    addSeries(table, data);
    for (const QString& panel : panels)
        addPanel(table, data, panel);
    return table;
}

} // namespace sightglass::models
