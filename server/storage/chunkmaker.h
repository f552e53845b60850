// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/chunkwriter.h"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace sightglass::storage {

/// Takes events apart into chunks: by project and UTC day. Thread: any, one at a time. Owner: a job of the background.
class ChunkMaker
{
public:
    /// Longer days become several chunks, cut between two visitors.
    explicit ChunkMaker(std::size_t mostRows)
        : m_mostRows(mostRows)
    {
    }

    /// `rawBytes` is what the row took when it was fresh. The event's project says whose it is.
    void add(domain::Event event, std::int64_t rawBytes);
    /// Chunks of all that was added, without ids.
    [[nodiscard]] std::vector<NewChunk> finish();

private:
    struct Group
    {
        std::vector<domain::Event> events;
        std::int64_t rawBytes = 0;
    };
    static void seal(ProjectId project, std::int64_t day, Group group, std::vector<NewChunk>& chunks);
    [[nodiscard]] std::vector<Group> cut(Group group) const;

    const std::size_t m_mostRows;
    std::map<std::pair<ProjectId, std::int64_t>, Group> m_groups;
};

} // namespace sightglass::storage
