// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sealer.h"

#include "storage/chunkmaker.h"
#include "storage/sqltext.h"
#include "storage/writercall.h"

#include <bit>

namespace sightglass::storage {

Sealer::Sealer(Writer& writer, ReadPool& pool, const SourceTable& sources, const CatalogueTable& catalogue,
               ChunkInstaller& installer, SealingOptions options)
    : m_writer(writer)
    , m_pool(pool)
    , m_sources(sources)
    , m_catalogue(catalogue)
    , m_installer(installer)
    , m_options(std::move(options))
{
}

Expected<bool> Sealer::sealNext()
{
    // Ids and zones of what is sealed must be in the file: at the start only rows after them are read back.
    const Expected<std::int64_t> covered = m_writer.cover();
    if (!covered)
        return unexpected(covered.error());
    const Expected<std::int64_t> epoch =
        m_writer.callChunks([](ChunkWriter& chunks) { return Expected<std::int64_t>(chunks.epoch()); });
    if (!epoch)
        return unexpected(epoch.error());
    SealedRange range{m_catalogue.snapshot()->sealedSeq, *covered, *epoch};
    if (range.to <= range.from)
        return false;
    Expected<std::vector<NewChunk>> chunks = readChunks(range);
    if (!chunks)
        return unexpected(chunks.error());
    reached("chunks sealed");
    return m_installer.install({std::move(*chunks), {}, range, {}}).transform([] { return true; });
}

Expected<std::vector<NewChunk>> Sealer::readChunks(SealedRange& range)
{
    ChunkMaker maker(m_options.chunkRows);
    {
        Expected<ReadTransaction> transaction = ReadTransaction::open(m_pool);
        if (!transaction)
            return unexpected(transaction.error());
        Expected<Statement> rows = transaction->connection().prepare(sqlText("chunk", "freshRows"));
        if (!rows)
            return unexpected(rows.error());
        const SourceTable::Snapshot sources = m_sources.snapshot();
        const auto most = static_cast<std::int64_t>(m_options.chunkRows);
        rows->bind(1, range.from).bind(2, range.to).bind(3, most);
        std::int64_t count = 0;
        PackedEvent columns;
        Expected<bool> row = rows->step();
        for (; row && *row; row = rows->step()) {
            ++count;
            columns.seq = rows->integer(0);
            columns.source = rows->integer(1);
            columns.eventTime = rows->integer(2);
            columns.receivedAt = rows->integer(3);
            columns.kind = static_cast<domain::Kind>(rows->integer(4));
            columns.visitor = std::bit_cast<std::uint64_t>(rows->integer(5));
            if (const ProjectId project = sources->projectOf(SourceId(columns.source)); project.isValid())
                maker.add(project, columns, rows->blob(6));
        }
        if (!row)
            return unexpected(row.error());
        if (count == most) // there may be more; without them the numbers up to the end are done with
            range.to = columns.seq;
    }
    return maker.finish();
}

void Sealer::reached(const char* point) const
{
    if (m_options.faultPoint)
        m_options.faultPoint(point);
}

} // namespace sightglass::storage
