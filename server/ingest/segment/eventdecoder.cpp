// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/eventdecoder.h"

#include "core/utf8.h"
#include "ingest/flatten.h"
#include "ingest/membertext.h"
#include "ingest/segment/amounts.h"
#include "ingest/segment/contextmembers.h"
#include "ingest/segment/eventtime.h"
#include "ingest/segment/rawevent.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cstdio>

namespace sightglass::ingest::segment {

namespace {

using namespace std::string_view_literals;
using domain::Event;
using domain::Kind;
using domain::Warning;

constexpr std::size_t kPageNameBytes = 255;

Kind kindOf(Call call)
{
    constexpr std::array kinds{Kind::Custom, Kind::Identify, Kind::Pageview, Kind::Screen, Kind::Group, Kind::Alias};
    return kinds[static_cast<std::size_t>(call)];
}

ItemError invalid(Call call, std::string_view code, std::string_view member, std::string message)
{
    ItemError error;
    error.code = code;
    error.member = member;
    error.message = std::move(message);
    error.type = name(call);
    return error;
}

std::string randomUuid()
{
    auto* const random = QRandomGenerator::global();
    const quint64 high = (random->generate64() & ~0xF000ULL) | 0x4000ULL;
    const quint64 low = (random->generate64() & ~(3ULL << 62U)) | (2ULL << 62U);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%08llx-%04llx-%04llx-%04llx-%012llx", high >> 32U, (high >> 16U) & 0xFFFF,
                  high & 0xFFFF, low >> 48U, low & 0xFFFFFFFFFFFFULL);
    return text.data();
}

/// False when no id was sent and one had to be made.
bool applyMessageId(Event& event, json::Value item)
{
    event.messageId = messageIdText(event, idText(event, item.find("messageId"), std::string::npos));
    if (!event.messageId.empty())
        return true;
    event.messageId = randomUuid();
    return false;
}

/// `integrations` without what the SDKs say about themselves (spec segment §10).
void applyIntegrations(Event& event, const Layered& integrations)
{
    if (!integrations.exists())
        return;
    std::string all;
    json::Writer writer(all);
    integrations.write(writer);
    if (all == "{}" || all == "{\"Segment.io\":true}")
        return;
    event.integrations = std::move(all);
}

/// Members of a page's properties that have a member of their own in the event.
bool isPageMember(std::string_view key)
{
    return key == "url" || key == "path" || key == "title" || key == "referrer" || key == "search";
}

/// A top-level category counts as a property unless there is one already (spec segment §5.3).
void copyCategory(Event& event, json::Value item)
{
    if (item.find("properties").find("category").exists())
        return;
    std::string category = memberText(event, item.find("category"), kPropertyTextBytes);
    if (!category.empty())
        event.properties.push_back({"category", std::move(category)});
}

} // namespace

EventDecoder::EventDecoder(const domain::Request& request, const domain::SourceEntry& entry, const Options& options,
                           const Envelope& envelope)
    : m_request(request)
    , m_entry(entry)
    , m_options(options)
    , m_envelope(envelope)
    , m_keptAddress(domain::storedAddress(request.clientAddress, entry.source.ipMode))
{
}

std::optional<ItemError> EventDecoder::decodeItem(json::Value item, domain::DecodedEvent& out) const
{
    if (!item.isObject()) {
        ItemError error;
        error.code = "invalid_type";
        error.message = "An event must be an object.";
        return error;
    }
    json::Value type = item.find("type");
    if (!type.isString())
        type = item.find("action");
    const auto call = parseCall(type.text());
    if (call)
        return decode(item, *call, out);
    ItemError error;
    error.error = "Unknown event type: " + (type.isString() ? std::string(cutUtf8(type.text(), 100)) : "undefined");
    return error;
}

std::optional<ItemError> EventDecoder::decode(json::Value item, Call call, domain::DecodedEvent& out) const
{
    Event& event = out.event;
    event.protocol = domain::Protocol::Segment;
    event.route = m_request.route;
    event.receivedAt = m_request.receivedAt;
    event.kind = kindOf(call);
    event.name = domain::name(event.kind);
    if (auto error = applyIds(item, call, event))
        return error;
    if (auto error = checkMembers(item, call, event))
        return error;
    const Layered context(item.find("context"), m_envelope.context);
    const json::Value own = item.find("context");
    if (!own.isAbsentOrNull() && !own.isObject())
        domain::addWarning(event, Warning::TypeMismatch);
    finish(item, call, context, out);
    if (event.raw.size() > m_options.limits.itemBytes)
        return invalid(call, "too_big", {}, "The event is larger than this hub takes.");
    return std::nullopt;
}

