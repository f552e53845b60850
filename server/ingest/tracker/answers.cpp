// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/answers.h"

#include "core/jsonwriter.h"

#include <algorithm>
#include <array>

namespace sightglass::ingest::tracker {

namespace {

constexpr std::string_view kText = "text/plain; charset=utf-8";
constexpr std::string_view kJson = "application/json";

/// GIF89a, 1 × 1, one colour that is transparent.
constexpr std::array<unsigned char, 43> kTransparent{0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x01, 0x00, 0x01, 0x00, 0x80,
                                                     0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0x21, 0xf9, 0x04,
                                                     0x01, 0x00, 0x00, 0x00, 0x00, 0x2c, 0x00, 0x00, 0x00, 0x00, 0x01,
                                                     0x00, 0x01, 0x00, 0x00, 0x02, 0x02, 0x44, 0x01, 0x00, 0x3b};
/// Spec tracker §2.3
constexpr std::array<unsigned char, 35> kOriginal{
    0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x01, 0x00, 0x01, 0x00, 0x80, 0x00, 0x00, 0xff, 0xff, 0xff, 0x00, 0x00,
    0x00, 0x2c, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00, 0x02, 0x02, 0x44, 0x01, 0x00, 0x3b};

template <std::size_t N> std::string asText(const std::array<unsigned char, N>& bytes)
{
    return {bytes.begin(), bytes.end()};
}

std::string escapedForHtml(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&#34;";
        else
            out += c;
    }
    return out;
}

domain::Response later(int status, std::string text, std::chrono::seconds wait)
{
    return {status,
            std::string(kText),
            {{"Retry-After", std::to_string(std::max<std::int64_t>(wait.count(), 1))},
             {"X-Content-Type-Options", "nosniff"}},
            std::move(text)};
}

} // namespace

domain::Response tracked()
{
    return {200, {}, {{"Cache-Control", "no-store"}}, {}};
}

domain::Response serverTracked(std::string_view eventId)
{
    domain::Response response{200, std::string(kJson), {{"Cache-Control", "no-store"}}, {}};
    json::appendString(response.body, eventId);
    return response;
}

domain::Response pixel(bool original)
{
    return {200,
            "image/gif",
            {{"Cache-Control", "no-store, max-age=0"}, {"Pragma", "no-cache"}},
            original ? asText(kOriginal) : asText(kTransparent)};
}

domain::Response redirected(std::string_view location)
{
    return {302,
            "text/html; charset=utf-8",
            {{"Location", std::string(location)}, {"Cache-Control", "no-store"}},
            "<a href=\"" + escapedForHtml(location) + "\">Found</a>.\n\n"};
}

domain::Response pong()
{
    return {200, std::string(kText), {}, "pong"};
}

domain::Response status(std::string_view client, std::int64_t requests)
{
    domain::Response response{200, std::string(kJson), {{"Cache-Control", "no-store"}}, R"([{"Key":"client","Value":)"};
    json::appendString(response.body, client);
    response.body.append(R"(},{"Key":"conns","Value":)").append(std::to_string(requests)).append("}]");
    return response;
}

domain::Response cleared()
{
    return {200, std::string(kText), {{"Clear-Site-Data", "\"*\""}}, "OK"};
}

domain::Response noSuchFile()
{
    return {404, std::string(kText), {}, "404 page not found"};
}

domain::Response noSuchLink()
{
    return {404, std::string(kText), {}, "not found"};
}

domain::Response badRequest(std::string_view message)
{
    return {400, std::string(kText), {{"Cache-Control", "no-store"}}, std::string(message)};
}

domain::Response wrongMethod()
{
    return {405, {}, {{"Allow", "GET, HEAD, POST, OPTIONS"}}, {}};
}

domain::Response forbidden()
{
    return {401, std::string(kText), {{"WWW-Authenticate", "Bearer"}}, "unauthorized"};
}

domain::Response full()
{
    return later(503, "Maximum clients reached on this node.\n", std::chrono::seconds(1));
}

domain::Response slowDown(std::chrono::seconds wait)
{
    return later(429, "slow down", wait);
}

domain::Response unavailable()
{
    return later(503, "unavailable", std::chrono::seconds(5));
}

} // namespace sightglass::ingest::tracker
