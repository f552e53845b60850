// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/campaigns.h"

#include "core/jsonwriter.h"
#include "core/utf8.h"
#include "ingest/opentrace/members.h"
#include "ingest/opentrace/row.h"

#include <algorithm>
#include <array>

namespace sightglass::ingest::opentrace {

namespace {

using namespace std::string_view_literals;

constexpr std::array kPassedThrough{"fbclid"sv, "ttclid"sv,  "gclid"sv,  "gbraid"sv,   "wbraid"sv,
                                    "dclid"sv,  "msclkid"sv, "twclid"sv, "li_fat_id"sv};

/// The members of a query that are click ids, as they were sent.
std::string clickIdMembers(std::string_view query)
{
    std::string out;
    while (!query.empty()) {
        const std::string_view member = query.substr(0, query.find('&'));
        const std::string_view name = member.substr(0, member.find('='));
        if (std::find(kPassedThrough.begin(), kPassedThrough.end(), name) != kPassedThrough.end()) {
            out += out.empty() ? "" : "&";
            out += member;
        }
        query.remove_prefix(std::min(member.size() + 1, query.size()));
    }
    return out;
}

void textOrNull(json::Writer& writer, std::string_view name, const std::string& text)
{
    writer.key(name);
    if (text.empty())
        writer.null();
    else
        writer.string(text);
}

std::string validHeader(const domain::Request& request, std::string_view name)
{
    const std::string_view text = domain::header(request.headers, name);
    return isUtf8(text) ? std::string(text) : repairUtf8(text);
}

} // namespace

std::string campaignText(const domain::Campaign& campaign)
{
    std::string text;
    json::Writer writer(text);
    writer.openObject();
    writer.member("utm_source", campaign.utmSource);
    writer.member("utm_medium", campaign.utmMedium);
    writer.member("utm_campaign", campaign.utmCampaign);
    textOrNull(writer, "utm_content", campaign.utmContent);
    textOrNull(writer, "utm_term", campaign.utmTerm);
    writer.closeObject();
    return text;
}

std::string handoffText(const domain::Campaign& campaign, std::string_view token)
{
    const std::string suffix = "-" + std::string(token);
    const std::string link = botLink(campaign, suffix);
    if (link.empty())
        return {};
    std::string text;
    json::Writer writer(text);
    writer.openObject();
    writer.member("code", campaign.botStartParam + suffix);
    writer.member("url", link);
    writer.closeObject();
    return text;
}

std::string redirectTarget(const domain::Campaign& campaign, std::string_view query)
{
    if (campaign.target.empty())
        return botLink(campaign);
    return withCampaign(campaign.target, campaign, clickIdMembers(query));
}

DecodedEvent linkClick(const Sender& sender, const domain::Campaign& campaign, const std::string& target)
{
    Row row;
    row.resourceId = sender.entry.source.openTraceUid;
    row.eventType = "link_click";
    row.url = target;
    row.referrer = validHeader(sender.request, "Referer");
    row.userAgent = validHeader(sender.request, "User-Agent");
    row.ip = sender.storedAddress;
    row.utmSource = campaign.utmSource;
    row.utmMedium = campaign.utmMedium;
    row.utmCampaign = campaign.utmCampaign;
    row.sessionId = "unknown";
    row.payload = "{}";

    DecodedEvent decoded;
    domain::Event& event = decoded.event;
    event.protocol = domain::Protocol::OpenTrace;
    event.route = sender.request.route;
    event.receivedAt = sender.request.receivedAt;
    event.kind = domain::Kind::Click;
    event.name = row.eventType;
    event.linkId = std::to_string(campaign.id.value);
    applyPage(event, row, {}, sender.entry.project.keepTrailingSlash);
    decoded.userAgent = row.userAgent;
    decoded.acceptLanguage = domain::header(sender.request.headers, "Accept-Language");
    writeRow(row, kByRedirect, event.wire);
    event.wire.push_back({"campaign_id", event.linkId});
    return decoded;
}

} // namespace sightglass::ingest::opentrace
