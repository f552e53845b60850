// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/request.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::goatcounter {

/// What a visitor counter can be asked as (spec drop-in-apis §5.3).
enum class CounterFormat : std::uint8_t { Json, Html, Svg, Png };

/// What one asks: how often a page was seen, or the whole site.
struct CounterQuestion
{
    CounterFormat format = CounterFormat::Json;
    std::string page;  ///< As reports name it; "" = the whole site.
    std::string range; ///< Of API v2; "" with `from` and `to`.
    std::string from;  ///< Dates, half-open.
    std::string to;
    bool operator==(const CounterQuestion&) const = default;
};

struct CounterNumbers
{
    std::int64_t views = 0;
    std::int64_t visitors = 0;
};

/// Reads "/a/b.json" (the path decoded once, the last extension is the format) and `start`, `end` of the query. Nothing
/// for formats and dates that are none. Pure.
[[nodiscard]] std::optional<CounterQuestion> parseCounter(std::string_view fileName, std::string_view query,
                                                          TimePoint now, bool keepTrailingSlash);

/// The counter as it was asked for; 404 for a page that nobody saw.
[[nodiscard]] domain::Response counterAnswer(CounterFormat format, const CounterNumbers& numbers);

} // namespace sightglass::ingest::goatcounter
