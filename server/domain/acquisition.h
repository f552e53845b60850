// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/sitetable.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::domain {

/// Where a visit came from, as one of the nineteen channels of spec metrics §4, in its order.
enum class Channel : std::uint8_t {
    CrossNetwork,
    PaidShopping,
    PaidSearch,
    PaidSocial,
    PaidVideo,
    Display,
    PaidOther,
    AiAssistants,
    OrganicShopping,
    OrganicSocial,
    OrganicVideo,
    OrganicSearch,
    Affiliates,
    Audio,
    Sms,
    MobilePush,
    Email,
    Direct,
    Referral
};

/// What is known about how a visit began: members of its first event. Views into it; empty = absent.
struct Arrival
{
    std::string_view utmSource;
    std::string_view utmMedium;
    std::string_view utmCampaign;
    std::string_view sourceParam; ///< First of `source`, `ref`.
    std::string_view clickIdKind;
    std::string_view referrerHost;
};
[[nodiscard]] Arrival arrivalOf(const Event& event);

/// Shown as the source of visits that nothing led to.
inline constexpr std::string_view kDirectSource = "Direct / None";

/// Source and channel of one visit. The campaign members are the event's own, so they are not repeated here.
struct Acquisition
{
    std::string source = std::string(kDirectSource); ///< As sent, or the name of the known site, or the bare host.
    SiteKind kind = SiteKind::Unknown;
    Channel channel = Channel::Direct;
    bool operator==(const Acquisition&) const = default;
};
/// Pure; any thread. Spec metrics §4.
[[nodiscard]] Acquisition acquisitionOf(const Arrival& arrival, const SiteTable& sites);

/// Is this medium one that is paid for? `^(.*cp.*|ppc|retargeting|paid.*)$`, case ignored.
[[nodiscard]] bool isPaid(std::string_view medium);
/// The site a click id of metrics §4 comes from, e.g. "Google" for gclid; "" for an unknown kind.
[[nodiscard]] std::string_view clickIdSource(std::string_view kind);

/// As shown and as filtered by, e.g. "Organic Search".
[[nodiscard]] std::string_view name(Channel);
[[nodiscard]] std::optional<Channel> parseChannel(std::string_view);

} // namespace sightglass::domain
