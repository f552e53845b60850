// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/posthog/identity.h"

#include "ingest/flatten.h"
#include "ingest/membertext.h"

namespace sightglass::ingest::posthog {

namespace {

using domain::Event;
using domain::Kind;

constexpr std::size_t kIdBytes = 200;
constexpr std::size_t kGroupBytes = 1024;

std::string distinctId(Event& event, json::Value item)
{
    const json::Value properties = item.find("properties");
    for (const json::Value id :
         {item.find("distinct_id"), properties.find("distinct_id"), properties.find("$distinct_id")}) {
        if (std::string text = idText(event, id, kIdBytes); !text.empty())
            return text;
    }
    return {};
}

bool isFalse(json::Value value)
{
    return value.type() == json::Type::Bool && !value.boolean();
}

/// Whether a distinct id stands for a browser or device rather than for somebody known.
bool isAnonymous(json::Value properties, std::string_view id)
{
    return isFalse(properties.find("$is_identified")) || isFalse(properties.find("$process_person_profile")) ||
           properties.find("$device_id").text() == id;
}

void applyLink(Event& event, std::string from, domain::LinkKind kind)
{
    if (from.empty() || from == event.userId)
        return;
    event.linkedId = std::move(from);
    event.linkKind = kind;
    event.idSpace = domain::name(event.protocol);
}

/// An alias of an anonymous id names the person that it becomes; any other one is a second id of a known person.
void applyAlias(Event& event, json::Value properties, std::string id)
{
    std::string alias = idText(event, properties.find("alias"), kIdBytes);
    const bool becomesKnown = !alias.empty() && isAnonymous(properties, id);
    event.userId = comparableUserId(becomesKnown ? alias : id);
    applyLink(event, becomesKnown ? std::move(id) : std::move(alias),
              becomesKnown ? domain::LinkKind::Identify : domain::LinkKind::Alias);
}

/// Libraries of servers make up an id when a group is described without a person.
bool isMadeForGroup(json::Value properties, std::string_view id)
{
    std::string made = "$";
    made.append(properties.find("$group_type").text()).append("_").append(properties.find("$group_key").text());
    return id == made;
}

/// A member of the event, or of its properties.
json::Value memberOf(json::Value item, std::string_view name)
{
    const json::Value own = item.find(name);
    return own.isObject() ? own : item.find("properties").find(name);
}

void addGroup(Event& event, std::string_view type, json::Value key)
{
    std::string id = idText(event, key, kGroupBytes);
    if (!type.empty() && !id.empty())
        event.groups.emplace_back(memberText(event, type, kGroupBytes), std::move(id));
}

} // namespace

bool applyIdentity(Event& event, json::Value item)
{
    const json::Value properties = item.find("properties");
    std::string id = distinctId(event, item);
    if (id.empty())
        return false;
    if (event.kind == Kind::Alias) {
        applyAlias(event, properties, std::move(id));
    } else if (event.kind == Kind::Identify && event.name == "$identify") {
        event.userId = comparableUserId(std::move(id));
        applyLink(event, idText(event, properties.find("$anon_distinct_id"), kIdBytes), domain::LinkKind::Identify);
    } else if (event.kind == Kind::Group && isMadeForGroup(properties, id)) {
        return true;
    } else if (isAnonymous(properties, id)) {
        event.anonymousId = std::move(id);
        event.idSpace = domain::name(event.protocol);
    } else {
        event.userId = comparableUserId(std::move(id));
    }
    return true;
}

void applyGroupsAndTraits(Event& event, json::Value item)
{
    const json::Value properties = item.find("properties");
    if (event.kind == Kind::Group) {
        addGroup(event, properties.find("$group_type").text(), properties.find("$group_key"));
        flatten(event, properties.find("$group_set"), event.traits);
        return;
    }
    for (const json::Value group : properties.find("$groups"))
        addGroup(event, group.key(), group);
    flatten(event, memberOf(item, "$set"), event.traits);
    flatten(event, memberOf(item, "$set_once"), event.traitsOnce);
}

} // namespace sightglass::ingest::posthog
