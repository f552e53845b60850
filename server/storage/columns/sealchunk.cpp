// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/sealedchunk.h"

#include "storage/columns/eventcolumns.h"

#include <algorithm>
#include <cassert>

namespace sightglass::storage::columns {

using domain::Event;

namespace {

/// What decides nearly always, together in memory.
struct SortKey
{
    std::uint64_t visitor;
    TimePoint eventTime;
    TimePoint receivedAt;
    const Event* event;

    bool operator<(const SortKey& other) const
    {
        if (visitor != other.visitor)
            return visitor < other.visitor;
        if (eventTime != other.eventTime)
            return eventTime < other.eventTime;
        if (receivedAt != other.receivedAt)
            return receivedAt < other.receivedAt;
        if (const int order = event->messageId.compare(other.event->messageId); order != 0)
            return order < 0;
        return event->seq < other.event->seq;
    }
};

std::vector<const Event*> sortedRows(const std::vector<Event>& events)
{
    std::vector<SortKey> keys;
    keys.reserve(events.size());
    for (const Event& event : events)
        keys.push_back({event.visitor, event.eventTime, event.receivedAt, &event});
    std::stable_sort(keys.begin(), keys.end());
    std::vector<const Event*> rows;
    rows.reserve(keys.size());
    for (const SortKey& key : keys)
        rows.push_back(key.event);
    return rows;
}

RunTable runsOf(const std::vector<const Event*>& rows)
{
    RunTable table;
    table.rows = rows.size();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (table.runs.empty() || table.runs.back().visitor != rows[row]->visitor)
            table.runs.push_back({rows[row]->visitor, static_cast<std::uint32_t>(row)});
    }
    return table;
}

ChunkSummary summaryOf(const std::vector<const Event*>& rows, std::size_t bytes)
{
    ChunkSummary summary;
    summary.rows = rows.size();
    summary.bytes = bytes;
    summary.firstVisitor = rows.front()->visitor;
    summary.lastVisitor = rows.back()->visitor;
    summary.firstTime = summary.lastTime = rows.front()->eventTime;
    summary.firstSeq = summary.lastSeq = rows.front()->seq;
    for (const Event* const event : rows) {
        summary.firstTime = std::min(summary.firstTime, event->eventTime);
        summary.lastTime = std::max(summary.lastTime, event->eventTime);
        summary.firstSeq = std::min(summary.firstSeq, event->seq);
        summary.lastSeq = std::max(summary.lastSeq, event->seq);
    }
    return summary;
}

} // namespace

SealedChunk sealChunk(std::vector<Event> events)
{
    assert(!events.empty() && events.size() <= kMaxChunkRows);
    const std::vector<const Event*> rows = sortedRows(events);
    const RunTable runs = runsOf(rows);
    const EventColumns columns(rows);
    Compressor compressor;
    ChunkBuilder builder(rows.size(), runs.size());
    columns.addTo(builder, compressor, runs);
    SealedChunk chunk = builder.finish();
    chunk.summary = summaryOf(rows, chunk.summary.bytes);
    return chunk;
}

} // namespace sightglass::storage::columns
