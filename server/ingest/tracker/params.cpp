// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/params.h"

#include "core/jsonwriter.h"
#include "ingest/membertext.h"
#include "ingest/tracker/keys.h"
#include "ingest/tracker/texts.h"

#include <optional>

namespace sightglass::ingest::tracker {

namespace {

std::optional<double> numberOf(json::Value value)
{
    if (value.type() == json::Type::Bool)
        return value.boolean() ? 1.0 : 0.0;
    if (value.type() == json::Type::Integer || value.type() == json::Type::Double)
        return value.number();
    const std::string word = lowerText(trimmedText(value.text()));
    if (word == "true" || word == "false")
        return word == "true" ? 1.0 : 0.0;
    return decimalOf(value.text());
}

void appendExtra(std::string& members, json::Value value)
{
    json::appendName(members, value.key(), members.empty());
    if (value.isString())
        json::appendString(members, lowerText(value.text()));
    else
        json::appendValue(members, value);
}

std::string asObject(const std::string& members)
{
    return members.empty() ? std::string() : "{" + members + "}";
}

} // namespace

std::string freeParams(json::Value record, json::Value params, std::string_view clientEventId, ProblemCounts& problems)
{
    std::string members;
    for (const json::Value value : params) {
        if (value.isAbsentOrNull() || isTakenFromParams(value.key()))
            continue;
        json::appendName(members, value.key(), members.empty());
        json::appendValue(members, value);
    }
    for (const json::Value value : record) {
        if (isColumn(value.key()) || params.find(value.key()).exists())
            continue;
        appendExtra(members, value);
        ++problems[static_cast<std::size_t>(Problem::UnknownKeyKept)];
    }
    if (!clientEventId.empty()) {
        json::appendName(members, "eid_client", members.empty());
        json::appendString(members, clientEventId);
    }
    return asObject(members);
}

std::string textView(json::Value params)
{
    std::string members;
    for (const json::Value value : params) {
        json::appendName(members, value.key(), members.empty());
        std::string text = json::scalarText(value);
        if (value.isArray() || value.isObject())
            json::appendValue(text, value);
        json::appendString(members, text);
    }
    return asObject(members);
}

std::string numericView(json::Value params)
{
    std::string members;
    for (const json::Value value : params) {
        const auto number = numberOf(value);
        if (!number)
            continue;
        json::appendName(members, value.key(), members.empty());
        json::appendNumber(members, *number);
    }
    return asObject(members);
}

} // namespace sightglass::ingest::tracker
