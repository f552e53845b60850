// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/duplicatefinder.h"

#include "storage/eventcodec.h"
#include "storage/sqltext.h"

#include <algorithm>
#include <functional>

namespace sightglass::storage {

Expected<void> DuplicateFinder::prepare(Connection& connection)
{
    return connection.prepare(sqlText("event", "identity")).transform([this](Statement identity) {
        m_identity = std::move(identity);
    });
}

/// The sketch of old ids is larger than any cache: while events are stored, what those after them will need is on its
/// way.
void DuplicateFinder::prefetch(std::span<const EncodedEvent> events, std::size_t from, std::size_t count) const
{
    for (std::size_t i = from; i < std::min(events.size(), from + count); ++i) {
        if (events[i].idHash != 0)
            m_segments.prefetch(events[i].idHash);
    }
}

/// Hashes only say "perhaps": a duplicate has the same id, the same project (the same source, when unassigned) and was
/// received within the horizon (spec routes §3 "de-duplication").
Expected<bool> DuplicateFinder::isDuplicate(const Identity& event, const SourceSnapshot& sources)
{
    const ProjectId project = sources.projectOf(event.source);
    const auto isOwn = [&](SourceId other) {
        return project == domain::kUnassignedProject ? other == event.source : sources.projectOf(other) == project;
    };
    const auto isSame = [&](SourceId other, std::int64_t receivedAt, std::string_view otherId) {
        return isOwn(other) && receivedAt > event.receivedAt - m_horizon.count() && otherId == event.id;
    };
    const auto verify = [&](std::int64_t seq) -> Expected<bool> {
        const Expected<bool> row = m_identity.bind(1, seq).step();
        if (!row)
            return row;
        if (!*row) {
            return m_sealed.find(seq, isOwn).transform([&](const std::optional<RowIdentity>& sealed) {
                return sealed && isSame(sealed->source, sealed->receivedAt, sealed->messageId);
            });
        }
        const bool same =
            isSame(SourceId(m_identity.integer(0)), m_identity.integer(1), bodyMessageId(m_identity.blob(2)));
        m_identity.reset();
        return same;
    };
    Expected<bool> found = false;
    m_recent.find(event.hash, [&](std::int64_t seq) {
        found = verify(seq);
        return !found || *found;
    });
    return !found || *found ? found : m_segments.find(event.hash, std::cref(verify));
}

} // namespace sightglass::storage
