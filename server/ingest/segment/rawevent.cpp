// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/rawevent.h"

#include "core/jsonwriter.h"
#include "core/utf8.h"

#include <algorithm>
#include <array>

namespace sightglass::ingest::segment {

namespace {

using namespace std::string_view_literals;

/// Members that are written from elsewhere, or not at all.
constexpr std::array kReplaced{"writeKey"sv,     "receivedAt"sv, "type"sv,  "context"sv,
                               "integrations"sv, "properties"sv, "sentAt"sv};

void writeContext(json::Writer& writer, const Layered& context, const Enrichment& enrichment)
{
    if (!context.exists() && enrichment.address.empty() && enrichment.userAgent.empty())
        return;
    writer.key("context");
    writer.openObject();
    context.writeMembers(writer);
    if (!enrichment.address.empty())
        writer.member("ip", enrichment.address);
    if (!enrichment.userAgent.empty())
        writer.member("userAgent", enrichment.userAgent);
    writer.closeObject();
}

void writeProperties(json::Writer& writer, json::Value item)
{
    const json::Value properties = item.find("properties");
    const json::Value category = item.find("category");
    const bool copies = category.isString() && !properties.find("category").exists() &&
                        (properties.isObject() || properties.isAbsentOrNull());
    if (!copies) {
        if (properties.exists())
            writer.member("properties", properties);
        return;
    }
    writer.key("properties");
    writer.openObject();
    Layered(properties, {}).writeMembers(writer);
    writer.member("category", category);
    writer.closeObject();
}

void writeWithoutKeys(std::string& out, json::Value value, std::size_t bytes)
{
    if (out.size() > bytes || (!value.isObject() && !value.isArray())) {
        json::appendValue(out, value.isObject() || value.isArray() ? json::Value() : value);
        return;
    }
    bool first = true;
    out += value.isObject() ? '{' : '[';
    for (const json::Value child : value) {
        if (out.size() > bytes)
            break;
        if (value.isObject() && child.key() == "writeKey")
            continue;
        if (!std::exchange(first, false))
            out += ',';
        if (value.isObject()) {
            json::appendString(out, child.key());
            out += ':';
        }
        writeWithoutKeys(out, child, bytes);
    }
    out += value.isObject() ? '}' : ']';
}

} // namespace

std::string rawEvent(json::Value item, Call call, const Layered& context, const Layered& integrations,
                     json::Value sentAt, const Enrichment& enrichment)
{
    std::string out;
    out.reserve(1024);
    json::Writer writer(out);
    writer.openObject();
    writer.member("type", name(call));
    for (const json::Value member : item) {
        if (std::find(kReplaced.begin(), kReplaced.end(), member.key()) == kReplaced.end())
            writer.member(member.key(), member);
    }
    writeProperties(writer, item);
    writeContext(writer, context, enrichment);
    if (integrations.exists()) {
        writer.key("integrations");
        integrations.write(writer);
    }
    if (sentAt.exists())
        writer.member("sentAt", sentAt);
    if (!enrichment.messageId.empty())
        writer.member("messageId", enrichment.messageId);
    if (!enrichment.channel.empty())
        writer.member("channel", enrichment.channel);
    writer.closeObject();
    return out;
}

std::string excerpt(json::Value value, std::size_t bytes)
{
    std::string out;
    writeWithoutKeys(out, value, bytes);
    out.resize(cutUtf8(out, bytes).size());
    return out;
}

} // namespace sightglass::ingest::segment
