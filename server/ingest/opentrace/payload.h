// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"

#include <string>
#include <string_view>

namespace sightglass::ingest::opentrace {

/// Fills kind and name from an event type (spec routes §4.2).
void applyType(domain::Event& event, std::string_view eventType);

/// Fills from a payload what an event of this type says with it: engagement of `page_exit`, the exception of `error`,
/// amounts, and everything else as properties. Clicks of a heat map stay in the row alone.
void applyPayload(domain::Event& event, std::string_view eventType, json::Value payload,
                  const std::string& usualCurrency);

} // namespace sightglass::ingest::opentrace
