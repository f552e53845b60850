// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"

#include <string>

namespace sightglass::ingest::openmetrics {

/// A `props` object within the limits of spec openmetrics §5.2: at most 256 keys and 64 KiB of JSON; keys past that are
/// dropped in key order, with a warning on the event. Appends the flat form to `out` and gives what was kept as JSON;
/// "" when there are no properties.
[[nodiscard]] std::string applyProperties(domain::Event& event, json::Value props, domain::PropertyMap& out);

/// Adds a deletion to `out` for each key of `props` whose value is null (spec openmetrics §6.5).
void deleteNulls(json::Value props, domain::PropertyMap& out);

/// The keys of `props` whose value is null, as a JSON list; "" when there are none.
[[nodiscard]] std::string nullKeys(json::Value props);

} // namespace sightglass::ingest::openmetrics
