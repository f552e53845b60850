// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/overviewchart.h"

#include "models/metrictext.h"

#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace sightglass::gui {

using models::MetricText;

namespace {

QDateTime localStart(const client::Bucket& bucket, const models::Scope& scope)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(bucket.start), scope.zone);
}

std::vector<double> valuesOf(const client::Series& series, const QString& metric)
{
    std::vector<double> out;
    for (const client::Bucket& bucket : series.buckets)
        out.push_back(bucket.metrics.value(metric).drawn().value_or(charts::kUnknown));
    return out;
}

charts::ValueFormat formatOf(const QString& metric)
{
    return
        [metric](double value) { return std::isnan(value) ? QStringLiteral("–") : MetricText::number(metric, value); };
}

charts::ValueFormat axisFormatOf(const QString& metric)
{
    const bool hasUnit = metric.endsWith(QStringLiteral("_rate")) || metric == QStringLiteral("visit_duration");
    return hasUnit ? formatOf(metric) : charts::formatShort;
}

bool isByDay(const models::Scope& scope)
{
    return scope.interval == QStringLiteral("day");
}

QString longLabel(const QDateTime& start, const models::Scope& scope)
{
    const QLocale locale;
    if (scope.interval == QStringLiteral("hour") || scope.interval == QStringLiteral("minute"))
        return locale.toString(start, QStringLiteral("ddd d MMM HH:mm"));
    if (scope.interval == QStringLiteral("month"))
        return locale.toString(start, QStringLiteral("MMMM yyyy"));
    if (scope.interval == QStringLiteral("week"))
        return models::OverviewData::tr("Week of %1").arg(locale.toString(start, QStringLiteral("d MMMM")));
    return locale.toString(start, QStringLiteral("dddd d MMMM"));
}

/// Words under the axis: few, on Mondays for days; the first with its month.
QString axisLabel(const QDateTime& start, qsizetype index, qsizetype count, const models::Scope& scope)
{
    constexpr qsizetype kMostLabels = 7;
    const QLocale locale;
    const qsizetype step = std::max<qsizetype>(1, (count + kMostLabels - 1) / kMostLabels);
    if (isByDay(scope) && count > kMostLabels) {
        if (index == 0)
            return locale.toString(start, QStringLiteral("d MMM"));
        const bool isNear = index < 3 && start.date().dayOfWeek() == Qt::Monday;
        if (start.date().dayOfWeek() != Qt::Monday || isNear ||
            (count > 40 && start.date().weekNumber() % int(1 + count / 56) != 0))
            return {};
        const bool isNewMonth = start.date().day() <= 7;
        return locale.toString(start, isNewMonth ? QStringLiteral("ddd d MMM") : QStringLiteral("ddd d"));
    }
    if (index % step != 0)
        return {};
    if (scope.interval == QStringLiteral("hour") || scope.interval == QStringLiteral("minute"))
        return locale.toString(start, QStringLiteral("HH:mm"));
    return locale.toString(start,
                           scope.interval == QStringLiteral("month") ? QStringLiteral("MMM") : QStringLiteral("d MMM"));
}

} // namespace

bool isAdditive(const QString& metric)
{
    return metric == QStringLiteral("visits") || metric == QStringLiteral("pageviews") ||
           metric == QStringLiteral("events") || metric == QStringLiteral("revenue");
}

std::vector<Figure> figuresOf(const models::OverviewData& data)
{
    std::vector<Figure> out;
    for (const QString& metric : models::OverviewData::metrics()) {
        Figure figure;
        figure.id = metric;
        figure.label = MetricText::label(metric);
        figure.definition = MetricText::definition(metric);
        figure.goodWhenUp = MetricText::isGoodWhenUp(metric);
        if (const client::Figure* found = data.figures().find(metric)) {
            const bool hasValue = found->now.drawn().has_value();
            figure.value = hasValue ? figureParts(MetricText::value(metric, found->now)) : std::vector<FigurePart>();
            if (found->change)
                figure.changePercent = *found->change * 100;
        }
        figure.trend = valuesOf(data.series(), metric);
        for (double& value : figure.trend)
            value = std::isnan(value) ? 0 : value;
        for (const client::Bucket& bucket : data.series().buckets)
            figure.trendLabels.append(longLabel(localStart(bucket, data.scope()), data.scope()));
        figure.format = formatOf(metric);
        out.push_back(std::move(figure));
    }
    return out;
}

charts::ChartModel chartOf(const models::OverviewData& data, const QString& metric, const QString& second)
{
    charts::ChartModel model;
    model.title = MetricText::label(metric);
    model.goodWhenUp = MetricText::isGoodWhenUp(metric);
    model.format = formatOf(metric);
    model.axisFormat = axisFormatOf(metric);
    const auto& buckets = data.series().buckets;
    const auto& before = data.compared().buckets;
    for (qsizetype i = 0; i < buckets.size(); ++i) {
        const QDateTime start = localStart(buckets.at(i), data.scope());
        charts::ChartBucket bucket;
        bucket.longLabel = longLabel(start, data.scope());
        bucket.axisLabel = axisLabel(start, i, buckets.size(), data.scope());
        bucket.weekend = isByDay(data.scope()) && start.date().dayOfWeek() >= Qt::Saturday;
        bucket.unfinished = !buckets.at(i).complete && i == buckets.size() - 1;
        if (i < before.size())
            bucket.compareLabel = longLabel(localStart(before.at(i), data.scope()), data.scope());
        model.buckets.push_back(bucket);
    }
    model.series.push_back({model.title, charts::SeriesKind::Area, 0, valuesOf(data.series(), metric)});
    if (!before.isEmpty()) {
        std::vector<double> values = valuesOf(data.compared(), metric);
        values.resize(model.buckets.size(), charts::kUnknown);
        model.series.push_back({models::OverviewData::tr("Before"), charts::SeriesKind::Compare, 0, std::move(values)});
    }
    if (!second.isEmpty()) {
        model.series.push_back({MetricText::label(second), charts::SeriesKind::Line, 1, valuesOf(data.series(), second),
                                true, formatOf(second)});
        model.secondAxisFormat = axisFormatOf(second);
    }
    return model;
}

} // namespace sightglass::gui
