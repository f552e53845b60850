// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/acquisition.h"

#include "core/enumnames.h"

#include <algorithm>
#include <array>

namespace sightglass::domain {

namespace {

using namespace std::string_view_literals;

constexpr std::array kChannels{"Cross-network"sv,  "Paid Shopping"sv, "Paid Search"sv,
                               "Paid Social"sv,    "Paid Video"sv,    "Display"sv,
                               "Paid Other"sv,     "AI Assistants"sv, "Organic Shopping"sv,
                               "Organic Social"sv, "Organic Video"sv, "Organic Search"sv,
                               "Affiliates"sv,     "Audio"sv,         "SMS"sv,
                               "Mobile Push"sv,    "Email"sv,         "Direct"sv,
                               "Referral"sv};
constexpr std::array kDisplayMediums{"display"sv, "banner"sv, "expandable"sv, "interstitial"sv, "cpm"sv};
constexpr std::array kSocialMediums{"social"sv, "social-network"sv, "social-media"sv,
                                    "sm"sv,     "social network"sv, "social media"sv};
constexpr std::array kEmailWords{"email"sv, "e-mail"sv, "e_mail"sv, "e mail"sv, "newsletter"sv};
constexpr std::array kNoMediums{""sv, "(none)"sv, "(not set)"sv};

struct ClickId
{
    std::string_view kind;
    std::string_view source;
    SiteKind site;
    bool searchAd;
};
constexpr std::array kClickIds{
    ClickId{"gclid"sv, "Google"sv, SiteKind::Search, true},
    ClickId{"gbraid"sv, "Google"sv, SiteKind::Search, true},
    ClickId{"wbraid"sv, "Google"sv, SiteKind::Search, true},
    ClickId{"dclid"sv, "Google"sv, SiteKind::Search, true},
    ClickId{"msclkid"sv, "Bing"sv, SiteKind::Search, true},
    ClickId{"fbclid"sv, "Meta"sv, SiteKind::Social, false},
    ClickId{"ttclid"sv, "TikTok"sv, SiteKind::Social, false},
    ClickId{"twclid"sv, "X"sv, SiteKind::Social, false},
    ClickId{"li_fat_id"sv, "LinkedIn"sv, SiteKind::Social, false},
};

const ClickId* clickId(std::string_view kind)
{
    const auto found =
        std::find_if(kClickIds.begin(), kClickIds.end(), [kind](const ClickId& id) { return id.kind == kind; });
    return found == kClickIds.end() ? nullptr : &*found;
}

template <std::size_t N> bool isOneOf(std::string_view text, const std::array<std::string_view, N>& words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// `^(.*(([^a-df-z]|^)shop|shopping).*)$`: "shop" not inside another word, except after an "e" (eshop).
bool namesAShop(std::string_view campaign)
{
    if (contains(campaign, "shopping"))
        return true;
    for (std::size_t at = campaign.find("shop"); at != std::string_view::npos; at = campaign.find("shop", at + 1)) {
        const char before = at ? campaign[at - 1] : ' ';
        if (before < 'a' || before > 'z' || before == 'e')
            return true;
    }
    return false;
}

/// Everything the rules look at, in lower case.
struct Facts
{
    std::string source;
    std::string medium;
    std::string campaign;
    SiteKind kind = SiteKind::Unknown;
    bool searchAd = false;
};

/// Rules 1 to 7: what somebody paid for.
std::optional<Channel> paidChannel(const Facts& f)
{
    const bool paid = isPaid(f.medium);
    // cpm of an unknown site is bought display space (rule 6).
    const bool paidAtSite = paid && (f.medium != "cpm" || f.kind != SiteKind::Unknown);
    if (contains(f.campaign, "cross-network"))
        return Channel::CrossNetwork;
    if (paidAtSite && (f.kind == SiteKind::Shopping || namesAShop(f.campaign)))
        return Channel::PaidShopping;
    if ((paidAtSite && f.kind == SiteKind::Search) || f.searchAd)
        return Channel::PaidSearch;
    if (paidAtSite && f.kind == SiteKind::Social)
        return Channel::PaidSocial;
    if (paidAtSite && f.kind == SiteKind::Video)
        return Channel::PaidVideo;
    if (isOneOf(f.medium, kDisplayMediums))
        return Channel::Display;
    return paid ? std::optional(Channel::PaidOther) : std::nullopt;
}

/// Rules 8 to 12: sites of a known kind.
std::optional<Channel> organicChannel(const Facts& f)
{
    if (f.kind == SiteKind::Ai)
        return Channel::AiAssistants;
    if (f.kind == SiteKind::Shopping || namesAShop(f.campaign))
        return Channel::OrganicShopping;
    if (f.kind == SiteKind::Social || isOneOf(f.medium, kSocialMediums))
        return Channel::OrganicSocial;
    if (f.kind == SiteKind::Video || contains(f.medium, "video"))
        return Channel::OrganicVideo;
    if (f.kind == SiteKind::Search || f.medium == "organic")
        return Channel::OrganicSearch;
    return std::nullopt;
}

/// Rules 13 to 19.
Channel otherChannel(const Facts& f)
{
    if (f.medium == "affiliate")
        return Channel::Affiliates;
    if (f.medium == "audio")
        return Channel::Audio;
    if (f.source == "sms" || f.medium == "sms")
        return Channel::Sms;
    if (f.medium.ends_with("push") || contains(f.medium, "mobile") || contains(f.medium, "notification") ||
        f.source == "firebase")
        return Channel::MobilePush;
    if (isOneOf(f.source, kEmailWords) || isOneOf(f.medium, kEmailWords))
        return Channel::Email;
    if (f.source.empty() || (f.source == "direct" && isOneOf(f.medium, kNoMediums)))
        return Channel::Direct;
    return Channel::Referral;
}

/// The source and its kind, by the order of metrics §4; "" when there is none.
std::pair<std::string, SiteKind> sourceOf(const Arrival& arrival, const SiteTable& sites)
{
    const std::string_view stated = arrival.utmSource.empty() ? arrival.sourceParam : arrival.utmSource;
    if (!stated.empty()) {
        const Site* site = sites.byName(stated);
        return {std::string(stated), site ? site->kind : SiteKind::Unknown};
    }
    if (const ClickId* id = clickId(arrival.clickIdKind))
        return {std::string(id->source), id->site};
    std::string_view host = arrival.referrerHost;
    if (host.starts_with("www."))
        host.remove_prefix(4);
    if (const Site* site = sites.byHost(host))
        return {site->name, site->kind};
    return {std::string(host), SiteKind::Unknown};
}

} // namespace

Arrival arrivalOf(const Event& event)
{
    return {event.utmSource,   event.utmMedium,   event.utmCampaign,
            event.sourceParam, event.clickIdKind, event.referrerHost};
}

Acquisition acquisitionOf(const Arrival& arrival, const SiteTable& sites)
{
    auto [source, kind] = sourceOf(arrival, sites);
    const ClickId* id = clickId(arrival.clickIdKind);
    const Facts facts{lowered(source), lowered(arrival.utmMedium), lowered(arrival.utmCampaign), kind,
                      id && id->searchAd && arrival.utmMedium.empty()};
    auto channel = paidChannel(facts);
    if (!channel)
        channel = organicChannel(facts);
    Acquisition result{std::move(source), kind, channel ? *channel : otherChannel(facts)};
    if (result.source.empty())
        result.source = kDirectSource;
    return result;
}

bool isPaid(std::string_view medium)
{
    const std::string lower = lowered(medium);
    return contains(lower, "cp") || lower == "ppc" || lower == "retargeting" || lower.starts_with("paid");
}

std::string_view clickIdSource(std::string_view kind)
{
    const ClickId* id = clickId(kind);
    return id ? id->source : std::string_view();
}

std::string_view name(Channel v)
{
    return enumName(v, kChannels);
}
std::optional<Channel> parseChannel(std::string_view t)
{
    return parseEnum<Channel>(t, kChannels);
}

} // namespace sightglass::domain
