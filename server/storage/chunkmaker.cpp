// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/chunkmaker.h"

#include "storage/freshrows.h"

#include <algorithm>
#include <iterator>

namespace sightglass::storage {

using domain::Event;

namespace {

std::vector<SourceRows> countSources(const std::vector<Event>& events)
{
    std::map<SourceId, std::int64_t> counts;
    for (const Event& event : events)
        ++counts[event.source];
    std::vector<SourceRows> sources;
    for (const auto& [source, rows] : counts)
        sources.push_back({source, rows});
    return sources;
}

} // namespace

void ChunkMaker::add(Event event, std::int64_t rawBytes)
{
    Group& group = m_groups[{event.project, utcDay(toMs(event.eventTime))}];
    group.events.push_back(std::move(event));
    group.rawBytes += rawBytes;
}

std::vector<NewChunk> ChunkMaker::finish()
{
    std::vector<NewChunk> chunks;
    while (!m_groups.empty()) { // each is freed before the next is sealed
        auto node = m_groups.extract(m_groups.begin());
        const auto [project, day] = node.key();
        for (Group& group : cut(std::move(node.mapped())))
            seal(project, day, std::move(group), chunks);
    }
    return chunks;
}

std::vector<ChunkMaker::Group> ChunkMaker::cut(Group group) const
{
    std::vector<Group> parts;
    if (group.events.size() <= m_mostRows) {
        parts.push_back(std::move(group));
        return parts;
    }
    std::stable_sort(group.events.begin(), group.events.end(),
                     [](const Event& a, const Event& b) { return a.visitor < b.visitor; });
    const std::int64_t bytesPerRow = group.rawBytes / static_cast<std::int64_t>(group.events.size());
    parts.emplace_back();
    for (auto run = group.events.begin(); run != group.events.end();) {
        const auto end = std::find_if(run, group.events.end(),
                                      [visitor = run->visitor](const Event& e) { return e.visitor != visitor; });
        const auto rows = static_cast<std::size_t>(end - run);
        if (!parts.back().events.empty() && parts.back().events.size() + rows > m_mostRows)
            parts.emplace_back();
        std::move(run, end, std::back_inserter(parts.back().events));
        parts.back().rawBytes += bytesPerRow * static_cast<std::int64_t>(rows);
        run = end;
    }
    return parts;
}

void ChunkMaker::seal(ProjectId project, std::int64_t day, Group group, std::vector<NewChunk>& chunks)
{
    NewChunk& chunk = chunks.emplace_back();
    ChunkEntry& entry = chunk.entry;
    entry.project = project;
    entry.day = day;
    entry.rawBytes = group.rawBytes;
    entry.sources = countSources(group.events);
    columns::SealedChunk sealed = columns::sealChunk(std::move(group.events));
    const columns::ChunkSummary& summary = sealed.summary;
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
}

} // namespace sightglass::storage
