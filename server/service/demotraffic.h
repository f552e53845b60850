// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/decodedevent.h"

#include <cstdint>
#include <vector>

namespace sightglass::service {

/// How much history the demo has, and which.
struct DemoPlan
{
    TimePoint now{}; ///< The last event lies before it.
    int weeks = 8;
    double visitsPerDay = 330; ///< On a usual weekday at the end; the site has grown to that.
    std::uint32_t seed = 1;    ///< The same plan makes the same events.
};

/// Some weeks in the life of an invented shop for hiking maps: people who come back, campaigns, a newsletter, two
/// releases, sign-ups, purchases and refunds, crawlers, a few exceptions. Plain decoded events as a browser would have
/// sent them, oldest first; the pipeline completes them like any other.
/// A pure function of the plan. Thread: any.
[[nodiscard]] std::vector<domain::DecodedEvent> demoTraffic(const DemoPlan& plan);

} // namespace sightglass::service
