// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/erasurestart.h"

#include "storage/erasures.h"

namespace sightglass::storage {

Expected<void> startErasure(Writer& writer, ReadPool& pool, const SourceTable& sources, ProjectId project,
                            std::uint64_t key)
{
    constexpr int kAttempts = 20;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        const Expected<std::int64_t> changes = writer.linkChanges(); // of what is committed: before it is read
        if (!changes)
            return unexpected(changes.error());
        const Expected<ReadPool::Borrowed> connection = pool.take();
        if (!connection)
            return unexpected(connection.error());
        const Expected<std::vector<SourceLink>> links = readIdentityLinks(**connection);
        if (!links)
            return unexpected(links.error());
        const ErasurePlan plan = planErasure(project, sources.snapshot()->sourcesOf(project), *links, key);
        Expected<void> begun = writer.beginErasure(plan, *changes);
        if (begun || begun.error().code != ErrorCode::Conflict)
            return begun;
    }
    return unexpected(ErrorCode::Unavailable, QStringLiteral("The links of the person keep changing."));
}

} // namespace sightglass::storage
