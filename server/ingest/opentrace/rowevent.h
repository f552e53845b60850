// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "ingest/decoded.h"
#include "ingest/opentrace/row.h"
#include "ingest/opentrace/sender.h"

#include <vector>

namespace sightglass::ingest::opentrace {

/// A row as the event it stands for. `body` lends the members that are no columns; `payload` is the row's, parsed. A
/// second event says, where the first has no room for it, which of two ids are one person (spec opentrace §9.2).
[[nodiscard]] std::vector<DecodedEvent> eventsOf(const Sender& sender, Row row, std::string_view ingest,
                                                 json::Value body, json::Value payload);

} // namespace sightglass::ingest::opentrace
