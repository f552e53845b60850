// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/settingsdocument.h"

#include "core/jsonwriter.h"

namespace sightglass::ingest::segment {

namespace {

void emptyObject(json::Writer& writer, std::string_view key)
{
    writer.key(key);
    writer.raw("{}");
}

} // namespace

domain::Response settingsDocument(const domain::Request& request, std::string_view writeKey)
{
    std::string body;
    json::Writer writer(body);
    writer.openObject();
    writer.key("integrations");
    writer.openObject();
    writer.key("Segment.io");
    writer.openObject();
    writer.member("apiKey", writeKey);
    writer.member("apiHost", std::string_view(request.host + request.basePath + "/v1"));
    writer.member("protocol", std::string_view(request.scheme == "https" ? "https" : "http"));
    writer.closeObject();
    writer.closeObject();
    writer.key("plan");
    writer.raw(R"({"track":{"__default":{"enabled":true,"integrations":{}}},"identify":{"__default":{"enabled":true}},)"
               R"("group":{"__default":{"enabled":true}}})");
    writer.key("metrics");
    writer.raw(R"({"sampleRate":0})");
    emptyObject(writer, "edgeFunction");
    emptyObject(writer, "enabledMiddleware");
    writer.key("middlewareSettings");
    writer.raw(R"({"routingRules":[]})");
    writer.key("remotePlugins");
    writer.raw("[]");
    writer.member("legacyVideoPluginsEnabled", false);
    writer.closeObject();
    return {200, "application/json", {{"Cache-Control", "public, max-age=120"}}, std::move(body)};
}

domain::Response unknownSettings()
{
    return {404, "text/plain; charset=utf-8", {}, "Unknown write key"};
}

} // namespace sightglass::ingest::segment
