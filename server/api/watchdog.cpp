// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/watchdog.h"

namespace sightglass::api {

Watchdog::Watchdog()
    : m_thread([this] { run(); })
{
}

Watchdog::~Watchdog()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void Watchdog::watch(const Watched& question, std::chrono::milliseconds limit)
{
    const std::lock_guard lock(m_mutex);
    if (m_cancelAll)
        question->cancel();
    const auto at = m_watched.emplace(std::chrono::steady_clock::now() + limit, question);
    if (at == m_watched.begin())
        m_changed.notify_all();
}

void Watchdog::cancelAll()
{
    const std::lock_guard lock(m_mutex);
    m_cancelAll = true;
    for (const auto& [time, question] : m_watched) {
        if (const Watched held = question.lock())
            held->cancel();
    }
}

void Watchdog::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_isEnding) {
        if (m_watched.empty()) {
            m_changed.wait(lock);
            continue;
        }
        const Time next = m_watched.begin()->first;
        if (std::chrono::steady_clock::now() < next) {
            m_changed.wait_until(lock, next);
            continue;
        }
        if (const Watched held = m_watched.begin()->second.lock())
            held->cancel();
        m_watched.erase(m_watched.begin());
    }
}

} // namespace sightglass::api
