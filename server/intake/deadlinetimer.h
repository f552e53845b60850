// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

namespace sightglass::intake {

/// Calls functions after a while, on a thread of its own: for answers that must not wait longer for the store (spec
/// routes §3 "when answered"). The thread starts with the first deadline; what is still waiting at the end is dropped.
/// Thread: after() from any. Functions must be quick.
class DeadlineTimer
{
public:
    DeadlineTimer() = default;
    ~DeadlineTimer();
    DeadlineTimer(const DeadlineTimer&) = delete;
    DeadlineTimer& operator=(const DeadlineTimer&) = delete;

    void after(std::chrono::milliseconds wait, std::function<void()> call);

private:
    using Instant = std::chrono::steady_clock::time_point;
    struct Deadline
    {
        Instant at;
        std::function<void()> call;
        bool operator<(const Deadline& other) const { return at > other.at; } // the earliest on top
    };
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::priority_queue<Deadline> m_deadlines;
    std::thread m_thread;
    bool m_stopping = false;
};

} // namespace sightglass::intake
