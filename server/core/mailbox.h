// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace sightglass {

/// Hands values from many threads to one. The mutex guards the values; `wake` only says "look inside" and is called
/// once per transition from empty to filled, from the posting thread and outside the lock.
///
/// Thread: post() from any, takeAll() and waitAll() from the owner. After close(), post() refuses.
template <typename T>
class Mailbox
{
public:
    explicit Mailbox(std::function<void()> wake = {}) : m_wake(std::move(wake)) {}

    /// False when closed: the value was not taken.
    bool post(T value)
    {
        bool wasEmpty = false;
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed)
                return false;
            wasEmpty = m_values.empty();
            m_values.push_back(std::move(value));
        }
        if (wasEmpty) {
            m_filled.notify_one();
            if (m_wake)
                m_wake();
        }
        return true;
    }

    /// Everything posted so far, possibly nothing.
    [[nodiscard]] std::vector<T> takeAll()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_values, {});
    }

    /// Blocks until there is something or the box is closed; empty means closed and drained.
    [[nodiscard]] std::vector<T> waitAll()
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait(lock, [this] { return m_closed || !m_values.empty(); });
        return std::exchange(m_values, {});
    }

    /// Like waitAll(), but gives up after `timeout`; then empty may also mean that nothing came.
    template <typename Rep, typename Period>
    [[nodiscard]] std::vector<T> waitAllFor(std::chrono::duration<Rep, Period> timeout)
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait_for(lock, timeout, [this] { return m_closed || !m_values.empty(); });
        return std::exchange(m_values, {});
    }

    /// Closed and drained: nothing will come any more.
    [[nodiscard]] bool isFinished() const
    {
        const std::lock_guard lock(m_mutex);
        return m_closed && m_values.empty();
    }

    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_filled.notify_all();
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_filled;
    std::vector<T> m_values;
    bool m_closed = false;
    const std::function<void()> m_wake;
};

} // namespace sightglass
