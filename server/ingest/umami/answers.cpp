// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/umami/answers.h"

#include "core/jsonwriter.h"

#include <algorithm>

namespace sightglass::ingest::umami {

namespace {

domain::Response jsonAnswer(int status, std::string body)
{
    return {status, "application/json", {}, std::move(body)};
}

/// `{"error":{"message":…,"code":…,"status":…}}`, with what is wrong when there is more to say.
ItemAnswer errorAnswer(int status, std::string_view code, std::string_view message, const Failure* failure = nullptr)
{
    ItemAnswer answer;
    answer.status = status;
    json::Writer writer(answer.body);
    writer.openObject();
    writer.key("error");
    writer.openObject();
    writer.member("message", message);
    writer.member("code", code);
    writer.member("status", std::int64_t{status});
    if (failure) {
        writer.key("issues");
        writer.openArray();
        writer.string(failure->member.empty() ? "The body " + failure->message
                                              : failure->member + ' ' + failure->message);
        writer.closeArray();
    }
    writer.closeObject();
    writer.closeObject();
    return answer;
}

bool isError(const ItemAnswer& answer)
{
    return answer.status >= 400;
}

void writeDetails(json::Writer& writer, const std::vector<ItemAnswer>& answers)
{
    writer.key("details");
    writer.openArray();
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (!isError(answers[i]))
            continue;
        writer.openObject();
        writer.member("index", static_cast<std::int64_t>(i));
        writer.key("response");
        writer.raw(answers[i].body);
        writer.closeObject();
    }
    writer.closeArray();
}

} // namespace

ItemAnswer taken(std::string token, std::string_view session, std::string_view visit)
{
    ItemAnswer answer;
    json::Writer writer(answer.body);
    writer.openObject();
    writer.member("cache", token);
    writer.member("sessionId", session);
    writer.member("visitId", visit);
    writer.closeObject();
    answer.token = std::move(token);
    return answer;
}

ItemAnswer takenFromBot()
{
    ItemAnswer answer;
    answer.body = R"({"beep":"boop"})";
    return answer;
}

ItemAnswer forbidden()
{
    return errorAnswer(403, "forbidden", "Forbidden");
}

ItemAnswer switchedOff()
{
    ItemAnswer answer;
    answer.body = R"({"disabled":true})";
    return answer;
}

ItemAnswer invalid(const Failure& failure)
{
    return errorAnswer(400, "bad-request", "Bad request", &failure);
}

ItemAnswer unknown(Place place)
{
    constexpr std::string_view kMessages[] = {"Website not found.", "Link not found.", "Pixel not found."};
    return errorAnswer(400, "bad-request", kMessages[static_cast<std::size_t>(place)]);
}

ItemAnswer overLimit(std::chrono::seconds wait)
{
    ItemAnswer answer = errorAnswer(429, "rate-limited", "Too many requests");
    answer.retryAfter = std::max(wait, std::chrono::seconds(1));
    return answer;
}

domain::Response single(const ItemAnswer& answer)
{
    domain::Response response = jsonAnswer(answer.status, answer.body);
    if (answer.retryAfter.count() > 0)
        response.headers.emplace_back("Retry-After", std::to_string(answer.retryAfter.count()));
    return response;
}

domain::Response batch(const std::vector<ItemAnswer>& answers)
{
    const auto errors = static_cast<std::int64_t>(std::count_if(answers.begin(), answers.end(), isError));
    const auto size = static_cast<std::int64_t>(answers.size());
    const auto last =
        std::find_if(answers.rbegin(), answers.rend(), [](const ItemAnswer& a) { return !a.token.empty(); });
    domain::Response response = jsonAnswer(200, {});
    json::Writer writer(response.body);
    writer.openObject();
    writer.member("size", size);
    writer.member("processed", size - errors);
    writer.member("errors", errors);
    writeDetails(writer, answers);
    writer.key("cache");
    if (last == answers.rend())
        writer.null();
    else
        writer.string(last->token);
    writer.closeObject();
    return response;
}

domain::Response fine()
{
    return jsonAnswer(200, R"({"ok":true})");
}

domain::Response unavailable()
{
    ItemAnswer answer = errorAnswer(503, "unavailable", "Service unavailable");
    answer.retryAfter = std::chrono::seconds(5);
    return single(answer);
}

} // namespace sightglass::ingest::umami
