// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/deadlinetimer.h"

namespace sightglass::intake {

DeadlineTimer::~DeadlineTimer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void DeadlineTimer::after(std::chrono::milliseconds wait, std::function<void()> call)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_thread.joinable())
            m_thread = std::thread([this] { run(); });
        m_deadlines.push({std::chrono::steady_clock::now() + wait, std::move(call)});
    }
    m_changed.notify_all();
}

void DeadlineTimer::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        if (m_deadlines.empty()) {
            m_changed.wait(lock);
            continue;
        }
        const Instant at = m_deadlines.top().at;
        if (std::chrono::steady_clock::now() < at) {
            m_changed.wait_until(lock, at);
            continue;
        }
        const std::function<void()> call = m_deadlines.top().call;
        m_deadlines.pop();
        lock.unlock();
        call();
        lock.lock();
    }
}

} // namespace sightglass::intake
