// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/umami/kinds.h"

#include "core/enumnames.h"
#include "core/jsonwriter.h"
#include "domain/money.h"
#include "ingest/flatten.h"
#include "ingest/membertext.h"

namespace sightglass::ingest::umami {

namespace {

using namespace std::string_view_literals;
using domain::Event;
using domain::Kind;

constexpr std::array kTypes{"event"sv, "identify"sv, "performance"sv, "engagement"sv, "error"sv};
constexpr std::array kKinds{Kind::Custom, Kind::Identify, Kind::Vitals, Kind::Engagement, Kind::Exception};
constexpr std::array kVitals{"lcp"sv, "inp"sv, "fcp"sv, "ttfb"sv, "cls"sv};
constexpr std::size_t kEventNameCharacters = 50;
constexpr double kMostVitalMs = 60'000;
constexpr double kMostLayoutShift = 100;
constexpr std::int64_t kMostEngagementMs = 86'400'000;
constexpr std::int64_t kLatestMs = 8'640'000'000'000'000; ///< Past what a date can be.
constexpr std::size_t kReleaseBytes = 250;
constexpr std::size_t kEnvironmentBytes = 64;

/// Income of an event: `revenue` above zero in a `currency` (spec umami §3.2). Whether it was taken.
bool applyRevenue(Event& event, json::Value data)
{
    const json::Value revenue = data.find("revenue");
    const json::Value stated = data.find("currency");
    if ((!revenue.isNumber() && !revenue.isString()) || stated.isAbsentOrNull())
        return false;
    const std::string currency = domain::currencyCode(stated.text());
    const auto minor = domain::toMinor(json::scalarText(revenue), currency);
    if (!minor)
        domain::addWarning(event, domain::Warning::AmountDropped);
    if (minor.value_or(0) <= 0)
        return false;
    event.revenueMinor = minor;
    event.currency = currency;
    return true;
}

Kind kindAt(Place place, bool isNamed)
{
    if (place == Place::Website)
        return isNamed ? Kind::Custom : Kind::Pageview;
    return place == Place::Link ? Kind::Click : Kind::Impression;
}

std::string eventName(Kind kind, std::string own)
{
    if (kind == Kind::Click)
        return "link_click";
    if (!own.empty())
        return own;
    return std::string(kind == Kind::Impression ? "pixel"sv : domain::name(kind));
}

void applyEvent(Event& event, PayloadReader& payload, Place place)
{
    std::string name = memberText(event, payload.text("name", kEventNameCharacters), std::string_view::npos);
    event.kind = kindAt(place, !name.empty());
    event.name = eventName(event.kind, std::move(name));
    const json::Value data = payload.object("data");
    const bool isIncome = applyRevenue(event, data);
    flatten(event, data, event.properties,
            [isIncome](std::string_view key) { return isIncome && (key == "revenue" || key == "currency"); });
}

void applyPerformance(Event& event, PayloadReader& payload)
{
    for (const std::string_view name : kVitals) {
        const json::Value value = payload.number(name, 0, name == "cls" ? kMostLayoutShift : kMostVitalMs);
        if (value.type() == json::Type::Integer)
            event.vitals.push_back({std::string(name), value.integer()});
        else if (value.exists())
            event.vitals.push_back({std::string(name), value.number()});
    }
}

void applyEngagement(Event& event, PayloadReader& payload)
{
    if (!payload.member("engagement").exists())
        payload.wrong("engagement", "is missing");
    event.engagementMs = payload.whole("engagement", 1, kMostEngagementMs).value_or(0);
    event.engagementBasis = domain::EngagementBasis::Focused;
}

/// The exception in the members of spec routes §4.1, of which the issue model makes its groups.
void writeException(Event& event, PayloadReader& payload)
{
    const std::string_view type = payload.text("name");
    const std::string_view stack = payload.text("stack");
    const json::Value handled = payload.member("handled");
    const json::Value fingerprint = payload.member("fingerprint");
    json::Writer writer(event.exception);
    writer.openObject();
    writer.member("type", type.empty() ? "Error"sv : type);
    writer.member("value", payload.text("message"));
    if (handled.type() == json::Type::Bool)
        writer.member("handled", handled);
    writer.member("level", "error"sv);
    if (fingerprint.isArray())
        writer.member("fingerprint", fingerprint);
    if (!stack.empty())
        writer.member("stack", stack);
    writer.closeObject();
}

void applyError(Event& event, PayloadReader& payload)
{
    writeException(event, payload);
    event.messageId = messageIdText(event, memberText(event, payload.text("eventId"), std::string_view::npos));
    event.appVersion = memberText(event, payload.text("release"), kReleaseBytes);
    event.environment = memberText(event, payload.text("environment"), kEnvironmentBytes);
    flatten(event, payload.object("tags"), event.properties);
}

/// Seconds, but milliseconds of an error.
void applyTime(Event& event, PayloadReader& payload, Type type)
{
    const std::int64_t unit = type == Type::Error ? 1 : 1000;
    if (const auto stated = payload.whole("timestamp", 0, kLatestMs / unit))
        event.statedAt = fromMs(*stated * unit);
}

} // namespace

std::optional<Type> parseType(std::string_view text)
{
    return parseEnum<Type>(text, kTypes);
}

void applyType(domain::DecodedEvent& decoded, PayloadReader& payload, Type type, Place place)
{
    Event& event = decoded.event;
    event.kind = kKinds[static_cast<std::size_t>(type)];
    event.name = domain::name(event.kind);
    event.interactive = type == Type::Event;
    applyTime(event, payload, type);
    switch (type) {
    case Type::Event: return applyEvent(event, payload, place);
    case Type::Identify: decoded.linksVisitor = true; return flatten(event, payload.object("data"), event.traits);
    case Type::Performance: return applyPerformance(event, payload);
    case Type::Engagement: return applyEngagement(event, payload);
    case Type::Error: return applyError(event, payload);
    }
}

std::string rawMessage(json::Value object)
{
    std::string raw;
    json::Writer writer(raw);
    writer.openObject();
    writer.member("type", object.find("type"));
    writer.key("payload");
    writer.openObject();
    for (const json::Value member : object.find("payload")) {
        if (member.key() != "ip" && member.key() != "userAgent")
            writer.member(member.key(), member);
    }
    writer.closeObject();
    writer.closeObject();
    return raw;
}

} // namespace sightglass::ingest::umami
