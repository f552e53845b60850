// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/answers.h"

#include "ingest/pixelimage.h"
#include "ingest/sierra/httpdate.h"

#include <algorithm>

namespace sightglass::ingest::sierra {

namespace {

constexpr std::string_view kPlainText = "text/plain; charset=utf-8";

domain::Response later(int status, std::chrono::seconds wait)
{
    return {status, {}, {{"Retry-After", std::to_string(std::max<std::int64_t>(wait.count(), 1))}}, {}};
}

} // namespace

domain::Response accepted()
{
    return {204, {}, {}, {}};
}

domain::Response refused(const Failure& failure)
{
    return {failure.status, std::string(kPlainText), {}, failure.line};
}

domain::Response slowDown(std::chrono::seconds wait)
{
    return later(429, wait);
}

domain::Response unavailable()
{
    return later(503, std::chrono::seconds(5));
}

domain::Response ping(const domain::Request& request)
{
    const std::chrono::sys_seconds midnight = std::chrono::floor<std::chrono::days>(request.receivedAt);
    const auto seen = parseHttpDate(domain::header(request.headers, "If-Modified-Since"));
    const bool isFirst = !seen || *seen < midnight;
    return {200,
            std::string(kPlainText),
            {{"Last-Modified", formatHttpDate(midnight)}, {"Cache-Control", "no-cache, private"}},
            isFirst ? "1" : "0"};
}

domain::Response robots()
{
    return {200, std::string(kPlainText), {{"Cache-Control", "public, max-age=86400"}}, "User-agent: *\nDisallow: /\n"};
}

domain::Response image()
{
    return {200, "image/gif", {{"Cache-Control", "no-store, no-cache, must-revalidate, private"}}, pixelImage()};
}

domain::Response notFound()
{
    return {404, {}, {}, {}};
}

} // namespace sightglass::ingest::sierra
