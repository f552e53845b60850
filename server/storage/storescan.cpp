// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/storescan.h"

#include "storage/freshreader.h"
#include "storage/freshrows.h"
#include "storage/identitylinks.h"
#include "storage/rowchunk.h"
#include "storage/sealedparts.h"
#include "storage/snapshot.h"
#include "storage/widechunk.h"

namespace sightglass::storage {

using domain::Cancellation;
using domain::ScanRequest;
using domain::ScanStats;

namespace {

constexpr std::size_t kFreshChunkRows = 16384;

} // namespace

/// A scan on its way: what it is about, who sees its chunks, and the count of them.
class StoreScan::Watched
{
public:
    Watched(const ScanRequest& request, const Visitor& visit, const Cancellation& cancel)
        : m_request(request)
        , m_visit(visit)
        , m_cancel(cancel)
    {
    }
    [[nodiscard]] const ScanRequest& request() const { return m_request; }
    [[nodiscard]] const Cancellation& cancel() const { return m_cancel; }
    [[nodiscard]] ScanStats stats() const { return m_stats; }
    void show(const domain::Chunk& chunk) const
    {
        if (chunk.rows() == 0)
            return;
        ++m_stats.chunksScanned;
        m_stats.rowsScanned += static_cast<std::int64_t>(chunk.rows());
        m_visit(chunk);
    }

private:
    const ScanRequest& m_request;
    const Visitor& m_visit;
    const Cancellation& m_cancel;
    mutable ScanStats m_stats;
};

StoreScan::StoreScan(ReadPool& pool, const SourceTable& sources, const EventMap& map, const CatalogueTable& catalogue,
                     ColumnCache& cache)
    : m_pool(pool)
    , m_sources(sources)
    , m_map(map)
    , m_catalogue(catalogue)
    , m_cache(cache)
{
}

Expected<ScanStats> StoreScan::scan(const ScanRequest& request, const Visitor& visit, const Cancellation& cancel)
{
    const std::set<SourceId> sources = m_sources.snapshot()->sourcesOf(request.project);
    const Expected<std::shared_ptr<ChunkReads>> reads = ChunkReads::open(m_pool, m_catalogue, m_cache);
    if (!reads)
        return unexpected(reads.error());
    const Watched watched(request, visit, cancel);
    if (const Expected<void> done = scanSealed(*reads, sources, watched); !done)
        return unexpected(done.error());
    RowChunk chunk(request);
    const auto take = [&](const RowView& row) {
        const bool good = chunk.add(row);
        if (good && chunk.rows() == kFreshChunkRows) {
            watched.show(chunk);
            chunk.clear();
        }
        return good;
    };
    FreshReader fresh((*reads)->connection(), m_map, (*reads)->catalogue().sealedSeq);
    if (const Expected<void> done = fresh.read(request, sources, take, cancel); !done)
        return unexpected(done.error());
    watched.show(chunk);
    return watched.stats();
}

Expected<void> StoreScan::scanSealed(const std::shared_ptr<ChunkReads>& reads, const std::set<SourceId>& sources,
                                     const Watched& watched)
{
    ScanRequest request = watched.request();
    request.numbers.push_back(domain::NumberColumn::EventTime);
    request.numbers.push_back(domain::NumberColumn::Kind);
    for (const SealedPart& part : sealedParts(reads->catalogue(), sources, request.range)) {
        if (watched.cancel().isCancelled())
            return scanCancelled();
        const auto chunk = openPart(reads, part, request, sources);
        if (!chunk)
            return unexpected(chunk.error());
        watched.show(WideChunk(**chunk, watched.request()));
    }
    return {};
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
    const Expected<std::vector<std::pair<SourceId, domain::IdentityLink>>> all = readIdentityLinks(**connection);
    if (!all)
        return unexpected(all.error());
    const std::set<SourceId> sources = m_sources.snapshot()->sourcesOf(project);
    std::vector<domain::IdentityLink> links;
    for (const auto& [source, link] : *all) {
        if (sources.contains(source))
            links.push_back(link);
    }
    return links;
}

Expected<domain::TimeRange> StoreScan::extent(ProjectId project)
{
    return m_map.extent(m_sources.snapshot()->sourcesOf(project));
}

} // namespace sightglass::storage
