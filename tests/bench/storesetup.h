// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/store.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <random>
#include <utility>
#include <vector>

/// What the probes of the store share: errors end the program, a store with one site, and somebody who looks at it.
namespace sightglass::bench {

[[noreturn]] void die(const Error& error);
template <typename T> T need(Expected<T> value)
{
    if (!value)
        die(value.error());
    if constexpr (!std::is_void_v<T>)
        return std::move(*value);
}

struct Site
{
    std::unique_ptr<storage::Store> store;
    domain::Source source;
};
/// A project with one source, unless the directory has one already.
[[nodiscard]] Site openSite(storage::StoreOptions options, const Clock& clock);

/// Believable page views with random ids.
class PageViews
{
public:
    struct Plan
    {
        std::uint64_t visitors = 500'000;
        std::chrono::seconds back{0}; ///< Event times lie so far before now, at random.
        bool withRaw = false;         ///< Event::raw too.
    };
    PageViews(SourceId source, Plan plan, std::uint64_t seed);

    [[nodiscard]] domain::Event next(TimePoint now);
    [[nodiscard]] std::vector<domain::Event> next(TimePoint now, int count);

private:
    const Plan m_plan;
    domain::Event m_event;
    std::mt19937_64 m_random;
};

/// Of this process so far, all threads.
[[nodiscard]] double cpuSeconds();
/// Resident memory of this process, now and at most.
void printMemory(const char* when);

} // namespace sightglass::bench
