// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/posthog/eventdecoder.h"

#include "core/timetext.h"
#include "domain/automaticevents.h"
#include "ingest/flatten.h"
#include "ingest/membertext.h"
#include "ingest/posthog/clientmembers.h"
#include "ingest/posthog/eventkind.h"
#include "ingest/posthog/exceptiontext.h"
#include "ingest/posthog/identity.h"
#include "ingest/posthog/propertyset.h"
#include "ingest/statedtime.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace sightglass::ingest::posthog {

namespace {

using namespace std::string_view_literals;
using domain::Event;
using domain::Kind;
using domain::Warning;

constexpr std::size_t kEventNameBytes = 200;
constexpr double kLongestOffsetMs = 400.0 * 24 * 3600 * 1000;
constexpr double kLongestEngagementMs = 30.0 * 24 * 3600 * 1000;

std::optional<TimePoint> sentAtOfQuery(std::string_view query)
{
    for (const std::string_view name : {"_"sv, "sent_at"sv}) {
        const auto text = domain::queryMember(query, name);
        if (!text)
            continue;
        std::int64_t ms = 0;
        const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), ms);
        if (error == std::errc() && end == text->data() + text->size() && ms > 0)
            return fromMs(ms);
        if (const auto time = parseTime(*text))
            return time;
    }
    return std::nullopt;
}

void applyEngagement(Event& event, json::Value properties)
{
    const double ms = properties.find("$prev_pageview_duration").number() * 1000;
    if (ms > 0 && ms < kLongestEngagementMs)
        event.engagementMs = std::llround(ms);
    event.engagementBasis = domain::EngagementBasis::Focused;
    const json::Value depth = properties.find("$prev_pageview_max_scroll_percentage");
    if (depth.isNumber() && depth.number() >= 0)
        event.scrollDepth = static_cast<int>(std::lround(std::min(depth.number(), 1.0) * 100));
}

void applyVitals(Event& event, json::Value properties)
{
    struct Vital
    {
        std::string_view property;
        std::string_view name;
        double most; ///< Larger ones are no measurement (the bounds of spec drop-in-apis §3.2).
    };
    constexpr std::array vitals{
        Vital{"$web_vitals_LCP_value", "lcp", 60'000}, Vital{"$web_vitals_INP_value", "inp", 60'000},
        Vital{"$web_vitals_CLS_value", "cls", 100}, Vital{"$web_vitals_FCP_value", "fcp", 60'000}};
    for (const Vital& vital : vitals) {
        const json::Value value = properties.find(vital.property);
        if (value.isAbsentOrNull())
            continue;
        if (value.isNumber() && value.number() >= 0 && value.number() <= vital.most)
            event.vitals.push_back({std::string(vital.name), value.number()});
        else
            domain::addWarning(event, Warning::TypeMismatch);
    }
}

void applyKind(Event& event, json::Value properties)
{
    switch (event.kind) {
    case Kind::Screen: event.pageName = memberText(event, properties.find("$screen_name"), 255); return;
    case Kind::Engagement: return applyEngagement(event, properties);
    case Kind::Vitals: return applyVitals(event, properties);
    case Kind::Exception: event.exception = exceptionText(properties); return;
    case Kind::Exposure:
        event.experiment = memberText(event, properties.find("$feature_flag"), 255);
        event.variant = idText(event, properties.find("$feature_flag_response"), 255);
        return;
    default: return;
    }
}

} // namespace

EventDecoder::EventDecoder(const domain::Request& request, const domain::SourceEntry& entry, const Envelope& envelope)
    : m_request(request)
    , m_entry(entry)
    , m_envelope(envelope)
    , m_querySentAt(sentAtOfQuery(request.query))
{
}

ItemResult EventDecoder::decode(json::Value item, domain::DecodedEvent& out) const
{
    Event& event = out.event;
    event.protocol = domain::Protocol::Posthog;
    event.route = m_request.route;
    event.receivedAt = m_request.receivedAt;
    event.name = memberText(event, item.find("event"), kEventNameBytes);
    if (event.name.empty())
        return ItemResult::NotAnEvent;
    const auto kind = kindOf(event.name);
    const bool isAutomatic = domain::isAutomaticEvent(event.name);
    if (!kind || (isAutomatic && m_entry.project.automaticEvents == domain::AutomaticEvents::Drop))
        return ItemResult::Discarded;
    event.kind = *kind;
    if (!applyIdentity(event, item))
        return ItemResult::NoDistinctId;
    event.interactive = !isAutomatic;
    if (event.kind != Kind::Custom)
        event.name = domain::name(event.kind);

    json::Value properties = item.find("properties");
    if (!properties.isAbsentOrNull() && !properties.isObject())
        domain::addWarning(event, Warning::TypeMismatch);
    event.messageId = messageIdText(event, idText(event, item.find("uuid"), std::string::npos));
    applyTimes(event, item);
    applyClient(out, properties, Sender::of(m_request, properties), m_request);
    applyPage(event, properties, m_entry);
    applyKind(event, properties);
    applyGroupsAndTraits(event, item);
    applyProperties(event, properties, m_entry, m_envelope.token);
    event.raw = rawEvent(item, m_envelope.token);
    return ItemResult::Event;
}

void EventDecoder::applyTimes(Event& event, json::Value item) const
{
    event.historical = m_envelope.historical;
    const json::Value offset = item.find("offset");
    if (offset.isNumber() && std::abs(offset.number()) <= kLongestOffsetMs) {
        event.statedAt = event.receivedAt - std::chrono::milliseconds(std::llround(offset.number()));
        return; // the receive time is the clock: when it was sent says nothing more
    }
    event.statedAt = statedTime(event, item.find("timestamp"), "stated_at");
    event.sentAt = statedTime(event, m_envelope.sentAt, "sent_at");
    if (!event.sentAt)
        event.sentAt = m_querySentAt;
}

} // namespace sightglass::ingest::posthog
