// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/daybuffers.h"

namespace sightglass::service {

void DayBuffers::add(const Days& days)
{
    const std::lock_guard lock(m_mutex);
    for (const auto& [number, day] : days)
        m_days[number].append(day);
}

storage::ImportedDay DayBuffers::takeOne()
{
    const std::lock_guard lock(m_mutex);
    return m_days.empty() ? storage::ImportedDay() : std::move(m_days.extract(m_days.begin()).mapped());
}

} // namespace sightglass::service
