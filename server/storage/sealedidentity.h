// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/catalogue.h"
#include "storage/chunkblobs.h"
#include "storage/columncache.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace sightglass::storage {

/// What tells whether another event is the same.
struct RowIdentity
{
    SourceId source;
    std::int64_t receivedAt = 0;
    std::string messageId;
};

/// Finds the identity of sealed rows, for de-duplication. Thread and owner: the writer's.
class SealedIdentity
{
public:
    SealedIdentity(Connection& connection, const CatalogueTable& table, ColumnCache& cache);

    /// The row of that sequence number, in a chunk that holds a source which `isOwn`. Errors: Corrupt, Io.
    [[nodiscard]] Expected<std::optional<RowIdentity>> find(std::int64_t seq,
                                                            const std::function<bool(SourceId)>& isOwn);

private:
    [[nodiscard]] Expected<std::optional<RowIdentity>> findIn(const ChunkEntry& chunk, std::int64_t seq);

    const CatalogueTable& m_table;
    ColumnCache& m_cache;
    ChunkBlobs m_blobs;
};

} // namespace sightglass::storage
