// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings.h"
#include "intake/goatcounterintake.h"

namespace sightglass::service {

class HubCore;

/// Tokens and visitor counters for GoatCounter's intake. Counters are answered on API v2's workers, and kept for a
/// minute: a page that many people look at asks the store once. `core` must outlive what uses them.
[[nodiscard]] intake::GoatcounterParts goatcounterParts(HubCore& core, const Settings& settings);

} // namespace sightglass::service
