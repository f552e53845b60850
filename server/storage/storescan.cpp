// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/storescan.h"

#include "storage/freshreader.h"
#include "storage/freshrows.h"
#include "storage/identitylinks.h"
#include "storage/snapshot.h"

namespace sightglass::storage {

using domain::Cancellation;
using domain::ScanRequest;

StoreScan::StoreScan(ReadPool& pool, const SourceTable& sources, const EventMap& map, const CatalogueTable& catalogue,
                     LinkTable& links, ColumnCache& cache)
    : m_pool(pool)
    , m_sources(sources)
    , m_map(map)
    , m_catalogue(catalogue)
    , m_links(links)
    , m_cache(cache)
{
}

Expected<std::unique_ptr<domain::EventSnapshot>> StoreScan::open(const ScanRequest& request, const Cancellation& cancel)
{
    std::set<SourceId> sources = m_sources.snapshot()->sourcesOf(request.project);
    Expected<std::shared_ptr<ChunkReads>> reads = ChunkReads::open(m_pool, m_catalogue, m_cache);
    if (!reads)
        return unexpected(reads.error());
    const auto fresh = std::make_shared<FreshRows>(request);
    FreshReader reader((*reads)->connection(), m_map, (*reads)->catalogue().sealedSeq);
    const auto take = [&](const RowView& row) { return fresh->add(row); };
    if (const Expected<void> done = reader.read(request, sources, take, cancel); !done)
        return unexpected(done.error());
    fresh->finish();
    return std::unique_ptr<domain::EventSnapshot>(
        std::make_unique<Snapshot>(request, std::move(sources), std::move(*reads), fresh));
}

Expected<std::vector<domain::IdentityLink>> StoreScan::identityLinks(ProjectId project)
{
    const Expected<ReadPool::Borrowed> connection = m_pool.take();
    if (!connection)
        return unexpected(connection.error());
    const Expected<std::vector<SourceLink>> all = readIdentityLinks(**connection);
    if (!all)
        return unexpected(all.error());
    const std::set<SourceId> sources = m_sources.snapshot()->sourcesOf(project);
    std::vector<domain::IdentityLink> links;
    const auto repeatsLast = [&links](const domain::IdentityLink& link) {
        return !links.empty() && links.back().from == link.from && links.back().merge == link.merge &&
               links.back().to == link.to;
    };
    for (const auto& [source, link] : *all) {
        if (sources.contains(source) && !repeatsLast(link))
            links.push_back(link);
    }
    return links;
}

Expected<std::shared_ptr<const domain::LinkedVisitors>> StoreScan::linkedVisitors(ProjectId project)
{
    LinkTable::Linked& linked = m_linked[project];
    if (linked)
        return linked;
    LinkTable::Basis basis{project, m_sources.snapshot()->sourcesOf(project), m_links.version()};
    linked = m_links.find(basis);
    if (linked)
        return linked;
    auto made = EventScan::linkedVisitors(project);
    if (!made)
        return made;
    linked = *std::move(made);
    if (basis.sources == m_sources.snapshot()->sourcesOf(project))
        m_links.keep(std::move(basis), linked);
    return linked;
}

Expected<domain::TimeRange> StoreScan::extent(ProjectId project)
{
    return m_map.extent(m_sources.snapshot()->sourcesOf(project));
}

} // namespace sightglass::storage
