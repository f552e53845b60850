// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/call.h"
#include "domain/saved.h"

namespace sightglass::api {

/// What a custom metric says now: `{"id","name","type","unit"?,"order"?,"data"}`; `data` of a total is a number or
/// null, of a timeSerie points {start, tsId, value, complete}, of a funnel points {order, value} (openmetrics §13.1). A
/// script is not run: `"status":"not executable"` stands in its place. A pulled metric says `at` and what went wrong,
/// `error`, too. Errors: those of a question; InvalidInput where its answer has not the form of the metric's type.
[[nodiscard]] Expected<QJsonObject> valueOf(const Call& call, const domain::Project& project,
                                            const domain::SavedItem& item);

} // namespace sightglass::api
