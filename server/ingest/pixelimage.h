// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace sightglass::ingest {

/// A transparent GIF of one pixel: what every protocol's pixel answers.
[[nodiscard]] std::string pixelImage();

} // namespace sightglass::ingest
