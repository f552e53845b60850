// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sealedidentity.h"

#include "storage/chunkcolumns.h"

#include <algorithm>

namespace sightglass::storage {

using domain::NumberColumn;

SealedIdentity::SealedIdentity(Connection& connection, const CatalogueTable& table, ColumnCache& cache)
    : m_table(table)
    , m_cache(cache)
    , m_blobs(connection)
{
}

Expected<std::optional<RowIdentity>> SealedIdentity::find(std::int64_t seq, const std::function<bool(SourceId)>& isOwn)
{
    const CatalogueTable::Snapshot catalogue = m_table.snapshot();
    for (const Catalogue::Entry& chunk : catalogue->chunks) {
        if (seq < chunk->firstSeq || seq > chunk->lastSeq ||
            std::none_of(chunk->sources.begin(), chunk->sources.end(),
                         [&](const SourceRows& part) { return isOwn(part.source); }))
            continue;
        Expected<std::optional<RowIdentity>> found = findIn(*chunk, seq);
        if (!found || *found)
            return found;
    }
    return std::optional<RowIdentity>();
}

Expected<std::optional<RowIdentity>> SealedIdentity::findIn(const ChunkEntry& chunk, std::int64_t seq)
{
    const ChunkColumns columns(chunk.id, m_blobs, m_cache);
    const auto order = columns.seqOrder();
    if (!order)
        return unexpected(order.error());
    const auto seqs = columns.numbers(NumberColumn::Seq);
    if (!seqs)
        return unexpected(seqs.error());
    const domain::NumberValues values = (*seqs)->values();
    const auto at = std::lower_bound((*order)->begin(), (*order)->end(), seq,
                                     [&](std::uint32_t row, std::int64_t wanted) { return values.at(row) < wanted; });
    if (at == (*order)->end() || values.at(*at) != seq)
        return std::optional<RowIdentity>();
    const auto source = columns.numbers(NumberColumn::Source);
    const auto received = source ? columns.numbers(NumberColumn::ReceivedAt) : source;
    if (!received)
        return unexpected(received.error());
    const auto ids = columns.texts(domain::TextColumn::MessageId);
    if (!ids)
        return unexpected(ids.error());
    return std::optional<RowIdentity>(RowIdentity{SourceId((*source)->values().at(*at)), (*received)->values().at(*at),
                                                  std::string((*ids)->codes().at(*at))});
}

} // namespace sightglass::storage
