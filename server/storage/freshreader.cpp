// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/freshreader.h"

#include "storage/sqltext.h"

#include <algorithm>

namespace sightglass::storage {

using domain::Cancellation;
using domain::ScanRequest;

namespace {

/// Which rows of the table a request is about, beyond their time.
class RowFilter
{
public:
    RowFilter(const ScanRequest& request, const std::set<SourceId>& sources)
        : m_sources(sources.begin(), sources.end())
    {
        for (const domain::Kind kind : request.kinds)
            m_kinds |= std::uint64_t{1} << static_cast<unsigned>(kind);
        if (request.kinds.empty())
            m_kinds = ~std::uint64_t{0};
    }
    [[nodiscard]] bool matches(const Statement& row) const
    {
        return ((m_kinds >> (row.integer(4) & 63)) & 1) != 0 &&
               std::find(m_sources.begin(), m_sources.end(), SourceId(row.integer(1))) != m_sources.end();
    }

private:
    std::vector<SourceId> m_sources;
    std::uint64_t m_kinds = 0;
};

} // namespace

Expected<void> FreshReader::read(const ScanRequest& request, const std::set<SourceId>& sources,
                                 const std::function<bool(const RowView&)>& take, const Cancellation& cancel)
{
    if (sources.empty())
        return {};
    Expected<Statement> rows = m_connection.prepare(sqlText("event", "scan"));
    if (!rows)
        return unexpected(rows.error());
    const RowFilter filter(request, sources);
    std::size_t passed = 0;
    for (const SeqRange& range : m_map.rangesFor(request.range)) {
        rows->bind(1, std::max(range.first, m_sealedSeq + 1)).bind(2, range.end);
        rows->bind(3, toMs(request.range.from)).bind(4, toMs(request.range.to));
        Expected<bool> row = rows->step();
        for (; row && *row; row = rows->step()) {
            if (++passed % 4096 == 0 && cancel.isCancelled())
                return scanCancelled();
            if (filter.matches(*rows) && !take(RowView(*rows)))
                return unexpected(ErrorCode::Corrupt, QStringLiteral("The body of an event cannot be read."),
                                  QStringLiteral("event %1").arg(rows->integer(0)));
        }
        if (!row)
            return unexpected(row.error());
        if (cancel.isCancelled())
            return scanCancelled();
    }
    return {};
}

Unexpected scanCancelled()
{
    return unexpected(ErrorCode::Cancelled, QStringLiteral("The scan was stopped."));
}

} // namespace sightglass::storage
