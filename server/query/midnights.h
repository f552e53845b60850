// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/calendar.h"

#include <cstdint>
#include <unordered_map>
#include <utility>

namespace sightglass::query {

/// When the day of a time ends in one time zone, for many times in no order: each quarter of an hour is looked up in
/// the calendar once. One thread.
class Midnights
{
public:
    explicit Midnights(Calendar calendar)
        : m_calendar(std::move(calendar))
    {
    }

    /// The first moment of the next day; ms UTC.
    [[nodiscard]] std::int64_t after(std::int64_t ms)
    {
        auto& [from, to] = m_days[ms / kQuarterHourMs];
        if (ms < from || ms >= to) {
            const QDate day = m_calendar.dayOf(fromMs(ms));
            from = toMs(m_calendar.startOfDay(day));
            to = toMs(m_calendar.startOfDay(day.addDays(1)));
        }
        return to;
    }

private:
    static constexpr std::int64_t kQuarterHourMs = 900'000;

    Calendar m_calendar;
    std::unordered_map<std::int64_t, std::pair<std::int64_t, std::int64_t>> m_days; ///< Begin and end of a day in it.
};

} // namespace sightglass::query
