// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <string>
#include <string_view>

namespace sightglass::ingest::opentrace {

/// The columns every export, query and vector of this protocol uses (spec opentrace §3.1), as texts exactly as they
/// came. The sixteenth, `timestamp`, is the event's own time.
struct Row
{
    std::string resourceId;
    std::string eventType;
    std::string url;
    std::string referrer;
    std::string userAgent;
    std::string ip;
    std::string screenRes;
    std::string lang;
    std::string utmSource;
    std::string utmMedium;
    std::string utmCampaign;
    std::string fbclid;
    std::string ttclid;
    std::string sessionId;
    std::string payload; ///< JSON text
};

/// Stands in `url` of events that no page sent (spec opentrace §2.2).
inline constexpr std::string_view kServerSide = "server-side";

/// Where a row came from (spec opentrace §3.2 `ingest`); also a member of `wire`.
inline constexpr std::string_view kByCollect = "collect";
inline constexpr std::string_view kByEvent = "event";
inline constexpr std::string_view kByRedirect = "redirect";

/// Adds the columns to `wire` under their names; empty ones are left out, which means the same.
void writeRow(const Row& row, std::string_view ingest, domain::PropertyMap& wire);

} // namespace sightglass::ingest::opentrace
