// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/umamivisits.h"

#include <algorithm>
#include <utility>

namespace sightglass::intake {

ingest::umami::Uuid UmamiVisits::idOf(const Moment& moment, const ingest::umami::Uuid& fresh)
{
    const std::lock_guard lock(m_mutex);
    Visit* const known = find(moment.visitor);
    if (known && moment.at > known->begin - moment.timeout && moment.at < known->last + moment.timeout) {
        known->begin = std::min(known->begin, moment.at);
        if (moment.extends)
            known->last = std::max(known->last, moment.at);
        return known->id;
    }
    // One that happened long before the visit we know is told late: it does not take its place.
    if (!known || moment.at > known->last)
        put(moment.visitor, {fresh, moment.at, moment.at});
    return fresh;
}

UmamiVisits::Visit* UmamiVisits::find(std::uint64_t visitor)
{
    if (const auto found = m_recent.find(visitor); found != m_recent.end())
        return &found->second;
    const auto found = m_older.find(visitor);
    if (found == m_older.end())
        return nullptr;
    const Visit visit = found->second;
    m_older.erase(found);
    put(visitor, visit);
    return &m_recent.find(visitor)->second;
}

void UmamiVisits::put(std::uint64_t visitor, const Visit& visit)
{
    if (m_recent.size() >= kMost && !m_recent.contains(visitor))
        m_older = std::exchange(m_recent, {});
    m_recent[visitor] = visit;
}

} // namespace sightglass::intake
