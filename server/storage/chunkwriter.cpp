// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/chunkwriter.h"

#include "storage/chunkblobs.h"
#include "storage/columns/chunkheader.h"
#include "storage/eventwriter.h"
#include "storage/hubnumbers.h"
#include "storage/sqltext.h"
#include "storage/transaction.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace sightglass::storage {

namespace {

constexpr std::int64_t kRemovedAtOnce = 4096; ///< Some milliseconds of deleting.

/// Runs `changes` as one transaction.
template <typename Changes> Expected<void> transact(Connection& connection, Changes&& changes)
{
    Expected<Transaction> transaction = Transaction::begin(connection);
    if (!transaction)
        return unexpected(transaction.error());
    return changes().and_then([&] { return transaction->commit(); });
}

Unexpected changedMeanwhile()
{
    return unexpected(ErrorCode::Conflict, QStringLiteral("What was to be sealed has changed meanwhile."));
}

} // namespace

ChunkWriter::ChunkWriter(Connection& connection, CatalogueTable& table, EventWriter& events, FaultPoint faultPoint)
    : m_connection(connection)
    , m_table(table)
    , m_events(events)
    , m_faultPoint(std::move(faultPoint))
{
}

Expected<void> ChunkWriter::load()
{
    const Expected<std::int64_t> next = m_connection.number(sqlText("chunk", "nextId"), 1);
    if (!next)
        return unexpected(next.error());
    m_nextId = *next;
    Expected<CatalogueTable::Snapshot> catalogue = Catalogue::read(m_connection);
    if (!catalogue)
        return unexpected(catalogue.error());
    if (Expected<void> removed = removeStrays(**catalogue); !removed)
        return removed;
    m_table.publish(std::move(*catalogue));
    return {};
}

/// Several chunks may be on their way at once, so columns without a chunk can lie between those of others.
Expected<void> ChunkWriter::removeStrays(const Catalogue& catalogue)
{
    std::vector<std::int64_t> ids;
    for (const Catalogue::Entry& chunk : catalogue.chunks)
        ids.push_back(chunk->id);
    std::sort(ids.begin(), ids.end());
    std::int64_t next = 1;
    for (const std::int64_t id : ids) {
        if (id > next) {
            if (Expected<void> removed = run("removeColumns", {columnRow(next, 0), columnRow(id, 0)}); !removed)
                return removed;
        }
        next = id + 1;
    }
    return run("removeColumns", {columnRow(next, 0), std::numeric_limits<std::int64_t>::max()});
}

Expected<void> ChunkWriter::addColumns(std::int64_t chunk, std::span<const columns::ColumnBlob> blobs)
{
    Expected<Statement> insert = m_connection.prepare(sqlText("chunk", "addColumn"));
    if (!insert)
        return unexpected(insert.error());
    Expected<void> done = transact(m_connection, [&]() -> Expected<void> {
        for (const columns::ColumnBlob& column : blobs) {
            insert->bind(1, columnRow(chunk, column.number)).bindBlob(2, column.bytes);
            if (Expected<void> added = insert->run(); !added)
                return added;
        }
        reached("columns written");
        return {};
    });
    reached("columns committed");
    return done;
}

Expected<void> ChunkWriter::discard(std::int64_t chunk)
{
    return run("removeColumns", {columnRow(chunk, 0), columnRow(chunk + 1, 0)});
}

Expected<void> ChunkWriter::commit(const ChunkChange& change, const Also& also)
{
    const CatalogueTable::Snapshot now = m_table.snapshot();
    if (Expected<void> good = check(change, *now); !good)
        return good;
    CatalogueTable::Snapshot next = applied(change, *now);
    const std::map<SourceId, RemovedRows> removed = removedRows(change, *now, *next);
    const Expected<void> done = transact(m_connection, [&] {
        return write(change, *now).and_then([&] { return m_events.forgetRows(removed, change.erased); }).and_then([&] {
            return also ? also() : Expected<void>();
        });
    });
    if (!done) {
        // Memory may be ahead of the file now.
        return change.erased.empty() ? done : m_events.forgetFailed().and_then([&] { return done; });
    }
    reached("chunks committed");
    m_events.forgotRows(removed);
    m_table.publish(std::move(next));
    return {};
}

Expected<void> ChunkWriter::check(const ChunkChange& change, const Catalogue& now) const
{
    if (change.sealed && (change.sealed->from != now.sealedSeq || change.sealed->epoch != m_epoch))
        return changedMeanwhile();
    for (const std::int64_t chunk : change.removed) {
        if (now.find(chunk) == nullptr)
            return changedMeanwhile();
    }
    return {};
}

