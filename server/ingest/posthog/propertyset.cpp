// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/posthog/propertyset.h"

#include "core/jsonwriter.h"
#include "domain/pageaddress.h"
#include "ingest/flatten.h"
#include "ingest/statedamount.h"

#include <algorithm>

namespace sightglass::ingest::posthog {

namespace {

using domain::Event;

/// Which properties became amounts and need not be repeated.
struct TakenAmounts
{
    std::string_view revenue;
    std::string_view value;
    std::string_view currency;
    [[nodiscard]] bool has(std::string_view key) const { return key == revenue || key == value || key == currency; }
};

TakenAmounts applyAmounts(Event& event, json::Value properties, const domain::SourceEntry& entry)
{
    TakenAmounts taken;
    const std::string_view revenue = properties.find("revenue").isAbsentOrNull() ? "$revenue" : "revenue";
    const std::string_view stated = isStatedCurrency(properties.find("currency")) ? "currency" : "$currency";
    const std::string currency = currencyOf(properties.find(stated), entry.project.currency);
    event.revenueMinor = statedAmount(event, properties.find(revenue), currency);
    event.valueMinor = statedAmount(event, properties.find("value"), currency);
    if (!event.revenueMinor && !event.valueMinor)
        return taken;
    event.currency = currency;
    taken.currency = stated;
    if (event.revenueMinor)
        taken.revenue = revenue;
    if (event.valueMinor)
        taken.value = "value";
    return taken;
}

bool isCampaign(std::string_view key)
{
    return std::any_of(kCampaignMembers.begin(), kCampaignMembers.end(),
                       [key](const CampaignMember& campaign) { return campaign.name == key; });
}

bool hasOwnMember(const Event& event, std::string_view key)
{
    if (key == "title")
        return event.kind == domain::Kind::Pageview;
    if (key == "alias")
        return event.kind == domain::Kind::Alias;
    return key == "distinct_id" || isCampaign(key);
}

bool isTokenMember(json::Value member, std::string_view token)
{
    return (member.key() == "api_key" || member.key() == "token") && member.text() == token;
}

void writeProperties(json::Writer& writer, json::Value properties, std::string_view token)
{
    writer.key("properties");
    writer.openObject();
    for (const json::Value member : properties) {
        if (member.key() != "$ip" && !isTokenMember(member, token))
            writer.member(member.key(), member);
    }
    writer.closeObject();
}

} // namespace

void applyProperties(Event& event, json::Value properties, const domain::SourceEntry& entry, std::string_view token)
{
    const TakenAmounts amounts = applyAmounts(event, properties, entry);
    const bool keepsClickIds = entry.source.storeClickIds;
    flatten(event, properties, event.properties, [&](std::string_view key) {
        return key.starts_with('$') || amounts.has(key) || hasOwnMember(event, key) ||
               isTokenMember(properties.find(key), token) || (!keepsClickIds && domain::isClickParameter(key));
    });
}

std::string rawEvent(json::Value item, std::string_view token)
{
    std::string out;
    json::Writer writer(out);
    writer.openObject();
    for (const json::Value member : item) {
        if (member.key() == "properties" && member.isObject())
            writeProperties(writer, member, token);
        else if (!isTokenMember(member, token))
            writer.member(member.key(), member);
    }
    writer.closeObject();
    return out;
}

} // namespace sightglass::ingest::posthog
