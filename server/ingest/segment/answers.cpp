// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/answers.h"

#include "core/jsonwriter.h"
#include "ingest/pixelimage.h"

#include <algorithm>

namespace sightglass::ingest::segment {

namespace {

using domain::Response;

Response jsonResponse(int status, std::string body)
{
    return {status, "application/json", {}, std::move(body)};
}

void writeDetail(json::Writer& writer, std::string_view code, std::string_view member, std::string_view message)
{
    writer.openObject();
    writer.member("code", code);
    writer.key("path");
    writer.openArray();
    if (!member.empty())
        writer.string(member);
    writer.closeArray();
    writer.member("message", message);
    writer.closeObject();
}

void writeItem(json::Writer& writer, const ItemError& error)
{
    writer.openObject();
    writer.member("error", std::string_view(error.error));
    if (!error.code.empty()) {
        writer.key("details");
        writer.openArray();
        writeDetail(writer, error.code, error.member, error.message);
        writer.closeArray();
    }
    if (!error.type.empty())
        writer.member("type", std::string_view(error.type));
    writer.member("index", static_cast<std::int64_t>(error.index));
    writer.closeObject();
}

void writeOthers(json::Writer& writer, const ItemErrors& errors)
{
    writer.openObject();
    writer.member("error", std::string_view(errors.summary()));
    writer.key("details");
    writer.openArray();
    for (const ItemError& kind : errors.others())
        writeDetail(writer, kind.code, {}, std::to_string(kind.items) + " × " + kind.message);
    writer.closeArray();
    writer.closeObject();
}

void writeItems(json::Writer& writer, std::string_view name, const ItemErrors& errors)
{
    if (errors.empty())
        return;
    writer.key(name);
    writer.openArray();
    for (const ItemError& error : errors.inFull())
        writeItem(writer, error);
    if (!errors.others().empty())
        writeOthers(writer, errors);
    writer.closeArray();
}

void writeFailure(json::Writer& writer, std::string_view error, std::string_view code, std::string_view message)
{
    writer.member("success", false);
    writer.member("error", error);
    writer.member("code", code);
    writer.member("message", message);
}

void addWaiting(Response& response, std::chrono::seconds wait)
{
    const std::string seconds = std::to_string(std::clamp<std::int64_t>(wait.count(), 1, 300));
    response.headers.emplace_back("Retry-After", seconds);
    response.headers.emplace_back("X-RateLimit-Reset", seconds);
}

} // namespace

Response accepted()
{
    return jsonResponse(200, R"({"success":true})");
}

Response acceptedBatch(std::size_t processed, std::size_t total, const ItemErrors& errors)
{
    std::string body;
    json::Writer writer(body);
    writer.openObject();
    writer.member("success", true);
    writer.member("processed", static_cast<std::int64_t>(processed));
    writer.member("total", static_cast<std::int64_t>(total));
    writeItems(writer, "errors", errors);
    writer.closeObject();
    return jsonResponse(200, std::move(body));
}

Response refused(const Failure& failure, const ItemErrors& details)
{
    std::string body;
    json::Writer writer(body);
    writer.openObject();
    writeFailure(writer, failure.error, failure.code, failure.message);
    writeItems(writer, "details", details);
    writer.closeObject();
    return jsonResponse(failure.status, std::move(body));
}

Response refusedSingle(const ItemError& error)
{
    std::string body;
    json::Writer writer(body);
    writer.openObject();
    writeFailure(writer, error.error, "invalid_payload", error.message);
    writer.key("details");
    writer.openArray();
    writeDetail(writer, error.code, error.member, error.message);
    writer.closeArray();
    writer.closeObject();
    return jsonResponse(400, std::move(body));
}

Response invalidWriteKey()
{
    std::string body;
    json::Writer writer(body);
    writer.openObject();
    writer.member("error", std::string_view("Invalid write key"));
    writer.member("type", std::string_view("authentication_error"));
    writer.member("success", false);
    writer.member("code", std::string_view("invalid_write_key"));
    writer.member("message", std::string_view("The write key is missing or belongs to no source of this hub."));
    writer.closeObject();
    return jsonResponse(401, std::move(body));
}

Response rateLimited(std::chrono::seconds retryAfter)
{
    Response response = refused({429, "rate_limited", "Too many requests", "Try again later."});
    addWaiting(response, retryAfter);
    return response;
}

Response unavailable()
{
    Response response = refused({503, "unavailable", "Service unavailable", "Events cannot be stored right now."});
    addWaiting(response, std::chrono::seconds(5));
    return response;
}

Response pixel()
{
    return {200, "image/gif", {{"Cache-Control", "no-store"}}, pixelImage()};
}

} // namespace sightglass::ingest::segment
