// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"

#include <optional>
#include <string>

namespace sightglass::ingest::plausible {

/// Members that may be an object or a text that holds one (spec plausible §2.2); `nested` reads such texts. A member of
/// another type is left out with a warning. Pure; thread: any.

/// Fills `properties`: at most 30, everything as text; null, blank, lists and objects are left out. What is wrong with
/// one that is too long, or nothing.
[[nodiscard]] std::optional<std::string> applyProperties(domain::Event& event, json::Value props, json::Parser& nested);

/// Fills `revenueMinor` and `currency`; what makes no sense is left out with a warning.
void applyRevenue(domain::Event& event, json::Value revenue, json::Parser& nested);

/// Fills `scrollDepth` (0–100) and `engagementMs` (less than 30 days). False when neither says anything.
[[nodiscard]] bool applyEngagement(domain::Event& event, json::Value depth, json::Value milliseconds);

} // namespace sightglass::ingest::plausible
