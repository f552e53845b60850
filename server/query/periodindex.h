// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/calendar.h"

#include <cstdint>
#include <vector>

namespace sightglass::query {

/// Which of many adjoining calendar periods a time lies in, for a look-up per row: one table entry per hour, because
/// days of a site begin on or near one. Immutable; any thread.
class PeriodIndex
{
public:
    /// By start, without gaps, at least one.
    explicit PeriodIndex(std::vector<Bucket> periods);

    /// -1 before the first, size() after the last.
    [[nodiscard]] std::int32_t of(std::int64_t ms) const
    {
        if (ms < m_begin)
            return -1;
        const auto hour = static_cast<std::size_t>((ms - m_begin) / kHourMs);
        if (hour >= m_ofHour.size())
            return static_cast<std::int32_t>(m_periods.size());
        std::int32_t period = m_ofHour[hour];
        while (m_ends[static_cast<std::size_t>(period)] <= ms)
            ++period;
        return period;
    }
    [[nodiscard]] std::size_t size() const { return m_periods.size(); }
    [[nodiscard]] const Bucket& operator[](std::size_t period) const { return m_periods[period]; }

private:
    static constexpr std::int64_t kHourMs = 3'600'000;

    std::vector<Bucket> m_periods;
    std::vector<std::int64_t> m_ends; ///< And one that never comes.
    std::vector<std::int32_t> m_ofHour;
    std::int64_t m_begin;
};

} // namespace sightglass::query
