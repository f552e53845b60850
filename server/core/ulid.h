// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

#include <string>

namespace sightglass {

/// A new ULID: 26 characters of Crockford's base 32, ten for the milliseconds since 1970 and sixteen random ones, so
/// that ids made later sort later. Thread: any.
[[nodiscard]] std::string newUlid(TimePoint now);

} // namespace sightglass
