// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace sightglass::client {

/// One condition on a property, e.g. country is NO (spec api §4). Several values mean any of them.
struct FilterTerm
{
    QString property;
    QString op = QStringLiteral("is");
    QStringList values;
    bool operator==(const FilterTerm&) const = default;
};
using Filters = QList<FilterTerm>;

/// A named period (`28d`, `today`, …) or, when `from` and `to` are set, exactly that half-open range.
struct Period
{
    QString range = QStringLiteral("28d");
    std::optional<TimePoint> from;
    std::optional<TimePoint> to;
    bool operator==(const Period&) const = default;
};

/// A query description under construction; toJson() is the body of POST …/query.
struct Question
{
    QString kind;
    Period period;
    QString timezone; ///< "" = the project's
    Filters filters;
    QString bots; ///< "" = exclude
    QStringList metrics;
    std::optional<Period> compare; ///< With `from` and `to`, else the previous period.
    QString interval;
    QString property;
    QString sort;
    int limit = 0;       ///< 0 = the hub's default
    QJsonObject members; ///< What only its kind has: steps of a funnel, a cursor.
    bool operator==(const Question&) const = default;
};

[[nodiscard]] QJsonObject toJson(const FilterTerm& term);
[[nodiscard]] QJsonObject toJson(const Question& question);
/// RFC 3339 in UTC with milliseconds, as API v2 wants times.
[[nodiscard]] QString toText(TimePoint time);

} // namespace sightglass::client
