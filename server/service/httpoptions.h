// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings.h"
#include "http/options.h"

namespace sightglass::service {

/// What the settings say about HTTP.
[[nodiscard]] http::HttpOptions httpOptions(const Settings& settings);

} // namespace sightglass::service
