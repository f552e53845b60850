// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// First: the moc of Qt 6.4 cannot read a file whose first standard header leads to <concepts>.
#include <algorithm>
#include <chrono>
#include <cstdint>

namespace sightglass {

/// Milliseconds since 1970 in UTC: the only time inside the program. Zones appear in queries and windows.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

[[nodiscard]] constexpr std::int64_t toMs(TimePoint t)
{
    return t.time_since_epoch().count();
}
[[nodiscard]] constexpr TimePoint fromMs(std::int64_t ms)
{
    return TimePoint(std::chrono::milliseconds(ms));
}

/// Where "now" comes from. Passed by reference to whatever needs it; tests pass a ManualClock.
/// Thread: any; implementations are safe to call from several threads.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual TimePoint now() const = 0;
};

/// The system's real-time clock.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override;
};

} // namespace sightglass
