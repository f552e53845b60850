// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apiparts.h"

#include <string>

namespace sightglass::api {

/// The running hub's figures in Prometheus' text format. Names follow its conventions: `_total` counts, `_bytes`.
[[nodiscard]] std::string metricsText(const ApiParts& parts);

} // namespace sightglass::api
