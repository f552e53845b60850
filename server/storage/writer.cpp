// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/writer.h"

#include "core/logging.h"
#include "storage/hubsecret.h"
#include "storage/schema.h"
#include "storage/writercall.h"
#include "storage/writerparts.h"

namespace sightglass::storage {

using domain::Event;
using namespace std::chrono_literals;

namespace {

/// After this long without work the log is emptied.
constexpr std::chrono::milliseconds kQuiet = 30s;
/// While nothing happens: only old daily secrets have to go.
constexpr std::chrono::milliseconds kAsleep = 1h;
constexpr std::chrono::milliseconds kRetry = 1s;
/// Waking a sleeping thread costs some 10 to 50 µs, a fair part of a fast disk's sync; watching for the next request
/// costs a processor that is idle anyway while one sender waits for its answer.
constexpr std::chrono::microseconds kPatience = 150us;
/// What an event takes beside its encoded bytes while it waits.
constexpr std::int64_t kSubmissionBytes = 256;

} // namespace

Writer::Writer(StoreOptions options, const Clock& clock, SourceTable& sources, EventMap& map, CatalogueTable& catalogue,
               LinkTable& links, ColumnCache& cache)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_reserve(m_options.directory.toStdString(), m_options.diskReserve)
    , m_sources(sources)
    , m_map(map)
    , m_mayWatch(std::thread::hardware_concurrency() > 1)
    , m_catalogue(catalogue)
    , m_links(links)
    , m_cache(cache)
{
}

Writer::~Writer()
{
    stop();
}

Expected<void> Writer::start(const QString& databaseFile)
{
    std::promise<Expected<void>> opened;
    std::future<Expected<void>> result = opened.get_future();
    m_thread = std::thread(
        [this, databaseFile, promise = std::move(opened)]() mutable { run(databaseFile, std::move(promise)); });
    return result.get();
}

void Writer::stop()
{
    m_jobs.close();
    if (m_thread.joinable())
        m_thread.join();
}

Expected<void> Writer::submit(std::vector<Event> events, domain::StoreDone done)
{
    const auto limit = static_cast<std::int64_t>(m_options.queueBytes);
    const auto busy = [] { return unexpected(ErrorCode::Busy, QStringLiteral("Too many events wait for the disk.")); };
    if (m_queuedBytes.load() >= limit)
        return busy();
    Submission submission{EncodedEvents(events, m_idHash), std::move(done), nullptr, 0};
    const domain::LiveFeed* feed = m_feed.load();
    if (feed != nullptr && feed->hasListeners())
        submission.live = std::make_shared<std::vector<Event>>(std::move(events));
    const std::int64_t factor = submission.live ? 3 : 1; // the decoded event beside the encoded one
    submission.heldBytes = static_cast<std::int64_t>(submission.events.bytes()) * factor + kSubmissionBytes;
    const std::int64_t held = submission.heldBytes;
    if (const std::int64_t before = m_queuedBytes.fetch_add(held); before > 0 && before + held > limit) {
        m_queuedBytes -= held;
        return busy();
    }
    if (m_jobs.post(std::move(submission)))
        return {};
    m_queuedBytes -= held;
    return unexpected(ErrorCode::Unavailable, QStringLiteral("The store is closed."));
}

StoreFigures Writer::figures() const
{
    StoreFigures figures;
    figures.commits = m_commits;
    figures.duplicates = m_duplicates;
    figures.queuedBytes = m_queuedBytes;
    figures.writable = m_writable;
    return figures;
}

Expected<void> Writer::capPages(std::int64_t pages)
{
    return call([this, pages](ControlDatabase&) { return m_parts->connection.capPages(pages); });
}

void Writer::run(const QString& databaseFile, std::promise<Expected<void>> opened)
{
    m_threadId = std::this_thread::get_id();
    Expected<void> result = open(databaseFile);
    const bool isOpen = result.has_value();
    opened.set_value(std::move(result));
    if (isOpen)
        loop();
    m_parts.reset();
}

Expected<void> Writer::open(const QString& databaseFile)
{
    Expected<Connection> connection = Connection::open(databaseFile, Connection::Mode::ReadWrite);
    if (!connection)
        return unexpected(connection.error());
    m_parts = std::make_unique<Parts>(std::move(*connection), *this);
    Connection& db = m_parts->connection;
    const char* synchronous =
        m_options.durability == Durability::Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL";
    // Before anything is in the file: pages that hold nothing any more can be given back later, slice by slice. What is
    // deleted is overwritten, so that it is not found in the file either.
    return db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        .and_then([&] { return db.execute("PRAGMA secure_delete = ON"); })
        .and_then([&] { return db.execute("PRAGMA journal_mode = WAL"); })
        .and_then([&] { return db.execute(synchronous); })
        .and_then([&] { return db.execute("PRAGMA cache_size = -16000"); })
        .and_then([&] { return migrate(db); })
        .and_then([&] { return loadMasterKey(db); })
        .and_then([&](const QByteArray& key) {
            m_masterKey = key;
            m_idHash = IdHash(derivedSecret(key, "message_id"));
            return m_parts->chunks.load();
        })
        .and_then([&] { return m_parts->events.load(m_idHash); })
        .transform([&] { m_lastSeq = m_parts->events.nextSeq() - 1; })
        .and_then([&] { return m_parts->housekeeping.start(databaseFile, synchronous); })
        .and_then([&] { return ControlDatabase::open(databaseFile, m_options.durability); })
        .transform([&](std::unique_ptr<ControlDatabase> control) { m_parts->control = std::move(control); });
}

void Writer::loop()
{
    using Steady = std::chrono::steady_clock;
    std::chrono::milliseconds wait = kQuiet;
    bool comesSoon = false; // a lone sender that answers each answer with the next request
    while (!m_jobs.isFinished()) {
        const Steady::time_point free = Steady::now();
        if (comesSoon)
            m_jobs.watchFor(kPatience);
        std::vector<Job> jobs = m_jobs.waitAllFor(wait);
        comesSoon = m_mayWatch && jobs.size() == 1 && Steady::now() - free < kPatience;
        if (jobs.empty()) {
            wait = idle();
            continue;
        }
        process(std::move(jobs));
        betweenGroups();
        wait = !m_writable ? kRetry : m_parts->mayHaveRemoved ? 0ms : kQuiet;
    }
    if (m_parts->events.hasUncovered())
        std::ignore = m_parts->events.cover(m_clock.now()); // only makes the next start quicker
}

void Writer::process(std::vector<Job> jobs)
{
    std::vector<Submission> group;
    for (Job& job : jobs) {
        if (auto* submission = std::get_if<Submission>(&job)) {
            group.push_back(std::move(*submission));
            continue;
        }
        storeGroup(std::exchange(group, {}));
        std::get<Task>(job)();
        m_parts->mayHaveRemoved = true;
        m_parts->logMustGo = true;
    }
    storeGroup(std::move(group));
}

void Writer::betweenGroups()
{
    if (m_parts->events.isCoverDue()) {
        if (const Expected<void> done = m_parts->events.cover(m_clock.now()); !done)
            qCWarning(lcStorage) << "Message ids could not be carried over:" << done.error().detail;
    }
    m_parts->housekeeping.checkpointIfLarge();
    m_parts->housekeeping.keepRoomInLog();
}

std::chrono::milliseconds Writer::idle()
{
    if (!m_writable) {
        if (!hasRoom() || !m_parts->housekeeping.probeSpace())
            return kRetry;
        m_writable = true;
        qCInfo(lcStorage) << "The store can be written again.";
    }
    if (m_parts->mayHaveRemoved) {
        const Expected<bool> more = removeSlice();
        m_parts->mayHaveRemoved = more && *more;
        m_parts->logIsCopied = false;
        m_parts->logMustGo = m_parts->logMustGo || m_parts->mayHaveRemoved;
        return m_parts->mayHaveRemoved ? 0ms : kQuiet;
    }
    const Expected<int> destroyed = m_parts->control->dailySecrets().destroyOld(m_clock.now());
    m_parts->logMustGo = m_parts->logMustGo || (destroyed && *destroyed > 0);
    if (m_parts->logMustGo)
        m_parts->logMustGo = !m_parts->housekeeping.emptyLog();
    else if (!m_parts->logIsCopied)
        m_parts->housekeeping.checkpointAll();
    m_parts->logIsCopied = true;
    return m_parts->logMustGo ? kQuiet : kAsleep;
}

} // namespace sightglass::storage
