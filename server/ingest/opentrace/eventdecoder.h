// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "ingest/decoded.h"
#include "ingest/opentrace/sender.h"
#include "ingest/opentrace/validation.h"

#include <string>
#include <variant>
#include <vector>

namespace sightglass::ingest::opentrace {

using Events = std::vector<DecodedEvent>;

/// The resource that a body of event names; "" when it names none (spec opentrace §2.2 `project_id`).
[[nodiscard]] std::string eventUid(json::Value body);

/// An item of POST /api/v1/event (spec opentrace §2.2): its events, or everything that is wrong with it.
[[nodiscard]] std::variant<Events, Problems> decodeEvent(const Sender& sender, json::Value body);

} // namespace sightglass::ingest::opentrace
