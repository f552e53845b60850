// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace sightglass {

/// Reads ISO 8601 as senders write it: a date alone or with a time after 'T' or a blank; hours and minutes, optional
/// seconds with 0–9 fraction digits (cut to milliseconds); 'Z', ±hh, ±hhmm, ±hh:mm or no zone, which means UTC.
/// Nothing for anything else, dates that do not exist included (spec segment §5.1). Thread: any.
[[nodiscard]] std::optional<TimePoint> parseTime(std::string_view text);

/// "2025-01-15T14:30:10.000Z"
[[nodiscard]] std::string formatTime(TimePoint time);

} // namespace sightglass
