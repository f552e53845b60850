// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/chunkcheck.h"

#include "storage/catalogue.h"
#include "storage/chunkblobs.h"
#include "storage/chunkcolumns.h"
#include "storage/freshrows.h"
#include "storage/hubnumbers.h"
#include "storage/sqltext.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace sightglass::storage {

using domain::Event;

namespace {

using Found = std::function<void(const QString&)>;

/// What the catalogue should say of a chunk with these events.
ChunkEntry describe(const std::vector<Event>& events)
{
    ChunkEntry entry;
    std::map<SourceId, std::int64_t> sources;
    entry.rows = static_cast<std::int64_t>(events.size());
    for (const Event& event : events) {
        const bool isFirst = sources.empty();
        const auto take = [isFirst](auto value, auto& least, auto& most) {
            least = isFirst ? value : std::min(least, value);
            most = isFirst ? value : std::max(most, value);
        };
        take(toMs(event.eventTime), entry.firstTime, entry.lastTime);
        take(event.seq.value, entry.firstSeq, entry.lastSeq);
        take(event.visitor, entry.firstVisitor, entry.lastVisitor);
        ++sources[event.source];
    }
    entry.day = utcDay(entry.firstTime);
    for (const auto& [source, rows] : sources)
        entry.sources.push_back({source, rows});
    return entry;
}

class ChunkCheck
{
public:
    /// `fresh` are the rows of the table after the sealed ones.
    ChunkCheck(Connection& connection, std::unordered_set<std::int64_t> fresh, const Found& found)
        : m_fresh(std::move(fresh))
        , m_found(found)
        , m_blobs(connection)
    {
    }

    void check(const ChunkEntry& chunk)
    {
        const Expected<std::vector<Event>> events = ChunkColumns(chunk.id, m_blobs, m_noCache).events();
        if (!events) {
            tell(chunk.id, events.error().where + QLatin1String(": ") + events.error().detail);
            return;
        }
        ChunkEntry expected = describe(*events);
        expected.id = chunk.id;
        expected.project = chunk.project;
        expected.bytes = chunk.bytes;
        expected.rawBytes = chunk.rawBytes;
        if (expected != chunk)
            tell(chunk.id, QStringLiteral("its events are not what the catalogue says"));
        if (utcDay(expected.firstTime) != utcDay(expected.lastTime))
            tell(chunk.id, QStringLiteral("its events are of more than one day"));
        for (const Event& event : *events) {
            if (event.seq.value < 1 || m_fresh.contains(event.seq.value))
                tell(chunk.id, QStringLiteral("event %1 is sealed and fresh").arg(event.seq.value));
            m_seqs.push_back(event.seq.value);
        }
    }

    /// After the last chunk.
    void finish()
    {
        std::sort(m_seqs.begin(), m_seqs.end());
        for (auto at = std::adjacent_find(m_seqs.begin(), m_seqs.end()); at != m_seqs.end();
             at = std::adjacent_find(at + 1, m_seqs.end()))
            m_found(QStringLiteral("event %1 is sealed twice").arg(*at));
    }

private:
    void tell(std::int64_t chunk, const QString& what) const
    {
        m_found(QStringLiteral("chunk %1: %2").arg(chunk).arg(what));
    }

    const std::unordered_set<std::int64_t> m_fresh;
    const Found& m_found;
    ChunkBlobs m_blobs;
    ColumnCache m_noCache{0};
    std::vector<std::int64_t> m_seqs; ///< Of all chunks.
};

Expected<std::unordered_set<std::int64_t>> freshSeqs(Connection& connection, std::int64_t sealedSeq)
{
    Expected<Statement> rows = connection.prepare(sqlText("event", "freshAfter"));
    if (!rows)
        return unexpected(rows.error());
    rows->bind(1, sealedSeq);
    std::unordered_set<std::int64_t> seqs;
    Expected<bool> row = rows->step();
    for (; row && *row; row = rows->step())
        seqs.insert(rows->integer(0));
    if (!row)
        return unexpected(row.error());
    return seqs;
}

void checkColumns(Connection& connection, const Catalogue& catalogue, const Found& found)
{
    const Expected<std::int64_t> next = connection.number(sqlText("chunk", "nextId"), 1);
    if (!next) {
        found(next.error().detail);
        return;
    }
    Expected<Statement> rows = connection.prepare(sqlText("chunk", "columnsPerChunk"));
    Expected<bool> row = rows ? rows->step() : Expected<bool>(unexpected(rows.error()));
    for (; row && *row; row = rows->step()) {
        const ChunkEntry* chunk = catalogue.find(rows->integer(0));
        if (chunk == nullptr && rows->integer(0) >= *next)
            continue; // of a chunk that was never added: removed at the next start
        if (chunk == nullptr)
            found(QStringLiteral("%1 columns belong to chunk %2, which does not exist")
                      .arg(rows->integer(1))
                      .arg(rows->integer(0)));
        else if (rows->integer(2) > chunk->bytes)
            found(QStringLiteral("chunk %1 takes more bytes than the catalogue says").arg(chunk->id));
    }
    if (!row)
        found(row.error().detail);
}

void checkNumbers(Connection& connection, const Catalogue& catalogue, const Found& found)
{
    const Expected<std::int64_t> covered = hubNumber(connection, kCoveredSeq);
    if (covered && *covered < catalogue.sealedSeq)
        found(QStringLiteral("events are sealed up to %1 but covered up to %2").arg(catalogue.sealedSeq).arg(*covered));
    const Expected<std::int64_t> lastSource = connection.number(sqlText("chunk", "sourceIds"));
    for (const Catalogue::Entry& chunk : catalogue.chunks) {
        for (const SourceRows& part : chunk->sources) {
            if (lastSource && part.source.value > *lastSource)
                found(QStringLiteral("chunk %1 has events of source %2, which does not exist")
                          .arg(chunk->id)
                          .arg(part.source.value));
        }
    }
}

} // namespace

void checkChunks(Connection& connection, const Found& found)
{
    const Expected<std::shared_ptr<const Catalogue>> catalogue = Catalogue::read(connection);
    if (!catalogue) {
        found(catalogue.error().where + QLatin1String(": ") + catalogue.error().detail);
        return;
    }
    checkNumbers(connection, **catalogue, found);
    checkColumns(connection, **catalogue, found);
    Expected<std::unordered_set<std::int64_t>> fresh = freshSeqs(connection, (*catalogue)->sealedSeq);
    if (!fresh) {
        found(fresh.error().detail);
        return;
    }
    ChunkCheck check(connection, std::move(*fresh), found);
    for (const Catalogue::Entry& chunk : (*catalogue)->chunks)
        check.check(*chunk);
    check.finish();
}

} // namespace sightglass::storage
