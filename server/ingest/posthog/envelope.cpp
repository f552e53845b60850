// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/posthog/envelope.h"

namespace sightglass::ingest::posthog {

namespace {

/// Named by the object itself.
std::string_view statedToken(json::Value object)
{
    const std::string_view key = object.find("api_key").text();
    return key.empty() ? object.find("token").text() : key;
}

/// Among the properties, where browsers put it.
std::string_view propertyToken(json::Value object)
{
    const json::Value properties = object.find("properties");
    const std::string_view token = properties.find("token").text();
    return token.empty() ? properties.find("api_key").text() : token;
}

/// The one token of a request. Properties named `token` are the sender's own business where the object above them, or
/// the envelope, names one.
std::variant<std::string, Failure> oneToken(std::string_view ofEnvelope, const std::vector<json::Value>& events)
{
    std::string_view token = ofEnvelope;
    for (const json::Value event : events) {
        std::string_view own = statedToken(event);
        if (own.empty() && ofEnvelope.empty())
            own = propertyToken(event);
        if (own.empty())
            continue;
        if (!token.empty() && own != token)
            return invalidKey("The request carries more than one token.");
        token = own;
    }
    if (token.empty())
        return invalidKey("The request carries no token.");
    return std::string(token);
}

void appendItems(std::vector<json::Value>& items, json::Value list)
{
    items.reserve(list.count());
    for (const json::Value item : list)
        items.push_back(item);
}

} // namespace

std::variant<Envelope, Failure> openEnvelope(json::Value root)
{
    Envelope envelope;
    const json::Value batch = root.find("batch");
    const bool isEnvelope = batch.exists();
    const json::Value list = isEnvelope ? batch : root;
    if (!list.isArray() && (isEnvelope || !list.isObject()))
        return invalidPayload(isEnvelope ? "The member batch is no list." : "The body is neither an event nor a list.");
    if (list.isArray() && list.count() > kMostEvents)
        return tooLarge("The request holds more events than are taken at once.");
    if (list.isArray())
        appendItems(envelope.events, list);
    else
        envelope.events.push_back(root);
    if (envelope.events.empty())
        return invalidPayload("The request holds no event.");
    auto token = oneToken(isEnvelope ? statedToken(root) : std::string_view(), envelope.events);
    if (auto* failure = std::get_if<Failure>(&token))
        return std::move(*failure);
    envelope.token = std::get<std::string>(std::move(token));
    envelope.sentAt = root.find("sent_at");
    envelope.historical = root.find("historical_migration").boolean();
    return envelope;
}

std::string tokenOf(json::Value object)
{
    const std::string_view stated = statedToken(object);
    return std::string(stated.empty() ? propertyToken(object) : stated);
}

} // namespace sightglass::ingest::posthog
