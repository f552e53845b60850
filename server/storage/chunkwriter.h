// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/catalogue.h"
#include "storage/columns/sealedchunk.h"
#include "storage/connection.h"
#include "storage/eventmap.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sightglass::storage {

class EventWriter;

/// A chunk on its way into the file; its blobs go first, see ChunkWriter::addColumns().
struct NewChunk
{
    ChunkEntry entry;
    std::string header;
    std::vector<columns::ColumnBlob> blobs;
};

/// A sequence of fresh rows that become chunks.
struct SealedRange
{
    std::int64_t from = 0;  ///< sealed_seq when the rows were read: those after it …
    std::int64_t to = 0;    ///< … up to here.
    std::int64_t epoch = 0; ///< ChunkWriter::epoch() before they were read.
};

/// What changes in the catalogue at once.
struct ChunkChange
{
    std::vector<NewChunk> added;
    std::vector<std::int64_t> removed;
    std::optional<SealedRange> sealed;
    std::vector<std::int64_t> erased; ///< Rows that go and shall leave no trace, by sequence number, ascending.
};

/// Writes chunks, and takes away what they replace. Nothing is seen of a chunk before commit(), which is one
/// transaction: each event is in the file once at every moment.
/// Thread and owner: the writer's. Publishes the catalogue after each change.
class ChunkWriter
{
public:
    /// Tells a test where the work has come to; see SealingOptions.
    using FaultPoint = std::function<void(const char* point)>;

    ChunkWriter(Connection& connection, CatalogueTable& table, EventWriter& events, FaultPoint faultPoint);

    /// Reads the catalogue; removes columns of chunks that were never committed.
    [[nodiscard]] Expected<void> load();
    /// An id for a chunk that is being made. Ids of chunks that come to nothing are not used again.
    [[nodiscard]] std::int64_t takeId() { return m_nextId++; }
    /// Columns of a chunk to be committed later, in a transaction of their own.
    [[nodiscard]] Expected<void> addColumns(std::int64_t chunk, std::span<const columns::ColumnBlob> blobs);
    /// Gives up a chunk whose columns have been added.
    [[nodiscard]] Expected<void> discard(std::int64_t chunk);
    /// Error: Conflict when rows or chunks that the change is made of have gone meanwhile: make it again.
    /// `also` runs within the transaction.
    using Also = std::function<Expected<void>()>;
    [[nodiscard]] Expected<void> commit(const ChunkChange& change, const Also& also = {});

    /// Deletes some fresh rows that are sealed; false when none are left.
    [[nodiscard]] Expected<bool> removeSealedRows();

    /// Counts how often fresh rows were deleted by others.
    [[nodiscard]] std::int64_t epoch() const { return m_epoch; }
    void noteRowsRemoved() { ++m_epoch; }

private:
    [[nodiscard]] Expected<void> check(const ChunkChange& change, const Catalogue& now) const;
    [[nodiscard]] Expected<void> write(const ChunkChange& change, const Catalogue& now);
    /// What the change takes away of each source; nothing when it seals.
    [[nodiscard]] std::map<SourceId, RemovedRows> removedRows(const ChunkChange& change, const Catalogue& now,
                                                              const Catalogue& next) const;
    [[nodiscard]] Expected<void> add(const NewChunk& chunk);
    [[nodiscard]] Expected<void> remove(std::int64_t chunk);
    [[nodiscard]] Expected<void> removeStrays(const Catalogue& catalogue);
    [[nodiscard]] static std::shared_ptr<const Catalogue> applied(const ChunkChange& change, const Catalogue& now);
    [[nodiscard]] Expected<void> run(std::string_view statement, std::initializer_list<std::int64_t> values);
    void reached(const char* point) const;

    Connection& m_connection;
    CatalogueTable& m_table;
    EventWriter& m_events;
    const FaultPoint m_faultPoint;
    std::int64_t m_nextId = 1;
    std::int64_t m_epoch = 0;
};

} // namespace sightglass::storage
