// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/connection.h"
#include "storage/encodedevents.h"
#include "storage/idsegments.h"
#include "storage/recentids.h"
#include "storage/sealedidentity.h"
#include "storage/sourcesnapshot.h"

#include <chrono>
#include <span>
#include <string_view>

namespace sightglass::storage {

/// Finds out whether an event is stored already, fresh or sealed. Thread and owner: the writer's.
class DuplicateFinder
{
public:
    /// Events whose ids are looked up in advance: far enough for memory to answer, near enough to stay in the
    /// cache.
    static constexpr std::size_t kAhead = 8;

    /// What tells whether two events are the same.
    struct Identity
    {
        std::uint64_t hash;
        std::string_view id;
        SourceId source;
        std::int64_t receivedAt;
    };

    DuplicateFinder(SealedIdentity& sealed, IdSegments& segments, RecentIds& recent, std::chrono::milliseconds horizon)
        : m_sealed(sealed)
        , m_segments(segments)
        , m_recent(recent)
        , m_horizon(horizon)
    {
    }

    [[nodiscard]] Expected<void> prepare(Connection& connection);
    [[nodiscard]] Expected<bool> isDuplicate(const Identity& event, const SourceSnapshot& sources);
    /// So many events from that one on will be asked for soon.
    void prefetch(std::span<const EncodedEvent> events, std::size_t from, std::size_t count) const;

private:
    SealedIdentity& m_sealed;
    IdSegments& m_segments;
    RecentIds& m_recent;
    const std::chrono::milliseconds m_horizon;
    Statement m_identity;
};

} // namespace sightglass::storage
