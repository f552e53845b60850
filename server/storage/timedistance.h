// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

#include <cstdint>

namespace sightglass::storage {

/// Distances wrap around at the ends of the scale, both ways.
[[nodiscard]] inline std::int64_t wireDistance(TimePoint from, TimePoint to)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(toMs(to)) - static_cast<std::uint64_t>(toMs(from)));
}
[[nodiscard]] inline TimePoint moved(TimePoint from, std::int64_t distance)
{
    return fromMs(
        static_cast<std::int64_t>(static_cast<std::uint64_t>(toMs(from)) + static_cast<std::uint64_t>(distance)));
}

} // namespace sightglass::storage
