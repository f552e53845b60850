// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/openvisits.h"

#include <algorithm>
#include <utility>

namespace sightglass::pipeline {

void OpenVisits::note(std::uint64_t visitor, Day keyDay, TimePoint at, std::chrono::milliseconds timeout)
{
    const TimePoint midnight = keyDay + std::chrono::days(1);
    if (at <= midnight - timeout)
        return;
    const std::lock_guard lock(m_mutex);
    Generation& kept = generation(keyDay);
    if (kept.day != keyDay || (kept.lastSeen.size() >= kMost && !kept.lastSeen.contains(visitor)))
        return;
    TimePoint& seen = kept.lastSeen.try_emplace(visitor, at).first->second;
    seen = std::max(seen, at);
}

bool OpenVisits::isOpen(std::uint64_t visitor, Day keyDay, TimePoint at, std::chrono::milliseconds timeout)
{
    const std::lock_guard lock(m_mutex);
    const Generation& kept = generation(keyDay);
    if (kept.day != keyDay)
        return false;
    const auto found = kept.lastSeen.find(visitor);
    return found != kept.lastSeen.end() && at - found->second < timeout;
}

OpenVisits::Generation& OpenVisits::generation(Day day)
{
    const bool odd = day.time_since_epoch().count() % 2 != 0;
    Generation& kept = m_generations[odd ? 1 : 0];
    if (kept.day < day)
        kept = Generation{day, {}};
    return kept;
}

} // namespace sightglass::pipeline
