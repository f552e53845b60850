// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/addresslimits.h"

#include <algorithm>
#include <cmath>

namespace sightglass::http {

namespace {
constexpr std::size_t kBucketsBeforeCleaning = 10'000;
}

bool AddressLimits::open(const IpAddress& address)
{
    const std::lock_guard lock(m_mutex);
    std::size_t& count = m_connections[address.limitKey()];
    if (count >= m_limits.connectionsPerAddress)
        return false;
    ++count;
    return true;
}

void AddressLimits::close(const IpAddress& address)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_connections.find(address.limitKey());
    if (found != m_connections.end() && --found->second == 0)
        m_connections.erase(found);
}

void AddressLimits::refill(Bucket& bucket, Instant now) const
{
    const double seconds = std::chrono::duration<double>(now - bucket.filledAt).count();
    bucket.tokens =
        std::min<double>(m_limits.failureBurst, bucket.tokens + seconds * m_limits.failuresPerMinute / 60.0);
    bucket.filledAt = now;
}

std::chrono::seconds AddressLimits::untilAllowed(const IpAddress& address, Instant now)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_failures.find(address.limitKey());
    if (found == m_failures.end())
        return std::chrono::seconds(0);
    refill(found->second, now);
    if (found->second.tokens >= 1)
        return std::chrono::seconds(0);
    const double perSecond = std::max(m_limits.failuresPerMinute, 1) / 60.0;
    return std::chrono::seconds(static_cast<long>(std::ceil((1 - found->second.tokens) / perSecond)));
}

void AddressLimits::noteFailure(const IpAddress& address, Instant now)
{
    const std::lock_guard lock(m_mutex);
    if (m_failures.size() > kBucketsBeforeCleaning)
        forgetFullBuckets(now);
    Bucket& bucket = m_failures.try_emplace(address.limitKey(), Bucket{static_cast<double>(m_limits.failureBurst), now})
                         .first->second;
    refill(bucket, now);
    bucket.tokens = std::max(0.0, bucket.tokens - 1);
}

void AddressLimits::forgetFullBuckets(Instant now)
{
    for (auto bucket = m_failures.begin(); bucket != m_failures.end();) {
        refill(bucket->second, now);
        bucket = bucket->second.tokens >= m_limits.failureBurst ? m_failures.erase(bucket) : std::next(bucket);
    }
}

} // namespace sightglass::http