Expected<void> ChunkWriter::write(const ChunkChange& change, const Catalogue& now)
{
    for (const NewChunk& chunk : change.added) {
        if (Expected<void> done = add(chunk); !done)
            return done;
    }
    reached("chunks added");
    for (const std::int64_t chunk : change.removed) {
        if (Expected<void> done = remove(chunk); !done)
            return done;
    }
    reached("chunks removed");
    if (change.sealed) {
        // A row at the very end of a zone may be fresh: only zones before the last sealed row's go.
        Expected<void> done = setHubNumber(m_connection, kSealedSeq, change.sealed->to).and_then([&] {
            return run("removeZones", {change.sealed->to >> EventMap::kZoneBits});
        });
        if (!done)
            return done;
    }
    Expected<void> done = setHubNumber(m_connection, kCatalogueVersion, now.version + 1);
    reached("catalogue written");
    return done;
}

std::map<SourceId, RemovedRows> ChunkWriter::removedRows(const ChunkChange& change, const Catalogue& now,
                                                         const Catalogue& next) const
{
    std::map<SourceId, RemovedRows> removed;
    // What is only added, sealed rows or an import, takes nothing away.
    if (change.sealed || change.removed.empty())
        return removed;
    for (const std::int64_t id : change.removed) {
        for (const SourceRows& part : now.find(id)->sources)
            removed[part.source].rows += part.rows;
    }
    for (const NewChunk& chunk : change.added) {
        for (const SourceRows& part : chunk.entry.sources)
            removed[part.source].rows -= part.rows;
    }
    std::erase_if(removed, [](const auto& entry) { return entry.second.rows == 0; });
    const bool hasFresh = m_events.nextSeq() > next.sealedSeq + 1;
    for (auto& [source, rows] : removed) {
        rows.firstTime =
            hasFresh ? m_events.map().firstTimeFrom(next.sealedSeq + 1) : std::numeric_limits<std::int64_t>::max();
        for (const Catalogue::Entry& chunk : next.chunks) {
            if (chunk->rowsOf({source}) > 0)
                rows.firstTime = std::min(rows.firstTime, chunk->firstTime);
        }
    }
    return removed;
}

Expected<void> ChunkWriter::add(const NewChunk& chunk)
{
    Expected<Statement> insert = m_connection.prepare(sqlText("chunk", "add"));
    if (!insert)
        return unexpected(insert.error());
    const ChunkEntry& e = chunk.entry;
    const std::string sources = writeSourceRows(e.sources);
    insert->bind(1, e.id).bind(2, e.project.value).bind(3, e.day).bind(4, e.rows);
    insert->bind(5, e.firstTime).bind(6, e.lastTime).bind(7, e.firstSeq).bind(8, e.lastSeq);
    insert->bind(9, std::bit_cast<std::int64_t>(e.firstVisitor)).bind(10, std::bit_cast<std::int64_t>(e.lastVisitor));
    insert->bind(11, e.bytes).bind(12, e.rawBytes).bindBlob(13, sources);
    insert->bind(14, std::int64_t{columns::kChunkFormat}).bindBlob(15, chunk.header);
    return insert->run();
}

Expected<void> ChunkWriter::remove(std::int64_t chunk)
{
    return run("remove", {chunk}).and_then([&] { return discard(chunk); });
}

std::shared_ptr<const Catalogue> ChunkWriter::applied(const ChunkChange& change, const Catalogue& now)
{
    const auto next = std::make_shared<Catalogue>(now);
    ++next->version;
    if (change.sealed)
        next->sealedSeq = change.sealed->to;
    std::erase_if(next->chunks, [&](const Catalogue::Entry& entry) {
        return std::find(change.removed.begin(), change.removed.end(), entry->id) != change.removed.end();
    });
    for (const NewChunk& chunk : change.added)
        next->chunks.push_back(std::make_shared<const ChunkEntry>(chunk.entry));
    next->countAhead();
    std::sort(next->chunks.begin(), next->chunks.end(), [](const Catalogue::Entry& a, const Catalogue::Entry& b) {
        return a->day != b->day ? a->day < b->day : a->id < b->id;
    });
    return next;
}

Expected<bool> ChunkWriter::removeSealedRows()
{
    const Expected<std::int64_t> oldest = m_connection.number(sqlText("chunk", "oldestSealed"));
    if (!oldest)
        return unexpected(oldest.error());
    const std::int64_t sealed = m_table.snapshot()->sealedSeq;
    if (*oldest == 0 || *oldest > sealed)
        return false;
    const Expected<void> done = run("removeFresh", {std::min(*oldest + kRemovedAtOnce - 1, sealed)});
    reached("rows deleted");
    if (!done)
        return unexpected(done.error());
    return true;
}

Expected<void> ChunkWriter::run(std::string_view statement, std::initializer_list<std::int64_t> values)
{
    Expected<Statement> prepared = m_connection.prepare(sqlText("chunk", statement));
    if (!prepared)
        return unexpected(prepared.error());
    int parameter = 0;
    for (const std::int64_t value : values)
        prepared->bind(++parameter, value);
    return prepared->run();
}

void ChunkWriter::reached(const char* point) const
{
    if (m_faultPoint)
        m_faultPoint(point);
}

} // namespace sightglass::storage
