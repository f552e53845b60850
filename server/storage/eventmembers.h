// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <cstdint>

namespace sightglass::storage {

/// Numbers of the members inside an event's body. They are in the file: append only, never reuse one.
enum class Member : std::uint8_t {
    MessageId = 1,
    Protocol = 2,
    Route = 3,
    Name = 4,
    StatedAt = 5,
    SentAt = 6,
    Timestamp = 7,
    Historical = 8,
    UserId = 9,
    AnonymousId = 10,
    IdSpace = 11,
    VisitorBasis = 12,
    SessionHint = 13,
    LinkedId = 14,
    LinkKind = 15,
    LinkFrom = 16,
    LinkTo = 17,
    Traits = 18,
    TraitsOnce = 19,
    Groups = 20,
    Hostname = 21,
    Path = 22,
    Title = 23,
    ReferrerHost = 24,
    UtmSource = 25,
    UtmMedium = 26,
    UtmCampaign = 27,
    UtmContent = 28,
    UtmTerm = 29,
    SourceParam = 30,
    ClickIdKind = 31,
    ScreenWidth = 32,
    ScreenHeight = 33,
    Language = 34,
    Country = 35,
    Browser = 36,
    BrowserVersion = 37,
    Os = 38,
    OsVersion = 39,
    Device = 40,
    AppVersion = 41,
    Interactive = 42,
    EngagementMs = 43,
    EngagementBasis = 44,
    ScrollDepth = 45,
    ViewId = 46,
    RevenueMinor = 47,
    ValueMinor = 48,
    Currency = 49,
    BotRule = 50,
    BotReason = 51,
    Excluded = 52,
    Properties = 53,
    Url = 54,
    Query = 55,
    PageName = 56,
    PageCategory = 57,
    Referrer = 58,
    ClickIds = 59,
    ViewportWidth = 60,
    ViewportHeight = 61,
    Locale = 62,
    Timezone = 63,
    Region = 64,
    City = 65,
    Environment = 66,
    LibraryName = 67,
    LibraryVersion = 68,
    FirstTodaySite = 69,
    FirstTodayPage = 70,
    Experiment = 71,
    Variant = 72,
    LinkId = 73,
    PixelId = 74,
    Vitals = 75,
    Exception = 76,
    Consent = 77,
    Integrations = 78,
    Warnings = 79,
    Wire = 80,
    Raw = 81,
    LinkFromClient = 82
};

/// A time kept as its distance from another one.
struct RelativeTime
{
    TimePoint base;
};
/// A hash kept as its difference (xor) from another one; 8 bytes.
struct RelativeHash
{
    std::uint64_t base;
};

/// Shows `visit` every member that a body holds, in ascending order of its number, which is the order in the file.
/// What reports read often stands first. Seq, source, event_time, received_at, kind and visitor are columns of the row.
template <typename E, typename Visit> void eachMember(E& e, Visit&& visit)
{
    using M = Member;
    visit(M::MessageId, e.messageId), visit(M::Protocol, e.protocol), visit(M::Route, e.route), visit(M::Name, e.name);
    visit(M::StatedAt, e.statedAt, RelativeTime{e.receivedAt}), visit(M::SentAt, e.sentAt, RelativeTime{e.receivedAt});
    visit(M::Timestamp, e.timestamp, RelativeTime{e.eventTime}), visit(M::Historical, e.historical);
    visit(M::UserId, e.userId), visit(M::AnonymousId, e.anonymousId), visit(M::IdSpace, e.idSpace);
    visit(M::VisitorBasis, e.visitorBasis), visit(M::SessionHint, e.sessionHint), visit(M::LinkedId, e.linkedId);
    visit(M::LinkKind, e.linkKind), visit(M::LinkFrom, e.linkFrom, RelativeHash{0});
    visit(M::LinkTo, e.linkTo, RelativeHash{e.linkKind == domain::LinkKind::None ? 0 : e.visitor});
    visit(M::Traits, e.traits), visit(M::TraitsOnce, e.traitsOnce), visit(M::Groups, e.groups);
    visit(M::Hostname, e.hostname), visit(M::Path, e.path), visit(M::Title, e.title);
    visit(M::ReferrerHost, e.referrerHost), visit(M::UtmSource, e.utmSource), visit(M::UtmMedium, e.utmMedium);
    visit(M::UtmCampaign, e.utmCampaign), visit(M::UtmContent, e.utmContent), visit(M::UtmTerm, e.utmTerm);
    visit(M::SourceParam, e.sourceParam), visit(M::ClickIdKind, e.clickIdKind);
    visit(M::ScreenWidth, e.screenWidth), visit(M::ScreenHeight, e.screenHeight), visit(M::Language, e.language);
    visit(M::Country, e.country), visit(M::Browser, e.browser), visit(M::BrowserVersion, e.browserVersion);
    visit(M::Os, e.os), visit(M::OsVersion, e.osVersion), visit(M::Device, e.device);
    visit(M::AppVersion, e.appVersion), visit(M::Interactive, e.interactive), visit(M::EngagementMs, e.engagementMs);
    visit(M::EngagementBasis, e.engagementBasis), visit(M::ScrollDepth, e.scrollDepth), visit(M::ViewId, e.viewId);
    visit(M::RevenueMinor, e.revenueMinor), visit(M::ValueMinor, e.valueMinor), visit(M::Currency, e.currency);
    visit(M::BotRule, e.bot.rule), visit(M::BotReason, e.bot.reason), visit(M::Excluded, e.excluded);
    visit(M::Properties, e.properties), visit(M::Url, e.url), visit(M::Query, e.query);
    visit(M::PageName, e.pageName), visit(M::PageCategory, e.pageCategory), visit(M::Referrer, e.referrer);
    visit(M::ClickIds, e.clickIds), visit(M::ViewportWidth, e.viewportWidth);
    visit(M::ViewportHeight, e.viewportHeight), visit(M::Locale, e.locale), visit(M::Timezone, e.timezone);
    visit(M::Region, e.region), visit(M::City, e.city), visit(M::Environment, e.environment);
    visit(M::LibraryName, e.libraryName), visit(M::LibraryVersion, e.libraryVersion);
    visit(M::FirstTodaySite, e.firstTodaySite), visit(M::FirstTodayPage, e.firstTodayPage);
    visit(M::Experiment, e.experiment), visit(M::Variant, e.variant), visit(M::LinkId, e.linkId);
    visit(M::PixelId, e.pixelId), visit(M::Vitals, e.vitals), visit(M::Exception, e.exception);
    visit(M::Consent, e.consent), visit(M::Integrations, e.integrations), visit(M::Warnings, e.warnings);
    visit(M::Wire, e.wire), visit(M::Raw, e.raw);
    visit(M::LinkFromClient, e.linkFromClient, RelativeHash{0});
}

} // namespace sightglass::storage
