// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/timestage.h"

#include <cstdint>
#include <limits>
#include <optional>

namespace sightglass::pipeline {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kFutureTolerance = 5min;
constexpr std::chrono::milliseconds kOldest = 400 * 24h;

/// a − b, at the end of the scale when the senders' numbers would leave it.
std::int64_t difference(std::int64_t a, std::int64_t b)
{
    std::int64_t result = 0;
    if (!__builtin_sub_overflow(a, b, &result))
        return result;
    return a < b ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

TimePoint corrected(const domain::Event& event)
{
    // Of the tracker's clients the hub's clock alone counts (spec routes §3 "clock").
    if (!event.statedAt || event.protocol == domain::Protocol::Tracker)
        return event.receivedAt;
    if (!event.sentAt || event.historical)
        return *event.statedAt;
    const std::int64_t queued = difference(toMs(*event.sentAt), toMs(*event.statedAt));
    return fromMs(difference(toMs(event.receivedAt), queued));
}

std::optional<domain::Warning> outOfBounds(const domain::Event& event)
{
    // OpenMetrics does not limit the past (spec openmetrics §5.3).
    const bool mayBeOld = event.historical || event.protocol == domain::Protocol::Import ||
                          event.protocol == domain::Protocol::OpenMetrics;
    if (event.timestamp > event.receivedAt + kFutureTolerance)
        return domain::Warning::TimeInFuture;
    if (!mayBeOld && event.timestamp < event.receivedAt - kOldest)
        return domain::Warning::TimeOutOfRange;
    return std::nullopt;
}

} // namespace

void applyTime(domain::Event& event, TimePoint receivedAt)
{
    event.receivedAt = receivedAt;
    event.timestamp = corrected(event);
    event.eventTime = event.timestamp;
    if (const auto warning = outOfBounds(event)) {
        event.eventTime = receivedAt;
        event.warnings.push_back(*warning);
    }
}

} // namespace sightglass::pipeline
