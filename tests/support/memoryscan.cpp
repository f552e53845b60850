// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/memoryscan.h"

#include "support/memorysnapshot.h"

#include <algorithm>
#include <charconv>

namespace sightglass::test {

using namespace domain;

std::int64_t numberOf(const Event& e, NumberColumn column)
{
    switch (column) {
    case NumberColumn::Seq: return e.seq.value;
    case NumberColumn::EventTime: return toMs(e.eventTime);
    case NumberColumn::ReceivedAt: return toMs(e.receivedAt);
    case NumberColumn::Kind: return static_cast<std::int64_t>(e.kind);
    case NumberColumn::Protocol: return static_cast<std::int64_t>(e.protocol);
    case NumberColumn::Source: return e.source.value;
    case NumberColumn::VisitorBasis: return static_cast<std::int64_t>(e.visitorBasis);
    case NumberColumn::Visitor: return static_cast<std::int64_t>(e.visitor);
    case NumberColumn::Interactive: return e.interactive;
    case NumberColumn::EngagementMs: return e.engagementMs;
    case NumberColumn::ScrollDepth: return e.scrollDepth ? *e.scrollDepth : kAbsent;
    case NumberColumn::RevenueMinor: return e.revenueMinor.value_or(kAbsent);
    case NumberColumn::ValueMinor: return e.valueMinor.value_or(kAbsent);
    case NumberColumn::Device: return static_cast<std::int64_t>(e.device);
    case NumberColumn::ScreenWidth: return e.screenWidth;
    case NumberColumn::ScreenHeight: return e.screenHeight;
    case NumberColumn::IsBot: return e.bot.isBot();
    case NumberColumn::IsExcluded: return !e.excluded.empty();
    case NumberColumn::LinkKind: return static_cast<std::int64_t>(e.linkKind);
    case NumberColumn::Historical: return e.historical;
    case NumberColumn::Unhandled: return isUnhandled(e);
    }
    return kAbsent;
}

std::string textOf(const Event& e, TextColumn column)
{
    switch (column) {
    case TextColumn::Name: return e.name;
    case TextColumn::MessageId: return e.messageId;
    case TextColumn::UserId: return e.userId;
    case TextColumn::AnonymousId: return e.anonymousId;
    case TextColumn::SessionHint: return e.sessionHint;
    case TextColumn::LinkedId: return e.linkedId;
    case TextColumn::Hostname: return e.hostname;
    case TextColumn::Path: return e.path;
    case TextColumn::Title: return e.title;
    case TextColumn::ReferrerHost: return e.referrerHost;
    case TextColumn::UtmSource: return e.utmSource;
    case TextColumn::UtmMedium: return e.utmMedium;
    case TextColumn::UtmCampaign: return e.utmCampaign;
    case TextColumn::UtmContent: return e.utmContent;
    case TextColumn::UtmTerm: return e.utmTerm;
    case TextColumn::SourceParam: return e.sourceParam;
    case TextColumn::ClickIdKind: return e.clickIdKind;
    case TextColumn::Country: return e.country;
    case TextColumn::Language: return e.language;
    case TextColumn::Browser: return e.browser;
    case TextColumn::BrowserVersion: return e.browserVersion;
    case TextColumn::Os: return e.os;
    case TextColumn::OsVersion: return e.osVersion;
    case TextColumn::AppVersion: return e.appVersion;
    case TextColumn::Currency: return e.currency;
    case TextColumn::ViewId: return e.viewId;
    case TextColumn::BotRule: return e.bot.rule;
    }
    return {};
}

std::string textOf(const PropertyMap& map, const std::string& key)
{
    const auto found = std::find_if(map.begin(), map.end(), [&](const Property& p) { return p.key == key; });
    if (found == map.end())
        return {};
    if (const auto* truth = std::get_if<bool>(&found->value))
        return *truth ? "true" : "false";
    if (const auto* whole = std::get_if<std::int64_t>(&found->value))
        return std::to_string(*whole);
    if (const auto* text = std::get_if<std::string>(&found->value))
        return *text;
    char digits[40];
    return {digits, std::to_chars(digits, digits + sizeof digits, std::get<double>(found->value)).ptr};
}

std::string numberTextOf(const PropertyMap& map, const std::string& key)
{
    const auto found = std::find_if(map.begin(), map.end(), [&](const Property& p) { return p.key == key; });
    const bool isNumber = found != map.end() && (std::holds_alternative<std::int64_t>(found->value) ||
                                                 std::holds_alternative<double>(found->value));
    return isNumber ? textOf(map, key) : std::string();
}

std::vector<IdentityLink> linksOf(const std::vector<Event>& events)
{
    std::vector<IdentityLink> out;
    for (const Event& e : events) {
        if (e.linkKind == LinkKind::None || e.linkTo == 0)
            continue;
        const bool merge = e.linkKind == LinkKind::Alias || e.linkKind == LinkKind::Merge;
        if (e.linkFrom != 0)
            out.push_back({e.linkFrom, e.linkTo, e.eventTime, merge});
        if (e.linkFromClient != 0)
            out.push_back({e.linkFromClient, e.linkTo, e.eventTime, false});
    }
    return out;
}

MemoryScan::MemoryScan(std::vector<Event> events, std::size_t chunkRows)
    : m_chunkRows(chunkRows)
{
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (!events[i].seq.isValid())
            events[i].seq = EventSeq(static_cast<std::int64_t>(i) + 1);
    }
    m_events = std::make_shared<const std::vector<Event>>(std::move(events));
}

Expected<std::unique_ptr<EventSnapshot>> MemoryScan::open(const ScanRequest& request, const Cancellation& cancel)
{
    if (cancel.isCancelled())
        return unexpected(ErrorCode::Cancelled, QStringLiteral("cancelled"));
    return std::unique_ptr<EventSnapshot>(std::make_unique<MemorySnapshot>(m_events, request, m_chunkRows));
}

Expected<std::vector<IdentityLink>> MemoryScan::identityLinks(ProjectId)
{
    return linksOf(*m_events);
}

Expected<TimeRange> MemoryScan::extent(ProjectId)
{
    if (m_events->empty())
        return TimeRange();
    const auto [first, last] = std::minmax_element(
        m_events->begin(), m_events->end(), [](const Event& a, const Event& b) { return a.eventTime < b.eventTime; });
    return TimeRange{first->eventTime, last->eventTime + std::chrono::milliseconds(1)};
}

} // namespace sightglass::test
