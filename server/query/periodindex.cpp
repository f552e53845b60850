// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/periodindex.h"

#include <limits>

namespace sightglass::query {

PeriodIndex::PeriodIndex(std::vector<Bucket> periods)
    : m_periods(std::move(periods))
    , m_begin(toMs(m_periods.front().start))
{
    for (const Bucket& period : m_periods)
        m_ends.push_back(toMs(period.end));
    const std::int64_t end = m_ends.back();
    m_ends.push_back(std::numeric_limits<std::int64_t>::max());
    std::int32_t period = 0;
    for (std::int64_t hour = m_begin; hour < end; hour += kHourMs) {
        while (m_ends[static_cast<std::size_t>(period)] <= hour)
            ++period;
        m_ofHour.push_back(period);
    }
}

} // namespace sightglass::query
