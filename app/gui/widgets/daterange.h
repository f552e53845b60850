// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QDate>
#include <QString>

namespace sightglass::gui {

/// A span of whole days in the project's zone, both ends in it, with the period it came from ("28d"; "custom" for typed
/// or picked days).
struct DateRange
{
    QString period;
    QString name; ///< "Last 28 days"
    QDate from, to;
    bool operator==(const DateRange&) const = default;
};

/// A named period and its key (README §8).
struct Period
{
    QString id, name, key;
};

/// All periods in menu order.
[[nodiscard]] std::vector<Period> allPeriods();
/// The days of a period seen from `today`; `first` is the project's first day, for "all".
[[nodiscard]] DateRange rangeOf(const QString& period, const QDate& today, const QDate& first = {});
/// "18 Feb – 17 Mar", with years when they are not this one.
[[nodiscard]] QString daysText(const QDate& from, const QDate& to, const QDate& today);

} // namespace sightglass::gui
