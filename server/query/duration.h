// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace sightglass::query {

/// ISO 8601 durations of fixed length: "P7D", "P2W", "PT1H30M", "PT0.5S". A day is 24 h; months and years, whose length
/// is not fixed, signs and fractions of anything but seconds (to the millisecond) are not understood. At most 64
/// characters.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseDuration(const QString& text);
/// The one spelling of a duration ≥ 0, e.g. "P1DT2H"; parseDuration() of it gives the same.
[[nodiscard]] QString durationText(std::chrono::milliseconds duration);

} // namespace sightglass::query
