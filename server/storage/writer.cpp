// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/writer.h"

#include "core/logging.h"
#include "storage/chunkwriter.h"
#include "storage/erasures.h"
#include "storage/eventwriter.h"
#include "storage/housekeeping.h"
#include "storage/hubsecret.h"
#include "storage/schema.h"
#include "storage/sealedidentity.h"
#include "storage/writercall.h"

#include <algorithm>

namespace sightglass::storage {

using domain::Event;
using domain::StoreOutcome;
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

/// What lives on the thread, in the order it is opened.
struct Writer::Parts
{
    Connection connection;
    SealedIdentity identities;
    EventWriter events;
    ChunkWriter chunks;
    Erasures erasures;
    Housekeeping housekeeping;
    std::unique_ptr<ControlDatabase> control;
    bool logIsCopied = false;
    bool logMustGo = false;     ///< What was deleted or overwritten shall not be found in it either.
    bool mayHaveRemoved = true; ///< Sources whose events are still to be deleted.

    Parts(Connection opened, Writer& writer)
        : connection(std::move(opened))
        , identities(connection, writer.m_catalogue, writer.m_cache)
        , events(connection, writer.m_map, identities, writer.m_options.dedupHorizon, writer.m_options.dedup)
        , chunks(connection, writer.m_catalogue, events, writer.m_options.sealing.faultPoint)
        , erasures(connection, events, writer.m_options.sealing.faultPoint)
        , housekeeping(connection)
    {
    }
};

Writer::Writer(StoreOptions options, const Clock& clock, SourceTable& sources, EventMap& map, CatalogueTable& catalogue,
               ColumnCache& cache)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_reserve(m_options.directory.toStdString(), m_options.diskReserve)
    , m_sources(sources)
    , m_map(map)
    , m_mayWatch(std::thread::hardware_concurrency() > 1)
    , m_catalogue(catalogue)
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

void Writer::storeGroup(std::vector<Submission> group)
{
    if (group.empty())
        return;
    std::int64_t held = 0;
    for (const Submission& submission : group)
        held += submission.heldBytes;
    const SourceTable::Snapshot sources = m_sources.snapshot();
    std::vector<StoreOutcome> outcomes;
    const Expected<void> stored =
        hasRoom().and_then([&] { return m_parts->events.store(group, *sources, outcomes); });
    m_parts->logIsCopied = false;
    if (m_options.syncDelay > 0ms)
        std::this_thread::sleep_for(m_options.syncDelay);
    m_queuedBytes -= held;
    if (!stored) {
        refuse(group, stored.error());
        return;
    }
    if (!m_writable.exchange(true))
        qCInfo(lcStorage) << "The store can be written again.";
    ++m_commits;
    noteStored();
    publish(group, outcomes);
    for (std::size_t i = 0; i < group.size(); ++i) {
        m_duplicates += std::count(outcomes[i].items.begin(), outcomes[i].items.end(), StoreOutcome::Item::Duplicate);
        group[i].done(std::move(outcomes[i]));
    }
}

Expected<void> Writer::hasRoom()
{
    if (!m_reserve.isLow(m_parts->housekeeping.logBytes()))
        return {};
    return unexpected(ErrorCode::Unavailable, QStringLiteral("less than %1 MiB of the disk are free (disk_reserve)")
                                                  .arg(m_reserve.bytes() / (1024 * 1024)));
}

void Writer::noteStored()
{
    m_lastSeq = m_parts->events.nextSeq() - 1;
    if (m_stored)
        m_stored(m_lastSeq);
}

void Writer::publish(const std::vector<Submission>& group, const std::vector<StoreOutcome>& outcomes)
{
    domain::LiveFeed* feed = m_feed.load();
    if (feed == nullptr)
        return;
    const SourceTable::Snapshot sources = m_sources.snapshot();
    auto stored = std::make_shared<std::vector<Event>>();
    std::size_t row = 0;
    for (std::size_t i = 0; i < group.size(); ++i) {
        for (std::size_t item = 0; item < outcomes[i].items.size(); ++item) {
            if (outcomes[i].items[item] == StoreOutcome::Item::Duplicate)
                continue;
            const StoredRow& place = m_parts->events.storedRows()[row++];
            if (!group[i].live)
                continue;
            Event& event = stored->emplace_back(std::move((*group[i].live)[item]));
            event.seq = EventSeq(place.seq);
            event.source = place.source;
            event.project = sources->projectOf(place.source);
        }
    }
    if (!stored->empty())
        feed->stored(std::move(stored));
}

void Writer::refuse(const std::vector<Submission>& group, const Error& error)
{
    if (m_writable.exchange(false))
        qCWarning(lcStorage) << "The store cannot be written:" << error.detail;
    for (const Submission& submission : group)
        submission.done(unexpected(ErrorCode::Unavailable, error.detail, error.where));
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

Expected<bool> Writer::removeSlice()
{
    Expected<bool> more = m_parts->housekeeping.removeSlice(m_map);
    if (more && *more)
        m_parts->chunks.noteRowsRemoved();
    return more;
}

Expected<void> Writer::beginErasure(ProjectId project, std::uint64_t key)
{
    return onThread(
        [&]() { return m_parts->erasures.begin(project, key, m_sources.snapshot()->sourcesOf(project)); });
}

Expected<void> Writer::finishErasure(std::int64_t id)
{
    return onThread([&]() { return m_parts->erasures.finish(id); });
}

bool Writer::emptyLog()
{
    return onThread([&]() { return Expected<bool>(m_parts->housekeeping.emptyLog()); }).value_or(false);
}

Expected<std::int64_t> Writer::shrink()
{
    return onThread([this]() -> Expected<std::int64_t> {
        const Expected<bool> removed = removeSlice();
        if (!removed)
            return unexpected(removed.error());
        return *removed ? Expected<std::int64_t>(1) : m_parts->housekeeping.shrink();
    });
}

bool Writer::runTask(Task task)
{
    if (std::this_thread::get_id() == m_threadId.load()) {
        task(); // waiting for itself would never end
        return true;
    }
    return m_jobs.post(std::move(task));
}

ControlDatabase& Writer::control()
{
    return *m_parts->control;
}

ChunkWriter& Writer::chunks()
{
    return m_parts->chunks;
}

Expected<std::int64_t> Writer::cover()
{
    return onThread([this]() -> Expected<std::int64_t> {
        if (m_parts->events.hasUncovered()) {
            if (const Expected<void> done = m_parts->events.cover(m_clock.now()); !done)
                return unexpected(done.error());
        }
        return m_parts->events.nextSeq() - 1;
    });
}

Expected<void> Writer::removeLink(const domain::IdentityLink& link)
{
    return onThread([&] { return m_parts->events.takeLinkBack(link, m_clock.now()); });
}

Expected<std::int64_t> Writer::takeSeqs(std::int64_t count)
{
    return onThread([this, count] { return Expected<std::int64_t>(m_parts->events.takeSeqs(count)); });
}

Expected<void> Writer::commitImport(const ChunkChange& change, ImportedRows& rows)
{
    return onThread([&] { return importNow(change, rows); });
}

Expected<void> Writer::importNow(const ChunkChange& change, ImportedRows& rows)
{
    if (Expected<void> room = hasRoom(); !room)
        return room;
    const Expected<bool> hasSome = m_parts->events.findDuplicates(rows, *m_sources.snapshot());
    if (!hasSome)
        return unexpected(hasSome.error());
    if (*hasSome)
        return unexpected(ErrorCode::Conflict, QStringLiteral("Some events are stored already."));
    Expected<void> done = m_parts->chunks.commit(change, [&] { return m_parts->events.addImported(rows); });
    const Expected<void> ended = m_parts->events.endImport(rows, done.has_value());
    if (!done)
        return done;
    noteStored();
    return ended;
}

TimePoint Writer::horizon() const
{
    return m_clock.now() - EventWriter::horizonOf(m_options.dedupHorizon);
}

} // namespace sightglass::storage
