// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"

#include <optional>
#include <string_view>

namespace sightglass::ingest {

/// Whether a member holds a time at all: absent, null and "" do not.
[[nodiscard]] bool isStatedTime(json::Value value);

/// A time as ISO 8601 text, or as a number of milliseconds. What is stated and no time is left out with a warning and
/// kept as text in `wire` under that key.
[[nodiscard]] std::optional<TimePoint> statedTime(domain::Event& event, json::Value value, std::string_view wireKey);

} // namespace sightglass::ingest
