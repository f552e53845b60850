// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/background.h"

#include "core/logging.h"
#include "storage/forecast.h"
#include "storage/freshage.h"
#include "storage/freshrows.h"
#include "storage/retentionplan.h"
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
constexpr std::chrono::milliseconds kSettled = 1s; ///< Days of an import come faster.

} // namespace

Background::Background(Writer& writer, ReadPool& pool, const SourceTable& sources, const CatalogueTable& catalogue,
                       ColumnCache& cache, const Clock& clock, const StoreOptions& options)
    : m_writer(writer)
    , m_pool(pool)
    , m_sources(sources)
    , m_catalogue(catalogue)
    , m_clock(clock)
    , m_options(options.sealing)
    , m_installer(writer)
    , m_sealer(writer, pool, sources, catalogue, m_installer, m_options)
    , m_reworker(pool, sources, catalogue, cache, m_installer, m_options)
    , m_eraser(writer, pool, sources, catalogue, cache, m_reworker)
    , m_automaticRetention(pool, sources, catalogue, cache, m_reworker)
    , m_idRetention(pool, sources, catalogue, cache, m_reworker, std::max(options.dedupHorizon, std::chrono::hours(24)))
    , m_errands(sources, catalogue, m_reworker)
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
    const Error closed{ErrorCode::Unavailable, QStringLiteral("The store is closed."), {}};
    m_errands.stop(closed);
    answer(unexpected(closed));
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

void Background::noteImported()
{
    {
        const std::lock_guard lock(m_mutex);
        m_settledAt = std::chrono::steady_clock::now() + kSettled;
    }
    m_wake.notify_all();
}

Expected<std::int64_t> Background::reworkProject(ProjectId project, Reworker::Change change, const Progress& progress)
{
    return m_errands.perform(project, std::move(change), progress, [this] { wake(); });
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
    while (meanwhile && done.wait_for(Errands::kTellEvery) != std::future_status::ready) {
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
    figures.job = m_job;
    figures.erasingDone = m_eraser.chunksDone();
    figures.erasingTotal = m_eraser.chunks();
    figures.erasedEvents = m_eraser.erasedEvents();
    const Forecast ahead = forecast(*catalogue, today(), figures.diskFreeBytes);
    figures.bytesPerDay = ahead.bytesPerDay;
    figures.daysLeft = ahead.daysLeft;
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
    using Piece = Expected<bool> (Background::*)();
    // What is to be erased, dropped or merged is sealed before; what is stale is made anew before days are counted.
    constexpr std::pair<Job, Piece> kPieces[] = {
        {Job::Deleting, &Background::removeSealedRows},
        {Job::Sealing, &Background::seal},
        {Job::Erasing, &Background::erase},
        {Job::Changing, &Background::runErrand},
        {Job::Expiring, &Background::dropExpired},
        {Job::Merging, &Background::rework},
        {Job::Expiring, &Background::dropAutomatic},
        {Job::Forgetting, &Background::forgetIds},
    };
    for (const auto& [job, piece] : kPieces) {
        m_job = job;
        Expected<bool> worked = (this->*piece)();
        m_job = Job::None;
        if (job != Job::Deleting && worked && *worked)
            malloc_trim(0); // whole events of a chunk are large, and gone
        if (!worked || *worked)
            return worked;
    }
    return false;
}

Expected<bool> Background::removeSealedRows()
{
    if (!m_mayHaveSealedRows)
        return false;
    Expected<bool> deleted = m_writer.callChunks([](ChunkWriter& chunks) { return chunks.removeSealedRows(); });
    m_mayHaveSealedRows = !deleted || *deleted;
    return deleted;
}

Expected<bool> Background::seal()
{
    const Expected<bool> isDue = isSealingDue();
    if (!isDue || !*isDue)
        return isDue;
    Expected<bool> sealed = m_sealer.sealNext();
    m_isNoticed = false;
    if (sealed && *sealed) {
        m_mayHaveSealedRows = true;
        m_lastSeal = toMs(m_clock.now());
    }
    return sealed;
}

/// An erasure that was asked for after this round had looked what to seal waits for the next: what is fresh has no
/// chunk that it could be erased from.
Expected<bool> Background::erase()
{
    const Expected<std::int64_t> lastSeq = m_eraser.lastSeq();
    if (!lastSeq)
        return unexpected(lastSeq.error());
    if (freshRows() > 0 && m_catalogue.snapshot()->sealedSeq < *lastSeq)
        return true;
    return m_eraser.eraseNext();
}

Expected<bool> Background::dropExpired()
{
    std::vector<std::int64_t> ids = nextExpired(*m_catalogue.snapshot(), *m_sources.snapshot(), today());
    if (ids.empty())
        return false;
    return m_installer.install({{}, std::move(ids), {}, {}}).transform([] { return true; });
}

std::int64_t Background::today() const
{
    return utcDay(toMs(m_clock.now()));
}

std::int64_t Background::freshRows() const
{
    const CatalogueTable::Snapshot catalogue = m_catalogue.snapshot();
    return std::max<std::int64_t>(m_lastSeq - catalogue->sealedSeq - catalogue->ahead, 0);
}

Expected<bool> Background::isSealingDue()
{
    const std::int64_t fresh = freshRows();
    if (fresh == 0)
        return false;
    const Expected<std::int64_t> erasedUpTo = m_eraser.lastSeq();
    if (!erasedUpTo)
        return unexpected(erasedUpTo.error());
    const std::int64_t hurryUpTo = m_isHurried ? m_hurryUpTo.load() : 0;
    const bool isAwaited = m_catalogue.snapshot()->sealedSeq < std::max(hurryUpTo, *erasedUpTo);
    if (isAwaited || fresh >= static_cast<std::int64_t>(m_options.rows))
        return true;
    return freshAreOldOrQuiet(m_pool, m_catalogue.snapshot()->sealedSeq, m_clock.now(), m_options.age);
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
    const auto end = std::chrono::steady_clock::now() + time;
    std::unique_lock lock(m_mutex);
    while (!m_isStopping && !m_isWoken && std::chrono::steady_clock::now() < end) {
        m_wake.wait_until(lock, std::min(end, m_settledAt.value_or(end)));
        if (m_settledAt && std::chrono::steady_clock::now() >= *m_settledAt) {
            m_settledAt.reset();
            return;
        }
    }
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
