// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/forecast.h"

#include <algorithm>

namespace sightglass::storage {

namespace {

constexpr std::int64_t kDays = 28;

} // namespace

Forecast forecast(const Catalogue& catalogue, std::int64_t today, std::int64_t diskFreeBytes)
{
    std::int64_t first = today;
    std::int64_t bytes = 0;
    for (const Catalogue::Entry& chunk : catalogue.chunks) {
        if (chunk->day >= today || chunk->day < today - kDays)
            continue;
        first = std::min(first, chunk->day);
        bytes += chunk->bytes;
    }
    Forecast out;
    out.bytesPerDay = first == today ? 0 : bytes / (today - first);
    if (out.bytesPerDay > 0)
        out.daysLeft = diskFreeBytes / out.bytesPerDay;
    return out;
}

} // namespace sightglass::storage
