// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/idretention.h"

#include "storage/chunkreads.h"
#include "storage/columns/columnids.h"

#include <algorithm>

namespace sightglass::storage {

IdRetention::IdRetention(ReadPool& pool, const SourceTable& sources, const CatalogueTable& catalogue,
                         ColumnCache& cache, Reworker& reworker, std::chrono::milliseconds horizon)
    : m_pool(pool)
    , m_sources(sources)
    , m_catalogue(catalogue)
    , m_cache(cache)
    , m_reworker(reworker)
    , m_horizon(horizon)
{
}

Expected<bool> IdRetention::dropNext(TimePoint now)
{
    std::set<ProjectId> wanting;
    for (const domain::Project& project : m_sources.snapshot()->projects()) {
        if (project.dropMessageIds)
            wanting.insert(project.id);
    }
    const std::int64_t before = toMs(now - m_horizon);
    const auto forget = [](domain::Event& event) {
        if (event.messageId.empty())
            return Reworker::Verdict::Keep;
        event.messageId.clear();
        return Reworker::Verdict::Changed;
    };
    const CatalogueTable::Snapshot catalogue = m_catalogue.snapshot();
    for (const Catalogue::Entry& chunk : catalogue->chunks) {
        if (!wanting.contains(chunk->project) || chunk->lastTime >= before || m_without.contains(chunk->id))
            continue;
        const Expected<bool> due = isDue(*chunk, before);
        if (!due)
            return unexpected(due.error());
        if (*due)
            return m_reworker.rework(chunk->id, forget).transform([](std::int64_t) { return true; });
    }
    return false;
}

Expected<bool> IdRetention::isDue(const ChunkEntry& chunk, std::int64_t receivedBefore)
{
    const Expected<std::shared_ptr<ChunkReads>> reads = ChunkReads::open(m_pool, m_catalogue, m_cache);
    if (!reads)
        return unexpected(reads.error());
    const auto header = (*reads)->columns(chunk.id).header();
    if (!header)
        return unexpected(header.error());
    if ((*header)->column(domain::TextColumn::MessageId) == nullptr) {
        m_without.insert(chunk.id);
        return false;
    }
    const columns::ColumnInfo* delays = (*header)->column(columns::kReceivedAt);
    return chunk.lastTime + (delays == nullptr ? 0 : std::max<std::int64_t>(delays->max, 0)) < receivedBefore;
}

} // namespace sightglass::storage
