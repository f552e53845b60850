// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/background.h"

#include "core/logging.h"
#include "storage/freshrows.h"
#include "storage/sqltext.h"
#include "storage/writercall.h"

#include <algorithm>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sightglass::storage {

using namespace std::chrono_literals;

namespace {

constexpr int kLowPriority = 10;
constexpr std::chrono::milliseconds kLookAgain = 10min;   ///< Days end and rows grow old without an event.
constexpr std::chrono::milliseconds kAfterTrouble = 1min; ///< E.g. while the disk is full.
constexpr std::chrono::milliseconds kLongestRest = 5s;
constexpr std::chrono::milliseconds kTellEvery = 200ms;
constexpr std::chrono::milliseconds kQuietDay = 10min; ///< After this long without events a day that is over is sealed.

} // namespace

Background::Background(Writer& writer, ReadPool& pool, const SourceTable& sources, const CatalogueTable& catalogue,
                       ColumnCache& cache, const Clock& clock, const SealingOptions& options)
    : m_writer(writer)
    , m_pool(pool)
    , m_catalogue(catalogue)
    , m_clock(clock)
    , m_options(options)
    , m_installer(writer)
    , m_sealer(writer, pool, sources, catalogue, m_installer, options)
    , m_reworker(pool, sources, catalogue, cache, m_installer, options)
{
}

Background::~Background()
{
    stop();
}

void Background::start()
{
    m_thread = std::thread([this] { run(); });
}

void Background::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
    answer(unexpected(ErrorCode::Unavailable, QStringLiteral("The store is closed.")));
}

void Background::noteStored(std::int64_t lastSeq)
{
    m_lastSeq = lastSeq;
    if (freshRows() >= static_cast<std::int64_t>(m_options.rows) && !m_isNoticed.exchange(true))
        wake();
}

void Background::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isWoken = true;
    }
    m_wake.notify_all();
}

Expected<void> Background::finishAll(const std::function<bool()>& meanwhile)
{
    std::future<Expected<void>> done;
    {
        const std::lock_guard lock(m_mutex);
        if (m_isStopping)
            return unexpected(ErrorCode::Unavailable, QStringLiteral("The store is closed."));
        done = m_waiting.emplace_back().get_future();
        m_hurryUpTo = m_lastSeq.load();
        m_isHurried = true;
        m_isWoken = true;
    }
    m_wake.notify_all();
    while (meanwhile && done.wait_for(kTellEvery) != std::future_status::ready) {
        if (!meanwhile())
            return unexpected(ErrorCode::Cancelled, QStringLiteral("the work goes on in the background"));
    }
    return done.get();
}

void Background::describe(StoreFigures& figures) const
{
    const CatalogueTable::Snapshot catalogue = m_catalogue.snapshot();
    figures.freshRows = freshRows();
    figures.chunks = static_cast<std::int64_t>(catalogue->chunks.size());
    for (const Catalogue::Entry& chunk : catalogue->chunks) {
        figures.sealedRows += chunk->rows;
        figures.sealedBytes += chunk->bytes;
        figures.sealedRawBytes += chunk->rawBytes;
    }
    figures.lastSeal = fromMs(m_lastSeal);
    static constexpr const char* kNames[] = {"", "deleting", "sealing", "merging"};
    figures.job = kNames[static_cast<std::size_t>(m_job.load())];
}

void Background::run()
{
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kLowPriority);
    while (true) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_isStopping)
                return;
            m_isWoken = false;
        }
        const auto begun = std::chrono::steady_clock::now();
        const Expected<bool> worked = work();
        if (!worked && worked.error().code != ErrorCode::Conflict) {
            if (worked.error().code != ErrorCode::Unavailable)
                qCWarning(lcStorage) << "Events could not be sealed:" << worked.error().where << worked.error().detail;
            answer(unexpected(worked.error()));
            sleep(kAfterTrouble);
        } else if (worked && !*worked) {
            answer({});
            sleep(kLookAgain);
        } else {
            rest(std::chrono::steady_clock::now() - begun);
        }
    }
}

