// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "ingest/decoded.h"
#include "ingest/opentrace/sender.h"

#include <string>
#include <vector>

namespace sightglass::ingest::opentrace {

/// The resource that a body of collect names; "" when it names none (spec opentrace §2.1 `rid`).
[[nodiscard]] std::string collectUid(json::Value body);

/// An object of POST /api/v1/collect (spec opentrace §2.1). Every object is an event.
[[nodiscard]] std::vector<DecodedEvent> decodeCollect(const Sender& sender, json::Value body);

} // namespace sightglass::ingest::opentrace
