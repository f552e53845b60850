// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlitestore.h"

#include "storage/backup.h"
#include "storage/eventreader.h"
#include "storage/hubsecret.h"
#include "storage/rowscan.h"
#include "storage/writercall.h"

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

namespace sightglass::storage {

using domain::Event;

Expected<std::unique_ptr<Store>> Store::open(StoreOptions options, const Clock& clock)
{
    Expected<DataDirectory> directory = DataDirectory::acquire(options.directory);
    if (!directory)
        return unexpected(directory.error());
    auto store = std::make_unique<SqliteStore>(std::move(*directory), std::move(options), clock);
    if (const Expected<void> started = store->start(); !started)
        return unexpected(started.error());
    return std::unique_ptr<Store>(std::move(store));
}

SqliteStore::SqliteStore(DataDirectory directory, StoreOptions options, const Clock& clock)
    : m_directory(std::move(directory))
    , m_clock(clock)
    , m_writer(std::move(options), clock, m_sources, m_map)
    , m_control(m_writer, m_sources, clock)
{
}

SqliteStore::~SqliteStore()
{
    m_writer.stop();
}

Expected<void> SqliteStore::start()
{
    const QString file = m_directory.databaseFile();
    if (Expected<void> started = m_writer.start(file); !started)
        return started;
    QFile::setPermissions(file, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return m_control.load();
}

Expected<void> SqliteStore::submit(std::vector<Event> events, domain::StoreDone done)
{
    return m_writer.submit(std::move(events), std::move(done));
}

Expected<std::unique_ptr<domain::EventScan>> SqliteStore::openScan()
{
    Expected<Connection> connection = Connection::open(m_directory.databaseFile(), Connection::Mode::ReadOnly);
    if (!connection)
        return unexpected(connection.error());
    return std::unique_ptr<domain::EventScan>(std::make_unique<RowScan>(std::move(*connection), m_sources, m_map));
}

Expected<std::vector<Event>> SqliteStore::recentEvents(ProjectId project, EventSeq before, int limit)
{
    Expected<Connection> connection = Connection::open(m_directory.databaseFile(), Connection::Mode::ReadOnly);
    if (!connection)
        return unexpected(connection.error());
    return newestEvents(*connection, *m_sources.snapshot(), project, before, limit);
}

std::string SqliteStore::secret(const char* purpose) const
{
    return derivedSecret(m_writer.masterKey(), purpose);
}

Expected<std::string> SqliteStore::dailySecret(TimePoint time)
{
    return m_writer.call([&](ControlDatabase& control) { return control.dailySecrets().get(time, m_clock.now()); })
        .transform([](const QByteArray& key) { return key.toStdString(); });
}

StoreFigures SqliteStore::figures() const
{
    StoreFigures figures = m_writer.figures();
    const QString file = m_directory.databaseFile();
    figures.events = m_map.eventCount();
    figures.fileBytes = QFileInfo(file).size() + QFileInfo(file + QLatin1String("-wal")).size();
    figures.diskFreeBytes = QStorageInfo(m_directory.path()).bytesAvailable();
    return figures;
}

Expected<void> SqliteStore::backup(const QString& file)
{
    return copyDatabase(m_directory.databaseFile(), file);
}

} // namespace sightglass::storage
