// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <chrono>
#include <string>
#include <string_view>

namespace sightglass::ingest::sierra {

/// A refusal of a request: its status, a code of a closed list for counters, and the line that is answered.
struct Failure
{
    int status = 400;
    std::string_view code;
    std::string line;
};

/// The bytes of spec sierra §1 and §2. Thread: any.
[[nodiscard]] domain::Response accepted();
[[nodiscard]] domain::Response refused(const Failure& failure);
[[nodiscard]] domain::Response slowDown(std::chrono::seconds wait);
[[nodiscard]] domain::Response unavailable();
/// "1" when the browser has not asked this address today, UTC, else "0": it tells the day it was answered last, and
/// nothing else, by If-Modified-Since (spec sierra §2).
[[nodiscard]] domain::Response ping(const domain::Request& request);
[[nodiscard]] domain::Response robots();
/// A transparent image of one pixel (spec sierra §1.7), and what an unknown id is answered.
[[nodiscard]] domain::Response image();
[[nodiscard]] domain::Response notFound();

} // namespace sightglass::ingest::sierra
