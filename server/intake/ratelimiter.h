// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/project.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace sightglass::intake {

/// Events a second that a source may send (Source::rateLimitPerSecond; 0 = no limit): a bucket per source that holds
/// two seconds' worth. A batch passes when the bucket is not empty and may leave it in debt. Thread: any.
class RateLimiter
{
public:
    /// Takes `events` from the source's bucket; when it is empty, takes nothing and says how long to wait.
    [[nodiscard]] std::optional<std::chrono::seconds> take(const domain::Source& source, std::size_t events,
                                                           TimePoint now);

private:
    struct Bucket
    {
        double tokens = 0;
        TimePoint at{};
    };
    std::mutex m_mutex;
    std::unordered_map<SourceId, Bucket> m_buckets;
};

} // namespace sightglass::intake
