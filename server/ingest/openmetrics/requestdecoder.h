// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/decodedevent.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "ingest/openmetrics/answers.h"
#include "ingest/openmetrics/call.h"

#include <variant>
#include <vector>

namespace sightglass::ingest::openmetrics {

/// Turns the object that one call carries into events: those of `events`, or one identify event that says what the call
/// changes (spec openmetrics §4). `interactive` says whether the call flags its user active (§7). A batch is good as a
/// whole or refused as a whole. Events whose name the source lists are page views (spec routes §4.2): their props `url`
/// (else `path`), `referrer` and `title` say which page. Any call but ping has a session, and so its user exists after
/// it. Pure; thread: any.
[[nodiscard]] std::variant<std::vector<domain::DecodedEvent>, Failure> decode(const domain::Request& request,
                                                                              const domain::SourceEntry& entry,
                                                                              Call call, json::Value payload,
                                                                              const Options& options);

} // namespace sightglass::ingest::openmetrics
