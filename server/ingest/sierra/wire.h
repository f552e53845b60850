// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <string>
#include <string_view>

namespace sightglass::ingest::sierra {

/// Keeps a member of the protocol's own record (spec sierra §6) in `wire`, unless it is empty or the canonical event
/// says the same. The record of §6 is `wire` where it has the member, else: `bid` = view_id, `sid` = session_hint,
/// `pathname` = path, `language`, `referrer_host`, `utm_*` = the members of these names, `event_name` = name of a
/// custom event that is not `unnamed` or of an impression, `duration_ms` = engagement_ms of an engagement with basis
/// wall, `metadata` = properties, `app_version`, `exc_*` = the exception.
inline void keepOnWire(domain::Event& event, std::string_view name, std::string value, std::string_view canonical = {})
{
    if (!value.empty() && value != canonical)
        event.wire.push_back({std::string(name), std::move(value)});
}

} // namespace sightglass::ingest::sierra
