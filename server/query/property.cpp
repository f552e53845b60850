// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/property.h"

#include "core/enumnames.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace sightglass::query {

namespace {

using namespace std::string_view_literals;

constexpr std::array kFields{
    "kind"sv,     "event"sv,    "page"sv,        "entry_page"sv, "exit_page"sv,       "hostname"sv,     "title"sv,
    "source"sv,   "referrer"sv, "channel"sv,     "utm_source"sv, "utm_medium"sv,      "utm_campaign"sv, "utm_content"sv,
    "utm_term"sv, "country"sv,  "language"sv,    "browser"sv,    "browser_version"sv, "os"sv,           "os_version"sv,
    "device"sv,   "screen"sv,   "app_version"sv, "user_id"sv,    "anonymous_id"sv,    "protocol"sv,     "source_id"sv,
    "goal"sv};
constexpr std::string_view kProperties = "properties.";
constexpr std::string_view kTraits = "traits.";
constexpr std::string_view kSessionPrefix = "session.";
constexpr std::size_t kMaxKeyBytes = 300; // routes §3 "properties"

bool isPlain(std::string_view key)
{
    for (const char c : key) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '_' && c != '$' && c != '-')
            return false;
    }
    return !key.empty();
}

/// "" when it is no key.
std::string parseKey(std::string_view text)
{
    if (!text.starts_with('['))
        return std::string(text);
    const QJsonArray list =
        QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size()))).array();
    return list.size() == 1 && list.first().isString() ? list.first().toString().toStdString() : std::string();
}

} // namespace

Expected<PropertyName> parseProperty(std::string_view text)
{
    if (const auto field = parseEnum<Field>(text, kFields))
        return PropertyName{*field, {}};
    for (const auto& [prefix, field] : {std::pair(kProperties, Field::Property), std::pair(kTraits, Field::Trait),
                                        std::pair(kSessionPrefix, Field::Session)}) {
        if (!text.starts_with(prefix))
            continue;
        std::string key = parseKey(text.substr(prefix.size()));
        if (!key.empty() && key.size() <= kMaxKeyBytes)
            return PropertyName{field, std::move(key)};
    }
    return unexpected(ErrorCode::InvalidInput,
                      QStringLiteral("unknown property; allowed: ") + QString::fromStdString(allowedProperties()));
}

std::string propertyText(const PropertyName& property)
{
    if (property.field < Field::Property)
        return std::string(enumName(property.field, kFields));
    std::string out(property.field == Field::Property ? kProperties
                    : property.field == Field::Trait  ? kTraits
                                                      : kSessionPrefix);
    if (isPlain(property.key))
        return out + property.key;
    return out +
           QJsonDocument(QJsonArray{QString::fromStdString(property.key)}).toJson(QJsonDocument::Compact).toStdString();
}

Level levelOf(Field field)
{
    switch (field) {
    case Field::Kind:
    case Field::Event:
    case Field::Page:
    case Field::Hostname:
    case Field::Title:
    case Field::AppVersion:
    case Field::Protocol:
    case Field::SourceId:
    case Field::Goal:
    case Field::Property:
    case Field::Session:
    case Field::Basis:
    case Field::Vital: return Level::Event;
    case Field::UserId:
    case Field::AnonymousId:
    case Field::Trait: return Level::Person;
    default: return Level::Visit;
    }
}

bool ignoresCase(Field field)
{
    return field == Field::Source || field == Field::UtmSource || field == Field::UtmMedium;
}

std::string allowedProperties()
{
    std::string out;
    for (const std::string_view field : kFields)
        out.append(field).append(" ");
    return out + "properties.KEY traits.KEY session.KEY";
}

} // namespace sightglass::query
