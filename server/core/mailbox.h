// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
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
template <typename T> class Mailbox
{
public:
    explicit Mailbox(std::function<void()> wake = {})
        : m_wake(std::move(wake))
    {
    }

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
            m_isFilled.store(true, std::memory_order_relaxed);
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
        return take();
    }

    /// Blocks until there is something or the box is closed; empty means closed and drained.
    [[nodiscard]] std::vector<T> waitAll()
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait(lock, [this] { return m_closed || !m_values.empty(); });
        return take();
    }

    /// Like waitAll(), but gives up after `timeout`; then empty may also mean that nothing came.
    template <typename Rep, typename Period>
    [[nodiscard]] std::vector<T> waitAllFor(std::chrono::duration<Rep, Period> timeout)
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait_for(lock, timeout, [this] { return m_closed || !m_values.empty(); });
        return take();
    }

    /// Looks for something to come, at most for `patience`, without sleeping: for an owner whose next value comes
    /// sooner than a sleeping thread is woken. Uses a processor meanwhile; keep it to microseconds.
    void watchFor(std::chrono::nanoseconds patience) const
    {
        const auto end = std::chrono::steady_clock::now() + patience;
        do {
            for (int look = 0; look < 32; ++look) {
                if (m_isFilled.load(std::memory_order_relaxed))
                    return;
                relax();
            }
        } while (std::chrono::steady_clock::now() < end);
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
    [[nodiscard]] std::vector<T> take()
    {
        m_isFilled.store(false, std::memory_order_relaxed);
        return std::exchange(m_values, {});
    }
    /// Tells the processor that this is a waiting loop.
    static void relax()
    {
#if defined(__x86_64__) || defined(__i386__)
        __builtin_ia32_pause();
#elif defined(__aarch64__) || defined(__arm__)
        asm volatile("yield");
#endif
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_filled;
    std::vector<T> m_values;
    bool m_closed = false;
    std::atomic<bool> m_isFilled = false; ///< Whether m_values was filled when last changed; a hint without the lock.
    const std::function<void()> m_wake;
};

} // namespace sightglass
