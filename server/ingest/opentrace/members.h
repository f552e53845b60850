// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"
#include "ingest/opentrace/row.h"

#include <string>

namespace sightglass::ingest::opentrace {

/// A member as the text of a column: null counts as absent, numbers and truths as their JSON text; an object or list is
/// ignored, with a warning (spec opentrace §2.1 "leniency").
[[nodiscard]] std::string columnText(domain::Event& event, json::Value value);

/// Fills page, campaign, click ids and referrer from the row and the body's further members. What the body says wins
/// over the query of `url`; campaign and click ids that only the query has are put into the row as well (spec opentrace
/// §2.1).
void applyPage(domain::Event& event, Row& row, json::Value body, bool keepTrailingSlash);

/// Fills `statedAt` from `timestamp`: ISO 8601, or Unix seconds or milliseconds (spec opentrace §1.7). What is no time
/// is kept in `wire`, with a warning.
void applyTimestamp(domain::Event& event, json::Value timestamp);

/// `event_id` as message id, which counts per event type (spec routes §3 "de-duplication").
void applyEventId(domain::Event& event, std::string_view eventType, json::Value id);

} // namespace sightglass::ingest::opentrace
