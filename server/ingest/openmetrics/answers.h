// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/openmetrics/call.h"

#include <chrono>
#include <string>
#include <string_view>

namespace sightglass::ingest::openmetrics {

/// A refusal of a request: its status, a code of a closed list for counters, and the line that is answered.
struct Failure
{
    int status = 400;
    std::string_view code;
    std::string line;
};

/// The bytes of spec openmetrics §2.5 and §2.7: one short line without an end, never JSON.
[[nodiscard]] domain::Response accepted(Call call);
[[nodiscard]] domain::Response refused(const Failure& failure);
[[nodiscard]] domain::Response slowDown(std::chrono::seconds wait);
[[nodiscard]] domain::Response unavailable();

} // namespace sightglass::ingest::openmetrics
