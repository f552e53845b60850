// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rowscan.h"

#include "storage/freshrows.h"
#include "storage/identitylinks.h"
#include "storage/rowchunk.h"
#include "storage/snapshot.h"
#include "storage/sqltext.h"

#include <algorithm>

namespace sightglass::storage {

using domain::Cancellation;
using domain::ScanRequest;
using domain::ScanStats;

namespace {

constexpr std::size_t kChunkRows = 16384;

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

Unexpected cancelled()
{
    return unexpected(ErrorCode::Cancelled, QStringLiteral("The scan was stopped."));
}

} // namespace

RowScan::RowScan(Connection connection, const SourceTable& sources, const EventMap& map)
    : m_connection(std::move(connection))
    , m_sources(sources)
    , m_map(map)
{
}

template <typename Read> Expected<void> RowScan::readAtOnce(Read&& read)
{
    // One read transaction: rows that go or come meanwhile are not seen half.
    if (Expected<void> begun = m_connection.execute("BEGIN"); !begun)
        return begun;
    Expected<void> done = read();
    Expected<void> ended = m_connection.execute("COMMIT");
    return done ? ended : done;
}

Expected<ScanStats> RowScan::scan(const ScanRequest& request, const Visitor& visit, const Cancellation& cancel)
{
    RowChunk chunk(request);
    ScanStats stats;
    const auto flush = [&] {
        if (chunk.rows() == 0)
            return;
        ++stats.chunksScanned;
        stats.rowsScanned += static_cast<std::int64_t>(chunk.rows());
        visit(chunk);
        chunk.clear();
    };
    const auto take = [&](const RowView& row) {
        const bool good = chunk.add(row);
        if (good && chunk.rows() == kChunkRows)
            flush();
        return good;
    };
    const Expected<void> read = readAtOnce([&] { return eachRow(request, take, cancel); });
    if (!read)
        return unexpected(read.error());
    flush();
    return stats;
}

Expected<std::unique_ptr<domain::EventSnapshot>> RowScan::open(const ScanRequest& request, const Cancellation& cancel)
{
    const auto fresh = std::make_shared<FreshRows>(request);
    const auto take = [&](const RowView& row) { return fresh->add(row); };
    const Expected<void> read = readAtOnce([&] { return eachRow(request, take, cancel); });
    if (!read)
        return unexpected(read.error());
    fresh->finish();
    return std::unique_ptr<domain::EventSnapshot>(std::make_unique<Snapshot>(request, fresh));
}

template <typename Take>
Expected<void> RowScan::eachRow(const ScanRequest& request, Take&& take, const Cancellation& cancel)
{
    const std::set<SourceId> sources = m_sources.snapshot()->sourcesOf(request.project);
    if (sources.empty())
        return {};
    Expected<Statement> rows = m_connection.prepare(sqlText("event", "scan"));
    if (!rows)
        return unexpected(rows.error());
    const RowFilter filter(request, sources);
    std::size_t passed = 0;
    for (const SeqRange& range : m_map.rangesFor(request.range)) {
        rows->bind(1, range.first).bind(2, range.end).bind(3, toMs(request.range.from)).bind(4, toMs(request.range.to));
        Expected<bool> row = rows->step();
        for (; row && *row; row = rows->step()) {
            if (++passed % 4096 == 0 && cancel.isCancelled())
                return cancelled();
            if (filter.matches(*rows) && !take(RowView(*rows)))
                return unexpected(ErrorCode::Corrupt, QStringLiteral("The body of an event cannot be read."),
                                  QStringLiteral("event %1").arg(rows->integer(0)));
        }
        if (!row)
            return unexpected(row.error());
        if (cancel.isCancelled())
            return cancelled();
    }
    return {};
}

Expected<std::vector<domain::IdentityLink>> RowScan::identityLinks(ProjectId project)
{
    const Expected<std::vector<std::pair<SourceId, domain::IdentityLink>>> all = readIdentityLinks(m_connection);
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

Expected<domain::TimeRange> RowScan::extent(ProjectId project)
{
    return m_map.extent(m_sources.snapshot()->sourcesOf(project));
}

} // namespace sightglass::storage
