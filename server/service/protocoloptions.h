// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings.h"
#include "ingest/openmetrics/call.h"
#include "ingest/opentrace/sender.h"
#include "ingest/segment/call.h"
#include "ingest/sierra/options.h"

namespace sightglass::service {

/// What the settings say of each protocol.
[[nodiscard]] ingest::segment::Options segmentOptions(const Settings& settings);
[[nodiscard]] ingest::openmetrics::Options openMetricsOptions(const Settings& settings);
[[nodiscard]] ingest::sierra::Options sierraOptions(const Settings& settings);
[[nodiscard]] ingest::opentrace::Options openTraceOptions(const Settings& settings);

} // namespace sightglass::service
