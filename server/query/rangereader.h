// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "query/calendar.h"

#include <QJsonObject>
#include <QStringList>

#include <functional>

namespace sightglass::query {

/// Reads the members `from`, `to` and `range` of a description or a cohort, in one zone. Lives for one description.
class RangeReader
{
public:
    /// `extent` is asked only for range "all".
    RangeReader(Calendar calendar, TimePoint now, std::function<Expected<domain::TimeRange>()> extent);

    [[nodiscard]] const Calendar& calendar() const { return m_calendar; }
    /// `from` and `to`, or `range`, or `otherwise`. Errors: InvalidInput with `where` below `pointer`; those of extent.
    [[nodiscard]] Expected<domain::TimeRange> range(const QJsonObject& object, NamedRange otherwise,
                                                    const QString& pointer) const;
    /// `from` and `to`, both needed.
    [[nodiscard]] Expected<domain::TimeRange> pair(const QJsonObject& object, const QString& pointer) const;

private:
    [[nodiscard]] Expected<TimePoint> time(const QJsonObject& object, const QString& member,
                                           const QString& pointer) const;

    Calendar m_calendar;
    TimePoint m_now;
    std::function<Expected<domain::TimeRange>()> m_extent;
};

} // namespace sightglass::query
