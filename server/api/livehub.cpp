// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/livehub.h"

#include <utility>

namespace sightglass::api {

LiveHub::LiveHub()
    : m_listeners(std::make_shared<Listeners>())
{
}

domain::LiveFeed::Subscription LiveHub::listen(Listener listener)
{
    const std::lock_guard lock(m_listeners->mutex);
    const int number = m_listeners->next++;
    m_listeners->byNumber.emplace(number, std::make_shared<const Listener>(std::move(listener)));
    ++m_listeners->count;
    // The pointer is the token: when its last holder lets go, the listening ends.
    return Subscription(m_listeners.get(), [listeners = m_listeners, number](void*) {
        const std::lock_guard ending(listeners->mutex);
        listeners->byNumber.erase(number);
        --listeners->count;
    });
}

bool LiveHub::hasListeners() const
{
    return m_listeners->count.load(std::memory_order_relaxed) > 0;
}

std::vector<std::shared_ptr<const domain::LiveFeed::Listener>> LiveHub::listeners() const
{
    const std::lock_guard lock(m_listeners->mutex);
    std::vector<std::shared_ptr<const Listener>> out;
    out.reserve(m_listeners->byNumber.size());
    for (const auto& [number, listener] : m_listeners->byNumber)
        out.push_back(listener);
    return out;
}

void LiveHub::stored(Events events)
{
    for (const auto& listener : listeners()) {
        if (listener->stored)
            listener->stored(events);
    }
}

void LiveHub::rejected(domain::Rejection rejection)
{
    for (const auto& listener : listeners()) {
        if (listener->rejected)
            listener->rejected(rejection);
    }
    const std::lock_guard lock(m_recentMutex);
    if (m_recent.size() < kRemembered) {
        m_recent.push_back(std::move(rejection));
        return;
    }
    m_recent[m_oldest] = std::move(rejection);
    m_oldest = (m_oldest + 1) % kRemembered;
}

std::vector<domain::Rejection> LiveHub::recentRejections() const
{
    const std::lock_guard lock(m_recentMutex);
    std::vector<domain::Rejection> out;
    out.reserve(m_recent.size());
    for (std::size_t i = m_recent.size(); i > 0; --i)
        out.push_back(m_recent[(m_oldest + i - 1) % m_recent.size()]);
    return out;
}

} // namespace sightglass::api
