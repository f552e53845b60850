// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/answers.h"

#include "core/jsonwriter.h"

#include <algorithm>

namespace sightglass::ingest::opentrace {

namespace {

constexpr std::chrono::seconds kRetry{5};

domain::Response jsonAnswer(int status, std::string body)
{
    return {status, "application/json", {}, std::move(body)};
}

domain::Response inAWhile(domain::Response response, std::chrono::seconds wait)
{
    response.headers.emplace_back("Retry-After", std::to_string(std::max<std::int64_t>(wait.count(), 1)));
    return response;
}

std::string membersText(std::string_view first, std::string_view text, std::string_view second = {},
                        std::string_view more = {})
{
    std::string body;
    json::Writer writer(body);
    writer.openObject();
    writer.member(first, text);
    if (!second.empty())
        writer.member(second, more);
    writer.closeObject();
    return body;
}

} // namespace

domain::Response accepted()
{
    return jsonAnswer(200, R"({"status":"success"})");
}

domain::Response acceptedBatch(std::size_t items, const std::vector<Refusal>& refusals)
{
    std::string body;
    json::Writer writer(body);
    writer.openObject();
    writer.member("status", std::string_view("success"));
    writer.member("accepted", static_cast<std::int64_t>(items));
    writer.key("rejected");
    writer.openArray();
    for (const Refusal& refusal : refusals) {
        writer.openObject();
        writer.member("index", std::int64_t{refusal.index});
        writer.member("message", refusal.message);
        writer.closeObject();
    }
    writer.closeArray();
    writer.closeObject();
    return jsonAnswer(200, std::move(body));
}

domain::Response failed(std::string_view message)
{
    return jsonAnswer(200, membersText("status", "error", "message", message));
}

domain::Response notStored()
{
    return inAWhile(failed("the event could not be stored"), kRetry);
}

domain::Response invalid(const Problems& problems)
{
    return jsonAnswer(422, problemText(problems));
}

domain::Response detail(int status, std::string_view text)
{
    return jsonAnswer(status, membersText("detail", text));
}

domain::Response slowDown(std::chrono::seconds wait)
{
    return inAWhile(detail(429, "Too many requests"), wait);
}

domain::Response busy()
{
    return inAWhile(detail(503, "Service unavailable"), kRetry);
}

domain::Response health(std::string_view version)
{
    return jsonAnswer(200, membersText("status", "ok", "version", version));
}

domain::Response showDemo()
{
    return jsonAnswer(200, R"({"show_demo":false})");
}

domain::Response document(std::string body)
{
    return jsonAnswer(200, std::move(body));
}

} // namespace sightglass::ingest::opentrace
