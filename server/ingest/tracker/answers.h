// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace sightglass::ingest::tracker {

/// The bytes of spec tracker §1.2, §1.4 and §2. CORS headers are the gate's.
[[nodiscard]] domain::Response tracked();
/// Of server track: the event's id as a JSON text.
[[nodiscard]] domain::Response serverTracked(std::string_view eventId);
/// A transparent GIF of one pixel; `original`: the white one of 35 bytes that the original sends.
[[nodiscard]] domain::Response pixel(bool original);
[[nodiscard]] domain::Response redirected(std::string_view location);
[[nodiscard]] domain::Response pong();
/// `requests` are those of this protocol that are being answered.
[[nodiscard]] domain::Response status(std::string_view client, std::int64_t requests);
/// Tells a browser to forget everything about this site.
[[nodiscard]] domain::Response cleared();
[[nodiscard]] domain::Response noSuchFile();
[[nodiscard]] domain::Response noSuchLink();
/// Of redirect administration and privacy: 400 with the original's message. Of the first: 405 without a word.
[[nodiscard]] domain::Response badRequest(std::string_view message);
[[nodiscard]] domain::Response wrongMethod();
[[nodiscard]] domain::Response forbidden();
/// As many requests as this hub answers at once are being answered.
[[nodiscard]] domain::Response full();
[[nodiscard]] domain::Response slowDown(std::chrono::seconds wait);
[[nodiscard]] domain::Response unavailable();

} // namespace sightglass::ingest::tracker
