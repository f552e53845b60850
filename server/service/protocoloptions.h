// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/tokens.h"
#include "core/settings.h"
#include "ingest/openmetrics/call.h"
#include "ingest/opentrace/sender.h"
#include "ingest/segment/call.h"
#include "ingest/sierra/options.h"

#include <functional>
#include <optional>
#include <string_view>

namespace sightglass::service {

/// What the settings say of each protocol.
[[nodiscard]] ingest::segment::Options segmentOptions(const Settings& settings);
[[nodiscard]] ingest::openmetrics::Options openMetricsOptions(const Settings& settings);
[[nodiscard]] ingest::sierra::Options sierraOptions(const Settings& settings);
[[nodiscard]] ingest::opentrace::Options openTraceOptions(const Settings& settings);

/// The scope of the hub token in an Authorization header; nothing for none and unknown ones. From memory; any thread.
[[nodiscard]] std::function<std::optional<domain::Scope>(std::string_view)> tokenScopes(const api::TokenBook& tokens);

} // namespace sightglass::service
