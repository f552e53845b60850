// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "ingest/umami/token.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <unordered_map>

namespace sightglass::intake {

/// The visit ids that answers to Umami's trackers name, by the hub's own rule of when a visit ends (spec umami §3.4,
/// metrics §3). Reports do not use them: they cut visits from what is stored. In memory only, of the last 2 × kMost
/// visitors; after a restart the tracker's token continues a visit. Thread: any.
class UmamiVisits
{
public:
    static constexpr std::size_t kMost = 100'000;

    /// One event, at the time it counts for.
    struct Moment
    {
        std::uint64_t visitor = 0;
        TimePoint at{};
        std::chrono::milliseconds timeout{};
        bool extends = true; ///< Whether the visit goes on because of it.
    };
    /// The id of the visitor's open visit, or else `fresh`, which names a visit that begins now.
    [[nodiscard]] ingest::umami::Uuid idOf(const Moment& moment, const ingest::umami::Uuid& fresh);

private:
    struct Visit
    {
        ingest::umami::Uuid id{};
        TimePoint begin{};
        TimePoint last{};
    };
    using Visits = std::unordered_map<std::uint64_t, Visit>;
    [[nodiscard]] Visit* find(std::uint64_t visitor);
    void put(std::uint64_t visitor, const Visit& visit);

    std::mutex m_mutex;
    Visits m_recent;
    Visits m_older; ///< Forgotten when `m_recent` is full and becomes this one.
};

} // namespace sightglass::intake
