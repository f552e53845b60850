// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"

#include <string>

namespace sightglass::ingest::posthog {

/// The exceptions of a `$exception` event as the JSON text of spec sentry §9.3, where causes come before what they
/// caused: here the first of the list is the one that was raised. "" when there is none.
[[nodiscard]] std::string exceptionText(json::Value properties);

} // namespace sightglass::ingest::posthog
