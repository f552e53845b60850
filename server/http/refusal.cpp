// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/refusal.h"

#include "core/charset.h"

#include <algorithm>
#include <iterator>

namespace sightglass::http {

namespace {

struct StatusText
{
    int status;
    std::string_view phrase;
    std::string_view code;  ///< For the gate's own refusals.
    std::string_view error; ///< Text of Segment's `error` member.
};

constexpr StatusText kStatuses[] = {
    {101, "Switching Protocols", "", ""},
    {200, "OK", "", ""},
    {201, "Created", "", ""},
    {202, "Accepted", "", ""},
    {204, "No Content", "", ""},
    {206, "Partial Content", "", ""},
    {207, "Multi-Status", "", ""},
    {208, "Already Reported", "", ""},
    {301, "Moved Permanently", "", ""},
    {302, "Found", "", ""},
    {303, "See Other", "", ""},
    {304, "Not Modified", "", ""},
    {307, "Temporary Redirect", "", ""},
    {308, "Permanent Redirect", "", ""},
    {400, "Bad Request", "bad_request", "Bad request"},
    {401, "Unauthorized", "unauthorized", "Unauthorized"},
    {403, "Forbidden", "forbidden", "Forbidden"},
    {404, "Not Found", "not_found", "Not found"},
    {405, "Method Not Allowed", "method_not_allowed", "Method not allowed"},
    {408, "Request Timeout", "request_timeout", "Request timeout"},
    {409, "Conflict", "conflict", "Conflict"},
    {410, "Gone", "gone", "Gone"},
    {412, "Precondition Failed", "precondition_failed", "Precondition failed"},
    {413, "Content Too Large", "payload_too_large", "Payload too large"},
    {414, "URI Too Long", "uri_too_long", "URI too long"},
    {415, "Unsupported Media Type", "unsupported_encoding", "Unsupported content encoding"},
    {417, "Expectation Failed", "expectation_failed", "Expectation failed"},
    {422, "Unprocessable Content", "unprocessable", "Unprocessable content"},
    {426, "Upgrade Required", "upgrade_required", "Upgrade required"},
    {429, "Too Many Requests", "rate_limited", "Too many requests"},
    {431, "Request Header Fields Too Large", "head_too_large", "Request header fields too large"},
    {500, "Internal Server Error", "internal_error", "Internal error"},
    {501, "Not Implemented", "not_implemented", "Not implemented"},
    {502, "Bad Gateway", "bad_gateway", "Bad gateway"},
    {503, "Service Unavailable", "unavailable", "Service unavailable"},
    {504, "Gateway Timeout", "timeout", "Gateway timeout"},
    {505, "HTTP Version Not Supported", "version_not_supported", "HTTP version not supported"},
};

const StatusText& textOf(int status)
{
    static constexpr StatusText kUnknown{0, "Status", "error", "Error"};
    const auto* const found = std::find_if(std::begin(kStatuses), std::end(kStatuses),
                                           [status](const StatusText& t) { return t.status == status; });
    return found == std::end(kStatuses) ? kUnknown : *found;
}

/// Our own sentences and codes hold nothing that JSON would have to escape.
std::string segmentBody(const StatusText& text, std::string_view detail)
{
    std::string body = R"({"success":false,"error":")";
    body.append(text.error)
        .append(R"(","code":")")
        .append(text.code)
        .append(R"(","message":")")
        .append(detail)
        .append(R"("})");
    return body;
}

std::string problemBody(const StatusText& text, std::string_view detail)
{
    std::string body = R"({"type":"about:blank","title":")";
    body.append(text.phrase).append(R"(","status":)").append(std::to_string(text.status));
    body.append(R"(,"detail":")").append(detail).append(R"(","code":")").append(text.code).append(R"("})");
    return body;
}

std::string plainBody(const StatusText& text)
{
    return asciiLowered(text.error);
}

std::string wordBody(std::string_view member, std::string_view text)
{
    return std::string(R"({")").append(member).append(R"(":")").append(text).append(R"("})");
}

