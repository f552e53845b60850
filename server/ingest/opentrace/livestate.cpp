// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/livestate.h"

#include "core/jsonwriter.h"
#include "ingest/flatten.h"
#include "ingest/opentrace/identity.h"
#include "ingest/opentrace/row.h"

namespace sightglass::ingest::opentrace {

namespace {

std::string column(const domain::Event& event, std::string_view name)
{
    const domain::PropertyValue* const value = findProperty(event.wire, name);
    const auto* const text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? *text : std::string();
}

std::string clickIdOf(const domain::Event& event, std::string_view kind)
{
    for (const auto& [name, value] : event.clickIds) {
        if (name == kind)
            return value;
    }
    return {};
}

} // namespace

std::string sessionOf(const domain::Event& event)
{
    std::string session = column(event, "session_id");
    return classOf(session, true) == KeyClass::None ? std::string() : session;
}

domain::LiveSession liveSession(const domain::DecodedEvent& decoded, json::Value body, bool isTrusted)
{
    const domain::Event& event = decoded.event;
    domain::LiveSession out;
    out.at = event.receivedAt;
    out.address = decoded.address;
    out.userAgent = decoded.userAgent;
    if (isTrusted) {
        if (std::string named = json::scalarText(body.find("ip")); !named.empty())
            out.address = std::move(named);
        if (std::string named = json::scalarText(body.find("user_agent")); !named.empty())
            out.userAgent = std::move(named);
    }
    out.url = column(event, "url");
    if (out.url == kServerSide)
        out.url.clear();
    out.fbclid = clickIdOf(event, "fbclid");
    out.ttclid = clickIdOf(event, "ttclid");
    out.gclid = clickIdOf(event, "gclid");
    out.fbp = column(event, "fbp");
    out.fbc = column(event, "fbc");
    out.ttp = column(event, "ttp");
    return out;
}

} // namespace sightglass::ingest::opentrace
