// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/catalogue.h"

#include "storage/bytes.h"
#include "storage/hubnumbers.h"
#include "storage/sqltext.h"

#include <algorithm>
#include <bit>

namespace sightglass::storage {

namespace {

Expected<ChunkEntry> readEntry(const Statement& row)
{
    ChunkEntry entry;
    entry.id = row.integer(0);
    entry.project = ProjectId(row.integer(1));
    entry.day = row.integer(2);
    entry.rows = row.integer(3);
    entry.firstTime = row.integer(4);
    entry.lastTime = row.integer(5);
    entry.firstSeq = row.integer(6);
    entry.lastSeq = row.integer(7);
    entry.firstVisitor = std::bit_cast<std::uint64_t>(row.integer(8));
    entry.lastVisitor = std::bit_cast<std::uint64_t>(row.integer(9));
    entry.bytes = row.integer(10);
    entry.rawBytes = row.integer(11);
    if (!readSourceRows(row.blob(12), entry.sources))
        return unexpected(ErrorCode::Corrupt, QStringLiteral("The sources of a chunk cannot be read."),
                          QStringLiteral("chunk %1").arg(entry.id));
    return entry;
}

} // namespace

std::int64_t ChunkEntry::rowsOf(const std::set<SourceId>& wanted) const
{
    std::int64_t count = 0;
    for (const SourceRows& part : sources)
        count += wanted.contains(part.source) ? part.rows : 0;
    return count;
}

void Catalogue::countAhead()
{
    ahead = 0;
    for (const Entry& chunk : chunks)
        ahead += chunk->firstSeq > sealedSeq ? chunk->rows : 0;
}

const ChunkEntry* Catalogue::find(std::int64_t id) const
{
    const auto found = std::find_if(chunks.begin(), chunks.end(), [id](const Entry& e) { return e->id == id; });
    return found == chunks.end() ? nullptr : found->get();
}

Expected<std::shared_ptr<const Catalogue>> Catalogue::read(Connection& connection)
{
    const auto catalogue = std::make_shared<Catalogue>();
    Expected<void> numbers = hubNumber(connection, kSealedSeq)
                                 .and_then([&](std::int64_t sealed) {
                                     catalogue->sealedSeq = sealed;
                                     return hubNumber(connection, kCatalogueVersion);
                                 })
                                 .transform([&](std::int64_t changes) { catalogue->version = changes; });
    if (!numbers)
        return unexpected(numbers.error());
    Expected<Statement> rows = connection.prepare(sqlText("chunk", "catalogue"));
    if (!rows)
        return unexpected(rows.error());
    Expected<bool> row = rows->step();
    for (; row && *row; row = rows->step()) {
        Expected<ChunkEntry> entry = readEntry(*rows);
        if (!entry)
            return unexpected(entry.error());
        catalogue->chunks.push_back(std::make_shared<const ChunkEntry>(std::move(*entry)));
    }
    if (!row)
        return unexpected(row.error());
    catalogue->countAhead();
    return std::shared_ptr<const Catalogue>(catalogue);
}

CatalogueTable::Snapshot CatalogueTable::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_snapshot;
}

void CatalogueTable::publish(Snapshot snapshot)
{
    const std::lock_guard lock(m_mutex);
    m_snapshot = std::move(snapshot);
}

Expected<CatalogueTable::Snapshot> CatalogueTable::seenBy(Connection& connection) const
{
    const Expected<std::int64_t> version = hubNumber(connection, kCatalogueVersion);
    if (!version)
        return unexpected(version.error());
    Snapshot newest = snapshot();
    // Between a commit and its publication, and when one has come since the transaction began, they differ.
    return newest->version == *version ? Expected<Snapshot>(std::move(newest)) : Catalogue::read(connection);
}

std::string writeSourceRows(const std::vector<SourceRows>& sources)
{
    std::string bytes;
    ByteWriter out(bytes);
    for (const SourceRows& part : sources) {
        out.varint(zigzag(part.source.value));
        out.varint(static_cast<std::uint64_t>(part.rows));
    }
    return bytes;
}

bool readSourceRows(std::string_view bytes, std::vector<SourceRows>& sources)
{
    ByteReader in(bytes);
    while (!in.atEnd()) {
        SourceRows& part = sources.emplace_back();
        part.source = SourceId(unzigzag(in.varint()));
        part.rows = static_cast<std::int64_t>(in.varint());
    }
    return !in.failed();
}

} // namespace sightglass::storage
