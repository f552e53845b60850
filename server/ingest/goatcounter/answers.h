// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::ingest::goatcounter {

/// A refusal of a whole request: its status, a code of a closed list for counters, and one sentence.
struct Failure
{
    int status = 400;
    std::string_view code;
    std::string detail;
};

/// The image that every request to /count gets (spec drop-in-apis §5.1); `reason` goes into X-Goatcounter.
[[nodiscard]] domain::Response image();
[[nodiscard]] domain::Response image(const Failure& failure);
/// Of a hit that a rule keeps out of the numbers: 202, and which kind of rule.
[[nodiscard]] domain::Response excluded(std::string_view reason);
[[nodiscard]] domain::Response imageLater(const Failure& failure, std::chrono::seconds wait);

/// What is wrong with one hit of a list.
using HitErrors = std::vector<std::pair<std::size_t, std::string>>;

/// Bodies of the API (spec drop-in-apis §5.2). Hits without an error have been taken; `excluded` are the places of
/// those that a rule keeps out of the numbers.
[[nodiscard]] domain::Response apiAnswer(const HitErrors& errors, const std::vector<std::size_t>& excluded);
[[nodiscard]] domain::Response apiRefused(const Failure& failure);
[[nodiscard]] domain::Response apiLater(const Failure& failure, std::chrono::seconds wait);

} // namespace sightglass::ingest::goatcounter
