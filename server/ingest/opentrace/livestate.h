// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/decodedevent.h"
#include "domain/livesessions.h"

#include <string>

namespace sightglass::ingest::opentrace {

/// The session that a row belongs to; "" for rows of nobody and for events that are no row (spec opentrace §9.1).
[[nodiscard]] std::string sessionOf(const domain::Event& event);

/// What a row tells about a session that lives (spec opentrace §4). Address and agent are those of a browser's request,
/// or the ones that `body` names, if its sender may speak for others.
[[nodiscard]] domain::LiveSession liveSession(const domain::DecodedEvent& decoded, json::Value body, bool isTrusted);

} // namespace sightglass::ingest::opentrace
