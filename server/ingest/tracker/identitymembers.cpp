// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/membertext.h"
#include "ingest/tracker/hashes.h"
#include "ingest/tracker/scene.h"

#include <array>
#include <utility>

namespace sightglass::ingest::tracker {

namespace {

using domain::Event;

constexpr std::size_t kUserBytes = 1024;

void applyUser(Scene& scene)
{
    Event& event = scene.event();
    event.userId = comparableUserId(memberText(event, scene.fields.textAsSent("uid"), kUserBytes));
    if (!event.userId.empty()) {
        const std::string user = idOf(scene, "uid", "user");
        if (scene.options.visitorFollowsUser)
            event.anonymousId = user;
        if (user != event.userId)
            keep(event, "uid", user);
    }
    for (const auto& [sent, hashed] : std::array<std::pair<std::string_view, std::string_view>, 3>{
             {{"email", "ehash"}, {"cell", "chash"}, {"uname", "uhash"}}}) {
        std::string hash = scene.fields.textAsSent(hashed);
        const std::string value = hash.empty() ? scene.fields.textAsSent(sent) : std::string();
        if (!value.empty())
            hash = identityHash(value, scene.options.identityPrefix);
        if (!hash.empty())
            event.traits.push_back({std::string(hashed), std::move(hash)});
    }
}

} // namespace

std::string stableId(const std::string& text, const std::string& hostHash, std::string_view family,
                     const Options& options, ProblemCounts& problems)
{
    if (text.empty())
        return {};
    if (auto uuid = uuidOf(text))
        return *std::move(uuid);
    ++problems[static_cast<std::size_t>(Problem::BadUuidMapped)];
    std::string name = hostHash;
    return namedUuid(options.idNamespace, name.append(":").append(family).append(":").append(text));
}

std::string idOf(Scene& scene, std::string_view key, std::string_view family)
{
    return stableId(scene.fields.text(key), scene.hostHash, family, scene.options, scene.out.problems);
}

void applyIdentity(Scene& scene)
{
    Event& event = scene.event();
    const std::string eventId = scene.fields.textAsSent("eid");
    event.messageId = uuidOf(eventId).value_or(std::string());
    if (event.messageId.empty())
        scene.clientEventId = eventId;
    const std::string id = event.messageId.empty() ? scene.around.identities.newId() : event.messageId;
    if (scene.out.firstId.empty())
        scene.out.firstId = id;
    keep(event, "eid", id);
    event.anonymousId = idOf(scene, "vid", "visitor");
    event.sessionHint = idOf(scene, "sid", "session");
    applyUser(scene);
    if (scene.isOfServer()) {
        scene.decoded.hasVisitor = false;
        return;
    }
    const bool isNew = event.anonymousId.empty();
    if (isNew)
        event.anonymousId = scene.out.visitor.empty() ? scene.around.identities.newId() : scene.out.visitor;
    if (scene.out.visitor.empty())
        scene.out.visitor = event.anonymousId;
    if (event.sessionHint.empty())
        keep(event, "sid", isNew ? event.anonymousId : scene.around.identities.sessionOf(event.anonymousId));
    if (!event.userId.empty()) {
        event.linkKind = domain::LinkKind::Identify;
        event.linkedId = event.anonymousId;
    }
}

} // namespace sightglass::ingest::tracker
