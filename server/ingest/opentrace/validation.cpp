// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/validation.h"

#include "core/jsonwriter.h"

namespace sightglass::ingest::opentrace {

namespace {

/// What is shown back is bounded: a body may be a mebibyte.
constexpr std::size_t kInputBytes = 1000;

std::string inputText(json::Value value)
{
    std::string text;
    json::appendValue(text, value);
    return text.size() <= kInputBytes ? text : std::string(value.isArray() ? "[]" : value.isObject() ? "{}" : R"("…")");
}

Problem problemAt(std::string_view type, std::string_view member, std::string_view message, json::Value input)
{
    return {std::string(type), {"body", std::string(member)}, std::string(message), inputText(input)};
}

} // namespace

Problem missing(json::Value body, std::string_view member)
{
    return problemAt("missing", member, "Field required", body);
}

Problem noText(json::Value value, std::string_view member)
{
    return problemAt("string_type", member, "Input should be a valid string", value);
}

Problem noObject(json::Value value, std::string_view member)
{
    return problemAt("dict_type", member, "Input should be a valid dictionary", value);
}

Problem noObject(json::Value body)
{
    return {"model_attributes_type",
            {"body"},
            "Input should be a valid dictionary or object to extract fields from",
            inputText(body)};
}

Problem noJson()
{
    return {"json_invalid", {"body"}, "JSON decode error", "{}"};
}

Problem tooMany(std::size_t most)
{
    return {"too_long", {"body"}, "List should have at most " + std::to_string(most) + " items", "[]"};
}

Problem missingQuery(std::string_view member)
{
    return {"missing", {"query", std::string(member)}, "Field required", "null"};
}

std::string problemText(const Problems& problems)
{
    std::string text;
    json::Writer writer(text);
    writer.openObject();
    writer.key("detail");
    writer.openArray();
    for (const Problem& problem : problems) {
        writer.openObject();
        writer.member("type", problem.type);
        writer.key("loc");
        writer.openArray();
        for (const std::string& step : problem.where)
            writer.string(step);
        writer.closeArray();
        writer.member("msg", problem.message);
        writer.key("input");
        writer.raw(problem.input);
        writer.closeObject();
    }
    writer.closeArray();
    writer.closeObject();
    return text;
}

std::string sentenceOf(const Problems& problems)
{
    if (problems.empty())
        return {};
    const Problem& first = problems.front();
    return first.where.size() < 2 ? first.message : first.where.back() + ": " + first.message;
}

} // namespace sightglass::ingest::opentrace
