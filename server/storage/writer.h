// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/mailbox.h"
#include "domain/livefeed.h"
#include "storage/catalogue.h"
#include "storage/columncache.h"
#include "storage/diskreserve.h"
#include "storage/encodedevents.h"
#include "storage/eventmap.h"
#include "storage/linktable.h"
#include "storage/sourcesnapshot.h"
#include "storage/store.h"

#include <atomic>
#include <functional>
#include <future>
#include <thread>
#include <type_traits>
#include <variant>

namespace sightglass::storage {

class ChunkWriter;
class ControlDatabase;
struct ChunkChange;
struct ErasurePlan;
struct ImportedRows;

/// The one thread that writes. It takes whatever has been queued since the previous commit, stores it as one
/// transaction and answers every submission of the group; tasks run between groups, in their place in the queue.
/// When it has nothing else to do it empties the write-ahead log and deletes what was removed; then it sleeps without
/// touching the disk.
///
/// Owner: the store. Thread: start() and stop() on the owner's; the rest from any.
class Writer
{
public:
    Writer(StoreOptions options, const Clock& clock, SourceTable& sources, EventMap& map, CatalogueTable& catalogue,
           LinkTable& links, ColumnCache& cache);
    ~Writer();

    /// Opens both connections on the thread and brings the file up to date.
    [[nodiscard]] Expected<void> start(const QString& databaseFile);
    /// Takes no more, finishes what is queued, closes the file. Harmless when repeated.
    void stop();

    /// Errors: Busy, Unavailable (stopped).
    [[nodiscard]] Expected<void> submit(std::vector<domain::Event> events, domain::StoreDone done);
    /// Runs `task(ControlDatabase&)`, which returns an Expected, on the thread and waits for it; see writercall.h.
    /// Error of its own: Unavailable (stopped).
    template <typename F> [[nodiscard]] auto call(F task) -> std::invoke_result_t<F, ControlDatabase&>;
    /// The same with the ChunkWriter.
    template <typename F> [[nodiscard]] auto callChunks(F task) -> std::invoke_result_t<F, ChunkWriter&>;
    /// Carries ids and zones of all rows over into the file; gives the last row's sequence number.
    [[nodiscard]] Expected<std::int64_t> cover();
    /// How often identity links have changed.
    [[nodiscard]] Expected<std::int64_t> linkChanges();
    /// See Erasures; afterwards the log is emptied as soon as no reader is in the way. Error: Conflict (the plan, made
    /// after so many changes, does not hold any more).
    [[nodiscard]] Expected<void> beginErasure(const ErasurePlan& plan, std::int64_t changes);
    [[nodiscard]] Expected<void> finishErasure(std::int64_t id);
    /// Whether the log could be cut to nothing.
    [[nodiscard]] bool emptyLog();
    /// Deletes a slice of what is to be removed or, when there is none, gives a slice of unused pages back to the disk;
    /// 0 when nothing is left to do, else about how many pages.
    [[nodiscard]] Expected<std::int64_t> shrink();
    /// Error: NotFound.
    [[nodiscard]] Expected<void> removeLink(const domain::IdentityLink& link);
    [[nodiscard]] Expected<void> cutClick(std::uint64_t click);
    /// Sequence numbers for so many rows that come in as a chunk: the first of them.
    [[nodiscard]] Expected<std::int64_t> takeSeqs(std::int64_t count);
    /// Adds chunks whose columns are in the file, and what else their rows bring, in one transaction. On error nothing.
    /// Errors: Conflict (some rows are stored already, which rows.duplicates tells), Unavailable, Io.
    [[nodiscard]] Expected<void> commitImport(const ChunkChange& change, ImportedRows& rows);
    /// Of rows received before it no live event is a duplicate.
    [[nodiscard]] TimePoint horizon() const;
    [[nodiscard]] const IdHash& idHash() const { return m_idHash; }
    /// Called on the thread after each commit of events, with the last sequence number. Set before start().
    void setStored(std::function<void(std::int64_t)> stored) { m_stored = std::move(stored); }

    void setLiveFeed(domain::LiveFeed* feed) { m_feed = feed; }
    /// What the writer itself knows; the file's figures are the store's.
    [[nodiscard]] StoreFigures figures() const;
    /// The sequence number of the last row that has been stored.
    [[nodiscard]] std::int64_t lastSeq() const { return m_lastSeq; }
    [[nodiscard]] const QByteArray& masterKey() const { return m_masterKey; }
    /// As a disk of that size would: see Connection::capPages(). For tests.
    [[nodiscard]] Expected<void> capPages(std::int64_t pages);

private:
    using Task = std::function<void()>;
    using Job = std::variant<Submission, Task>;
    struct Parts;

    void run(const QString& databaseFile, std::promise<Expected<void>> opened);
    [[nodiscard]] Expected<void> open(const QString& databaseFile);
    void loop();
    void process(std::vector<Job> jobs);
    void storeGroup(std::vector<Submission> group);
    void publish(const std::vector<Submission>& group, const std::vector<domain::StoreOutcome>& outcomes);
    [[nodiscard]] Expected<void> importNow(const ChunkChange& change, ImportedRows& rows);
    /// Unavailable while the disk is as full as events may make it.
    [[nodiscard]] Expected<void> hasRoom();
    void noteStored();
    /// After every commit that may have changed links, before anybody is told of it.
    void noteLinks();
    void refuse(const std::vector<Submission>& group, const Error& error);
    void betweenGroups();
    /// Does what waits for a quiet moment; gives how long to sleep.
    [[nodiscard]] std::chrono::milliseconds idle();
    /// Deletes a slice of the events of removed sources; false when nothing is left.
    [[nodiscard]] Expected<bool> removeSlice();
    /// False when stopped.
    [[nodiscard]] bool runTask(Task task);
    [[nodiscard]] ControlDatabase& control();
    [[nodiscard]] ChunkWriter& chunks();
    /// Runs `task` on the thread and gives what it returns.
    template <typename F> [[nodiscard]] auto onThread(F task) -> std::invoke_result_t<F>;

    const StoreOptions m_options;
    const Clock& m_clock;
    DiskReserve m_reserve;
    SourceTable& m_sources;
    EventMap& m_map;
    const bool m_mayWatch; ///< There is a second processor.
    CatalogueTable& m_catalogue;
    LinkTable& m_links;
    ColumnCache& m_cache;
    std::function<void(std::int64_t)> m_stored;
    QByteArray m_masterKey; ///< Set by start(), then constant.
    IdHash m_idHash;        ///< The same.
    std::unique_ptr<Parts> m_parts;
    Mailbox<Job> m_jobs;
    std::thread m_thread;
    std::atomic<std::thread::id> m_threadId;
    std::atomic<domain::LiveFeed*> m_feed = nullptr;
    std::atomic<std::int64_t> m_queuedBytes = 0;
    std::atomic<std::int64_t> m_lastSeq = 0;
    std::atomic<std::int64_t> m_commits = 0;
    std::atomic<std::int64_t> m_duplicates = 0;
    std::atomic<bool> m_writable = true;
};

} // namespace sightglass::storage
