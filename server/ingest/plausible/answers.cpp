// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/plausible/answers.h"

#include "core/jsonwriter.h"

#include <algorithm>

namespace sightglass::ingest::plausible {

namespace {

domain::Response plainText(int status, std::string body)
{
    return {status, "text/plain; charset=utf-8", {}, std::move(body)};
}

domain::Response retryAfter(int status, std::string body, std::chrono::seconds wait)
{
    domain::Response response = plainText(status, std::move(body));
    response.headers.emplace_back("Retry-After", std::to_string(std::max<std::int64_t>(wait.count(), 1)));
    return response;
}

} // namespace

domain::Response accepted(std::size_t dropped, const std::string& reasons)
{
    domain::Response response = plainText(202, "ok");
    if (dropped > 0)
        response.headers.emplace_back("x-plausible-dropped", std::to_string(dropped));
    if (!reasons.empty())
        response.headers.emplace_back("x-hub-drop-reason", reasons);
    return response;
}

domain::Response invalid(const Errors& errors)
{
    domain::Response response{400, "application/json; charset=utf-8", {}, {}};
    json::Writer writer(response.body);
    writer.openObject();
    writer.key("errors");
    writer.openObject();
    for (auto first = errors.begin(); first != errors.end(); ++first) {
        const auto sameField = [first](const FieldError& error) { return error.field == first->field; };
        if (std::any_of(errors.begin(), first, sameField))
            continue;
        writer.key(first->field);
        writer.openArray();
        for (auto error = first; error != errors.end(); ++error) {
            if (sameField(*error))
                writer.string(error->message);
        }
        writer.closeArray();
    }
    writer.closeObject();
    writer.closeObject();
    return response;
}

domain::Response addressUsed(const domain::Request& request)
{
    return plainText(200, request.clientAddress);
}

domain::Response tooManyRequests(std::chrono::seconds wait)
{
    return retryAfter(429, "too many requests", wait);
}

domain::Response busy()
{
    return retryAfter(503, "unavailable", std::chrono::seconds(5));
}

} // namespace sightglass::ingest::plausible
