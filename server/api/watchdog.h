// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace sightglass::api {

/// Cancels questions whose time is up. One thread for all of them. Thread: any.
class Watchdog
{
public:
    using Watched = std::shared_ptr<domain::Cancellation>;

    Watchdog();
    ~Watchdog();

    /// Cancels `question` after `limit`, unless it has been given up by then.
    void watch(const Watched& question, std::chrono::milliseconds limit);
    /// Cancels everything under way, and what is watched later.
    void cancelAll();

private:
    using Time = std::chrono::steady_clock::time_point;
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::multimap<Time, std::weak_ptr<domain::Cancellation>> m_watched;
    bool m_isEnding = false;
    bool m_cancelAll = false;
    std::thread m_thread;
};

} // namespace sightglass::api
