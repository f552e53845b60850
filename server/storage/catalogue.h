// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/ids.h"
#include "domain/scan.h"
#include "storage/connection.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::storage {

/// How many rows of a source a chunk holds.
struct SourceRows
{
    SourceId source;
    std::int64_t rows = 0;
    bool operator==(const SourceRows&) const = default;
};

/// What is known of a sealed chunk without reading it: a row of table chunk but for its header.
struct ChunkEntry
{
    std::int64_t id = 0;
    ProjectId project;    ///< Whose it was when it was made; what counts is whose its sources are now.
    std::int64_t day = 0; ///< UTC, see utcDay().
    std::int64_t rows = 0;
    std::int64_t firstTime = 0; ///< ms; both ends of each range are in it.
    std::int64_t lastTime = 0;
    std::int64_t firstSeq = 0;
    std::int64_t lastSeq = 0;
    std::uint64_t firstVisitor = 0;
    std::uint64_t lastVisitor = 0;
    std::int64_t bytes = 0;    ///< Header and columns.
    std::int64_t rawBytes = 0; ///< What its rows took when they were fresh.
    std::vector<SourceRows> sources;

    /// Rows of these sources.
    [[nodiscard]] std::int64_t rowsOf(const std::set<SourceId>& wanted) const;
    bool operator==(const ChunkEntry&) const = default;
};

/// All sealed chunks as of one commit, and up to which sequence number fresh rows are sealed. Never changed once made.
struct Catalogue
{
    using Entry = std::shared_ptr<const ChunkEntry>;
    std::vector<Entry> chunks; ///< By day, then id.
    std::int64_t sealedSeq = 0;
    std::int64_t version = 0; ///< Counts the changes.
    /// Rows after sealedSeq that are in chunks nevertheless: an import's, which never were fresh.
    std::int64_t ahead = 0;

    void countAhead();
    [[nodiscard]] const ChunkEntry* find(std::int64_t id) const;
    /// The catalogue that the file holds. Error: Corrupt.
    [[nodiscard]] static Expected<std::shared_ptr<const Catalogue>> read(Connection& connection);
};

/// The newest catalogue. Thread: any; publish() is called by the writer after its commit. Owner: the store.
class CatalogueTable
{
public:
    using Snapshot = std::shared_ptr<const Catalogue>;

    [[nodiscard]] Snapshot snapshot() const;
    void publish(Snapshot snapshot);
    /// The catalogue that belongs to what `connection` sees, within the read transaction that it has begun.
    [[nodiscard]] Expected<Snapshot> seenBy(Connection& connection) const;

private:
    mutable std::mutex m_mutex;
    Snapshot m_snapshot = std::make_shared<const Catalogue>();
};

/// The column `sources` of table chunk: for each source its id and its rows, as varints.
[[nodiscard]] std::string writeSourceRows(const std::vector<SourceRows>& sources);
[[nodiscard]] bool readSourceRows(std::string_view bytes, std::vector<SourceRows>& sources);

} // namespace sightglass::storage
