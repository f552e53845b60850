// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/campaign.h"
#include "domain/request.h"
#include "ingest/decoded.h"
#include "ingest/opentrace/sender.h"

#include <string>
#include <string_view>

namespace sightglass::ingest::opentrace {

/// The five values of GET /api/campaigns/resolve/{code} as JSON (spec opentrace §5.4).
[[nodiscard]] std::string campaignText(const domain::Campaign& campaign);
/// `{"code","url"}` of GET /api/v1/handoff; "" when the campaign has no bot (spec opentrace §9.4).
[[nodiscard]] std::string handoffText(const domain::Campaign& campaign, std::string_view token);
/// Longest code that still has room for a token in a start parameter of Telegram's 64 characters.
inline constexpr std::size_t kMostHandoffCode = 64 - 4 - 1 - 12;

/// Where a short link leads: the target with the campaign's values and the click ids of the request, or the bot; ""
/// when there is neither (spec opentrace §5.3).
[[nodiscard]] std::string redirectTarget(const domain::Campaign& campaign, std::string_view query);

/// The click on a short link, as an event.
[[nodiscard]] DecodedEvent linkClick(const Sender& sender, const domain::Campaign& campaign, const std::string& target);

} // namespace sightglass::ingest::opentrace
