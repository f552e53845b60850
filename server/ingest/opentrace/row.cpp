// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/row.h"

#include <utility>

namespace sightglass::ingest::opentrace {

void writeRow(const Row& row, std::string_view ingest, domain::PropertyMap& wire)
{
    const std::pair<const char*, const std::string&> columns[] = {{"resource_id", row.resourceId},
                                                                  {"event_type", row.eventType},
                                                                  {"url", row.url},
                                                                  {"referrer", row.referrer},
                                                                  {"user_agent", row.userAgent},
                                                                  {"ip", row.ip},
                                                                  {"screen_res", row.screenRes},
                                                                  {"lang", row.lang},
                                                                  {"utm_source", row.utmSource},
                                                                  {"utm_medium", row.utmMedium},
                                                                  {"utm_campaign", row.utmCampaign},
                                                                  {"fbclid", row.fbclid},
                                                                  {"ttclid", row.ttclid},
                                                                  {"session_id", row.sessionId},
                                                                  {"payload", row.payload}};
    for (const auto& [name, value] : columns) {
        if (!value.empty())
            wire.push_back({name, value});
    }
    wire.push_back({"ingest", std::string(ingest)});
}

} // namespace sightglass::ingest::opentrace
