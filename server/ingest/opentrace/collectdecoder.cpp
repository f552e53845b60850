// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/collectdecoder.h"

#include "core/jsonwriter.h"
#include "core/utf8.h"
#include "ingest/opentrace/members.h"
#include "ingest/opentrace/rowevent.h"

namespace sightglass::ingest::opentrace {

namespace {

/// Null, false, 0, "" and what is empty: the original stores an empty object then.
bool saysNothing(json::Value meta)
{
    switch (meta.type()) {
    case json::Type::Absent:
    case json::Type::Null: return true;
    case json::Type::Bool: return !meta.boolean();
    case json::Type::Integer:
    case json::Type::Double: return meta.number() == 0;
    case json::Type::String: return meta.text().empty();
    case json::Type::Array:
    case json::Type::Object: return meta.count() == 0;
    case json::Type::BigNumber: break;
    }
    return false;
}

std::string payloadText(json::Value payload)
{
    if (saysNothing(payload))
        return "{}";
    std::string text;
    json::appendValue(text, payload);
    return text;
}

std::string orElse(std::string text, std::string_view fallback)
{
    return text.empty() ? std::string(fallback) : text;
}

} // namespace

std::string collectUid(json::Value body)
{
    return json::scalarText(body.find("rid"));
}

std::vector<DecodedEvent> decodeCollect(const Sender& sender, json::Value body)
{
    domain::Event said; // takes the warnings of what is wrong with a member's type
    const auto text = [&](std::string_view name) { return columnText(said, body.find(name)); };
    const json::Value meta = body.find("meta");
    const json::Value payload = meta.isAbsentOrNull() ? body.find("payload") : meta;
    const json::Value type = body.find("type");
    const std::string_view agent = domain::header(sender.request.headers, "User-Agent");

    Row row;
    row.resourceId = collectUid(body);
    row.eventType = type.isAbsentOrNull() ? std::string("page_view") : text("type");
    row.url = text("url");
    row.referrer = text("ref");
    row.userAgent = isUtf8(agent) ? std::string(agent) : repairUtf8(agent);
    row.ip = sender.storedAddress;
    row.screenRes = text("res");
    row.lang = text("lang");
    row.utmSource = text("utm_s");
    row.utmMedium = text("utm_m");
    row.utmCampaign = text("utm_c");
    row.fbclid = text("fbclid");
    row.ttclid = text("ttclid");
    row.sessionId = body.find("sid").isAbsentOrNull() ? orElse(text("session_id"), "unknown") : text("sid");
    row.payload = payloadText(payload);
    std::vector<DecodedEvent> events = eventsOf(sender, std::move(row), kByCollect, body, payload);
    for (const domain::Warning warning : said.warnings)
        domain::addWarning(events.front().event, warning);
    return events;
}

} // namespace sightglass::ingest::opentrace
