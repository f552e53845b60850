// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/identityspans.h"
#include "storage/chunkwriter.h"
#include "storage/identitylinks.h"

#include <cstdint>
#include <set>
#include <vector>

namespace sightglass::storage {

class EventWriter;

/// A person whose events are being removed: rows up to `lastSeq` of these keys and times.
struct Erasure
{
    std::int64_t id = 0;
    ProjectId project;
    std::int64_t lastSeq = 0;
    std::vector<domain::IdentitySpan> spans; ///< As domain::identitySpans() gives them.
};

/// What erasing a person takes, by the links of the project's sources.
struct ErasurePlan
{
    ProjectId project;
    std::set<SourceId> sources;
    std::vector<domain::IdentitySpan> spans; ///< The person's keys.
    std::vector<domain::IdentityLink> links; ///< Those that lead to the person or away.
    std::vector<std::uint64_t> keys;         ///< All of both, sorted: another link of theirs would make another plan.
};
/// `key` is a visitor key that stands for the person now. Pure.
[[nodiscard]] ErasurePlan planErasure(ProjectId project, std::set<SourceId> sources,
                                      const std::vector<SourceLink>& links, std::uint64_t key);

/// Table erasure: what has been promised and is not done yet, so that it survives a crash.
/// Thread and owner: the writer's.
class Erasures
{
public:
    Erasures(Connection& connection, EventWriter& events, ChunkWriter::FaultPoint faultPoint)
        : m_connection(connection)
        , m_events(events)
        , m_faultPoint(std::move(faultPoint))
    {
    }

    /// Notes that all of the person's events stored so far shall go, and removes the links that lead to the person, in
    /// one transaction.
    [[nodiscard]] Expected<void> begin(const ErasurePlan& plan);
    [[nodiscard]] Expected<void> finish(std::int64_t id);

private:
    [[nodiscard]] Expected<void> write(const Erasure& erasure, const std::vector<domain::IdentityLink>& links);
    [[nodiscard]] Expected<void> eraseClicks(const Erasure& erasure, const std::vector<domain::IdentityLink>& links);
    void reached(const char* point) const;

    Connection& m_connection;
    EventWriter& m_events;
    const ChunkWriter::FaultPoint m_faultPoint;
};

/// What is pending, oldest first. Any connection. Errors: Corrupt, Io.
[[nodiscard]] Expected<std::vector<Erasure>> readErasures(Connection& connection);

} // namespace sightglass::storage
