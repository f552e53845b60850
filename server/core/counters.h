// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace sightglass {

/// Named counters of the running hub, in Prometheus spelling with their labels, e.g.
/// `sightglass_requests_total{protocol="segment",status="200"}`. Shown at /metrics and in the window.
/// Thread: any. References stay valid as long as the object; look a counter up once and keep it.
/// Label values come from closed lists only, never from senders: the map does not grow with traffic.
class Counters
{
public:
    using Counter = std::atomic<std::int64_t>;

    [[nodiscard]] Counter& at(const std::string& name)
    {
        const std::lock_guard lock(m_mutex);
        return m_counters[name];
    }

    [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> snapshot() const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<std::pair<std::string, std::int64_t>> out;
        for (const auto& [name, counter] : m_counters)
            out.emplace_back(name, counter.load(std::memory_order_relaxed));
        return out;
    }

private:
    mutable std::mutex m_mutex;
    std::map<std::string, Counter> m_counters;
};

} // namespace sightglass
