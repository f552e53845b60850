// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/controldatabase.h"

#include "storage/sqliteerror.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace sightglass::storage {

namespace {

Unexpected failure(const QSqlError& error, const QString& where)
{
    return unexpected(sqliteError(error.nativeErrorCode().toInt(), error.databaseText(), where));
}

/// The project that segment_open_mode names: its id as text or number.
ProjectId openModeProject(const QJsonObject& settings)
{
    return ProjectId(settings.value(QLatin1String("segment_open_mode")).toVariant().toLongLong());
}

} // namespace

Expected<std::unique_ptr<ControlDatabase>> ControlDatabase::open(const QString& file, Durability durability)
{
    const QString connection = QStringLiteral("sightglass-control-") + QUuid::createUuid().toString(QUuid::Id128);
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
    database.setDatabaseName(file);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=10000"));
    std::unique_ptr<ControlDatabase> control(new ControlDatabase(database));
    if (!database.open())
        return failure(database.lastError(), file);
    const QString synchronous = durability == Durability::Full ? QStringLiteral("FULL") : QStringLiteral("NORMAL");
    const QString pragmas[] = {QStringLiteral("PRAGMA foreign_keys = ON"), QStringLiteral("PRAGMA secure_delete = ON"),
                               QStringLiteral("PRAGMA wal_autocheckpoint = 0"),
                               QStringLiteral("PRAGMA synchronous = ") + synchronous};
    for (const QString& text : pragmas) {
        if (const Expected<void> done = control->pragma(text); !done)
            return unexpected(done.error());
    }
    return control;
}

ControlDatabase::ControlDatabase(QSqlDatabase database)
    : m_database(database)
    , m_projects(database)
    , m_sources(database)
    , m_tokens(database)
    , m_campaigns(database)
    , m_saved(database)
    , m_shortLinks(database)
    , m_tracker(database)
    , m_settings(database)
    , m_audit(database)
    , m_dailySecrets(database)
{
}

ControlDatabase::~ControlDatabase()
{
    const QString connection = m_database.connectionName();
    m_database.close();
    // removeDatabase() complains while copies are alive.
    m_projects = ProjectRepository(QSqlDatabase());
    m_sources = SourceRepository(QSqlDatabase());
    m_tokens = TokenRepository(QSqlDatabase());
    m_campaigns = CampaignRepository(QSqlDatabase());
    m_saved = SavedRepository(QSqlDatabase());
    m_shortLinks = ShortLinkRepository(QSqlDatabase());
    m_tracker = TrackerRepository(QSqlDatabase());
    m_settings = SettingRepository(QSqlDatabase());
    m_audit = AuditRepository(QSqlDatabase());
    m_dailySecrets = DailySecrets(QSqlDatabase());
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(connection);
}

Expected<SourceTable::Snapshot> ControlDatabase::snapshot()
{
    const Expected<std::vector<domain::Project>> projects = m_projects.all();
    if (!projects)
        return unexpected(projects.error());
    const Expected<std::vector<domain::Source>> sources = m_sources.all();
    if (!sources)
        return unexpected(sources.error());
    const Expected<QJsonObject> settings = m_settings.all();
    if (!settings)
        return unexpected(settings.error());
    return SourceTable::Snapshot(
        std::make_shared<const SourceSnapshot>(*projects, *sources, openModeProject(*settings)));
}

Expected<void> ControlDatabase::begin()
{
    if (!m_database.transaction())
        return failure(m_database.lastError(), QStringLiteral("BEGIN"));
    return {};
}

Expected<void> ControlDatabase::commit()
{
    if (m_database.commit())
        return {};
    const QSqlError error = m_database.lastError();
    m_database.rollback();
    return failure(error, QStringLiteral("COMMIT"));
}

Expected<void> ControlDatabase::pragma(const QString& text)
{
    QSqlQuery query(m_database);
    if (!query.exec(text))
        return failure(query.lastError(), text);
    return {};
}

} // namespace sightglass::storage
