// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"
#include "ingest/openmetrics/call.h"

namespace sightglass::ingest::openmetrics {

/// Fills `statedAt` from `ts`, whose unit follows from its size (spec openmetrics §5.3). What is not the same number of
/// milliseconds is kept as sent, as `ts_raw` of `wire`; what is no time leaves `statedAt` out, with a warning.
void applyTime(domain::Event& event, json::Value ts, TimeUnit unit);

} // namespace sightglass::ingest::openmetrics
