// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/body.h"

#include "core/jsonwriter.h"
#include "ingest/membertext.h"
#include "ingest/sierra/text.h"

#include <algorithm>
#include <cmath>

namespace sightglass::ingest::sierra {

namespace {

std::string mediaType(const domain::Request& request)
{
    const std::string_view header = domain::header(request.headers, "Content-Type");
    return lowerText(withoutBlanks(header.substr(0, header.find(';'))));
}

/// Browsers name a type of their own for a text or a form; the tracker and the library send these two.
bool takesType(const domain::Request& request, bool isStrict)
{
    const std::string type = mediaType(request);
    if (type == "application/json" || type == "text/plain")
        return true;
    if (isStrict)
        return false;
    return type.empty() || (type == "application/x-www-form-urlencoded" && request.body.starts_with('{'));
}

std::string textOfValue(json::Value value)
{
    if (!value.isObject() && !value.isArray())
        return json::scalarText(value);
    std::string out;
    json::appendValue(out, value);
    return out;
}

} // namespace

std::variant<json::Document, Failure> readBody(json::Parser& parser, const domain::Request& request,
                                               const Options& options)
{
    if (!takesType(request, options.strict))
        return Failure{400, "content_type", "content type must be application/json or text/plain"};
    const auto document = parser.parse(request.body);
    if (!document)
        return Failure{400, "bad_json", "body is no JSON"};
    if (!document->root.isObject())
        return Failure{400, "bad_json", "body must be a JSON object"};
    return *document;
}

std::string_view Fields::required(std::string_view name)
{
    const auto found = optionalText(name);
    if (!found)
        fail(name, "text required");
    return found.value_or(std::string_view());
}

std::string_view Fields::text(std::string_view name)
{
    return optionalText(name).value_or(std::string_view());
}

std::optional<std::string_view> Fields::optionalText(std::string_view name)
{
    const json::Value value = m_object.find(name);
    if (value.isString())
        return value.text();
    if (!value.isAbsentOrNull())
        fail(name, "text expected");
    return std::nullopt;
}

std::string_view Fields::session(std::string_view legacy)
{
    const auto session = optionalText("i");
    return session || m_isStrict ? session.value_or(std::string_view()) : text(legacy);
}

bool Fields::truth(std::string_view name)
{
    const json::Value value = m_object.find(name);
    const bool isBit = value.type() == json::Type::Integer && (value.integer() == 0 || value.integer() == 1);
    if (isBit && !m_isStrict)
        return value.integer() == 1;
    if (value.type() != json::Type::Bool && !value.isAbsentOrNull())
        fail(name, "true or false expected");
    return value.boolean();
}

std::optional<double> Fields::number(std::string_view name)
{
    const json::Value value = m_object.find(name);
    if (value.isAbsentOrNull())
        return std::nullopt;
    const bool fits = m_isStrict ? value.type() == json::Type::Integer
                                 : value.type() == json::Type::Integer || value.type() == json::Type::Double;
    if (!fits)
        fail(name, "whole number expected");
    return std::round(value.number());
}

std::vector<std::pair<std::string, std::string>> Fields::texts(std::string_view name)
{
    const json::Value map = m_object.find(name);
    std::vector<std::pair<std::string, std::string>> out;
    if (!map.isAbsentOrNull() && !map.isObject())
        fail(name, "object expected");
    if (!map.isObject())
        return out;
    for (const json::Value member : map) {
        if (m_isStrict && !member.isString())
            fail(name, "texts expected");
        if (!member.isAbsentOrNull())
            out.emplace_back(std::string(member.key()), textOfValue(member));
    }
    std::sort(out.begin(), out.end());
    return out;
}

void Fields::fail(std::string_view name, std::string_view expected)
{
    if (m_failure)
        return;
    std::string line(name);
    m_failure = Failure{400, "bad_field", line.append(": ").append(expected)};
}

} // namespace sightglass::ingest::sierra
