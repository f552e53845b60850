// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/fields.h"

#include "core/jsonwriter.h"
#include "core/wholenumber.h"
#include "ingest/membertext.h"
#include "ingest/tracker/keys.h"
#include "ingest/tracker/texts.h"
#include "ingest/tracker/uuids.h"

#include <array>
#include <utility>

namespace sightglass::ingest::tracker {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kColumnBytes = 4096;

/// Column and the names it also goes by (§3.5, §4).
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kAliases{{{"source"sv, "utm_source"sv},
                                                                                 {"medium"sv, "utm_medium"sv},
                                                                                 {"campaign"sv, "utm_campaign"sv},
                                                                                 {"term"sv, "utm_term"sv},
                                                                                 {"content"sv, "utm_content"sv},
                                                                                 {"ver"sv, "version"sv},
                                                                                 {"etyp"sv, "etype"sv},
                                                                                 {"auth"sv, "auth_id"sv}}};

bool isEmpty(json::Value value)
{
    return value.isAbsentOrNull() || (value.isString() && trimmedText(value.text()).empty());
}

bool isScalar(json::Value value)
{
    return !value.isArray() && !value.isObject();
}

} // namespace

json::Value Fields::find(std::string_view key) const
{
    if (const json::Value own = m_record.find(key); !isEmpty(own))
        return own;
    for (const auto& [column, alias] : kAliases) {
        if (column != key)
            continue;
        if (const json::Value other = m_record.find(alias); !isEmpty(other))
            return other;
    }
    const json::Value lent = isLifted(key) ? m_params.find(key) : json::Value();
    return isEmpty(lent) || !isScalar(lent) ? json::Value() : lent;
}

std::string Fields::textAsSent(std::string_view key)
{
    const json::Value value = find(key);
    if (value.isAbsentOrNull())
        return {};
    if (value.isString())
        return memberText(m_event, value.text(), kColumnBytes);
    ++m_problems[static_cast<std::size_t>(Problem::CoercedToText)];
    if (isScalar(value))
        return idText(m_event, value, kColumnBytes);
    std::string json;
    json::appendValue(json, value);
    return memberText(m_event, json, kColumnBytes);
}

std::string Fields::text(std::string_view key)
{
    return lowerText(textAsSent(key));
}

std::string Fields::uuid(std::string_view key) const
{
    return uuidOf(find(key).text()).value_or(std::string());
}

std::optional<double> Fields::number(std::string_view key) const
{
    const json::Value value = find(key);
    if (value.type() == json::Type::Integer || value.type() == json::Type::Double)
        return value.number();
    return decimalOf(value.text());
}

std::optional<std::int64_t> Fields::integer(std::string_view key) const
{
    const json::Value value = find(key);
    if (value.type() == json::Type::Integer)
        return value.integer();
    const auto number = this->number(key);
    return number ? wholeOf(*number) : std::nullopt;
}

} // namespace sightglass::ingest::tracker
