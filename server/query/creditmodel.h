// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/query.h"

#include <cstdint>
#include <vector>

namespace sightglass::query {

/// A visit, or a conversion outside any, that a conversion may be owed to.
struct Touch
{
    std::int64_t time = 0; ///< Of its start, ms UTC.
    std::uint32_t row = 0; ///< Whose acquisition it has.
    bool isDirect = false;
    long double credit = 0;
};

/// Shares one conversion at `time` among its touches, oldest first and at least one (metrics §4; linear, position and
/// time_decay: opentrace §10.3). Touches without credit are dropped; credits sum to 1.
void shareCredit(std::vector<Touch>& touches, domain::AttributionModel model, std::int64_t time);

} // namespace sightglass::query
