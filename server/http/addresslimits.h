// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipaddress.h"
#include "http/options.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>

namespace sightglass::http {

/// So many a minute from one address, and a burst at once. Thread: any. It forgets addresses whose bucket is full, so
/// that it does not grow with traffic.
class AddressBuckets
{
public:
    using Instant = std::chrono::steady_clock::time_point;

    AddressBuckets(int perMinute, int burst)
        : m_perSecond(std::max(perMinute, 1) / 60.0)
        , m_burst(burst)
    {
    }

    /// Time until the address may come again; zero when it may now.
    [[nodiscard]] std::chrono::seconds untilAllowed(const IpAddress& address, Instant now);
    void note(const IpAddress& address, Instant now);

private:
    struct Bucket
    {
        double tokens = 0;
        Instant filledAt{};
    };
    void refill(Bucket& bucket, Instant now) const;
    void forgetFullBuckets(Instant now);

    const double m_perSecond;
    const double m_burst;
    std::mutex m_mutex;
    std::map<IpAddress, Bucket> m_buckets;
};

/// What is counted per client address: open connections, failed sign-ins (rate class Failures) and requests (rate class
/// Address, spec routes §3). Thread: any.
class AddressLimits
{
public:
    using Instant = AddressBuckets::Instant;

    explicit AddressLimits(const HttpLimits& limits)
        : failures(limits.failuresPerMinute, limits.failureBurst)
        , m_requests(limits.requestsPerMinute, limits.requestBurst)
        , m_limitsRequests(limits.requestsPerMinute > 0)
        , m_perAddress(limits.connectionsPerAddress)
    {
    }

    /// Counts a new connection; false when the address has enough of them.
    [[nodiscard]] bool open(const IpAddress& address);
    void close(const IpAddress& address);

    /// Counts a request; how long the address has to wait, when it has sent too many.
    [[nodiscard]] std::chrono::seconds takeRequest(const IpAddress& address, Instant now);

    AddressBuckets failures;

private:
    AddressBuckets m_requests;
    const bool m_limitsRequests;
    const std::size_t m_perAddress;
    std::mutex m_mutex;
    std::map<IpAddress, std::size_t> m_connections;
};

} // namespace sightglass::http
