// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/retentionplan.h"

#include "storage/reworkplan.h"

#include <map>

namespace sightglass::storage {

namespace {

struct Kept
{
    std::int64_t bytes = 0;
    std::map<std::int64_t, std::vector<std::int64_t>> days; ///< Ids of chunks by day.
};

bool isExpired(const domain::Project& project, const Kept& kept, std::int64_t today)
{
    const std::int64_t oldest = kept.days.begin()->first;
    const bool isOld = project.retentionDays > 0 && oldest < today - project.retentionDays;
    const bool isTooMuch = project.retentionBytes > 0 && kept.bytes > project.retentionBytes && oldest < today;
    return isOld || isTooMuch;
}

} // namespace

std::vector<std::int64_t> nextExpired(const Catalogue& catalogue, const SourceSnapshot& sources, std::int64_t today)
{
    std::map<ProjectId, Kept> kept;
    for (const Catalogue::Entry& chunk : catalogue.chunks) {
        if (isStale(*chunk, sources))
            continue;
        Kept& project = kept[chunk->project];
        project.bytes += chunk->bytes;
        project.days[chunk->day].push_back(chunk->id);
    }
    for (const domain::Project& project : sources.projects()) {
        const auto found = kept.find(project.id);
        if (found != kept.end() && isExpired(project, found->second, today))
            return found->second.days.begin()->second;
    }
    return {};
}

} // namespace sightglass::storage
