// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/catalogue.h"
#include "storage/chunkreads.h"

#include <cstdint>
#include <memory>
#include <set>
#include <vector>

namespace sightglass::storage {

/// A sealed chunk that holds rows of a project.
struct SealedPart
{
    Catalogue::Entry chunk;
    std::int64_t rows = 0; ///< Of the project; fewer than the chunk has when other sources are in it, too.
    [[nodiscard]] bool isWhole() const { return rows == chunk->rows; }
};

/// Chunks with rows of these sources whose event times may lie in the range, by day.
[[nodiscard]] std::vector<SealedPart> sealedParts(const Catalogue& catalogue, const std::set<SourceId>& sources,
                                                  domain::TimeRange range);

/// The rows of these sources with the columns of the request. Errors: Corrupt, Io.
[[nodiscard]] Expected<std::shared_ptr<const domain::SortedChunk>> openPart(const std::shared_ptr<ChunkReads>& reads,
                                                                            const SealedPart& part,
                                                                            domain::ScanRequest request,
                                                                            const std::set<SourceId>& sources);

} // namespace sightglass::storage
