// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/chunkreads.h"
#include "storage/eventmap.h"
#include "storage/linktable.h"
#include "storage/readpool.h"
#include "storage/sourcesnapshot.h"

#include <map>
#include <vector>

namespace sightglass::storage {

/// The scan over sealed chunks and fresh rows. Each call sees the file as of one moment; linkedVisitors() always says
/// what it said first.
/// Thread: any, one call at a time. Owner: who asked the store for it; neither it nor its snapshots may outlive the
/// store.
class StoreScan final : public domain::EventScan
{
public:
    StoreScan(ReadPool& pool, const SourceTable& sources, const EventMap& map, const CatalogueTable& catalogue,
              LinkTable& links, ColumnCache& cache);

    [[nodiscard]] Expected<std::unique_ptr<domain::EventSnapshot>> open(const domain::ScanRequest& request,
                                                                        const domain::Cancellation& cancel) override;
    [[nodiscard]] Expected<std::vector<domain::IdentityLink>> identityLinks(ProjectId project) override;
    [[nodiscard]] Expected<std::shared_ptr<const domain::LinkedVisitors>> linkedVisitors(ProjectId project) override;
    [[nodiscard]] Expected<domain::TimeRange> extent(ProjectId project) override;

private:
    ReadPool& m_pool;
    const SourceTable& m_sources;
    const EventMap& m_map;
    const CatalogueTable& m_catalogue;
    LinkTable& m_links;
    ColumnCache& m_cache;
    std::map<ProjectId, LinkTable::Linked> m_linked;
};

} // namespace sightglass::storage
