// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/request.h"

#include <cstdint>

namespace sightglass::ingest::tracker {

/// What the hub knows of its own health.
struct HealthFigures
{
    TimePoint now{};
    TimePoint startedAt{};
    TimePoint lastStoredAt{};     ///< 1970 = never.
    std::int64_t events = 0;      ///< Stored since the start.
    std::int64_t errors = 0;      ///< Requests whose events could not be stored.
    std::int64_t connections = 0; ///< Requests being answered.
    bool isWritable = true;
};

/// The original's health document, every key of it (spec tracker §2.15); what the hub has nothing like is 0. 503 when
/// the store cannot be written.
[[nodiscard]] domain::Response health(const HealthFigures& figures);

} // namespace sightglass::ingest::tracker
