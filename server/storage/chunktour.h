// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/catalogue.h"
#include "storage/sourcesnapshot.h"

#include <cstdint>
#include <limits>
#include <set>

namespace sightglass::storage {

/// Goes through the chunks of a project, each once, though others are sealed, merged and dropped meanwhile.
/// Thread and owner: the background's.
class ChunkTour
{
public:
    /// Chunks with rows up to `lastSeq`.
    explicit ChunkTour(ProjectId project, std::int64_t lastSeq = std::numeric_limits<std::int64_t>::max())
        : m_project(project)
        , m_lastSeq(lastSeq)
    {
    }

    /// Null when all have been seen.
    [[nodiscard]] Catalogue::Entry next(const Catalogue& catalogue, const SourceSnapshot& sources);
    void leave(std::int64_t chunk) { m_seen.insert(chunk); }

    [[nodiscard]] ProjectId project() const { return m_project; }
    [[nodiscard]] std::int64_t done() const { return static_cast<std::int64_t>(m_seen.size()); }
    /// As of the last next(), with those that have been seen.
    [[nodiscard]] std::int64_t total() const { return done() + m_left; }

private:
    const ProjectId m_project;
    const std::int64_t m_lastSeq;
    std::set<std::int64_t> m_seen;
    std::int64_t m_left = 0;
};

} // namespace sightglass::storage
