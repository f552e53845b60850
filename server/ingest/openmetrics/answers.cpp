// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/openmetrics/answers.h"

#include <algorithm>

namespace sightglass::ingest::openmetrics {

namespace {

domain::Response line(int status, std::string text)
{
    return {status,
            "text/plain; charset=utf-8",
            {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}},
            std::move(text)};
}

domain::Response later(int status, std::string text, std::chrono::seconds wait)
{
    domain::Response response = line(status, std::move(text));
    response.headers.emplace_back("Retry-After", std::to_string(std::max<std::int64_t>(wait.count(), 1)));
    return response;
}

} // namespace

domain::Response accepted(Call call)
{
    return line(200, call == Call::Ping ? "pong" : "ok");
}

domain::Response refused(const Failure& failure)
{
    return line(failure.status, failure.line);
}

domain::Response slowDown(std::chrono::seconds wait)
{
    return later(429, "slow down", wait);
}

domain::Response unavailable()
{
    return later(503, "unavailable", std::chrono::seconds(5));
}

} // namespace sightglass::ingest::openmetrics
