// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/chunktour.h"

namespace sightglass::storage {

Catalogue::Entry ChunkTour::next(const Catalogue& catalogue, const SourceSnapshot& sources)
{
    const std::set<SourceId> own = sources.sourcesOf(m_project);
    Catalogue::Entry first;
    m_left = 0;
    for (const Catalogue::Entry& chunk : catalogue.chunks) {
        if (chunk->firstSeq > m_lastSeq || m_seen.contains(chunk->id) || chunk->rowsOf(own) == 0)
            continue;
        if (!first)
            first = chunk;
        ++m_left;
    }
    return first;
}

} // namespace sightglass::storage
