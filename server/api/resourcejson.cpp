// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resourcejson.h"

#include "api/call.h"
#include "api/members.h"
#include "api/sourceids.h"
#include "core/timezone.h"

#include <QJsonArray>
#include <QUrl>

namespace sightglass::api {

namespace {

QString dsnOf(const domain::Source& source, const QString& address)
{
    QUrl url(address);
    url.setUserName(toQString(source.sentryKey));
    url.setPath(url.path() + u'/' + idText(source.id.value));
    return url.toString();
}

} // namespace

QJsonObject toJson(const domain::Project& project)
{
    return {{QStringLiteral("id"), idText(project.id.value)},
            {QStringLiteral("name"), toQString(project.name)},
            {QStringLiteral("timezone"), toQString(project.timezone)},
            {QStringLiteral("weekStartsOnSunday"), project.weekStartsOnSunday},
            {QStringLiteral("currency"), toQString(project.currency)},
            {QStringLiteral("privacy"), toQString(domain::name(project.privacy))},
            {QStringLiteral("honourOptOut"), toQString(domain::name(project.honourOptOut))},
            {QStringLiteral("storeFlagged"), project.storeFlagged},
            {QStringLiteral("keepTrailingSlash"), project.keepTrailingSlash},
            {QStringLiteral("visitTimeoutMinutes"), project.visitTimeoutMinutes},
            {QStringLiteral("cutVisitsAtMidnight"), project.cutVisitsAtMidnight},
            {QStringLiteral("cutVisitsAtCampaign"), project.cutVisitsAtCampaign},
            {QStringLiteral("retentionDays"), project.retentionDays},
            {QStringLiteral("retentionBytes"), qint64(project.retentionBytes)},
            {QStringLiteral("dropMessageIds"), project.dropMessageIds},
            {QStringLiteral("automaticEvents"), toQString(domain::name(project.automaticEvents))},
            {QStringLiteral("exclusions"), domain::toJson(project.exclusions)},
            {QStringLiteral("demo"), project.demo},
            {QStringLiteral("createdAt"), timeText(project.createdAt)}};
}

QJsonObject toJson(const domain::Source& source, const QString& address)
{
    const auto texts = [](const std::vector<std::string>& list) {
        QJsonArray array;
        for (const std::string& text : list)
            array.append(toQString(text));
        return array;
    };
    QJsonObject out{{QStringLiteral("id"), idText(source.id.value)},
                    {QStringLiteral("project"), idText(source.project.value)},
                    {QStringLiteral("name"), toQString(source.name)},
                    {QStringLiteral("kind"), toQString(domain::name(source.kind))},
                    {QStringLiteral("hosts"), texts(source.hosts)},
                    {QStringLiteral("writeKey"), toQString(source.writeKey)},
                    {QStringLiteral("sentryKey"), toQString(source.sentryKey)},
                    {QStringLiteral("dsn"), dsnOf(source, address)},
                    {QStringLiteral("openTraceUid"), toQString(source.openTraceUid)},
                    {QStringLiteral("umamiId"), toQString(source.umamiId)},
                    {QStringLiteral("posthogToken"), toQString(source.posthogToken)},
                    {QStringLiteral("goatcounterSite"), toQString(source.goatcounterSite)},
                    {QStringLiteral("ipMode"), toQString(domain::name(source.ipMode))},
                    {QStringLiteral("storeFullUrl"), source.storeFullUrl},
                    {QStringLiteral("storeClickIds"), source.storeClickIds},
                    {QStringLiteral("pageviewNames"), texts(source.pageviewNames)},
                    {QStringLiteral("linkOnAllEvents"), source.linkOnAllEvents},
                    {QStringLiteral("rateLimitPerSecond"), source.rateLimitPerSecond},
                    {QStringLiteral("enabled"), source.enabled},
                    {QStringLiteral("exclusions"), domain::toJson(source.exclusions)},
                    {QStringLiteral("createdAt"), timeText(source.createdAt)}};
    if (!source.sierraUri.empty())
        out.insert(QStringLiteral("sierraUri"), toQString(source.sierraUri));
    return out;
}

QJsonObject toJson(const domain::Token& token)
{
    return {{QStringLiteral("id"), idText(token.id.value)},
            {QStringLiteral("name"), toQString(token.name)},
            {QStringLiteral("scope"), toQString(domain::name(token.scope))},
            {QStringLiteral("createdAt"), timeText(token.createdAt)}};
}

QJsonObject toJson(const JobState& job)
{
    QJsonObject counts;
    for (const auto& [what, count] : job.counts)
        counts.insert(toQString(what), qint64(count));
    QJsonArray remarks;
    for (const std::string& remark : job.remarks)
        remarks.append(toQString(remark));
    QJsonObject out{{QStringLiteral("id"), idText(job.id)},
                    {QStringLiteral("kind"), toQString(job.kind)},
                    {QStringLiteral("subject"), toQString(job.subject)},
                    {QStringLiteral("phase"), toQString(name(job.phase))},
                    {QStringLiteral("done"), qint64(job.done)},
                    {QStringLiteral("counts"), counts},
                    {QStringLiteral("startedAt"), timeText(job.startedAt)}};
    if (job.project != 0)
        out.insert(QStringLiteral("project"), idText(job.project));
    if (job.total > 0)
        out.insert(QStringLiteral("total"), qint64(job.total));
    if (!remarks.isEmpty())
        out.insert(QStringLiteral("remarks"), remarks);
    if (!job.error.isEmpty())
        out.insert(QStringLiteral("error"), job.error);
    if (job.endedAt)
        out.insert(QStringLiteral("endedAt"), timeText(*job.endedAt));
    return out;
}

Expected<void> apply(const QJsonObject& body, domain::Project& project)
{
    Members members;
    members.text("name", project.name, 1, 200)
        .truth("weekStartsOnSunday", project.weekStartsOnSunday)
        .word("privacy", project.privacy, domain::parsePrivacy, "standard or strict")
        .word("honourOptOut", project.honourOptOut, domain::parseOptOut, "auto, on or off")
        .word("automaticEvents", project.automaticEvents, domain::parseAutomaticEvents, "30days, keep or drop")
        .truth("storeFlagged", project.storeFlagged)
        .truth("keepTrailingSlash", project.keepTrailingSlash)
        .number("visitTimeoutMinutes", project.visitTimeoutMinutes, 1, 720)
        .truth("cutVisitsAtMidnight", project.cutVisitsAtMidnight)
        .truth("cutVisitsAtCampaign", project.cutVisitsAtCampaign)
        .number("retentionDays", project.retentionDays, 0, 36'500)
        .truth("dropMessageIds", project.dropMessageIds)
        .nested("exclusions", [&project](const QJsonValue& value) { return domain::apply(value, project.exclusions); })
        .custom("retentionBytes",
                [&project](const QJsonValue& value) {
                    const qint64 bytes = value.toInteger(-1);
                    if (bytes < 0)
                        return QStringLiteral("a number of bytes, 0 for no bound");
                    project.retentionBytes = bytes;
                    return QString();
                })
        .custom("timezone",
                [&project](const QJsonValue& value) {
                    if (!namedZone(value.toString()))
                        return QStringLiteral("a zone of the IANA table such as Europe/Oslo");
                    project.timezone = value.toString().toStdString();
                    return QString();
                })
        .custom("currency", [&project](const QJsonValue& value) {
            const QString code = value.toString();
            if (code.size() != 3 ||
                !std::all_of(code.begin(), code.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; }))
                return QStringLiteral("a currency of ISO 4217 such as EUR");
            project.currency = code.toStdString();
            return QString();
        });
    return members.take(body);
}

Expected<void> apply(const QJsonObject& body, domain::Source& source)
{
    Members members;
    members.text("name", source.name, 0, 200)
        .word("kind", source.kind, domain::parseSourceKind, "web, server, app or bot")
        .word("ipMode", source.ipMode, domain::parseIpMode, "none, truncate or full")
        .truth("storeFullUrl", source.storeFullUrl)
        .truth("storeClickIds", source.storeClickIds)
        .truth("linkOnAllEvents", source.linkOnAllEvents)
        .number("rateLimitPerSecond", source.rateLimitPerSecond, 0, 1'000'000)
        .truth("enabled", source.enabled)
        .nested("exclusions", [&source](const QJsonValue& value) { return domain::apply(value, source.exclusions); });
    addIdMembers(members, source);
    return members.take(body);
}

Expected<void> apply(const QJsonObject& body, domain::Token& token)
{
    Members members;
    members.text("name", token.name, 1, 200).word("scope", token.scope, domain::parseScope, "read, write or admin");
    return members.take(body);
}

} // namespace sightglass::api
