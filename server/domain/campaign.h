// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/ids.h"

#include <memory>
#include <string>
#include <string_view>

namespace sightglass {
using CampaignId = Id<struct CampaignTag>;
}

namespace sightglass::domain {

/// Campaign values under one name, with a short link and, for a bot, the code of its start link (spec opentrace §5.1).
/// Row of table `campaign`. Empty texts are absent.
struct Campaign
{
    CampaignId id;
    ProjectId project;
    SourceId source; ///< Its clicks belong to; none: the project's first.
    std::string name;
    std::string utmSource;
    std::string utmMedium;
    std::string utmCampaign;
    std::string utmContent;
    std::string utmTerm;
    std::string target; ///< Where the short link leads; of a bot, its start link without one.
    std::string slug;   ///< Of the short link, unique in the hub.
    std::string botUsername;
    std::string botStartParam; ///< Unique in the hub.
    TimePoint createdAt{};
    bool operator==(const Campaign&) const = default;
};

/// A start parameter of a bot taken apart.
struct CampaignMatch
{
    std::shared_ptr<const Campaign> campaign; ///< Null: nobody knows it.
    std::string token;                        ///< What follows the code, see the handoff of spec opentrace §9.4.
};

/// Campaigns by what links name. Thread: any; answered from memory.
class CampaignDirectory
{
public:
    using Entry = std::shared_ptr<const Campaign>;
    virtual ~CampaignDirectory() = default;
    /// The campaign whose code is exactly this.
    [[nodiscard]] virtual Entry byCode(std::string_view code) const = 0;
    [[nodiscard]] virtual Entry bySlug(std::string_view slug) const = 0;
};

/// What a bot was started with (spec opentrace §5.4): the code itself, then without one `utm_` before it, then without
/// any, then what stands before the first '-'.
[[nodiscard]] CampaignMatch resolveStartParam(const CampaignDirectory& campaigns, std::string_view param);

/// An address with the campaign's values and `more` (members joined by '&') put into its query; members that the
/// address has stay. "" when `address` is none.
[[nodiscard]] std::string withCampaign(std::string_view address, const Campaign& campaign, std::string_view more = {});

/// `https://t.me/<username>?start=utm_<code>`; "" without a username and a code. `suffix` follows the code.
[[nodiscard]] std::string botLink(const Campaign& campaign, std::string_view suffix = {});

/// Whether a text may be a code: 1–60 of A–Z a–z 0–9 _ -, without "utm_" (spec opentrace §5.2).
[[nodiscard]] bool isStartParam(std::string_view code);

} // namespace sightglass::domain
