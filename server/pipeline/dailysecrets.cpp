// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/dailysecrets.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace sightglass::pipeline {

DailySecretRing::DailySecretRing(std::vector<Entry> held, Save save)
    : m_entries(std::move(held))
    , m_save(std::move(save))
{
}

DailySecretRing::~DailySecretRing()
{
    for (Entry& entry : m_entries)
        sodium_memzero(entry.key.data(), entry.key.size());
}

std::optional<HashKey> DailySecretRing::keyOf(Day day, Day today)
{
    const std::lock_guard lock(m_mutex);
    const auto find = [this](Day wanted) {
        return std::find_if(m_entries.begin(), m_entries.end(), [wanted](const Entry& e) { return e.day == wanted; });
    };
    if (find(today) == m_entries.end()) {
        dropBefore(today - std::chrono::days(1));
        Entry made{today, {}};
        randombytes_buf(made.key.data(), made.key.size());
        m_entries.push_back(made);
        if (m_save)
            m_save(m_entries);
    }
    const auto found = find(day);
    if (day < today - std::chrono::days(1) || found == m_entries.end())
        return std::nullopt;
    return found->key;
}

void DailySecretRing::expire(Day today)
{
    const std::lock_guard lock(m_mutex);
    if (dropBefore(today - std::chrono::days(1)) && m_save)
        m_save(m_entries);
}

bool DailySecretRing::dropBefore(Day oldest)
{
    const auto old =
        std::stable_partition(m_entries.begin(), m_entries.end(), [oldest](const Entry& e) { return e.day >= oldest; });
    const bool any = old != m_entries.end();
    std::for_each(old, m_entries.end(), [](Entry& e) { sodium_memzero(e.key.data(), e.key.size()); });
    m_entries.erase(old, m_entries.end());
    return any;
}

} // namespace sightglass::pipeline
