// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/privacystage.h"

#include "core/charset.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace sightglass::pipeline {

using domain::Event;
using domain::Protocol;

namespace {

using namespace std::string_view_literals;

constexpr std::array kSensitive{"password"sv, "passwd"sv,      "secret"sv,    "token"sv,  "api_key"sv, "apikey"sv,
                                "auth"sv,     "credential"sv,  "cookie"sv,    "csrf"sv,   "xsrf"sv,    "session"sv,
                                "bearer"sv,   "private_key"sv, "mysql_pwd"sv, "stripe"sv, "card"sv};

/// Text members marked s in the table of routes §4.1.
constexpr std::array kStrictTexts{&Event::userId, &Event::anonymousId, &Event::idSpace, &Event::linkedId,
                                  &Event::url,    &Event::referrer,    &Event::locale,  &Event::timezone,
                                  &Event::region, &Event::city,        &Event::raw};

void keepMajor(std::string& version)
{
    version.erase(std::min(version.find('.'), version.size()));
}

/// Members of an exception's JSON that concern the person: at any depth `user`, `request` and `vars`.
QJsonValue withoutPerson(const QJsonValue& value)
{
    if (value.isArray()) {
        QJsonArray out;
        const QJsonArray items = value.toArray();
        for (const QJsonValue& item : items)
            out.append(withoutPerson(item));
        return out;
    }
    if (!value.isObject())
        return value;
    QJsonObject out;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool personal = it.key() == QLatin1String("user") || it.key() == QLatin1String("request") ||
                              it.key() == QLatin1String("vars");
        if (!personal && !isSensitiveKey(it.key().toStdString()))
            out.insert(it.key(), withoutPerson(it.value()));
    }
    return out;
}

void stripException(std::string& exception)
{
    if (exception.empty())
        return;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(exception));
    exception =
        document.isObject()
            ? QJsonDocument(withoutPerson(document.object()).toObject()).toJson(QJsonDocument::Compact).toStdString()
            : std::string();
}

} // namespace

bool isStrict(const Event& event, const domain::Project& project)
{
    return project.privacy == domain::Privacy::Strict || event.protocol == Protocol::Sierra;
}

bool isSensitiveKey(std::string_view key)
{
    const std::string lower = asciiLowered(key);
    return std::any_of(kSensitive.begin(), kSensitive.end(),
                       [&lower](std::string_view word) { return lower.find(word) != std::string::npos; });
}

bool isOnlyCountedWhenStrict(domain::Kind kind)
{
    return kind == domain::Kind::Identify || kind == domain::Kind::Alias || kind == domain::Kind::Group;
}

void applyStrictPrivacy(Event& event)
{
    for (std::string Event::*member : kStrictTexts)
        (event.*member).clear();
    event.linkKind = domain::LinkKind::None;
    event.linkFrom = event.linkTo = event.linkFromClient = 0;
    event.traits.clear();
    event.traitsOnce.clear();
    event.query.clear();
    event.clickIds.clear();
    event.screenWidth = event.screenHeight = event.viewportWidth = event.viewportHeight = 0;
    std::erase_if(event.properties, [](const domain::Property& p) { return isSensitiveKey(p.key); });
    stripException(event.exception);
    if (event.protocol == Protocol::Sierra)
        return; // Its own members hold nothing of the above.
    event.sessionHint.clear();
    event.wire.clear();
    keepMajor(event.browserVersion);
    keepMajor(event.osVersion);
}

} // namespace sightglass::pipeline
