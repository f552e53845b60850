// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resources.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace sightglass::api {

namespace {

using domain::Jurisdiction;

constexpr qsizetype kNameLength = 255;

std::string compactText(const QJsonDocument& document)
{
    return document.toJson(QJsonDocument::Compact).toStdString();
}

QJsonDocument documentOf(const std::string& text)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(text));
}

/// "gdpr:cookie-time:0"
QString jurisdictionId(const Jurisdiction& jurisdiction)
{
    return QStringLiteral("%1:%2:%3")
        .arg(toQString(jurisdiction.regulation), toQString(jurisdiction.compliance))
        .arg(jurisdiction.number);
}

QJsonObject jurisdictionJson(const Jurisdiction& jurisdiction)
{
    return {{QStringLiteral("id"), jurisdictionId(jurisdiction)},
            {QStringLiteral("regulation"), toQString(jurisdiction.regulation)},
            {QStringLiteral("compliance"), toQString(jurisdiction.compliance)},
            {QStringLiteral("seq"), qint64(jurisdiction.number)},
            {QStringLiteral("rules"), documentOf(jurisdiction.rules).object()},
            {QStringLiteral("locs"), documentOf(jurisdiction.places).array()},
            {QStringLiteral("createdAt"), timeText(jurisdiction.createdAt)}};
}

Expected<std::string> wordOf(const QJsonObject& body, const char* name)
{
    const QString text = body.value(QLatin1String(name)).toString().trimmed();
    if (text.isEmpty() || text.size() > kNameLength || text.contains(u':'))
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("must be 1 to 255 characters without a colon"),
                          u'/' + QLatin1String(name));
    return text.toStdString();
}

Expected<Jurisdiction> jurisdictionOf(const QJsonObject& body)
{
    const Expected<std::string> regulation = wordOf(body, "regulation");
    if (!regulation)
        return unexpected(regulation.error());
    const Expected<std::string> compliance = wordOf(body, "compliance");
    if (!compliance)
        return unexpected(compliance.error());
    const QJsonValue rules = body.value(QLatin1String("rules"));
    if (!rules.isObject() && !rules.isUndefined())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("must be an object"), QStringLiteral("/rules"));
    const QJsonValue places = body.value(QLatin1String("locs"));
    if (!places.isArray() && !places.isUndefined())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("must be a list"), QStringLiteral("/locs"));
    const qint64 number = body.value(QLatin1String("seq")).toInteger(0);
    return Jurisdiction{*regulation,
                        *compliance,
                        number,
                        {},
                        compactText(QJsonDocument(rules.toObject())),
                        compactText(QJsonDocument(places.toArray()))};
}

} // namespace

Answer listJurisdictions(const Call& call)
{
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    const auto jurisdictions = call.parts.store.trackerRecords().jurisdictions();
    if (!jurisdictions)
        return unexpected(jurisdictions.error());
    QJsonArray all;
    for (const Jurisdiction& jurisdiction : *jurisdictions)
        all.append(jurisdictionJson(jurisdiction));
    return list(all, *page);
}

/// `regulation`, `compliance`, `seq` (0), `rules`: category → how long, `locs`: list of {country, rcode, region,
/// county, city, zip}. A known one is replaced.
Answer setJurisdiction(const Call& call)
{
    Expected<Jurisdiction> jurisdiction = jurisdictionOf(call.body);
    if (!jurisdiction)
        return unexpected(jurisdiction.error());
    jurisdiction->createdAt = call.parts.clock.now();
    if (const Expected<void> done = call.parts.store.trackerRecords().setJurisdiction(*jurisdiction); !done)
        return unexpected(done.error());
    if (const Expected<void> written = audit(call, "jurisdiction.set", jurisdictionId(*jurisdiction)); !written)
        return unexpected(written.error());
    return json(jurisdictionJson(*jurisdiction), 201);
}

Answer removeJurisdiction(const Call& call)
{
    const auto known = call.parts.store.trackerRecords().jurisdictions();
    if (!known)
        return unexpected(known.error());
    const QString id = toQString(call.ids.front());
    const auto found = std::find_if(known->begin(), known->end(),
                                    [&id](const Jurisdiction& one) { return jurisdictionId(one) == id; });
    if (found == known->end())
        return unexpected(ErrorCode::NotFound, QStringLiteral("there is no such jurisdiction"));
    if (const Expected<void> removed = call.parts.store.trackerRecords().removeJurisdiction(*found); !removed)
        return unexpected(removed.error());
    if (const Expected<void> written = audit(call, "jurisdiction.remove", id); !written)
        return unexpected(written.error());
    return noContent();
}

} // namespace sightglass::api
