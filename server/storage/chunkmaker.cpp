// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/chunkmaker.h"

#include "storage/freshrows.h"

#include <algorithm>
#include <span>

namespace sightglass::storage {

namespace {

using Order = std::span<const std::uint32_t>;

std::vector<SourceRows> countSources(const PackedEvents& events, Order order)
{
    std::map<SourceId, std::int64_t> counts;
    for (const std::uint32_t number : order)
        ++counts[SourceId(events.rows()[number].source)];
    std::vector<SourceRows> sources;
    for (const auto& [source, rows] : counts)
        sources.push_back({source, rows});
    return sources;
}

/// Pieces of at most so many rows, cut between two visitors; one visitor's rows stay together.
std::vector<Order> cut(const PackedEvents& events, Order order, std::size_t mostRows)
{
    std::vector<Order> parts;
    std::size_t begin = 0;
    for (std::size_t run = 0; run < order.size();) {
        const std::uint64_t visitor = events.rows()[order[run]].visitor;
        std::size_t end = run + 1;
        while (end < order.size() && events.rows()[order[end]].visitor == visitor)
            ++end;
        if (run > begin && end - begin > mostRows) {
            parts.push_back(order.subspan(begin, run - begin));
            begin = run;
        }
        run = end;
    }
    parts.push_back(order.subspan(begin));
    return parts;
}

NewChunk chunkOf(ProjectId project, columns::SealedChunk sealed)
{
    NewChunk chunk;
    ChunkEntry& entry = chunk.entry;
    const columns::ChunkSummary& summary = sealed.summary;
    entry.project = project;
    entry.day = utcDay(toMs(summary.firstTime));
    entry.rows = static_cast<std::int64_t>(summary.rows);
    entry.firstTime = toMs(summary.firstTime);
    entry.lastTime = toMs(summary.lastTime);
    entry.firstSeq = summary.firstSeq.value;
    entry.lastSeq = summary.lastSeq.value;
    entry.firstVisitor = summary.firstVisitor;
    entry.lastVisitor = summary.lastVisitor;
    entry.bytes = static_cast<std::int64_t>(summary.bytes);
    chunk.header = std::move(sealed.header);
    chunk.blobs = std::move(sealed.columns);
    return chunk;
}

} // namespace

Expected<void> makeChunks(ProjectId project, const PackedEvents& events, std::int64_t rawBytes, std::size_t mostRows,
                          std::vector<NewChunk>& chunks)
{
    const std::vector<std::uint32_t> order = events.sorted();
    const std::int64_t bytesPerRow = rawBytes / static_cast<std::int64_t>(std::max<std::size_t>(events.size(), 1));
    std::int64_t bytesLeft = rawBytes;
    for (const Order part : cut(events, order, mostRows)) {
        Expected<columns::SealedChunk> sealed = columns::sealChunk(events, part);
        if (!sealed)
            return unexpected(sealed.error());
        NewChunk& chunk = chunks.emplace_back(chunkOf(project, std::move(*sealed)));
        chunk.entry.sources = countSources(events, part);
        chunk.entry.rawBytes =
            part.data() + part.size() == order.data() + order.size() ? bytesLeft : bytesPerRow * chunk.entry.rows;
        bytesLeft -= chunk.entry.rawBytes;
    }
    return {};
}

void ChunkMaker::add(const domain::Event& event, std::int64_t rawBytes)
{
    Group& group = m_groups[{event.project, utcDay(toMs(event.eventTime))}];
    group.events.add(event);
    group.rawBytes += rawBytes;
}

void ChunkMaker::add(ProjectId project, const PackedEvent& columns, std::string_view body)
{
    Group& group = m_groups[{project, utcDay(columns.eventTime)}];
    group.events.add(columns, body);
    group.rawBytes += static_cast<std::int64_t>(body.size());
}

Expected<std::vector<NewChunk>> ChunkMaker::finish()
{
    std::vector<NewChunk> chunks;
    while (!m_groups.empty()) { // each is freed before the next is sealed
        const auto node = m_groups.extract(m_groups.begin());
        const Group& group = node.mapped();
        if (const Expected<void> made = makeChunks(node.key().first, group.events, group.rawBytes, m_mostRows, chunks);
            !made)
            return unexpected(made.error());
    }
    return chunks;
}

} // namespace sightglass::storage