std::optional<ItemError> EventDecoder::applyIds(json::Value item, Call call, Event& event) const
{
    const Limits& limits = m_options.limits;
    if (limits.refuseLongTexts) {
        if (auto error = checkLengths(item, call))
            return error;
    }
    event.userId = comparableUserId(idText(event, item.find("userId"), limits.idBytes));
    event.anonymousId = idText(event, item.find("anonymousId"), limits.idBytes);
    if (!event.anonymousId.empty())
        event.idSpace = domain::name(event.protocol);
    if (call == Call::Alias) {
        event.linkedId = idText(event, item.find("previousId"), limits.idBytes);
        if (event.linkedId.empty())
            event.linkedId = event.anonymousId;
        if (event.userId.empty())
            return invalid(call, "custom", "userId", "userId must be provided.");
        if (event.linkedId.empty())
            return invalid(call, "custom", "previousId", "previousId must be provided.");
        // Aliasing an id to itself happens after identify() and means nothing (spec segment §11).
        event.linkKind = event.linkedId == event.userId ? domain::LinkKind::None : domain::LinkKind::Alias;
        if (event.linkKind == domain::LinkKind::None)
            event.linkedId.clear();
        return std::nullopt;
    }
    if (event.userId.empty() && event.anonymousId.empty())
        return invalid(call, "custom", {}, "Either userId or anonymousId must be provided.");
    if (call == Call::Identify && !event.userId.empty() && !event.anonymousId.empty()) {
        event.linkKind = domain::LinkKind::Identify;
        event.linkedId = event.anonymousId;
    }
    return std::nullopt;
}

std::optional<ItemError> EventDecoder::checkLengths(json::Value item, Call call) const
{
    for (const std::string_view member : {"userId"sv, "anonymousId"sv, "groupId"sv, "previousId"sv}) {
        if (item.find(member).text().size() > m_options.limits.idBytes)
            return invalid(call, "too_big", member, std::string(member) + " is too long.");
    }
    if (call == Call::Track && item.find("event").text().size() > m_options.limits.nameBytes)
        return invalid(call, "too_big", "event", "event is too long.");
    return std::nullopt;
}

std::optional<ItemError> EventDecoder::checkMembers(json::Value item, Call call, Event& event) const
{
    if (call == Call::Track) {
        event.name = memberText(event, item.find("event"), m_options.limits.nameBytes);
        if (event.name.empty())
            return invalid(call, "custom", "event", "event must be a text that is not blank.");
    }
    if (call == Call::Group) {
        std::string group = idText(event, item.find("groupId"), m_options.limits.idBytes);
        if (group.empty())
            return invalid(call, "custom", "groupId", "groupId must be provided.");
        event.groups.emplace_back("group", std::move(group));
    }
    if (call == Call::Alias)
        return std::nullopt;
    const std::string_view map = call == Call::Identify || call == Call::Group ? "traits" : "properties";
    if (const json::Value value = item.find(map); !value.isAbsentOrNull() && !value.isObject())
        return invalid(call, "invalid_type", map, std::string(map) + " must be an object.");
    return std::nullopt;
}

void EventDecoder::applyCall(json::Value item, Call call, const Layered& context, Event& event) const
{
    const json::Value properties = item.find("properties");
    const json::Value traits = item.find("traits");
    const bool isPage = call == Call::Page || call == Call::Screen;
    const bool ownAddress =
        applyPage(event, isPage || call == Call::Track ? properties : json::Value(), context, m_entry);
    switch (call) {
    case Call::Track: {
        const UsedAmounts amounts = applyAmounts(event, properties, m_entry);
        flatten(event, properties, event.properties, [&amounts](std::string_view key) { return amounts.uses(key); });
        break;
    }
    case Call::Page:
    case Call::Screen: {
        event.pageName = memberText(event, item.find("name"), kPageNameBytes);
        if (event.pageName.empty())
            event.pageName = memberText(event, properties.find("name"), kPageNameBytes);
        event.pageCategory = memberText(event, item.find("category"), kPageNameBytes);
        if (event.pageCategory.empty())
            event.pageCategory = memberText(event, properties.find("category"), kPageNameBytes);
        const bool unused = !ownAddress && event.path.empty();
        flatten(event, properties, event.properties, [unused](std::string_view key) {
            return isPageMember(key) && !(unused && (key == "url" || key == "path"));
        });
        break;
    }
    case Call::Identify:
    case Call::Group: return flatten(event, traits, event.traits);
    case Call::Alias: return;
    }
    copyCategory(event, item);
}

void EventDecoder::finish(json::Value item, Call call, const Layered& context, domain::DecodedEvent& out) const
{
    Event& event = out.event;
    Enrichment enrichment;
    if (!applyMessageId(event, item))
        enrichment.messageId = event.messageId;
    const json::Value ownSentAt = item.find("sentAt");
    const json::Value sentAt = ownSentAt.isAbsentOrNull() ? m_envelope.sentAt : ownSentAt;
    applyTimes(event, item, sentAt);

    const Sender sender = Sender::of(context, m_request);
    applyContext(out, context, sender, m_request);
    if (call == Call::Group && event.groups.size() > 1)
        event.groups.resize(1); // The call's own group, not that of its context.
    applyCall(item, call, context, event);

    const Layered integrations(item.find("integrations"), m_envelope.integrations);
    applyIntegrations(event, integrations);
    if (!item.find("channel").isString())
        enrichment.channel = sender.channel();
    if (sender.clientSide && context.find("ip").isAbsentOrNull())
        enrichment.address = m_keptAddress;
    if (sender.clientSide && context.find("userAgent").isAbsentOrNull())
        enrichment.userAgent = domain::header(m_request.headers, "User-Agent");
    event.raw = rawEvent(item, call, context, integrations, sentAt, enrichment);
}

} // namespace sightglass::ingest::segment
