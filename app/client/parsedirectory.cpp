// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/parsedirectory.h"

#include "client/jsonread.h"

#include <QJsonArray>

namespace sightglass::client {

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

template <typename Enum>
Enum enumOf(const QJsonObject& object, const QString& member, std::optional<Enum> (*parse)(std::string_view),
            Enum otherwise)
{
    return parse(text(object, member).toStdString()).value_or(otherwise);
}

/// None of a hub that does not know them, or knows other ones.
domain::Exclusions exclusionsOf(const QJsonObject& object)
{
    domain::Exclusions out;
    (void)domain::apply(object.value(QStringLiteral("exclusions")), out);
    return out;
}

template <typename Info>
QJsonObject difference(const Info& before, const Info& after, QJsonObject (*write)(const Info&))
{
    const QJsonObject old = write(before);
    const QJsonObject fresh = write(after);
    QJsonObject out;
    for (auto it = fresh.begin(); it != fresh.end(); ++it) {
        if (old.value(it.key()) != it.value())
            out.insert(it.key(), it.value());
    }
    return out;
}

QJsonObject write(const ProjectInfo& project)
{
    return {{QStringLiteral("name"), project.name},
            {QStringLiteral("timezone"), project.timezone},
            {QStringLiteral("weekStartsOnSunday"), project.weekStartsOnSunday},
            {QStringLiteral("currency"), project.currency},
            {QStringLiteral("privacy"), toQString(domain::name(project.privacy))},
            {QStringLiteral("honourOptOut"), toQString(domain::name(project.honourOptOut))},
            {QStringLiteral("storeFlagged"), project.storeFlagged},
            {QStringLiteral("visitTimeoutMinutes"), project.visitTimeoutMinutes},
            {QStringLiteral("cutVisitsAtMidnight"), project.cutVisitsAtMidnight},
            {QStringLiteral("cutVisitsAtCampaign"), project.cutVisitsAtCampaign},
            {QStringLiteral("retentionDays"), project.retentionDays},
            {QStringLiteral("retentionBytes"), project.retentionBytes},
            {QStringLiteral("dropMessageIds"), project.dropMessageIds},
            {QStringLiteral("automaticEvents"), toQString(domain::name(project.automaticEvents))},
            {QStringLiteral("exclusions"), domain::toJson(project.exclusions)}};
}

QJsonObject write(const SourceInfo& source)
{
    return {{QStringLiteral("name"), source.name},
            {QStringLiteral("kind"), toQString(domain::name(source.kind))},
            {QStringLiteral("hosts"), QJsonArray::fromStringList(source.hosts)},
            {QStringLiteral("writeKey"), source.writeKey},
            {QStringLiteral("sentryKey"), source.sentryKey},
            {QStringLiteral("openTraceUid"), source.openTraceUid},
            {QStringLiteral("umamiId"), source.umamiId},
            {QStringLiteral("posthogToken"), source.posthogToken},
            {QStringLiteral("goatcounterSite"), source.goatcounterSite},
            {QStringLiteral("ipMode"), toQString(domain::name(source.ipMode))},
            {QStringLiteral("storeFullUrl"), source.storeFullUrl},
            {QStringLiteral("storeClickIds"), source.storeClickIds},
            {QStringLiteral("linkOnAllEvents"), source.linkOnAllEvents},
            {QStringLiteral("rateLimitPerSecond"), source.rateLimitPerSecond},
            {QStringLiteral("enabled"), source.enabled},
            {QStringLiteral("exclusions"), domain::toJson(source.exclusions)}};
}

} // namespace

QString SourceInfo::title() const
{
    if (!name.isEmpty())
        return name;
    return hosts.isEmpty() ? id : hosts.first();
}

