// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace sightglass::ingest::goatcounter {

/// A PNG of 200 × 60 pixels, black on white, that shows a number in groups of three digits.
[[nodiscard]] std::string counterPng(std::int64_t number);

} // namespace sightglass::ingest::goatcounter
