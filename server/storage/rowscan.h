// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/connection.h"
#include "storage/eventmap.h"
#include "storage/sourcesnapshot.h"

namespace sightglass::storage {

/// The scan over fresh rows, on a read-only connection of its own. One scan sees the table as of one moment.
/// Thread: any, one call at a time. Owner: who asked the store for it; it must not outlive the store.
class RowScan final : public domain::EventScan
{
public:
    RowScan(Connection connection, const SourceTable& sources, const EventMap& map);

    [[nodiscard]] Expected<domain::ScanStats> scan(const domain::ScanRequest& request, const Visitor& visit,
                                                   const domain::Cancellation& cancel) override;
    [[nodiscard]] Expected<std::unique_ptr<domain::EventSnapshot>> open(const domain::ScanRequest& request,
                                                                        const domain::Cancellation& cancel) override;
    [[nodiscard]] Expected<std::vector<domain::IdentityLink>> identityLinks(ProjectId project) override;
    [[nodiscard]] Expected<domain::TimeRange> extent(ProjectId project) override;

private:
    template <typename Read> [[nodiscard]] Expected<void> readAtOnce(Read&& read);
    /// Shows `take(RowView)`, which says whether it could read the body, every row of the request by sequence.
    template <typename Take>
    [[nodiscard]] Expected<void> eachRow(const domain::ScanRequest& request, Take&& take,
                                         const domain::Cancellation& cancel);

    Connection m_connection;
    const SourceTable& m_sources;
    const EventMap& m_map;
};

} // namespace sightglass::storage