ProjectInfo parseProject(const QJsonObject& object)
{
    ProjectInfo out;
    out.id = text(object, QStringLiteral("id"));
    out.name = text(object, QStringLiteral("name"));
    out.timezone = text(object, QStringLiteral("timezone"));
    out.weekStartsOnSunday = truth(object, QStringLiteral("weekStartsOnSunday"), false);
    out.currency = text(object, QStringLiteral("currency"));
    out.privacy = enumOf(object, QStringLiteral("privacy"), domain::parsePrivacy, out.privacy);
    out.honourOptOut = enumOf(object, QStringLiteral("honourOptOut"), domain::parseOptOut, out.honourOptOut);
    out.storeFlagged = truth(object, QStringLiteral("storeFlagged"), true);
    out.visitTimeoutMinutes = int(integer(object, QStringLiteral("visitTimeoutMinutes"), 30));
    out.cutVisitsAtMidnight = truth(object, QStringLiteral("cutVisitsAtMidnight"), false);
    out.cutVisitsAtCampaign = truth(object, QStringLiteral("cutVisitsAtCampaign"), false);
    out.retentionDays = int(integer(object, QStringLiteral("retentionDays")));
    out.retentionBytes = integer(object, QStringLiteral("retentionBytes"));
    out.dropMessageIds = truth(object, QStringLiteral("dropMessageIds"), false);
    out.automaticEvents =
        enumOf(object, QStringLiteral("automaticEvents"), domain::parseAutomaticEvents, out.automaticEvents);
    out.exclusions = exclusionsOf(object);
    out.demo = truth(object, QStringLiteral("demo"), false);
    return out;
}

SourceInfo parseSource(const QJsonObject& object)
{
    SourceInfo out;
    out.id = text(object, QStringLiteral("id"));
    out.project = text(object, QStringLiteral("project"));
    out.name = text(object, QStringLiteral("name"));
    out.kind = enumOf(object, QStringLiteral("kind"), domain::parseSourceKind, out.kind);
    out.hosts = texts(object, QStringLiteral("hosts"));
    out.writeKey = text(object, QStringLiteral("writeKey"));
    out.sentryKey = text(object, QStringLiteral("sentryKey"));
    out.openTraceUid = text(object, QStringLiteral("openTraceUid"));
    out.umamiId = text(object, QStringLiteral("umamiId"));
    out.posthogToken = text(object, QStringLiteral("posthogToken"));
    out.goatcounterSite = text(object, QStringLiteral("goatcounterSite"));
    out.dsn = text(object, QStringLiteral("dsn"));
    out.ipMode = enumOf(object, QStringLiteral("ipMode"), domain::parseIpMode, out.ipMode);
    out.storeFullUrl = truth(object, QStringLiteral("storeFullUrl"), false);
    out.storeClickIds = truth(object, QStringLiteral("storeClickIds"), false);
    out.linkOnAllEvents = truth(object, QStringLiteral("linkOnAllEvents"), true);
    out.rateLimitPerSecond = int(integer(object, QStringLiteral("rateLimitPerSecond")));
    out.enabled = truth(object, QStringLiteral("enabled"), true);
    out.exclusions = exclusionsOf(object);
    return out;
}

SenderInfo parseSender(const QJsonObject& object)
{
    SenderInfo out;
    out.protocol = text(object, QStringLiteral("protocol"));
    out.id = text(object, QStringLiteral("id"));
    out.count = integer(object, QStringLiteral("count"));
    out.first = time(object.value(QStringLiteral("first")));
    out.last = time(object.value(QStringLiteral("last")));
    return out;
}

SharedAddressInfo parseSharedAddress(const QJsonObject& object)
{
    SharedAddressInfo out;
    out.address = text(object, QStringLiteral("address"));
    out.forwarded = integer(object, QStringLiteral("forwarded"));
    out.senders = integer(object, QStringLiteral("senders"));
    out.last = time(object.value(QStringLiteral("last")));
    return out;
}

TokenInfo parseToken(const QJsonObject& object)
{
    TokenInfo out;
    out.id = text(object, QStringLiteral("id"));
    out.name = text(object, QStringLiteral("name"));
    out.scope = enumOf(object, QStringLiteral("scope"), domain::parseScope, out.scope);
    out.createdAt = time(object.value(QStringLiteral("createdAt")));
    out.token = text(object, QStringLiteral("token"));
    return out;
}

QJsonObject changes(const ProjectInfo& before, const ProjectInfo& after)
{
    return difference<ProjectInfo>(before, after, write);
}

QJsonObject changes(const SourceInfo& before, const SourceInfo& after)
{
    return difference<SourceInfo>(before, after, write);
}

} // namespace sightglass::client
