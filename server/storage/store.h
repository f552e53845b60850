// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"
#include "domain/eventsink.h"
#include "domain/livefeed.h"
#include "domain/scan.h"
#include "domain/shortlinks.h"
#include "domain/sourcedirectory.h"
#include "domain/trackerrecords.h"
#include "storage/controlstore.h"
#include "storage/importedday.h"

#include <QString>

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::storage {

enum class Durability : std::uint8_t { Full, Normal };

/// When fresh rows become columns, and how much of the machine that may take.
struct SealingOptions
{
    std::size_t rows = 64 * 1024; ///< So many fresh rows are sealed.
    std::chrono::hours age{6}; ///< So are rows that have waited this long, and those of a day that is over and quiet.
    /// Most rows of a chunk. Sealing holds so many packed events in memory, some 1 KiB each; reading a chunk's events
    /// to merge or export them takes 3 KiB each.
    std::size_t chunkRows = 32 * 1024;
    int sharePercent = 25; ///< Of one processor core; more when intake is ahead.
    /// For tests of crashes: called with a name wherever the work could be torn. None in a hub.
    std::function<void(const char* point)> faultPoint;
};

struct StoreOptions
{
    QString directory;                         ///< Holds sightglass.db and `lock`; created with mode 0700.
    Durability durability = Durability::Full;  ///< `full` = fsync at every commit.
    std::size_t queueBytes = 32 * 1024 * 1024; ///< Events waiting for the writer; above it submit() answers Busy.
    std::chrono::hours dedupHorizon{24 * 7};
    bool dedup = true;                      ///< False: every event is stored, as OpenTrack does (segment §17.2 D5).
    std::chrono::milliseconds syncDelay{0}; ///< Added to every commit; imitates slow media in benches.
    std::int64_t diskReserve = 0;           ///< Bytes of the disk that events never take (DiskReserve); 0 = none.
    std::size_t queryCacheBytes = 0; ///< Decoded columns that are kept; 0 = an eighth of memory, at most 256 MiB.
    SealingOptions sealing;
};

/// What the background is doing.
enum class BackgroundJob : std::uint8_t { None, Deleting, Sealing, Erasing, Changing, Expiring, Merging, Forgetting };
/// By their numbers, as API and metrics call them.
inline constexpr std::array<std::string_view, 8> kBackgroundJobs{"",         "deleting", "sealing", "erasing",
                                                                 "changing", "expiring", "merging", "forgetting"};

struct StoreFigures
{
    std::int64_t events = 0;
    std::int64_t commits = 0;
    std::int64_t duplicates = 0;
    std::int64_t queuedBytes = 0;
    std::int64_t fileBytes = 0;
    std::int64_t diskFreeBytes = 0;
    std::int64_t freshRows = 0; ///< Numbers given to rows that are not sealed yet.
    std::int64_t chunks = 0;
    std::int64_t sealedRows = 0;
    std::int64_t sealedBytes = 0;    ///< What the chunks take.
    std::int64_t sealedRawBytes = 0; ///< What their rows took before.
    std::int64_t cacheBytes = 0;     ///< Decoded columns in memory.
    TimePoint lastSeal{};            ///< Since the start; 1970 = never.
    BackgroundJob job = BackgroundJob::None;
    std::int64_t erasingDone = 0;         ///< Chunks that the erasure under way, or the last one, has looked at …
    std::int64_t erasingTotal = 0;        ///< … of so many.
    std::int64_t erasedEvents = 0;        ///< Since the start.
    std::int64_t bytesPerDay = 0;         ///< That sealed events have taken in the last 28 days.
    std::optional<std::int64_t> daysLeft; ///< Until the disk is full, as things go.
    bool writable = true;                 ///< False while the last commit failed (disk full); intake answers 503.
};

/// Where a page of a person's events ended.
struct EventCursor
{
    TimePoint eventTime{};
    TimePoint receivedAt{};
    std::string messageId;
    EventSeq seq;
    auto operator<=>(const EventCursor&) const = default;
    [[nodiscard]] static EventCursor at(const domain::Event& event)
    {
        return {event.eventTime, event.receivedAt, event.messageId, event.seq};
    }
};

/// How far long work has come, in its own unit; false stops it soon.
using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

/// What became of events that an import put in.
struct ImportOutcome
{
    std::int64_t stored = 0;
    std::int64_t duplicates = 0;
};

/// The one file that holds everything, and the one thread that writes it.
/// Owner: service. Thread: created and destroyed on the main thread; every member may be called from any thread.
/// Opening takes the exclusive lock of the data directory and brings the schema up to date.
/// Errors of open(): Conflict (another process holds the lock), Corrupt, Unsupported (made by a newer version), Io.
class Store
{
public:
    [[nodiscard]] static Expected<std::unique_ptr<Store>> open(StoreOptions options, const Clock& clock);
    virtual ~Store() = default;

    [[nodiscard]] virtual domain::EventSink& sink() = 0;
    [[nodiscard]] virtual domain::SourceDirectory& sources() = 0;
    [[nodiscard]] virtual ControlStore& control() = 0;
    [[nodiscard]] virtual domain::ShortLinks& shortLinks() = 0;
    [[nodiscard]] virtual domain::TrackerRecords& trackerRecords() = 0;
    /// A scan over a read-only connection of its own, for one worker thread.
    [[nodiscard]] virtual Expected<std::unique_ptr<domain::EventScan>> openScan() = 0;
    /// Newest first by sequence, decoded whole; `before` = none starts at the newest. For lists and exports.
    [[nodiscard]] virtual Expected<std::vector<domain::Event>> recentEvents(ProjectId project, EventSeq before,
                                                                            int limit) = 0;
    /// Whole events with an event time in the range, oldest first by (event_time, received_at, message_id); an error of
    /// `visit` ends it. Any worker thread; blocks.
    using EventVisitor = std::function<Expected<void>(const domain::Event&)>;
    [[nodiscard]] virtual Expected<void> eachEvent(ProjectId project, domain::TimeRange range,
                                                   const EventVisitor& visit) = 0;
    /// Puts events of one project and one UTC day (by event_time) in, sealed at once. An event whose message id the day
    /// has already is left out, as is one without an id of which the day has as many like it; however old they are.
    /// Any worker thread, several at once; blocks until they are on disk. A large call makes large chunks.
    /// Errors: InvalidInput (several days), Unavailable, Io, Corrupt.
    [[nodiscard]] virtual Expected<ImportOutcome> importDay(ProjectId project, ImportedDay day) = 0;
    /// Whole events of these visitor keys (Event::visitor) after the cursor, oldest first by (event_time, received_at,
    /// message_id). For timelines, exports and erasure.
    [[nodiscard]] virtual Expected<std::vector<domain::Event>> personEvents(ProjectId project,
                                                                            std::vector<std::uint64_t> visitorKeys,
                                                                            const std::optional<EventCursor>& after,
                                                                            int limit) = 0;
    /// Takes an identity link back, as if its event had never joined anybody; events stay as they are, and
    /// neither rebuild() nor an event from before now makes it again. A later one that says the same does. NotFound
    /// when there is none. Blocks.
    [[nodiscard]] virtual Expected<void> removeIdentityLink(const domain::IdentityLink& link) = 0;
    /// What click ids link of the project, in no order. Any worker thread; blocks.
    [[nodiscard]] virtual Expected<std::vector<ClickGroup>> clickGroups(ProjectId project) = 0;
    /// Takes back what a click id links; it links nothing more from then on, like one that too many carried. NotFound
    /// when it links nobody. Blocks.
    [[nodiscard]] virtual Expected<void> cutClickLinks(std::uint64_t click) = 0;
    /// Seals every event stored so far, merges what is to be merged, and returns when it is done: before measuring, and
    /// in tests. A running hub does it by itself.
    [[nodiscard]] virtual Expected<void> seal() = 0;
    /// Removes every trace of the person whom this visitor key stands for now: all events stored so far of every key
    /// that was linked to the person, at the times it was, with their message ids, and the links. Once it has begun it
    /// is done to its end, also after a crash. Returns when nothing is left in the file or its log, or when `progress`
    /// (chunks) says so: then the rest follows in the background. Gives the number of events; 0 for somebody unknown or
    /// erased. Backups keep what they hold. Any worker thread; blocks. Errors: Cancelled, Unavailable, Io, Corrupt.
    [[nodiscard]] virtual Expected<std::int64_t> erasePerson(ProjectId project, std::uint64_t visitorKey,
                                                             const Progress& progress) = 0;
    /// Gives every event of the project stored so far to `judge`, which may change the verdicts, and stores what it
    /// changed: how many. Nothing else about an event may change. Any worker thread; blocks. Errors: as above.
    using EventJudge = std::function<domain::Verdicts(const domain::Event&)>;
    [[nodiscard]] virtual Expected<std::int64_t> relabel(ProjectId project, const EventJudge& judge,
                                                         const Progress& progress) = 0;
    /// Does what seal() does, then gives every page of the file that holds nothing any more back to the disk. The unit
    /// of `progress` is rows to seal and pages. Any worker thread; blocks. Errors: Cancelled, Unavailable, Io, Corrupt.
    [[nodiscard]] virtual Expected<void> compact(const Progress& progress) = 0;
    /// 32 bytes per purpose, derived from one random key that is kept in the file; any purpose will do.
    [[nodiscard]] virtual std::string secret(const char* purpose) const = 0;
    /// Key of the daily visitor hash for the UTC day that holds `time`: 32 random bytes, made on first use, kept in the
    /// file until two days have passed, then destroyed (metrics §2). Errors: NotFound (that day's key is gone or
    /// lies ahead), Unavailable. Blocks when a key is made: ask once a day and keep the answer.
    [[nodiscard]] virtual Expected<std::string> dailySecret(TimePoint time) = 0;
    /// Stored events are published here after each commit while it has listeners.
    virtual void setLiveFeed(domain::LiveFeed* feed) = 0;
    [[nodiscard]] virtual StoreFigures figures() const = 0;
    /// A consistent copy while the hub runs. Error: Conflict when `file` exists.
    [[nodiscard]] virtual Expected<void> backup(const QString& file) = 0;
    /// Takes no more events, writes what is queued, answers everyone. Called once, before destruction.
    virtual void drain() = 0;
};

/// Without a running hub: puts a backup in place (Conflict when a database exists and not `force`).
[[nodiscard]] Expected<void> restore(const QString& backupFile, const QString& directory, bool force);
/// integrity_check, dictionaries, segments: one line per finding, none = clean.
[[nodiscard]] Expected<std::vector<QString>> check(const QString& directory);

} // namespace sightglass::storage
