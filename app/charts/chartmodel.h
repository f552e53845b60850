// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <limits>
#include <vector>

#include <QString>
#include <QStringList>

namespace sightglass::charts {

/// What charts draw: plain values that models map onto. Numbers that are not known are NaN. No units inside: `format`
/// gives them.

/// One bucket of time on the axis.
struct ChartBucket
{
    QString axisLabel;    ///< "Mon 23"; empty for most.
    QString longLabel;    ///< "Sunday 8 March", in the read-out and the table.
    QString compareLabel; ///< "Sunday 8 Feb".
    bool weekend = false;
    bool unfinished = false; ///< Still being counted: drawn dashed with a hollow point.
};

enum class SeriesKind {
    Area, ///< Line with 8 % below it.
    Line,
    Compare ///< The grey comparison of the first series.
};

using ValueFormat = std::function<QString(double)>;

struct ChartSeries
{
    QString name;
    SeriesKind kind = SeriesKind::Line;
    int color = 0; ///< Place in the order of series colours.
    std::vector<double> values;
    bool onSecondAxis = false; ///< Has a scale of its own, with words at the right.
    ValueFormat format = {};   ///< Empty: the model's.
};

/// A mark in time: a release, an annotation.
struct ChartMark
{
    std::size_t bucket = 0;
    QString text;
    QString icon; ///< "release", "flag".
};

/// "112,386"; "–" when not known.
[[nodiscard]] QString formatCount(double value);
/// "8k", "1.2M" for axes.
[[nodiscard]] QString formatShort(double value);
/// "▲ 12.4%" has its arrow drawn; this is the number: "12.4%".
[[nodiscard]] QString formatPercent(double value);

struct ChartModel
{
    QString title; ///< "Visitors"
    std::vector<ChartBucket> buckets;
    std::vector<ChartSeries> series;
    std::vector<ChartMark> marks;
    bool goodWhenUp = true;
    ValueFormat format = formatCount;
    ValueFormat axisFormat = formatShort;
    ValueFormat secondAxisFormat = formatShort;
};

/// A value of a series as it reads.
[[nodiscard]] QString valueText(const ChartModel& model, const ChartSeries& series, double value);
[[nodiscard]] inline double valueAt(const ChartSeries& series, std::size_t bucket)
{
    return bucket < series.values.size() ? series.values[bucket] : std::numeric_limits<double>::quiet_NaN();
}

/// The numbers of a chart as a table: shown instead of it, copied, exported, read out.
struct ChartTable
{
    QStringList head;
    std::vector<QStringList> rows;
};

[[nodiscard]] ChartTable tableOf(const ChartModel& model);
/// "Visitors, 28 days, 112,386, up 12.4 %, most on Sunday 8 March".
[[nodiscard]] QString summaryOf(const ChartModel& model, const QString& span = {}, bool additive = true);
/// A round number at or above `highest` that four grid lines divide: 1, 2, 2.5, 4, 5 or 8 times a power of ten…
/// times 4.
[[nodiscard]] double niceTop(double highest);

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

} // namespace sightglass::charts
