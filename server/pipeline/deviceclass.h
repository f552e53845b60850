// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <string_view>

namespace sightglass::pipeline {

/// Class of the device by the words of a User-Agent and the operating system found in it (spec routes §4.1 `device`).
[[nodiscard]] domain::Device deviceClass(std::string_view userAgent, std::string_view os);

} // namespace sightglass::pipeline
