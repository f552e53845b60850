// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reworkplan.h"

#include <algorithm>
#include <map>
#include <utility>

namespace sightglass::storage {

namespace {

constexpr std::size_t kMany = 8;
constexpr std::int64_t kSlowGrowth = 4;

using Group = std::vector<const ChunkEntry*>;

/// The chunks of one project and day that are worth merging, smallest first; empty when none are.
std::vector<std::int64_t> mergeable(Group group, bool isOver, std::size_t chunkRows)
{
    std::sort(group.begin(), group.end(), [](const ChunkEntry* a, const ChunkEntry* b) { return a->rows < b->rows; });
    std::int64_t rows = 0;
    std::size_t count = 0;
    while (count < group.size() && rows + group[count]->rows <= static_cast<std::int64_t>(chunkRows))
        rows += group[count++]->rows;
    while (count > 1) {
        const std::int64_t largest = group[count - 1]->rows;
        if (largest <= kSlowGrowth * (rows - largest))
            break;
        rows -= largest;
        --count;
    }
    if (count < (isOver ? 2 : kMany))
        return {};
    std::vector<std::int64_t> ids;
    for (std::size_t i = 0; i < count; ++i)
        ids.push_back(group[i]->id);
    return ids;
}

} // namespace

bool isStale(const ChunkEntry& chunk, const SourceSnapshot& sources)
{
    return std::any_of(chunk.sources.begin(), chunk.sources.end(),
                       [&](const SourceRows& part) { return sources.projectOf(part.source) != chunk.project; });
}

std::vector<std::int64_t> nextRework(const Catalogue& catalogue, const SourceSnapshot& sources, std::int64_t today,
                                     std::size_t chunkRows)
{
    std::map<std::pair<std::int64_t, ProjectId>, Group> groups;
    for (const Catalogue::Entry& chunk : catalogue.chunks) {
        if (isStale(*chunk, sources))
            return {chunk->id};
        groups[{chunk->day, chunk->project}].push_back(chunk.get());
    }
    for (auto& [key, group] : groups) {
        std::vector<std::int64_t> ids = mergeable(std::move(group), key.first < today, chunkRows);
        if (!ids.empty())
            return ids;
    }
    return {};
}

} // namespace sightglass::storage
