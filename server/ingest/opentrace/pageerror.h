// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"

#include <string>

namespace sightglass::ingest::opentrace {

/// The payload of a tracker's `error` (spec opentrace §6.3: message, source, line, col, stack) as the exception object
/// of spec sentry §9.3. Nothing caught it.
[[nodiscard]] std::string exceptionOf(json::Value payload);

} // namespace sightglass::ingest::opentrace
