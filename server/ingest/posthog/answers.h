// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <string>
#include <string_view>

namespace sightglass::ingest::posthog {

/// A refusal of a whole request: its status, a code of a closed list for counters and answers, and one sentence.
struct Failure
{
    int status = 400;
    std::string_view code;
    std::string detail;
};

inline constexpr std::string_view kInvalidPayload = "invalid_payload";
inline constexpr std::string_view kInvalidKey = "invalid_api_key";
inline constexpr std::string_view kTooLarge = "payload_too_large";
[[nodiscard]] Failure invalidPayload(std::string detail);
[[nodiscard]] Failure invalidKey(std::string detail);
[[nodiscard]] Failure tooLarge(std::string detail);

/// The bytes of spec drop-in-apis §4.6. `accepted` has the form the request asked for: 204 for a beacon, a GIF for an
/// image, JSON otherwise.
[[nodiscard]] domain::Response accepted(const domain::Request& request);
[[nodiscard]] bool wantsImage(const domain::Request& request);
[[nodiscard]] domain::Response quotaLimited();
[[nodiscard]] domain::Response refused(const Failure& failure);
[[nodiscard]] domain::Response unavailable();
[[nodiscard]] domain::Response notFound();

/// Flags of somebody for whom no experiment runs.
[[nodiscard]] domain::Response noFlags();
/// Remote settings, as JSON and as the script that is asked for first.
[[nodiscard]] domain::Response config();
[[nodiscard]] domain::Response configScript(std::string_view token);
/// What the hub has none of, by the last word of its path: surveys, early_access_features …; {} for others.
[[nodiscard]] domain::Response nothingOf(std::string_view word);

} // namespace sightglass::ingest::posthog
