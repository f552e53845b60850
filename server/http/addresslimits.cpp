// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/addresslimits.h"

#include <cmath>

namespace sightglass::http {

namespace {
constexpr std::size_t kBucketsBeforeCleaning = 10'000;
}

void AddressBuckets::refill(Bucket& bucket, Instant now) const
{
    const double seconds = std::chrono::duration<double>(now - bucket.filledAt).count();
    bucket.tokens = std::min(m_burst, bucket.tokens + seconds * m_perSecond);
    bucket.filledAt = now;
}

std::chrono::seconds AddressBuckets::untilAllowed(const IpAddress& address, Instant now)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_buckets.find(address.limitKey());
    if (found == m_buckets.end())
        return std::chrono::seconds(0);
    refill(found->second, now);
    if (found->second.tokens >= 1)
        return std::chrono::seconds(0);
    return std::chrono::seconds(static_cast<long>(std::ceil((1 - found->second.tokens) / m_perSecond)));
}

void AddressBuckets::note(const IpAddress& address, Instant now)
{
    const std::lock_guard lock(m_mutex);
    if (m_buckets.size() > kBucketsBeforeCleaning)
        forgetFullBuckets(now);
    Bucket& bucket = m_buckets.try_emplace(address.limitKey(), Bucket{m_burst, now}).first->second;
    refill(bucket, now);
    bucket.tokens = std::max(0.0, bucket.tokens - 1);
}

void AddressBuckets::forgetFullBuckets(Instant now)
{
    for (auto bucket = m_buckets.begin(); bucket != m_buckets.end();) {
        refill(bucket->second, now);
        bucket = bucket->second.tokens >= m_burst ? m_buckets.erase(bucket) : std::next(bucket);
    }
}

bool AddressLimits::open(const IpAddress& address)
{
    const std::lock_guard lock(m_mutex);
    std::size_t& count = m_connections[address.limitKey()];
    if (count >= m_perAddress)
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

std::chrono::seconds AddressLimits::takeRequest(const IpAddress& address, Instant now)
{
    if (!m_limitsRequests)
        return std::chrono::seconds(0);
    const std::chrono::seconds wait = m_requests.untilAllowed(address, now);
    if (wait.count() == 0)
        m_requests.note(address, now);
    return wait;
}

} // namespace sightglass::http
