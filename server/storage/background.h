// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "storage/automaticretention.h"
#include "storage/chunkinstaller.h"
#include "storage/columncache.h"
#include "storage/eraser.h"
#include "storage/errands.h"
#include "storage/idretention.h"
#include "storage/readpool.h"
#include "storage/reworker.h"
#include "storage/sealer.h"
#include "storage/store.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace sightglass::storage {

/// The thread that turns fresh rows into chunks and keeps the chunks in shape, one bounded piece of work after the
/// other, with a rest after each in proportion to what it took. It has a low priority, reads on connections of its own,
/// and leaves all writing to the writer. When there is nothing to do it sleeps without touching the disk.
///
/// Owner: the store. Thread: start() and stop() on the owner's; the rest from any.
class Background
{
public:
    Background(Writer& writer, ReadPool& pool, const SourceTable& sources, const CatalogueTable& catalogue,
               ColumnCache& cache, const Clock& clock, const StoreOptions& options);
    ~Background();

    void start();
    /// Finishes the piece at hand. Harmless when repeated.
    void stop();

    /// Rows have been stored up to here. Called by the writer after each commit: costs next to nothing.
    void noteStored(std::int64_t lastSeq);
    /// Sources have been moved or removed.
    void wake();
    /// A day has been imported. When no more come for a moment it is seen to that what they left is merged.
    void noteImported();
    /// Seals every row stored so far, does whatever else there is to do without resting, and returns when it is done.
    /// `meanwhile` is called on the caller's thread a few times a second; false makes it return early.
    /// Errors: those of the work; Unavailable when it is stopped meanwhile; Cancelled.
    [[nodiscard]] Expected<void> finishAll(const std::function<bool()>& meanwhile = {});
    /// See Eraser.
    void noteErasure() { m_eraser.noteErasure(); }
    [[nodiscard]] const Eraser& eraser() const { return m_eraser; }
    /// See Errands::perform(): of the project's sealed events.
    [[nodiscard]] Expected<std::int64_t> reworkProject(ProjectId project, Reworker::Change change,
                                                       const Progress& progress);
    /// Numbers given to rows that are not sealed yet.
    [[nodiscard]] std::int64_t freshRows() const;

    /// Adds what the background knows.
    void describe(StoreFigures& figures) const;

private:
    using Waiter = std::promise<Expected<void>>;
    using Job = BackgroundJob;

    void run();
    /// One piece of work; false when there is nothing to do.
    [[nodiscard]] Expected<bool> work();
    [[nodiscard]] Expected<bool> removeSealedRows();
    [[nodiscard]] Expected<bool> seal();
    [[nodiscard]] Expected<bool> dropExpired();
    [[nodiscard]] Expected<bool> erase();
    [[nodiscard]] Expected<bool> runErrand() { return m_errands.runPiece(); }
    [[nodiscard]] Expected<bool> rework() { return m_reworker.reworkNext(today()); }
    [[nodiscard]] Expected<bool> dropAutomatic() { return m_automaticRetention.dropNext(today()); }
    [[nodiscard]] Expected<bool> forgetIds() { return m_idRetention.dropNext(m_clock.now()); }
    [[nodiscard]] std::int64_t today() const;
    [[nodiscard]] Expected<bool> isSealingDue();
    void rest(std::chrono::steady_clock::duration worked);
    void sleep(std::chrono::milliseconds time);
    void answer(const Expected<void>& outcome);

    Writer& m_writer;
    ReadPool& m_pool;
    const SourceTable& m_sources;
    const CatalogueTable& m_catalogue;
    const Clock& m_clock;
    const SealingOptions m_options;
    ChunkInstaller m_installer;
    Sealer m_sealer;
    Reworker m_reworker;
    Eraser m_eraser;
    AutomaticRetention m_automaticRetention;
    IdRetention m_idRetention;
    Errands m_errands;

    std::thread m_thread;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isStopping = false;
    bool m_isWoken = false;
    std::optional<std::chrono::steady_clock::time_point> m_settledAt; ///< When what was imported is looked at.
    std::vector<Waiter> m_waiting;
    std::atomic<bool> m_isHurried = false; ///< Somebody waits.
    std::atomic<bool> m_isNoticed = false; ///< Woken for a full batch of fresh rows already.
    std::atomic<bool> m_mayHaveSealedRows = true;
    std::atomic<std::int64_t> m_lastSeq = 0;
    std::atomic<std::int64_t> m_hurryUpTo = 0; ///< Those who wait want rows up to here; events may go on to come.
    std::atomic<std::int64_t> m_lastSeal = 0;
    std::atomic<Job> m_job = Job::None;
};

} // namespace sightglass::storage
