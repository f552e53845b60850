// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/openmetrics/properties.h"

#include "core/jsonwriter.h"
#include "domain/propertytext.h"
#include "ingest/flatten.h"

#include <algorithm>
#include <set>
#include <vector>

namespace sightglass::ingest::openmetrics {

namespace {

constexpr std::size_t kKeys = 256;
constexpr std::size_t kMapBytes = 64 * 1024;

std::size_t memberBytes(json::Value member)
{
    std::string text;
    json::appendValue(text, member);
    return text.size() + member.key().size() + 4; // quotes, colon, comma
}

/// Keys that find no room, when all together are too many or too long.
std::set<std::string_view> surplus(json::Value props, std::size_t bytes)
{
    std::set<std::string_view> dropped;
    if (props.count() <= kKeys && bytes <= kMapBytes)
        return dropped;
    std::vector<json::Value> members;
    for (const json::Value member : props)
        members.push_back(member);
    std::sort(members.begin(), members.end(), [](json::Value a, json::Value b) { return a.key() < b.key(); });
    std::size_t kept = 0;
    std::size_t room = kMapBytes;
    for (const json::Value member : members) {
        const std::size_t size = memberBytes(member);
        if (!dropped.empty() || kept == kKeys || size > room)
            dropped.insert(member.key());
        else
            room -= size;
        kept += dropped.empty() ? 1 : 0;
    }
    return dropped;
}

} // namespace

std::string applyProperties(domain::Event& event, json::Value props, domain::PropertyMap& out)
{
    if (!props.isObject() || props.count() == 0)
        return {};
    std::string text;
    json::appendValue(text, props);
    const std::set<std::string_view> dropped = surplus(props, text.size());
    if (dropped.empty()) {
        flatten(event, props, out);
        return text;
    }
    domain::addWarning(event, domain::Warning::PropertyDropped);
    flatten(event, props, out, [&dropped](std::string_view key) { return dropped.contains(key); });
    text.clear();
    json::Writer writer(text);
    writer.openObject();
    for (const json::Value member : props) {
        if (!dropped.contains(member.key()))
            writer.member(member.key(), member);
    }
    writer.closeObject();
    return text;
}

void deleteNulls(json::Value props, domain::PropertyMap& out)
{
    for (const json::Value member : props) {
        std::string key(member.key());
        std::erase(key, '\0');
        const bool isNamed = !key.empty() && key.size() <= kPropertyKeyBytes && out.size() < kKeys;
        if (member.type() == json::Type::Null && isNamed && findProperty(out, key) == nullptr)
            out.push_back({std::move(key), std::string(domain::kDeletedValue)});
    }
}

std::string nullKeys(json::Value props)
{
    std::string list;
    json::Writer writer(list);
    writer.openArray();
    for (const json::Value member : props) {
        if (member.type() == json::Type::Null)
            writer.string(member.key());
    }
    writer.closeArray();
    return list == "[]" ? std::string() : list;
}

} // namespace sightglass::ingest::openmetrics
