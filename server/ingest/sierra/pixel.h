// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decodedevent.h"
#include "domain/pixel.h"
#include "domain/request.h"

#include <string_view>

namespace sightglass::ingest::sierra {

/// Id in the last segment of /track/gif/{id}.gif, with or without its ending.
[[nodiscard]] std::string_view pixelIdOf(std::string_view segment);

/// The load of a pixel: an impression with the pixel's name and metadata and nothing of who loaded it (spec sierra
/// §1.7), but for `prefetched` in `wire` when it was a mail provider, whom a reader need not follow.
[[nodiscard]] domain::DecodedEvent decodePixel(const domain::Pixel& pixel, const domain::Request& request);

} // namespace sightglass::ingest::sierra
