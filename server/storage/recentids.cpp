// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/recentids.h"

#include <algorithm>

namespace sightglass::storage {

namespace {

constexpr std::size_t kFewestRecent = 1024;

} // namespace

void RecentIds::add(IdEntry entry)
{
    m_entries.push_back(entry);
    if (m_entries.size() * 2 > m_slots.size())
        rebuild(std::max(kFewestRecent, m_slots.size() * 2));
    else
        index(m_entries.size() - 1);
}

void RecentIds::clear()
{
    m_entries.clear();
    std::fill(m_slots.begin(), m_slots.end(), 0);
}

void RecentIds::truncate(std::size_t count)
{
    if (count >= m_entries.size())
        return;
    m_entries.resize(count);
    rebuild(m_slots.size());
}

void RecentIds::index(std::size_t position)
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = m_entries[position].hash & mask;
    while (m_slots[at] != 0)
        at = (at + 1) & mask;
    m_slots[at] = static_cast<std::uint32_t>(position + 1);
}

void RecentIds::rebuild(std::size_t slots)
{
    m_slots.assign(slots, 0);
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        index(i);
}

} // namespace sightglass::storage