Expected<bool> Background::work()
{
    if (m_mayHaveSealedRows) {
        const Expected<bool> deleted = during(Job::Deleting, [this] {
            return m_writer.callChunks([](ChunkWriter& chunks) { return chunks.removeSealedRows(); });
        });
        if (!deleted || *deleted)
            return deleted;
        m_mayHaveSealedRows = false;
    }
    const Expected<bool> isDue = isSealingDue();
    if (!isDue)
        return isDue;
    if (*isDue) {
        const Expected<bool> sealed = during(Job::Sealing, [this] { return m_sealer.sealNext(); });
        m_isNoticed = false;
        if (sealed && *sealed) {
            m_mayHaveSealedRows = true;
            m_lastSeal = toMs(m_clock.now());
        }
        if (!sealed || *sealed)
            return sealed;
    }
    return during(Job::Reworking, [this] { return m_reworker.reworkNext(utcDay(toMs(m_clock.now()))); });
}

Expected<bool> Background::during(Job job, const std::function<Expected<bool>()>& piece)
{
    m_job = job;
    Expected<bool> done = piece();
    m_job = Job::None;
    if (job != Job::Deleting && done && *done)
        malloc_trim(0); // whole events of a chunk are large, and gone
    return done;
}

std::int64_t Background::freshRows() const
{
    return std::max<std::int64_t>(m_lastSeq - m_catalogue.snapshot()->sealedSeq, 0);
}

Expected<bool> Background::isSealingDue()
{
    const std::int64_t fresh = freshRows();
    if (fresh == 0)
        return false;
    const bool isAwaited = m_isHurried && m_catalogue.snapshot()->sealedSeq < m_hurryUpTo;
    if (isAwaited || fresh >= static_cast<std::int64_t>(m_options.rows))
        return true;
    return isOldOrQuiet();
}

Expected<bool> Background::isOldOrQuiet()
{
    const Expected<ReadPool::Borrowed> connection = m_pool.take();
    if (!connection)
        return unexpected(connection.error());
    const std::int64_t sealed = m_catalogue.snapshot()->sealedSeq;
    const auto receivedAt = [&](std::string_view statement) -> Expected<std::int64_t> {
        Expected<Statement> query = (*connection)->prepare(sqlText("chunk", statement));
        if (!query)
            return unexpected(query.error());
        const Expected<bool> row = query->bind(1, sealed).step();
        if (!row)
            return unexpected(row.error());
        return *row ? query->integer(0) : toMs(m_clock.now());
    };
    const Expected<std::int64_t> first = receivedAt("firstFresh");
    if (!first)
        return unexpected(first.error());
    const Expected<std::int64_t> last = receivedAt("lastFresh");
    if (!last)
        return unexpected(last.error());
    const TimePoint now = m_clock.now();
    const bool isOver = utcDay(*first) < utcDay(toMs(now));
    return now - fromMs(*first) >= m_options.age || (isOver && now - fromMs(*last) >= kQuietDay);
}

void Background::rest(std::chrono::steady_clock::duration worked)
{
    if (m_isHurried)
        return;
    const int share = std::clamp(m_options.sharePercent, 1, 100);
    // The further it is behind the shorter it rests.
    const std::int64_t batches = 1 + freshRows() / static_cast<std::int64_t>(std::max<std::size_t>(m_options.rows, 1));
    const auto pause = std::chrono::duration_cast<std::chrono::milliseconds>(worked * (100 - share) / share / batches);
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, std::min(pause, kLongestRest), [this] { return m_isStopping || m_isHurried; });
}

void Background::sleep(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, time, [this] { return m_isStopping || m_isWoken; });
}

void Background::answer(const Expected<void>& outcome)
{
    std::vector<Waiter> waiting;
    {
        const std::lock_guard lock(m_mutex);
        if (outcome && m_isWoken)
            return; // somebody came while the last look was taken
        waiting = std::exchange(m_waiting, {});
        m_isHurried = false;
    }
    for (Waiter& waiter : waiting)
        waiter.set_value(outcome);
}

} // namespace sightglass::storage
