// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sealedparts.h"

#include "storage/filteredchunk.h"
#include "storage/sealedview.h"

namespace sightglass::storage {

std::vector<SealedPart> sealedParts(const Catalogue& catalogue, const std::set<SourceId>& sources,
                                    domain::TimeRange range)
{
    std::vector<SealedPart> parts;
    for (const Catalogue::Entry& chunk : catalogue.chunks) {
        if (chunk->lastTime < toMs(range.from) || chunk->firstTime >= toMs(range.to))
            continue;
        if (const std::int64_t rows = chunk->rowsOf(sources); rows > 0)
            parts.push_back({chunk, rows});
    }
    return parts;
}

Expected<std::shared_ptr<const domain::SortedChunk>> openPart(const std::shared_ptr<ChunkReads>& reads,
                                                              const SealedPart& part, domain::ScanRequest request,
                                                              const std::set<SourceId>& sources)
{
    if (!part.isWhole()) {
        request.numbers.push_back(domain::NumberColumn::Source);
        request.together.clear();
    }
    Expected<std::shared_ptr<const SealedView>> view = SealedView::make(reads, part.chunk->id, request);
    if (!view)
        return unexpected(view.error());
    if (part.isWhole())
        return std::shared_ptr<const domain::SortedChunk>(std::move(*view));
    return std::shared_ptr<const domain::SortedChunk>(
        std::make_shared<const FilteredChunk>(std::move(*view), request, sources));
}

} // namespace sightglass::storage
