// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/ratelimiter.h"

#include <algorithm>
#include <cmath>

namespace sightglass::intake {

namespace {

constexpr double kBurstSeconds = 2;

} // namespace

std::optional<std::chrono::seconds> RateLimiter::take(const domain::Source& source, std::size_t events, TimePoint now)
{
    if (source.rateLimitPerSecond <= 0)
        return std::nullopt;
    const double rate = source.rateLimitPerSecond;
    const std::lock_guard lock(m_mutex);
    const auto [entry, isNew] = m_buckets.try_emplace(source.id, Bucket{rate * kBurstSeconds, now});
    Bucket& bucket = entry->second;
    const double seconds = std::max(0.0, std::chrono::duration<double>(now - bucket.at).count());
    bucket.tokens = std::min(rate * kBurstSeconds, bucket.tokens + seconds * rate);
    bucket.at = std::max(bucket.at, now);
    if (bucket.tokens < 1)
        return std::chrono::seconds(std::max<std::int64_t>(1, std::llround(std::ceil((1 - bucket.tokens) / rate))));
    bucket.tokens -= static_cast<double>(events);
    return std::nullopt;
}

} // namespace sightglass::intake
