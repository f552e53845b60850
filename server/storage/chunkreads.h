// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/catalogue.h"
#include "storage/chunkblobs.h"
#include "storage/chunkcolumns.h"
#include "storage/readpool.h"

#include <memory>

namespace sightglass::storage {

/// What the sealed part of a snapshot shares: a read transaction, the catalogue that belongs to it, and the cache.
/// Thread: any, but for connection(), which belongs to whoever has made it until it is shared.
class ChunkReads
{
public:
    /// The cache must outlive it.
    [[nodiscard]] static Expected<std::shared_ptr<ChunkReads>> open(ReadPool& pool, const CatalogueTable& table,
                                                                    ColumnCache& cache)
    {
        Expected<ReadTransaction> transaction = ReadTransaction::open(pool);
        if (!transaction)
            return unexpected(transaction.error());
        Expected<CatalogueTable::Snapshot> catalogue = table.seenBy(transaction->connection());
        if (!catalogue)
            return unexpected(catalogue.error());
        return std::make_shared<ChunkReads>(std::move(*transaction), std::move(*catalogue), cache);
    }
    ChunkReads(ReadTransaction transaction, CatalogueTable::Snapshot catalogue, ColumnCache& cache)
        : m_transaction(std::move(transaction))
        , m_catalogue(std::move(catalogue))
        , m_blobs(m_transaction.connection())
        , m_cache(cache)
    {
    }

    [[nodiscard]] Connection& connection() { return m_transaction.connection(); }
    [[nodiscard]] const Catalogue& catalogue() const { return *m_catalogue; }
    [[nodiscard]] ChunkColumns columns(std::int64_t chunk) { return {chunk, m_blobs, m_cache}; }

private:
    ReadTransaction m_transaction;
    const CatalogueTable::Snapshot m_catalogue;
    ChunkBlobs m_blobs;
    ColumnCache& m_cache;
};

} // namespace sightglass::storage