/// Spec umami §3.3: its trackers parse every answer.
std::string umamiBody(const StatusText& text)
{
    std::string code(text.code);
    std::replace(code.begin(), code.end(), '_', '-');
    std::string body = R"({"error":{"message":")";
    body.append(text.phrase).append(R"(","code":")").append(code);
    return body.append(R"(","status":)").append(std::to_string(text.status)).append("}}");
}

/// What a refusal says, in the shape of the path's owner (spec routes C45).
void write(domain::Response& response, Owner owner, const StatusText& text, std::string_view detail)
{
    constexpr std::string_view kJson = "application/json";
    switch (owner) {
    case Owner::Segment:
        response.contentType = kJson;
        response.body = segmentBody(text, detail);
        return;
    case Owner::Api:
        response.contentType = "application/problem+json";
        response.body = problemBody(text, detail);
        return;
    case Owner::OpenTrace:
        response.contentType = kJson;
        // Spec opentrace §2.1 has its own words for one of them.
        response.body = wordBody("detail", text.status == 413 ? text.error : text.phrase);
        return;
    case Owner::SierraApi:
    case Owner::GoatcounterApi:
        response.contentType = kJson;
        response.body = wordBody("error", plainBody(text));
        return;
    case Owner::Umami:
        response.contentType = kJson;
        response.body = umamiBody(text);
        return;
    case Owner::Posthog: // spec drop-in-apis §4.6
        response.contentType = kJson;
        response.body = R"({"type":"validation_error","code":")";
        response.body.append(text.code).append(R"(","detail":")").append(detail).append(R"(","attr":null})");
        return;
    case Owner::Sierra: // an empty body says the same
        return;
    case Owner::OpenMetrics: // spec openmetrics §2.5
        response.headers = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
        break;
    case Owner::None:
    case Owner::Tracker:
    case Owner::Plausible:
    case Owner::Goatcounter: break;
    }
    response.contentType = "text/plain; charset=utf-8";
    response.body = owner == Owner::OpenMetrics && text.status == 429 ? "slow down" : plainBody(text);
}

/// OpenMetrics names the methods of its contract only (spec openmetrics §2.7).
std::string withoutHead(std::string methods)
{
    constexpr std::string_view kHead = "HEAD, ";
    if (const std::size_t at = methods.find(kHead); at != std::string::npos)
        methods.erase(at, kHead.size());
    return methods;
}

} // namespace

std::string_view reasonPhrase(int status)
{
    return textOf(status).phrase;
}

domain::Protocol protocolOf(Owner owner)
{
    using domain::Protocol;
    switch (owner) {
    case Owner::Tracker: return Protocol::Tracker;
    case Owner::OpenMetrics: return Protocol::OpenMetrics;
    case Owner::OpenTrace: return Protocol::OpenTrace;
    case Owner::Sierra:
    case Owner::SierraApi: return Protocol::Sierra;
    case Owner::Plausible: return Protocol::Plausible;
    case Owner::Umami: return Protocol::Umami;
    case Owner::Posthog: return Protocol::Posthog;
    case Owner::Goatcounter:
    case Owner::GoatcounterApi: return Protocol::Goatcounter;
    case Owner::None:
    case Owner::Segment:
    case Owner::Api: break;
    }
    return Protocol::Segment;
}

std::string_view refusalCode(const Refusal& refusal)
{
    return textOf(refusal.meaning != 0 ? refusal.meaning : refusal.status).code;
}

domain::Response refusalResponse(Owner owner, const Refusal& refusal)
{
    StatusText text = textOf(refusal.meaning != 0 ? refusal.meaning : refusal.status);
    text.status = refusal.status;
    domain::Response response;
    response.status = refusal.status;
    write(response, owner, text, refusal.detail);
    if (refusal.retryAfter.count() > 0)
        response.headers.emplace_back("Retry-After", std::to_string(refusal.retryAfter.count()));
    if (!refusal.allow.empty())
        response.headers.emplace_back("Allow",
                                      owner == Owner::OpenMetrics ? withoutHead(refusal.allow) : refusal.allow);
    return response;
}

} // namespace sightglass::http
