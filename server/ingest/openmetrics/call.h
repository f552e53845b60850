// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::openmetrics {

/// The six calls of the OpenMetrics event protocol (spec openmetrics §2.1).
enum class Call : std::uint8_t { Ping, CreateUser, Events, SetUserId, SetUserProps, SetSessionProps };

/// The call of a path's word; nothing for anything else.
[[nodiscard]] std::optional<Call> parseCall(std::string_view word);

/// What a second id for one session means (spec openmetrics §6.3).
enum class IdentityMode : std::uint8_t {
    Compatible, ///< The two people become one.
    Split       ///< The session moves to the new one; the old one keeps its history.
};

/// What a bare number in `ts` counts (spec openmetrics §5.3).
enum class TimeUnit : std::uint8_t { ByMagnitude, Seconds, Milliseconds };

/// Settings of the hub that concern this protocol (spec openmetrics §17).
struct Options
{
    bool strict = false; ///< The original's quirks: '+' is always a blank, null is a value.
    IdentityMode identity = IdentityMode::Compatible;
    TimeUnit timeUnit = TimeUnit::ByMagnitude;
    std::size_t batch = 1000; ///< Events a request may hold.
    bool honourDnt = false;   ///< Requests that ask not to be recorded are answered and dropped.
    std::string writeKey;     ///< "" = none is needed.
};

} // namespace sightglass::ingest::openmetrics
