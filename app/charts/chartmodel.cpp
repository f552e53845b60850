// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartmodel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace sightglass::charts {
namespace {

struct Charts
{
    Q_DECLARE_TR_FUNCTIONS(Charts)
};

const ChartSeries* comparisonOf(const ChartModel& model)
{
    const auto found = std::find_if(model.series.begin(), model.series.end(),
                                    [](const ChartSeries& s) { return s.kind == SeriesKind::Compare; });
    return found == model.series.end() ? nullptr : &*found;
}

double sumOf(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
        sum += std::isnan(value) ? 0 : value;
    return sum;
}

} // namespace

QString formatCount(double value)
{
    return std::isnan(value) ? u"–"_s : QLocale().toString(std::llround(value));
}

QString formatShort(double value)
{
    const QLocale locale;
    const double size = std::abs(value);
    const auto scaled = [&](double by, const QString& unit) -> QString {
        const double part = value / by;
        return locale.toString(part, 'f', std::abs(part - std::round(part)) < 0.05 ? 0 : 1) + unit;
    };
    if (size >= 1e9)
        return scaled(1e9, u"B"_s);
    if (size >= 1e6)
        return scaled(1e6, u"M"_s);
    if (size >= 1e3)
        return scaled(1e3, u"k"_s);
    return locale.toString(value, 'f', std::abs(value - std::round(value)) < 0.05 ? 0 : 1);
}

QString formatPercent(double value)
{
    return QLocale().toString(std::abs(value), 'f', 1) + u'%';
}

QString valueText(const ChartModel& model, const ChartSeries& series, double value)
{
    return series.format ? series.format(value) : model.format(value);
}

ChartTable tableOf(const ChartModel& model)
{
    ChartTable table;
    table.head << Charts::tr("When");
    for (const ChartSeries& series : model.series)
        table.head << series.name;
    for (std::size_t i = 0; i < model.buckets.size(); ++i) {
        QStringList row{model.buckets[i].longLabel};
        for (const ChartSeries& series : model.series)
            row << valueText(model, series, valueAt(series, i));
        table.rows.push_back(row);
    }
    return table;
}

QString summaryOf(const ChartModel& model, const QString& span, bool additive)
{
    if (model.series.empty() || model.buckets.empty())
        return Charts::tr("%1, nothing to show").arg(model.title);
    const std::vector<double>& values = model.series.front().values;
    QStringList parts{model.title};
    if (!span.isEmpty())
        parts << span;
    const double sum = sumOf(values);
    if (additive)
        parts << model.format(sum);
    const ChartSeries* before = comparisonOf(model);
    const double old = before != nullptr ? sumOf(before->values) : 0;
    if (additive && old > 0) {
        const double change = (sum - old) / old * 100;
        const QString words = change >= 0 ? Charts::tr("up %1") : Charts::tr("down %1");
        parts << words.arg(formatPercent(change));
    }
    const auto top = std::max_element(values.begin(), values.end(), [](double a, double b) {
        return (std::isnan(a) ? -1e300 : a) < (std::isnan(b) ? -1e300 : b);
    });
    if (top != values.end()) {
        const auto at = static_cast<std::size_t>(top - values.begin());
        if (at < model.buckets.size())
            parts << Charts::tr("most on %1").arg(model.buckets[at].longLabel);
    }
    for (const ChartSeries& series : model.series) {
        if (series.onSecondAxis)
            parts << Charts::tr("with %1").arg(series.name);
    }
    return parts.join(u", "_s);
}

double niceTop(double highest)
{
    if (!(highest > 0))
        return 4;
    const double power = std::pow(10.0, std::floor(std::log10(highest)));
    constexpr std::array kSteps{1.0, 1.2, 1.6, 2.0, 2.4, 3.2, 4.0, 6.0, 8.0, 10.0};
    for (const double step : kSteps) {
        if (step * power >= highest * 0.999)
            return std::max(4.0, step * power);
    }
    return 10 * power;
}

} // namespace sightglass::charts
