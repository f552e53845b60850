// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/connection.h"
#include "storage/eventmap.h"
#include "storage/rowchunk.h"

#include <functional>
#include <set>

namespace sightglass::storage {

/// Reads the fresh rows of some sources, within a transaction of the caller. Thread and owner: the caller's.
class FreshReader
{
public:
    FreshReader(Connection& connection, const EventMap& map, std::int64_t sealedSeq)
        : m_connection(connection)
        , m_map(map)
        , m_sealedSeq(sealedSeq)
    {
    }

    /// Shows `take` every row of the request by sequence; it says whether it could read the body.
    /// Errors: Cancelled, Corrupt, Io.
    [[nodiscard]] Expected<void> read(const domain::ScanRequest& request, const std::set<SourceId>& sources,
                                      const std::function<bool(const RowView&)>& take,
                                      const domain::Cancellation& cancel);

private:
    Connection& m_connection;
    const EventMap& m_map;
    const std::int64_t m_sealedSeq;
};

[[nodiscard]] Unexpected scanCancelled();

} // namespace sightglass::storage
