// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/originalmemory.h"

#include <algorithm>
#include <functional>

namespace sightglass::service {

namespace {

using Period = OriginalMemory::Period;

/// The beginning of the period that holds this time (openmetrics §7).
TimePoint beginOf(TimePoint time, Period period)
{
    using namespace std::chrono;
    const sys_days day = floor<days>(time);
    switch (period) {
    case Period::Hour: return floor<hours>(time);
    case Period::Day: return day;
    case Period::Week: return day - (weekday(day) - Monday);
    case Period::Month: break;
    }
    const year_month_day date(day);
    return sys_days(date.year() / date.month() / 1);
}

std::uint64_t keyOfBucket(const std::string& user, TimePoint begin)
{
    return std::hash<std::string>()(user + '\n' + std::to_string(toMs(begin)));
}

} // namespace

void OriginalMemory::noteUser(const std::string& user, TimePoint began)
{
    const std::lock_guard lock(m_mutex);
    m_users.emplace(std::hash<std::string>()(user), began);
}

std::optional<TimePoint> OriginalMemory::beganAt(const std::string& user) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_users.find(std::hash<std::string>()(user));
    return found == m_users.end() ? std::nullopt : std::optional(found->second);
}

bool OriginalMemory::noteActive(const std::string& user, TimePoint begin, Period period)
{
    const std::lock_guard lock(m_mutex);
    const auto& said = m_active[static_cast<std::size_t>(period)];
    if (std::binary_search(said.begin(), said.end(), keyOfBucket(user, begin)))
        return false;
    for (const Period longer : ingest::openmetrics::kActivePeriods) {
        if (longer > period)
            m_active[static_cast<std::size_t>(longer)].push_back(keyOfBucket(user, beginOf(begin, longer)));
    }
    return true;
}

void OriginalMemory::beginPeriod(Period period)
{
    const std::lock_guard lock(m_mutex);
    auto& said = m_active[static_cast<std::size_t>(period)];
    std::sort(said.begin(), said.end());
    said.erase(std::unique(said.begin(), said.end()), said.end());
}

} // namespace sightglass::service
