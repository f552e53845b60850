// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "ingest/tracker/call.h"

#include <string>
#include <string_view>

namespace sightglass::ingest::tracker {

/// The free extras of an event as a JSON object: `params` without what has a column, identifies somebody or is secret,
/// and every key of the record that nobody knows, in lower case (spec tracker §3.5, §3.6). "" when none is left.
[[nodiscard]] std::string freeParams(json::Value record, json::Value params, std::string_view clientEventId,
                                     ProblemCounts& problems);
/// The same with every value as text; lists and objects are compact JSON.
[[nodiscard]] std::string textView(json::Value params);
/// Those that are finite numbers or truths, as numbers; "" when there is none.
[[nodiscard]] std::string numericView(json::Value params);

} // namespace sightglass::ingest::tracker
