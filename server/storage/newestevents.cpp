// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/newestevents.h"

#include "storage/eventreader.h"
#include "storage/sqltext.h"

#include <algorithm>
#include <limits>
#include <map>
#include <queue>

namespace sightglass::storage {

using domain::Event;
using domain::NumberColumn;

namespace {

Expected<void> addFresh(ChunkReads& reads, const SourceSnapshot& sources, const std::set<SourceId>& wanted,
                        std::int64_t before, std::size_t limit, std::vector<Event>& events)
{
    Expected<Statement> rows = reads.connection().prepare(sqlText("event", "newest"));
    if (!rows)
        return unexpected(rows.error());
    rows->bind(1, before).bind(2, reads.catalogue().sealedSeq);
    return readEvents(*rows, sources, ofSources(wanted), events, limit);
}

/// A row of a sealed chunk; the oldest stands on top of a heap of them.
struct Pick
{
    std::int64_t seq = 0;
    std::int64_t chunk = 0;
    std::uint32_t row = 0;
    bool operator<(const Pick& other) const { return seq > other.seq; }
};

/// The newest rows of some sources, no more than `limit` of them.
class Picks
{
public:
    /// Rows after `above` and before `before`.
    Picks(std::int64_t above, std::int64_t before, std::size_t limit)
        : m_above(above)
        , m_before(before)
        , m_limit(limit)
    {
    }

    /// Whether rows up to this one could be among them.
    [[nodiscard]] bool wants(std::int64_t seq) const
    {
        return seq > m_above && (m_heap.size() < m_limit || seq > m_heap.top().seq);
    }

    [[nodiscard]] Expected<void> add(const ChunkEntry& chunk, const ChunkColumns& columns,
                                     const std::set<SourceId>& wanted)
    {
        const auto order = columns.seqOrder();
        if (!order)
            return unexpected(order.error());
        const auto seqs = columns.numbers(NumberColumn::Seq);
        const auto sources = seqs ? columns.numbers(NumberColumn::Source) : seqs;
        if (!sources)
            return unexpected(sources.error());
        for (auto at = (*order)->rbegin(); at != (*order)->rend(); ++at) {
            const std::int64_t seq = (*seqs)->values().at(*at);
            if (!wants(seq))
                break;
            if (seq < m_before && wanted.contains(SourceId((*sources)->values().at(*at))))
                push({seq, chunk.id, *at});
        }
        return {};
    }

    /// The rows by chunk; nothing is left in the heap.
    [[nodiscard]] std::map<std::int64_t, std::vector<std::uint32_t>> take()
    {
        std::map<std::int64_t, std::vector<std::uint32_t>> rows;
        for (; !m_heap.empty(); m_heap.pop())
            rows[m_heap.top().chunk].push_back(m_heap.top().row);
        return rows;
    }

private:
    void push(Pick pick)
    {
        m_heap.push(pick);
        if (m_heap.size() > m_limit)
            m_heap.pop();
    }

    const std::int64_t m_above;
    const std::int64_t m_before;
    const std::size_t m_limit;
    std::priority_queue<Pick> m_heap;
};

Expected<void> addSealed(ChunkReads& reads, const SourceSnapshot& sources, const std::set<SourceId>& wanted,
                         std::int64_t before, std::size_t limit, std::vector<Event>& events)
{
    std::vector<Catalogue::Entry> chunks;
    for (const Catalogue::Entry& chunk : reads.catalogue().chunks) {
        if (chunk->firstSeq < before && chunk->rowsOf(wanted) > 0)
            chunks.push_back(chunk);
    }
    std::sort(chunks.begin(), chunks.end(),
              [](const Catalogue::Entry& a, const Catalogue::Entry& b) { return a->lastSeq > b->lastSeq; });
    // Imported rows never were fresh: sealed ones may be newer than the fresh ones that were found.
    Picks picks(events.size() < limit ? 0 : events.back().seq.value, before, limit);
    for (const Catalogue::Entry& chunk : chunks) {
        if (!picks.wants(chunk->lastSeq))
            break;
        if (const Expected<void> added = picks.add(*chunk, reads.columns(chunk->id), wanted); !added)
            return added;
    }
    for (const auto& [chunk, rows] : picks.take()) {
        Expected<std::vector<Event>> read = reads.columns(chunk).events(rows);
        if (!read)
            return unexpected(read.error());
        addOwn(std::move(*read), sources, wanted, events);
    }
    return {};
}

} // namespace

Expected<std::vector<Event>> newestEvents(const std::shared_ptr<ChunkReads>& reads, const SourceSnapshot& sources,
                                          ProjectId project, EventSeq before, int limit)
{
    std::vector<Event> events;
    if (limit <= 0)
        return events;
    const auto most = static_cast<std::size_t>(limit);
    const std::int64_t bound = before.isValid() ? before.value : std::numeric_limits<std::int64_t>::max();
    const std::set<SourceId> wanted = sources.sourcesOf(project);
    if (const Expected<void> done = addFresh(*reads, sources, wanted, bound, most, events); !done)
        return unexpected(done.error());
    if (const Expected<void> done = addSealed(*reads, sources, wanted, bound, most, events); !done)
        return unexpected(done.error());
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.seq > b.seq; });
    if (events.size() > most)
        events.erase(events.begin() + limit, events.end());
    return events;
}

} // namespace sightglass::storage
