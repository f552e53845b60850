// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/catalogue.h"

#include <cstdint>
#include <optional>

namespace sightglass::storage {

/// How fast sealed events fill the disk.
struct Forecast
{
    std::int64_t bytesPerDay = 0;
    std::optional<std::int64_t> daysLeft; ///< Until the disk is full; none when nothing comes.
};

/// From the chunks of the last 28 UTC days that are over, or of as many as there are since the first. A pure function.
[[nodiscard]] Forecast forecast(const Catalogue& catalogue, std::int64_t today, std::int64_t diskFreeBytes);

} // namespace sightglass::storage
