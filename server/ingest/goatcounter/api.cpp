// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/goatcounter/api.h"

#include "core/ipaddress.h"
#include "core/jsonwriter.h"
#include "ingest/goatcounter/hit.h"
#include "ingest/membertext.h"
#include "ingest/refusals.h"
#include "ingest/statedtime.h"

#include <chrono>

namespace sightglass::ingest::goatcounter {

namespace {

using domain::DecodedEvent;
using domain::Event;

constexpr std::chrono::seconds kMostAhead{5};
constexpr std::size_t kSessionBytes = 1024;
constexpr std::size_t kAgentBytes = 2048;

/// "1920,1080,1", as text or as a list of numbers.
std::string sizeText(json::Value size)
{
    if (!size.isArray())
        return json::scalarText(size);
    std::string text;
    for (const json::Value number : size) {
        text += text.empty() ? "" : ",";
        text += json::scalarText(number);
    }
    return text;
}

Hit hitOf(json::Value item)
{
    return {std::string(item.find("path").text()),
            std::string(item.find("title").text()),
            std::string(item.find("ref").text()),
            std::string(item.find("query").text()),
            sizeText(item.find("size")),
            json::scalarText(item.find("bot")),
            {},
            isTrue(json::scalarText(item.find("event")))};
}

/// A country, which a region may follow: "DE", "US-TX".
void applyPlace(Event& event, json::Value location)
{
    const std::string text = memberText(event, location, 16);
    if (text.empty())
        return;
    const std::string country = text.substr(0, text.find('-'));
    if (country.size() != 2)
        return domain::addWarning(event, domain::Warning::TypeMismatch);
    event.country = country;
    if (country.size() < text.size())
        event.region = text.substr(country.size() + 1);
}

std::optional<Failure> applyTime(Event& event, json::Value createdAt)
{
    event.statedAt = statedTime(event, createdAt, "created_at");
    if (isStatedTime(createdAt) && !event.statedAt)
        return Failure{400, "bad_time", "created_at: is no time"};
    if (event.statedAt && *event.statedAt > event.receivedAt + kMostAhead)
        return Failure{400, "bad_time", "created_at: is in the future"};
    return std::nullopt;
}

/// Who it was: a session of the sender's, or the address and browser it saw.
std::optional<Failure> applyVisitor(DecodedEvent& decoded, json::Value item, bool withoutVisitors)
{
    const std::string_view address = item.find("ip").text();
    if (!address.empty() && !IpAddress::parse(address))
        return Failure{400, "bad_ip", "ip: is no address"};
    decoded.excludableAddress = address;
    decoded.userAgent = memberText(decoded.event, item.find("user_agent"), kAgentBytes);
    decoded.browserExpected = !decoded.userAgent.empty();
    if (withoutVisitors)
        return std::nullopt;
    decoded.event.anonymousId = idText(decoded.event, item.find("session"), kSessionBytes);
    decoded.address = address;
    if (!decoded.event.anonymousId.empty())
        decoded.event.idSpace = domain::name(decoded.event.protocol);
    else if (decoded.userAgent.empty() || decoded.address.empty())
        return Failure{400, "no_visitor", "session, or user_agent and ip: one of them is needed"};
    return std::nullopt;
}

/// The hit as sent; what tells who it was goes no further (spec routes §3 "address storage", "User-Agent").
std::string rawItem(json::Value item)
{
    std::string out;
    json::Writer writer(out);
    writer.openObject();
    for (const json::Value member : item) {
        if (member.key() != "ip" && member.key() != "user_agent")
            writer.member(member.key(), member);
    }
    writer.closeObject();
    return out;
}

std::optional<Failure> decodeHit(const domain::Request& request, const domain::SourceEntry& entry, json::Value item,
                                 bool withoutVisitors, DecodedEvent& out)
{
    if (!item.isObject())
        return Failure{400, "not_a_hit", "is no object"};
    Event& event = out.event;
    event.protocol = domain::Protocol::Goatcounter;
    event.route = request.route;
    event.receivedAt = request.receivedAt;
    if (auto failure = applyHit(event, hitOf(item), entry))
        return failure;
    if (auto failure = applyVisitor(out, item, withoutVisitors))
        return failure;
    if (auto failure = applyTime(event, item.find("created_at")))
        return failure;
    applyPlace(event, item.find("location"));
    event.locale = memberText(event, item.find("language"), 35);
    event.raw = rawItem(item);
    return std::nullopt;
}

Failure badBody(std::string detail)
{
    return {400, "bad_body", std::move(detail)};
}

} // namespace

std::variant<DecodedHits, Failure> decodeHits(json::Parser& parser, const domain::Request& request,
                                              const domain::SourceEntry& entry)
{
    const auto document = parser.parse(request.body);
    if (!document)
        return badBody("the body is " + document.error().detail.toStdString());
    const json::Value hits = document->root.find("hits");
    if (!hits.isArray() || hits.count() == 0)
        return badBody("no hits");
    if (hits.count() > kMostHits)
        return badBody("more than " + std::to_string(kMostHits) + " hits");
    const bool withoutVisitors = document->root.find("no_sessions").boolean();
    DecodedHits out;
    Refusals refusals;
    out.events.reserve(hits.count());
    std::size_t index = 0;
    for (const json::Value item : hits) {
        DecodedEvent& event = out.events.emplace_back();
        if (auto failure = decodeHit(request, entry, item, withoutVisitors, event)) {
            out.events.pop_back();
            addRefusal(refusals, index, failure->code, failure->detail,
                       [item] { return item.isObject() ? rawItem(item) : std::string(); });
            out.errors.emplace_back(index, std::move(failure->detail));
        } else {
            out.indexes.push_back(index);
            if (document->repaired)
                domain::addWarning(event.event, domain::Warning::TextRepaired);
        }
        ++index;
    }
    out.refusals = refusals.take();
    return out;
}

} // namespace sightglass::ingest::goatcounter
