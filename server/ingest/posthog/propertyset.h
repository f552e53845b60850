// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"
#include "domain/sourcedirectory.h"

#include <array>
#include <string>
#include <string_view>

namespace sightglass::ingest::posthog {

/// A campaign member under the name it has among the properties.
struct CampaignMember
{
    std::string_view name;
    std::string domain::Event::*member;
};
inline constexpr std::array kCampaignMembers{
    CampaignMember{"utm_source", &domain::Event::utmSource}, CampaignMember{"utm_medium", &domain::Event::utmMedium},
    CampaignMember{"utm_campaign", &domain::Event::utmCampaign},
    CampaignMember{"utm_content", &domain::Event::utmContent}, CampaignMember{"utm_term", &domain::Event::utmTerm}};

/// Fills the amounts and keeps the sender's own properties: those that begin with `$`, have a member of their own, are
/// the token, or are click ids of a source that stores none, are left out (spec routes §4.1 `properties`).
void applyProperties(domain::Event& event, json::Value properties, const domain::SourceEntry& entry,
                     std::string_view token);

/// An event as sent, as JSON text, without its token and without an address (spec routes §3 "secrets", "address
/// storage").
[[nodiscard]] std::string rawEvent(json::Value item, std::string_view token);

} // namespace sightglass::ingest::posthog
