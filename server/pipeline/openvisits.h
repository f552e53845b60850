// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "pipeline/dailysecrets.h"

#include <chrono>
#include <cstdint>
#include <mutex>
#include <unordered_map>

namespace sightglass::pipeline {

/// Which hashed visitors were last seen when, as far as it can matter after midnight: their visit keeps the key of
/// the day it began on while it stays open (spec metrics §2). In memory only; after a restart within that time a
/// visit is cut at midnight. Holds at most kMost visitors, the rest are cut at midnight too. Thread: any.
class OpenVisits
{
public:
    static constexpr std::size_t kMost = 200'000;

    /// Notes an event of a visitor whose key is of `keyDay`. Only the last `timeout` of that day, and later, is kept.
    void note(std::uint64_t visitor, Day keyDay, TimePoint at, std::chrono::milliseconds timeout);
    /// Is a visit of this visitor, under the key of `keyDay`, open at `at`?
    [[nodiscard]] bool isOpen(std::uint64_t visitor, Day keyDay, TimePoint at, std::chrono::milliseconds timeout);

private:
    struct Generation
    {
        Day day{};
        std::unordered_map<std::uint64_t, TimePoint> lastSeen;
    };
    Generation& generation(Day day);

    std::mutex m_mutex;
    Generation m_generations[2]; ///< By parity of the day: yesterday's and today's.
};

} // namespace sightglass::pipeline
