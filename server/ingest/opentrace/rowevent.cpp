// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/rowevent.h"

#include "ingest/membertext.h"
#include "ingest/opentrace/identity.h"
#include "ingest/opentrace/members.h"
#include "ingest/opentrace/payload.h"

#include <charconv>

namespace sightglass::ingest::opentrace {

namespace {

using domain::Event;

constexpr std::size_t kIdBytes = 1024;
constexpr int kMostPixels = 100'000;

std::string userIdText(Event& event, std::string_view id)
{
    return comparableUserId(memberText(event, id, kIdBytes));
}

/// "1920x1080"
void applyScreen(Event& event, std::string_view text)
{
    int width = 0;
    int height = 0;
    const char* const end = text.data() + text.size();
    const auto [cross, error] = std::from_chars(text.data(), end, width);
    if (error != std::errc() || cross == end || *cross != 'x')
        return;
    const auto [rest, fault] = std::from_chars(cross + 1, end, height);
    const bool isSize = fault == std::errc() && rest == end && width > 0 && height > 0;
    if (!isSize || width > kMostPixels || height > kMostPixels)
        return;
    event.screenWidth = width;
    event.screenHeight = height;
}

/// Who the row is of: its key, and the user that the body may name beside it. Gives the id that is to be linked by an
/// event of its own; "" when there is none.
std::string applyKey(Event& event, const Row& row, json::Value body)
{
    const KeyClass kind = classOf(row.sessionId, !row.screenRes.empty());
    const std::string named = userIdText(event, idText(event, body.find("user_id"), kIdBytes));
    if (kind == KeyClass::Browser) {
        event.anonymousId = memberText(event, row.sessionId, kIdBytes);
        event.idSpace = domain::name(event.protocol);
    }
    const std::string key = kind == KeyClass::User ? userIdText(event, row.sessionId) : std::string();
    event.userId = named.empty() ? key : named;
    if (event.userId.empty())
        return {};
    std::string hash = hashOf(event.userId).value_or(std::string());
    if (!key.empty() && key != event.userId) {
        linkUsers(event, key);
        return hash == key ? std::string() : hash;
    }
    if (!event.anonymousId.empty()) // the event itself joins browser and user
        return hash;
    if (!hash.empty())
        linkUsers(event, std::move(hash));
    return {};
}

/// The campaign that a bot was started for, and the browser that the user came from. Gives the id that is to be linked
/// by an event of its own, because the browser takes its place.
std::string applyBotStart(Event& event, const Sender& sender, json::Value payload)
{
    const std::string_view param = payload.find("bot_param").text();
    if (param.empty() || !sender.botStart)
        return {};
    BotStart start = sender.botStart(param, event.userId);
    if (!start.campaignId.empty()) {
        event.linkId = start.campaignId;
        event.wire.push_back({"campaign_id", std::move(start.campaignId)});
    }
    if (start.browserId.empty() || event.userId.empty() || !event.anonymousId.empty())
        return {};
    std::string displaced = std::move(event.linkedId);
    event.linkKind = domain::LinkKind::Handoff;
    event.linkedId = std::move(start.browserId);
    event.idSpace = domain::name(event.protocol);
    return displaced;
}

} // namespace

std::vector<DecodedEvent> eventsOf(const Sender& sender, Row row, std::string_view ingest, json::Value body,
                                   json::Value payload)
{
    DecodedEvent decoded;
    Event& event = decoded.event;
    event.protocol = domain::Protocol::OpenTrace;
    event.route = sender.request.route;
    event.receivedAt = sender.request.receivedAt;
    applyType(event, row.eventType);
    applyTimestamp(event, body.find("timestamp"));
    applyEventId(event, row.eventType, body.find("event_id"));
    applyPage(event, row, body, sender.entry.project.keepTrailingSlash);
    applyScreen(event, row.screenRes);
    event.locale = row.lang;
    const std::string other = applyKey(event, row, body);
    const std::string displaced = applyBotStart(event, sender, payload);
    applyPayload(event, row.eventType, payload, sender.entry.project.currency);
    // What an application's own server sends says nothing about a visitor's browser or place.
    if (classOf(row.sessionId, !row.screenRes.empty()) == KeyClass::Browser) {
        decoded.userAgent = row.userAgent;
        decoded.acceptLanguage = domain::header(sender.request.headers, "Accept-Language");
        decoded.address = sender.request.clientAddress;
    }
    writeRow(row, ingest, event.wire);

    std::vector<DecodedEvent> out(1);
    for (const std::string& id : {other, displaced}) {
        if (!id.empty())
            out.emplace_back().event = aliasEvent(decoded.event, id);
    }
    out.front() = std::move(decoded);
    return out;
}

} // namespace sightglass::ingest::opentrace
