// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/ipaddress.h"
#include "http/options.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>

namespace sightglass::http {

/// What is counted per client address: open connections and failed sign-ins (rate class Failures, spec routes §3).
/// Thread: any. The tables forget addresses that no longer matter, so they do not grow with traffic.
class AddressLimits
{
public:
    using Instant = std::chrono::steady_clock::time_point;

    explicit AddressLimits(const HttpLimits& limits)
        : m_limits(limits)
    {
    }

    /// Counts a new connection; false when the address has enough of them.
    [[nodiscard]] bool open(const IpAddress& address);
    void close(const IpAddress& address);

    /// Time until another attempt is allowed; zero when it is allowed now.
    [[nodiscard]] std::chrono::seconds untilAllowed(const IpAddress& address, Instant now);
    void noteFailure(const IpAddress& address, Instant now);

private:
    struct Bucket
    {
        double tokens = 0;
        Instant filledAt{};
    };
    void refill(Bucket& bucket, Instant now) const;
    void forgetFullBuckets(Instant now);

    const HttpLimits m_limits;
    std::mutex m_mutex;
    std::map<IpAddress, std::size_t> m_connections;
    std::map<IpAddress, Bucket> m_failures;
};

} // namespace sightglass::http
