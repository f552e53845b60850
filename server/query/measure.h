// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/query.h"

#include <optional>
#include <string>
#include <string_view>

namespace sightglass::query {

/// "count", "sum(price)": a measure as descriptions and answers spell it; nothing for what is none.
[[nodiscard]] std::optional<domain::Measure> parseMeasure(std::string_view text);
[[nodiscard]] std::string measureText(const domain::Measure& measure);
/// Of descriptions that are wrong.
[[nodiscard]] std::string allowedMeasures();

/// Number of a UTC bucket since the epoch, `tsId` of spec openmetrics §7 and §8.3; weeks begin on Monday.
[[nodiscard]] std::int64_t bucketNumber(domain::Interval interval, TimePoint time);

} // namespace sightglass::query
