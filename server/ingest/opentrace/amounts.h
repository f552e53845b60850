// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"

#include <string>
#include <string_view>

namespace sightglass::ingest::opentrace {

/// Whether an event type means that something was bought: `purchase` and its synonyms, case ignored, '-' and blank the
/// same as '_' (spec opentrace §8.4).
[[nodiscard]] bool isPurchase(std::string_view eventType);

/// Fills `currency` and an amount of an event from its payload (spec opentrace §3.3): income when it is a purchase,
/// else a value. Gives the name of the member that became the amount; "" when none did.
[[nodiscard]] std::string_view applyAmount(domain::Event& event, json::Value payload, bool purchase,
                                           const std::string& usualCurrency);

} // namespace sightglass::ingest::opentrace
