// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlitestore.h"

#include "storage/backup.h"
#include "storage/chunkreads.h"
#include "storage/clicklinks.h"
#include "storage/compaction.h"
#include "storage/dayevents.h"
#include "storage/dayimport.h"
#include "storage/erasurestart.h"
#include "storage/hubsecret.h"
#include "storage/newestevents.h"
#include "storage/personevents.h"
#include "storage/storescan.h"
#include "storage/writercall.h"

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <thread>

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
    , m_chunkRows(options.sealing.chunkRows)
    , m_cache(options.queryCacheBytes == 0 ? ColumnCache::usualBytes() : options.queryCacheBytes)
    , m_pool(m_directory.databaseFile())
    , m_writer(options, clock, m_sources, m_map, m_catalogue, m_links, m_cache)
    , m_background(m_writer, m_pool, m_sources, m_catalogue, m_cache, clock, options)
    , m_control(m_writer, m_sources, clock, [this] { m_background.wake(); })
    , m_shortLinks(m_writer)
    , m_trackerRecords(m_writer)
{
}

SqliteStore::~SqliteStore()
{
    SqliteStore::drain();
}

void SqliteStore::drain()
{
    m_background.stop();
    m_pool.close();
    m_writer.stop();
}

Expected<void> SqliteStore::start()
{
    const QString file = m_directory.databaseFile();
    m_writer.setStored([this](std::int64_t lastSeq) { m_background.noteStored(lastSeq); });
    if (Expected<void> started = m_writer.start(file); !started)
        return started;
    QFile::setPermissions(file, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (Expected<void> loaded = m_shortLinks.load(); !loaded)
        return loaded;
    if (Expected<void> loaded = m_control.load(); !loaded)
        return loaded;
    m_background.noteStored(m_writer.lastSeq());
    m_background.start();
    return {};
}

Expected<void> SqliteStore::submit(std::vector<Event> events, domain::StoreDone done)
{
    return m_writer.submit(std::move(events), std::move(done));
}

Expected<std::unique_ptr<domain::EventScan>> SqliteStore::openScan()
{
    return std::unique_ptr<domain::EventScan>(
        std::make_unique<StoreScan>(m_pool, m_sources, m_map, m_catalogue, m_links, m_cache));
}

Expected<std::vector<Event>> SqliteStore::recentEvents(ProjectId project, EventSeq before, int limit)
{
    const Expected<std::shared_ptr<ChunkReads>> reads = ChunkReads::open(m_pool, m_catalogue, m_cache);
    if (!reads)
        return unexpected(reads.error());
    return newestEvents(*reads, *m_sources.snapshot(), project, before, limit);
}

Expected<std::vector<Event>> SqliteStore::personEvents(ProjectId project, std::vector<std::uint64_t> visitorKeys,
                                                       const std::optional<EventCursor>& after, int limit)
{
    const Expected<std::shared_ptr<ChunkReads>> reads = ChunkReads::open(m_pool, m_catalogue, m_cache);
    if (!reads)
        return unexpected(reads.error());
    return storage::personEvents(*reads, *m_sources.snapshot(), project, std::move(visitorKeys), after, limit);
}

Expected<std::vector<ClickGroup>> SqliteStore::clickGroups(ProjectId project)
{
    const Expected<ReadPool::Borrowed> connection = m_pool.take();
    if (!connection)
        return unexpected(connection.error());
    return readClickGroups(**connection, m_sources.snapshot()->sourcesOf(project));
}

Expected<void> SqliteStore::eachEvent(ProjectId project, domain::TimeRange range, const EventVisitor& visit)
{
    const SourceTable::Snapshot sources = m_sources.snapshot();
    const domain::TimeRange extent = m_map.extent(sources->sourcesOf(project));
    const TimePoint end = std::min(range.to, extent.to + std::chrono::milliseconds(1));
    for (TimePoint from = std::max(range.from, extent.from); from < end;) {
        const TimePoint to =
            std::min<TimePoint>(end, std::chrono::floor<std::chrono::days>(from) + std::chrono::days(1));
        const Expected<std::shared_ptr<ChunkReads>> reads = ChunkReads::open(m_pool, m_catalogue, m_cache);
        if (!reads)
            return unexpected(reads.error());
        const Expected<std::vector<Event>> events = dayEvents(*reads, *sources, m_map, project, {from, to});
        if (!events)
            return unexpected(events.error());
        for (const Event& event : *events) {
            if (Expected<void> visited = visit(event); !visited)
                return visited;
        }
        from = to;
    }
    return {};
}

std::mutex& SqliteStore::importMutex(domain::TimeRange day)
{
    return m_importMutexes[std::size_t(std::chrono::floor<std::chrono::days>(day.from).time_since_epoch().count()) %
                           m_importMutexes.size()];
}

Expected<ImportOutcome> SqliteStore::importDay(ProjectId project, ImportedDay imported)
{
    const Expected<domain::TimeRange> day = dayOf(imported.events());
    if (!day)
        return unexpected(day.error());
    const std::lock_guard lock(importMutex(*day));
    const auto before = std::int64_t(imported.events().size());
    DayContents contents;
    const Expected<std::unique_ptr<domain::EventScan>> scan = openScan();
    if (!scan)
        return unexpected(scan.error());
    if (const Expected<void> read = contents.readIds(**scan, project, *day); !read)
        return unexpected(read.error());
    contents.removeById(imported.events());
    if (contents.hasSomeWithoutId() && imported.events().size() > 0) {
        const Expected<void> read = eachEvent(project, *day, [&contents](const Event& event) {
            contents.addWithoutId(event);
            return Expected<void>();
        });
        if (!read)
            return unexpected(read.error());
        contents.removeAlike(imported.events());
    }
    const Expected<std::int64_t> stored = DayImport(m_writer, project, m_chunkRows).store(imported);
    if (!stored)
        return unexpected(stored.error());
    m_background.noteImported();
    return ImportOutcome{*stored, before - *stored};
}

Expected<std::int64_t> SqliteStore::erasePerson(ProjectId project, std::uint64_t visitorKey, const Progress& progress)
{
    const std::int64_t before = m_background.eraser().erasedEvents();
    if (const Expected<void> begun = startErasure(m_writer, m_pool, m_sources, project, visitorKey); !begun)
        return unexpected(begun.error());
    m_background.noteErasure();
    const auto meanwhile = [&] { return progress(m_background.eraser().chunksDone(), m_background.eraser().chunks()); };
    if (const Expected<void> done = m_background.finishAll(meanwhile); !done)
        return unexpected(done.error());
    while (!m_writer.emptyLog()) { // a reader is in the way
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        if (!meanwhile())
            return unexpected(ErrorCode::Cancelled,
                              QStringLiteral("The log is emptied as soon as no reader is in the way."));
    }
    std::ignore = meanwhile();
    return m_background.eraser().erasedEvents() - before;
}

Expected<std::int64_t> SqliteStore::relabel(ProjectId project, const EventJudge& judge, const Progress& progress)
{
    if (const Expected<void> sealed = seal(); !sealed)
        return unexpected(sealed.error());
    const auto change = [&judge](Event& event) {
        domain::Verdicts verdicts = judge(event);
        if (verdicts.bot == event.bot && verdicts.excluded == event.excluded)
            return Reworker::Verdict::Keep;
        event.bot = std::move(verdicts.bot);
        event.excluded = std::move(verdicts.excluded);
        return Reworker::Verdict::Changed;
    };
    return m_background.reworkProject(project, change, progress);
}

Expected<void> SqliteStore::compact(const Progress& progress)
{
    return storage::compact(m_writer, m_background, progress);
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
    figures.diskFreeBytes = QStorageInfo(m_directory.path()).bytesAvailable();
    m_background.describe(figures);
    figures.cacheBytes = static_cast<std::int64_t>(m_cache.bytes());
    figures.events = m_map.eventCount();
    figures.fileBytes = QFileInfo(file).size() + QFileInfo(file + QLatin1String("-wal")).size();
    return figures;
}

Expected<void> SqliteStore::backup(const QString& file)
{
    return copyDatabase(m_directory.databaseFile(), file);
}

} // namespace sightglass::storage
