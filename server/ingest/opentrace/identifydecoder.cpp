// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/identifydecoder.h"

#include "ingest/membertext.h"
#include "ingest/opentrace/identity.h"
#include "ingest/opentrace/members.h"

namespace sightglass::ingest::opentrace {

namespace {

constexpr std::size_t kKeyBytes = 1024;
constexpr std::size_t kMostAliases = 100;

bool isKey(json::Value value)
{
    return (value.isString() && !trimmedText(value.text()).empty()) || value.isNumber();
}

Problems identifyProblems(json::Value body)
{
    Problems out;
    for (const std::string_view member : {"rid", "user_id"}) {
        const json::Value value = body.find(member);
        if (value.isAbsentOrNull())
            out.push_back(missing(body, member));
        else if (!isKey(value))
            out.push_back(noText(value, member));
    }
    if (const json::Value sid = body.find("sid"); !sid.isAbsentOrNull() && !sid.isString() && !sid.isNumber())
        out.push_back(noText(sid, "sid"));
    const json::Value aliases = body.find("aliases");
    if (!aliases.isAbsentOrNull() && !aliases.isArray())
        out.push_back({"list_type", {"body", "aliases"}, "Input should be a valid list", "null"});
    if (aliases.count() > kMostAliases)
        out.push_back(tooMany(kMostAliases));
    for (const json::Value alias : aliases) {
        if (!isKey(alias)) {
            out.push_back(noText(alias, "aliases"));
            break;
        }
    }
    return out;
}

} // namespace

std::variant<Events, Problems> decodeIdentify(const Sender& sender, json::Value body)
{
    if (!body.isObject())
        return Problems{noObject(body)};
    if (Problems problems = identifyProblems(body); !problems.empty())
        return problems;

    domain::Event event;
    event.protocol = domain::Protocol::OpenTrace;
    event.route = sender.request.route;
    event.receivedAt = sender.request.receivedAt;
    event.kind = domain::Kind::Identify;
    event.name = domain::name(event.kind);
    event.interactive = false;
    event.userId = comparableUserId(idText(event, body.find("user_id"), kKeyBytes));
    const std::string sid = idText(event, body.find("sid"), kKeyBytes);
    if (classOf(sid, true) == KeyClass::Browser) {
        event.anonymousId = sid;
        event.idSpace = domain::name(event.protocol);
    }
    applyTimestamp(event, body.find("timestamp"));

    Events out(1);
    const auto link = [&](std::string other) {
        if (!other.empty() && other != event.userId)
            out.emplace_back().event = aliasEvent(event, std::move(other));
    };
    if (auto hash = hashOf(event.userId))
        link(*std::move(hash));
    for (const json::Value alias : body.find("aliases"))
        link(comparableUserId(idText(event, alias, kKeyBytes)));
    out.front().event = std::move(event);
    return out;
}

} // namespace sightglass::ingest::opentrace
