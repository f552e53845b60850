// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/eventdecoder.h"

#include "core/jsonwriter.h"
#include "core/utf8.h"
#include "ingest/opentrace/members.h"
#include "ingest/opentrace/rowevent.h"

#include <array>

namespace sightglass::ingest::opentrace {

namespace {

using namespace std::string_view_literals;

constexpr std::array kOptionalTexts{"utm_source"sv, "utm_medium"sv, "utm_campaign"sv};

/// Numbers count as ids, but not in strict mode (spec opentrace T12).
bool isId(json::Value value, bool strict)
{
    return value.isString() || (!strict && value.isNumber());
}

Problems problemsOf(json::Value body, bool strict)
{
    Problems out;
    if (const json::Value name = body.find("name"); !name.exists())
        out.push_back(missing(body, "name"));
    else if (!name.isString())
        out.push_back(noText(name, "name"));
    if (const json::Value uid = body.find("project_id"); !uid.exists())
        out.push_back(missing(body, "project_id"));
    else if (!isId(uid, strict))
        out.push_back(noText(uid, "project_id"));
    if (const json::Value payload = body.find("payload"); !payload.isAbsentOrNull() && !payload.isObject())
        out.push_back(noObject(payload, "payload"));
    for (const std::string_view member : kOptionalTexts) {
        if (const json::Value text = body.find(member); !text.isAbsentOrNull() && !text.isString())
            out.push_back(noText(text, member));
    }
    if (const json::Value session = body.find("session_id"); !session.isAbsentOrNull() && !isId(session, strict))
        out.push_back(noText(session, "session_id"));
    return out;
}

std::string payloadColumn(json::Value payload)
{
    if (!payload.exists())
        return "{}";
    std::string text;
    json::appendValue(text, payload);
    return text;
}

} // namespace

std::string eventUid(json::Value body)
{
    return json::scalarText(body.find("project_id"));
}

std::variant<Events, Problems> decodeEvent(const Sender& sender, json::Value body)
{
    if (!body.isObject())
        return Problems{noObject(body)};
    if (Problems problems = problemsOf(body, sender.options.strict); !problems.empty())
        return problems;

    const auto text = [&body](std::string_view name) { return json::scalarText(body.find(name)); };
    const std::string_view agent = domain::header(sender.request.headers, "User-Agent");
    Row row;
    row.resourceId = eventUid(body);
    row.eventType = text("name");
    row.url = text("url");
    if (row.url.empty())
        row.url = kServerSide;
    row.referrer = text("ref");
    row.userAgent = agent.empty() ? "server-sdk" : isUtf8(agent) ? std::string(agent) : repairUtf8(agent);
    row.ip = sender.storedAddress;
    row.utmSource = text("utm_source");
    row.utmMedium = text("utm_medium");
    row.utmCampaign = text("utm_campaign");
    row.fbclid = text("fbclid");
    row.ttclid = text("ttclid");
    row.sessionId = text("session_id");
    if (row.sessionId.empty())
        row.sessionId = sender.inventSession();
    row.payload = payloadColumn(body.find("payload"));
    return eventsOf(sender, std::move(row), kByEvent, body, body.find("payload"));
}

} // namespace sightglass::ingest::opentrace
