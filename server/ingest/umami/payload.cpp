// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/umami/payload.h"

#include "ingest/membertext.h"

#include <cmath>

namespace sightglass::ingest::umami {

namespace {

std::string outsideOf(double least, double most)
{
    return "is no number from " + std::to_string(std::llround(least)) + " to " + std::to_string(std::llround(most));
}

} // namespace

void PayloadReader::wrong(std::string_view member, std::string message)
{
    if (!m_failure)
        m_failure = Failure{std::string("payload.").append(member), std::move(message)};
}

json::Value PayloadReader::member(std::string_view name) const
{
    const json::Value value = m_payload.find(name);
    return value.isAbsentOrNull() ? json::Value() : value;
}

std::string_view PayloadReader::text(std::string_view name, std::size_t most)
{
    const json::Value value = member(name);
    if (value.exists() && !value.isString())
        wrong(name, "is no text");
    else if (most > 0 && characterCount(value.text()) > most)
        wrong(name, "has more than " + std::to_string(most) + " characters");
    return value.isString() ? value.text() : std::string_view();
}

json::Value PayloadReader::number(std::string_view name, double least, double most)
{
    const json::Value value = member(name);
    const bool isNumber = value.type() == json::Type::Integer || value.type() == json::Type::Double;
    if (isNumber && value.number() >= least && value.number() <= most)
        return value;
    if (value.exists())
        wrong(name, outsideOf(least, most));
    return {};
}

std::optional<std::int64_t> PayloadReader::whole(std::string_view name, std::int64_t least, std::int64_t most)
{
    const json::Value value = number(name, static_cast<double>(least), static_cast<double>(most));
    if (!value.exists())
        return std::nullopt;
    if (value.number() == std::trunc(value.number()))
        return static_cast<std::int64_t>(value.number());
    wrong(name, "is no whole number");
    return std::nullopt;
}

json::Value PayloadReader::object(std::string_view name)
{
    const json::Value value = member(name);
    if (value.exists() && !value.isObject())
        wrong(name, "is no object");
    return value.isObject() ? value : json::Value();
}

} // namespace sightglass::ingest::umami
