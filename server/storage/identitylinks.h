// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/ids.h"
#include "domain/identity.h"
#include "storage/connection.h"

#include <array>
#include <vector>

namespace sightglass::storage {

/// Table identity_link: links that events make, without those that say nothing new. A link to the person whom the key
/// follows at that time already is left out, and one just before a link to the same person only moves that one back.
/// Thread and owner: the writer's; add() runs inside its transaction. After a failed transaction call forget().
class IdentityLinks
{
public:
    [[nodiscard]] Expected<void> prepare(Connection& connection);
    [[nodiscard]] Expected<void> add(SourceId source, const domain::IdentityLink& link);
    /// Takes one back that stands in the table; events up to `now` that say the same make it no more, so that rebuild()
    /// does not either. In a transaction of its own. Error: NotFound.
    [[nodiscard]] Expected<void> takeBack(const domain::IdentityLink& link, TimePoint now);
    void forget() { m_known.fill({}); }

private:
    /// The last link of a key as last seen: most events only repeat it.
    struct Known
    {
        std::uint64_t from = 0;
        std::uint64_t to = 0;
        std::int64_t at = 0;
        bool merge = false;
    };
    struct Neighbours
    {
        Known before; ///< from 0 = none
        Known after;
    };
    [[nodiscard]] Expected<Neighbours> neighbours(const domain::IdentityLink& link);
    [[nodiscard]] Expected<void> insert(SourceId source, const domain::IdentityLink& link);
    [[nodiscard]] Expected<void> remove(const Known& link);

    std::array<Known, 4096> m_known{};
    Connection* m_connection = nullptr;
    Statement m_before, m_after, m_insert, m_remove, m_noteUndone;
};

/// Links of these sources, for a scan.
[[nodiscard]] Expected<std::vector<std::pair<SourceId, domain::IdentityLink>>>
readIdentityLinks(Connection& connection);

} // namespace sightglass::storage
