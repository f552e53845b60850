// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sourcerepository.h"

#include "storage/controlquery.h"
#include "storage/exclusioncolumn.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace sightglass::storage {

using domain::Source;

namespace {

Unexpected notFound(SourceId id)
{
    return unexpected(ErrorCode::NotFound, QStringLiteral("There is no source %1.").arg(id.value),
                      QStringLiteral("source"));
}

std::vector<std::string> readList(const QByteArray& json)
{
    std::vector<std::string> texts;
    for (const QJsonValue text : QJsonDocument::fromJson(json).array())
        texts.push_back(text.toString().toStdString());
    return texts;
}

QString listText(const std::vector<std::string>& texts)
{
    QJsonArray array;
    for (const std::string& text : texts)
        array.append(QString::fromStdString(text));
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

Source readSource(const ControlQuery& row)
{
    Source source;
    source.id = SourceId(row.integer(0));
    source.project = ProjectId(row.integer(1));
    source.name = row.utf8(2);
    source.kind = domain::parseSourceKind(row.utf8(3)).value_or(domain::SourceKind::Web);
    source.hosts = readList(row.bytes(4));
    source.writeKey = row.utf8(5);
    source.sentryKey = row.utf8(6);
    source.openTraceUid = row.utf8(7);
    source.umamiId = row.utf8(8);
    source.posthogToken = row.utf8(9);
    source.goatcounterSite = row.utf8(10);
    source.ipMode = domain::parseIpMode(row.utf8(11)).value_or(domain::IpMode::None);
    source.storeFullUrl = row.flag(12);
    source.storeClickIds = row.flag(13);
    source.linkOnAllEvents = row.flag(14);
    source.rateLimitPerSecond = int(row.integer(15));
    source.createdAt = row.time(16);
    source.sierraUri = row.utf8(17);
    source.pageviewNames = readList(row.bytes(18));
    source.exclusions = exclusionsOf(row, 19);
    source.enabled = row.flag(20);
    return source;
}

void write(ControlQuery& query, const Source& source)
{
    query.bind(":project", source.project.value).bind(":name", source.name).bind(":kind", name(source.kind));
    query.bind(":hosts", listText(source.hosts));
    query.bind(":write_key", source.writeKey).bind(":sentry_key", source.sentryKey);
    query.bind(":opentrace_uid", source.openTraceUid).bind(":umami_id", source.umamiId);
    query.bind(":posthog_token", source.posthogToken).bind(":goatcounter_site", source.goatcounterSite);
    query.bind(":ip_mode", name(source.ipMode)).bind(":store_full_url", std::int64_t{source.storeFullUrl});
    query.bind(":store_click_ids", std::int64_t{source.storeClickIds});
    query.bind(":link_on_all_events", std::int64_t{source.linkOnAllEvents});
    query.bind(":rate_limit_per_second", source.rateLimitPerSecond).bind(":sierra_uri", source.sierraUri);
    query.bind(":pageview_names", listText(source.pageviewNames));
    query.bind(":enabled", std::int64_t{source.enabled});
    bindExclusions(query, source.exclusions);
}

/// SQLite names the column of a UNIQUE constraint at the end of its message: "… failed: source.write_key".
Error explained(const Error& error)
{
    if (error.code != ErrorCode::Conflict)
        return error;
    if (error.detail.contains(QLatin1String("FOREIGN KEY")))
        return {ErrorCode::NotFound, QStringLiteral("There is no such project."), QStringLiteral("project")};
    const qsizetype at = error.detail.indexOf(QLatin1String("source."));
    const QString column = at < 0 ? QString() : error.detail.mid(at + 7).section(QLatin1Char(' '), 0, 0);
    return {ErrorCode::Conflict, QStringLiteral("Another source has this %1 already.").arg(column), column};
}

} // namespace

Expected<std::vector<Source>> SourceRepository::all()
{
    std::vector<Source> sources;
    return ControlQuery(m_database, "source", "all")
        .each([&](const ControlQuery& row) { sources.push_back(readSource(row)); })
        .transform([&] { return std::move(sources); });
}

Expected<std::vector<Source>> SourceRepository::ofProject(ProjectId project)
{
    std::vector<Source> sources;
    return ControlQuery(m_database, "source", "ofProject")
        .bind(":project", project.value)
        .each([&](const ControlQuery& row) { sources.push_back(readSource(row)); })
        .transform([&] { return std::move(sources); });
}

Expected<Source> SourceRepository::get(SourceId id)
{
    std::optional<Source> found;
    const Expected<void> done =
        ControlQuery(m_database, "source", "get").bind(":id", id.value).each([&](const ControlQuery& row) {
            found = readSource(row);
        });
    if (!done)
        return unexpected(done.error());
    if (!found)
        return notFound(id);
    return *found;
}

Expected<Source> SourceRepository::add(Source source)
{
    ControlQuery query(m_database, "source", "add");
    write(query, source);
    query.bind(":created_at", toMs(source.createdAt));
    if (const Expected<void> done = query.run(); !done)
        return unexpected(explained(done.error()));
    source.id = SourceId(query.insertedId());
    return source;
}

Expected<Source> SourceRepository::update(Source source)
{
    ControlQuery query(m_database, "source", "update");
    write(query, source);
    if (const Expected<void> done = query.bind(":id", source.id.value).run(); !done)
        return unexpected(explained(done.error()));
    if (query.changedRows() == 0)
        return notFound(source.id);
    return get(source.id);
}

Expected<void> SourceRepository::remove(SourceId id)
{
    ControlQuery query(m_database, "source", "remove");
    if (Expected<void> done = query.bind(":id", id.value).run(); !done)
        return done;
    if (query.changedRows() == 0)
        return notFound(id);
    return ControlQuery(m_database, "source", "noteRemoved").bind(":id", id.value).run();
}

} // namespace sightglass::storage
