// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace sightglass::test {

/// What to send: a constant head and body with one fixed-width place that is made unique for every event.
struct LoadPlan
{
    std::uint16_t port = 0;               ///< On 127.0.0.1.
    int connections = 50;
    std::chrono::milliseconds duration{5000};
    std::int64_t maxRequests = 0;         ///< 0 = until the duration is over.
    std::string path = "/v1/track";
    std::string writeKey;                 ///< Sent as HTTP Basic when set.
    int eventsPerRequest = 1;             ///< More than 1 makes Segment batches.
    std::string idPrefix = "load";        ///< messageId = prefix "-" 12 digits.
    int idleConnections = 0;              ///< Opened first, never used.
    /// Called for every request that was answered 200, with the number of its first event.
    std::function<void(std::int64_t first)> acknowledged;
};

struct LoadResult
{
    std::int64_t requests = 0;  ///< Answered 200.
    std::int64_t refused = 0;   ///< Answered otherwise.
    std::int64_t broken = 0;    ///< Connections that ended without an answer.
    double seconds = 0;
    double p50Ms = 0;
    double p99Ms = 0;
    [[nodiscard]] double rate() const { return seconds > 0 ? static_cast<double>(requests) / seconds : 0; }
};

/// One thread, one epoll, requests and answers as fast as the other side allows, one in flight per connection.
/// Used by the benches and by the kill test, which want as little of its own cost as possible.
[[nodiscard]] LoadResult runLoad(const LoadPlan& plan);

/// The message id of event `number` in a plan.
[[nodiscard]] std::string loadId(const std::string& prefix, std::int64_t number);

} // namespace sightglass::test
