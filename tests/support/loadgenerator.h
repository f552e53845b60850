// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::test {

/// What a browser of our days says of itself, for requests of any protocol.
inline constexpr std::string_view kBrowserHeaders = "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 "
                                                    "(KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36\r\n"
                                                    "Accept-Language: en-GB,en;q=0.9\r\n";

/// What to send: Segment's events, constant but for their ids, or whatever `request` makes.
struct LoadPlan
{
    std::uint16_t port = 0; ///< On 127.0.0.1.
    int connections = 50;
    std::chrono::milliseconds duration{5000};
    std::int64_t maxRequests = 0; ///< 0 = until the duration is over.
    std::string path = "/v1/track";
    std::string writeKey;          ///< Sent as HTTP Basic when set.
    int eventsPerRequest = 1;      ///< More than 1 makes Segment batches.
    std::string idPrefix = "load"; ///< messageId = prefix "-" 12 digits.
    int idleConnections = 0;       ///< Opened first, never used.
    /// Makes the text of the request whose first event has this number; what it gives need not outlive the next call.
    /// Unset: Segment's events, as the members above say.
    std::function<const std::string&(std::int64_t first)> request;
    /// Called for every request that was answered 2xx, with the number of its first event.
    std::function<void(std::int64_t first)> acknowledged;
};

struct LoadResult
{
    std::int64_t requests = 0; ///< Answered 2xx.
    std::int64_t refused = 0;  ///< Answered otherwise.
    std::int64_t broken = 0;   ///< Connections that ended without an answer.
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
