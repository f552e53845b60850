// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/automaticretention.h"

#include "domain/automaticevents.h"
#include "storage/reworkplan.h"

#include <algorithm>

namespace sightglass::storage {

AutomaticRetention::AutomaticRetention(ReadPool& pool, const SourceTable& sources, const CatalogueTable& catalogue,
                                       ColumnCache& cache, Reworker& reworker)
    : m_pool(pool)
    , m_sources(sources)
    , m_catalogue(catalogue)
    , m_cache(cache)
    , m_reworker(reworker)
{
}

Expected<bool> AutomaticRetention::dropNext(std::int64_t today)
{
    const Catalogue::Entry chunk = nextOf(today);
    if (!chunk)
        return false;
    const Expected<bool> may = mayHold(*chunk);
    if (!may)
        return unexpected(may.error());
    if (*may) {
        const auto verdict = [](const domain::Event& event) {
            const bool goes = event.protocol == domain::Protocol::Posthog && domain::isAutomaticEvent(event.name);
            return goes ? Reworker::Verdict::Erase : Reworker::Verdict::Keep;
        };
        if (const Expected<std::int64_t> erased = m_reworker.rework(chunk->id, verdict); !erased)
            return unexpected(erased.error());
    }
    m_without.insert(chunk->id);
    return true;
}

/// One with rows of sources that were moved waits until it has been made anew.
Catalogue::Entry AutomaticRetention::nextOf(std::int64_t today) const
{
    const SourceTable::Snapshot sources = m_sources.snapshot();
    std::set<ProjectId> wanting;
    for (const domain::Project& project : sources->projects()) {
        if (project.automaticEvents != domain::AutomaticEvents::Keep)
            wanting.insert(project.id);
    }
    const CatalogueTable::Snapshot catalogue = m_catalogue.snapshot();
    for (const Catalogue::Entry& chunk : catalogue->chunks) {
        if (chunk->day >= today - domain::kAutomaticEventDays)
            break; // they are in the order of days
        if (wanting.contains(chunk->project) && !m_without.contains(chunk->id) && !isStale(*chunk, *sources))
            return chunk;
    }
    return nullptr;
}

Expected<bool> AutomaticRetention::mayHold(const ChunkEntry& chunk)
{
    const Expected<std::shared_ptr<ChunkReads>> reads = ChunkReads::open(m_pool, m_catalogue, m_cache);
    if (!reads)
        return unexpected(reads.error());
    if ((*reads)->catalogue().find(chunk.id) == nullptr)
        return false; // it has gone meanwhile
    const auto names = (*reads)->columns(chunk.id).dictionary(domain::TextColumn::Name);
    if (!names)
        return unexpected(names.error());
    const auto texts = (*names)->texts();
    return std::any_of(texts.begin(), texts.end(), domain::isAutomaticEvent);
}

} // namespace sightglass::storage
