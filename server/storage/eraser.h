// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/chunktour.h"
#include "storage/erasures.h"
#include "storage/readpool.h"
#include "storage/reworker.h"
#include "storage/writer.h"

#include <atomic>
#include <optional>

namespace sightglass::storage {

/// Does what table erasure promises: looks for the person's rows chunk by chunk and makes those chunks anew without
/// them; the same transaction forgets their message ids. After a crash it begins again, and finds what is left. Thread
/// and owner: the background's; the figures and noteErasure() from any.
class Eraser
{
public:
    Eraser(Writer& writer, ReadPool& pool, const SourceTable& sources, const CatalogueTable& catalogue,
           ColumnCache& cache, Reworker& reworker);

    /// There is something new in the table.
    void noteErasure() { m_mayBePending = true; }
    /// Rows up to here have to be sealed first; 0 when nothing is pending. Takes up the next erasure. Errors: Corrupt,
    /// Io.
    [[nodiscard]] Expected<std::int64_t> lastSeq();
    /// Looks at one chunk for the erasure that lastSeq() spoke of; false when there is none. Errors: those of
    /// ChunkInstaller, Corrupt.
    [[nodiscard]] Expected<bool> eraseNext();

    /// Chunks of the erasure under way, and events removed since the start.
    [[nodiscard]] std::int64_t chunksDone() const { return m_done; }
    [[nodiscard]] std::int64_t chunks() const { return m_total; }
    [[nodiscard]] std::int64_t erasedEvents() const { return m_events; }

private:
    [[nodiscard]] Expected<void> takeOne();
    [[nodiscard]] Expected<bool> mayHold(const ChunkEntry& chunk);
    [[nodiscard]] Expected<void> eraseFrom(const ChunkEntry& chunk);

    Writer& m_writer;
    ReadPool& m_pool;
    const SourceTable& m_sources;
    const CatalogueTable& m_catalogue;
    ColumnCache& m_cache;
    Reworker& m_reworker;
    std::optional<Erasure> m_erasure;
    std::optional<ChunkTour> m_tour;
    std::atomic<bool> m_mayBePending = true;
    std::atomic<std::int64_t> m_done = 0;
    std::atomic<std::int64_t> m_total = 0;
    std::atomic<std::int64_t> m_events = 0;
};

} // namespace sightglass::storage
