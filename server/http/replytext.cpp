// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/replytext.h"

#include "http/refusal.h"

#include <algorithm>
#include <charconv>

namespace sightglass::http {

namespace {

void appendNumber(std::string& out, std::size_t number)
{
    char digits[20];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    out.append(std::begin(digits), end);
}

void appendLine(std::string& out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ");
    if (value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos)
        out.append(value);
    else
        std::copy_if(value.begin(), value.end(), std::back_inserter(out),
                     [](char c) { return c != '\r' && c != '\n' && c != '\0'; });
    out.append("\r\n");
}

/// Scripts, pixels and ingest answers may be used by any page (spec routes §1, below the table).
bool isForAnyPage(const RouteRow& row)
{
    return row.kind == RouteKind::Ingest || row.kind == RouteKind::Pixel || row.kind == RouteKind::Script;
}

} // namespace

bool hasBody(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

void appendHeaderLines(std::string& out, const domain::Response& response, const ReplyContext& context,
                       const CorsPolicy& cors)
{
    out.append(context.dateLine);
    if (!response.contentType.empty() && hasBody(response.status))
        appendLine(out, "Content-Type", response.contentType);
    for (const auto& [name, value] : response.headers)
        appendLine(out, name, value);
    if (context.row != nullptr) {
        cors.appendTo(out, *context.row, context.origin);
        if (context.preflight != nullptr)
            CorsPolicy::appendPreflightTo(out, *context.row, *context.preflight);
        else if (isForAnyPage(*context.row))
            out.append("Cross-Origin-Resource-Policy: cross-origin\r\n");
    }
    if (hasBody(response.status)) {
        out.append("Content-Length: ");
        appendNumber(out, response.body.size());
        out.append("\r\n");
    }
    if (!context.keepsAlive)
        out.append("Connection: close\r\n");
    else if (context.isHttp10)
        out.append("Connection: keep-alive\r\n");
}

std::string replyText(const domain::Response& response, const ReplyContext& context, const CorsPolicy& cors)
{
    std::string out;
    out.reserve(512 + response.body.size());
    out.append("HTTP/1.1 ");
    appendNumber(out, static_cast<std::size_t>(response.status));
    out.append(" ").append(reasonPhrase(response.status)).append("\r\n");
    appendHeaderLines(out, response, context, cors);
    out.append("\r\n");
    if (!context.isHead && hasBody(response.status))
        out.append(response.body);
    return out;
}

} // namespace sightglass::http
