// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

/// Answers of API v2 queries as plain values (spec api §4). Made by parsefigures, read by models.
/// Rates are 0–1, durations seconds, times UTC; a missing number is "no value", never 0.
namespace sightglass::client {

/// An amount in one currency, as decimal text (spec metrics §2 "Units").
struct Money
{
    QString currency;
    QString amount;
    bool operator==(const Money&) const = default;
};

/// One number of a report, or an amount per currency, or neither.
struct MetricValue
{
    std::optional<double> number;
    QList<Money> money;
    /// What a chart draws: the number, or the first amount.
    [[nodiscard]] std::optional<double> drawn() const;
    bool operator==(const MetricValue&) const = default;
};
using MetricValues = QHash<QString, MetricValue>;

/// What answering cost, for the status bar.
struct QueryStats
{
    qint64 rowsScanned = 0;
    double elapsedMs = 0;
    bool approximate = false;
    bool operator==(const QueryStats&) const = default;
};

/// A metric now and before.
struct Figure
{
    QString metric;
    MetricValue now;
    MetricValue before;
    std::optional<double> change; ///< (now − before) / before
    bool operator==(const Figure&) const = default;
};

struct Figures
{
    QList<Figure> figures; ///< In the order asked for.
    QueryStats stats;
    [[nodiscard]] const Figure* find(const QString& metric) const;
};

struct Bucket
{
    TimePoint start{};
    int offsetSeconds = 0; ///< The zone's offset at `start`, for labels.
    bool complete = true;
    MetricValues metrics;
    bool operator==(const Bucket&) const = default;
};

struct Series
{
    QList<Bucket> buckets;
    QueryStats stats;
};

struct BreakdownRow
{
    std::optional<QString> value; ///< None: events without the property.
    MetricValues metrics;
    bool operator==(const BreakdownRow&) const = default;
};

struct Breakdown
{
    QList<BreakdownRow> rows;
    MetricValues other;
    MetricValues total;
    QueryStats stats;
};

struct RealtimeMinute
{
    TimePoint start{};
    int visitors = 0;
    int pageviews = 0;
    bool operator==(const RealtimeMinute&) const = default;
};

struct Realtime
{
    int currentVisitors = 0;
    QList<RealtimeMinute> minutes; ///< Oldest first.
};

} // namespace sightglass::client
