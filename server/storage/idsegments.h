// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"
#include "storage/connection.h"
#include "storage/idfilter.h"
#include "storage/idsketch.h"
#include "storage/recentids.h"

#include <functional>
#include <span>
#include <vector>

namespace sightglass::storage {

/// Message ids older than the recent ones: sorted runs of (hash, seq) in the file, each with its filter in memory and
/// one sketch before them all, which most new ids do not pass.
/// Small runs are merged by eights into large ones, and a run is dropped when all of it has passed the horizon.
/// Thread and owner: the writer's. Calls that change it run inside a transaction of the caller; after a failed one
/// call load() again.
class IdSegments
{
public:
    explicit IdSegments(Connection& connection)
        : m_connection(connection)
    {
    }

    [[nodiscard]] Expected<void> load();
    /// `entries` are rows received up to `lastReceived`.
    [[nodiscard]] Expected<void> append(std::vector<IdEntry> entries, TimePoint lastReceived);
    [[nodiscard]] Expected<void> dropBefore(TimePoint horizon);
    /// Forgets the ids of these rows, ascending.
    [[nodiscard]] Expected<void> forget(std::span<const std::int64_t> seqs);
    /// Merges what can be merged, at most one run a call.
    [[nodiscard]] Expected<void> compact();

    /// Calls `verify(seq)` for each row whose id may have this hash until it returns true.
    using Verify = std::function<Expected<bool>(std::int64_t seq)>;
    [[nodiscard]] Expected<bool> find(std::uint64_t hash, const Verify& verify);
    /// find() will be called for this hash soon.
    void prefetch(std::uint64_t hash) const { m_sketch.prefetch(hash); }

    /// Reads every entry and looks each up again. Error: Corrupt.
    [[nodiscard]] Expected<void> verify();

    [[nodiscard]] std::size_t segmentCount() const { return m_segments.size(); }
    [[nodiscard]] std::size_t idCount() const;

private:
    struct Segment
    {
        std::int64_t id = 0;
        std::int64_t level = 0;
        std::int64_t firstSeq = 0; ///< Entries hold their distance from it.
        TimePoint lastReceived{};
        IdFilter filter;
    };

    [[nodiscard]] Expected<void> write(std::int64_t level, TimePoint lastReceived, const std::vector<IdEntry>& sorted);
    [[nodiscard]] Expected<void> writeBlocks(const Segment& segment, const std::vector<IdEntry>& sorted);
    [[nodiscard]] Expected<void> remove(std::size_t index);
    void sketch();
    [[nodiscard]] Expected<std::vector<IdEntry>> readAll(const Segment& segment);
    [[nodiscard]] Expected<IdEntry> readOne(const Segment& segment, std::size_t position);

    Connection& m_connection;
    std::vector<Segment> m_segments;
    IdSketch m_sketch; ///< Of all segments, and of those that are gone since it was made.
    Statement m_readBlock;
};

} // namespace sightglass::storage
