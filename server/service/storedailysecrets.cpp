// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/storedailysecrets.h"

#include "pipeline/visitorkeys.h"

#include <algorithm>

namespace sightglass::service {

std::optional<pipeline::HashKey> StoreDailySecrets::keyOf(pipeline::Day day, pipeline::Day today)
{
    const bool isHeld = day == today || day == today - std::chrono::days(1);
    if (!isHeld)
        return std::nullopt;
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_held, [today](const Held& held) { return held.day < today - std::chrono::days(1); });
    const auto found = std::find_if(m_held.begin(), m_held.end(), [day](const Held& held) { return held.day == day; });
    if (found != m_held.end())
        return found->key;
    const Expected<std::string> secret = m_store.dailySecret(TimePoint(day));
    if (!secret && secret.error().code != ErrorCode::NotFound)
        return std::nullopt;
    const std::optional<pipeline::HashKey> key = secret ? std::optional(pipeline::hashKey(*secret)) : std::nullopt;
    m_held.push_back({day, key});
    return key;
}

} // namespace sightglass::service
