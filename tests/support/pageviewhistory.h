// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/event.h"

#include <cstdint>
#include <vector>

namespace sightglass::test {

/// A day of a site as the hub stores it, by analytics.js.
struct PageViewDay
{
    TimePoint day{}; ///< Its beginning, UTC.
    int views = 27'000;
    std::uint32_t seed = 1;         ///< Equal seeds make equal events everywhere.
    bool timesInMessageIds = false; ///< "ajs-next-1772445600000-…" as newer browsers' scripts make them.
    bool withRaw = true;            ///< Event::raw too.
    bool internalReferrers = false; ///< Later views name the page before; otherwise where the visit came from.
};

/// Page views of visitors with a handful of views each: 300 paths of falling popularity with titles, 40 referrers, 12
/// browsers, random ids, clocks that are wrong, delays on the way. In the order of arrival, seq from 1 on.
[[nodiscard]] std::vector<domain::Event> pageViews(const PageViewDay& plan);

} // namespace sightglass::test
