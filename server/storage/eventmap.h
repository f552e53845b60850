// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"
#include "core/ids.h"
#include "domain/scan.h"
#include "storage/connection.h"

#include <map>
#include <mutex>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

namespace sightglass::storage {

/// What the writer knows of a row it has just stored.
struct StoredRow
{
    std::int64_t seq = 0;
    SourceId source;
    std::int64_t eventTime = 0;
};

/// What is taken away of a source, and before which no row of it is left.
struct RemovedRows
{
    std::int64_t rows = 0;
    std::int64_t firstTime = 0;
};

/// How far some rows of a source reach; both ends are in it.
struct SourceExtent
{
    SourceId source;
    std::int64_t firstTime = 0;
    std::int64_t lastTime = 0;
    std::int64_t events = 0;
};

/// Sequence numbers first ≤ seq < end.
struct SeqRange
{
    std::int64_t first = 0;
    std::int64_t end = 0;
    bool operator==(const SeqRange&) const = default;
};

/// Where in the table rows of a time can stand, and how far each source reaches: lets a scan pass over most of the
/// table without an index, and answers "since when" from memory. Thread: add(), save() and load() on the writer's; the
/// rest from any. Owner: the store.
class EventMap
{
public:
    static constexpr int kZoneBits = 14; ///< 16 384 rows a zone

    void add(std::span<const StoredRow> rows);
    /// Of rows that never were in the table.
    void addSealed(std::span<const SourceExtent> extents);
    void forget(SourceId source);
    void remove(SourceId source, const RemovedRows& removed);
    /// A time before which no row from `seq` on lies.
    [[nodiscard]] std::int64_t firstTimeFrom(std::int64_t seq) const;

    /// Ranges that hold every row with an event time in `range`, ascending, neighbours joined.
    [[nodiscard]] std::vector<SeqRange> rangesFor(domain::TimeRange range) const;
    /// First and last event time over these sources; from == to when there is none.
    [[nodiscard]] domain::TimeRange extent(const std::set<SourceId>& sources) const;
    [[nodiscard]] std::int64_t eventCount() const;

    [[nodiscard]] Expected<void> load(Connection& connection);
    /// Writes what changed since the last save, within a transaction of the caller.
    [[nodiscard]] Expected<void> save(Connection& connection);
    /// After that transaction has committed.
    void markSaved();
    /// Joins extents to those in the file, within a transaction of the caller; addSealed() follows its commit.
    [[nodiscard]] static Expected<void> join(Connection& connection, std::span<const SourceExtent> extents);

private:
    struct Span
    {
        std::int64_t firstTime = 0;
        std::int64_t lastTime = 0;
        std::int64_t events = 0;
        void take(std::int64_t time);
    };

    mutable std::mutex m_mutex;
    std::map<std::int64_t, Span> m_zones; ///< By seq >> kZoneBits.
    std::unordered_map<SourceId, Span> m_sources;
    std::set<std::int64_t> m_changedZones;
};

} // namespace sightglass::storage
