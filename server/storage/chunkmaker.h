// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/chunkwriter.h"
#include "storage/packedevents.h"

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
    void add(const domain::Event& event, std::int64_t rawBytes);
    /// A row as it stands in the table of fresh events.
    void add(ProjectId project, const PackedEvent& columns, std::string_view body);
    /// Chunks of all that was added, without ids. Error: Corrupt.
    [[nodiscard]] Expected<std::vector<NewChunk>> finish();

private:
    struct Group
    {
        PackedEvents events;
        std::int64_t rawBytes = 0;
    };

    const std::size_t m_mostRows;
    std::map<std::pair<ProjectId, std::int64_t>, Group> m_groups;
};

/// Appends the chunks of one project's and one UTC day's events. Error: Corrupt.
[[nodiscard]] Expected<void> makeChunks(ProjectId project, const PackedEvents& events, std::int64_t rawBytes,
                                        std::size_t mostRows, std::vector<NewChunk>& chunks);

} // namespace sightglass::storage
