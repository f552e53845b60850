// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/ids.h"
#include "domain/identity.h"
#include "storage/connection.h"

#include <array>
#include <chrono>
#include <span>
#include <utility>
#include <vector>

namespace sightglass::storage {

/// A link of identities that an event of a source makes.
using SourceLink = std::pair<SourceId, domain::IdentityLink>;

/// Table identity_link: links that events make, without those that say nothing new. Of the links of a key that name the
/// same person one after the other the first and the last are kept: one to another person may still arrive that belongs
/// between them, and then what came after it must not be lost (spec metrics §2: links take effect by event time, in
/// whatever order they come). Of two less than kSameVisit apart the first is enough. Of merges, which hold forever, the
/// first is. Thread and owner: the writer's; add() runs inside its transaction. After a failed transaction call
/// forget().
class IdentityLinks
{
public:
    static constexpr std::chrono::minutes kSameVisit{30};

    [[nodiscard]] Expected<void> prepare(Connection& connection);
    [[nodiscard]] Expected<void> add(SourceId source, const domain::IdentityLink& link);
    /// Takes one back that stands in the table, with its repetition; events up to `now` that say the same make it no
    /// more, so that rebuild() does not either. Error: NotFound.
    [[nodiscard]] Expected<void> takeBack(const domain::IdentityLink& link, TimePoint now);
    void forget()
    {
        m_known.fill({});
        ++m_version;
    }

    /// A link has come or gone, here or in another table of links.
    void noteChange(std::uint64_t from, std::uint64_t to);
    /// How many changes of links there have been.
    [[nodiscard]] std::int64_t changes() const { return m_changes; }
    /// Another one after every change, also of many links at once.
    [[nodiscard]] std::int64_t version() const { return m_version; }
    /// Whether a link that leads from or to one of these keys, which are sorted, has changed after the first `since`
    /// changes; also when that is too long ago to tell.
    [[nodiscard]] bool haveChanged(std::int64_t since, std::span<const std::uint64_t> keys) const;

private:
    /// A row of the table; from 0 = none.
    struct Known
    {
        std::uint64_t from = 0;
        std::uint64_t to = 0;
        std::int64_t at = 0;
        bool merge = false;

        [[nodiscard]] bool leadsTo(std::uint64_t person) const { return from != 0 && to == person; }
    };
    using Two = std::array<Known, 2>; ///< The nearer first.
    struct Neighbours
    {
        Two before;
        Two after;
    };
    [[nodiscard]] bool isRepeated(const Known& last, const domain::IdentityLink& link) const;
    [[nodiscard]] Expected<Neighbours> neighbours(const domain::IdentityLink& link);
    /// Whether the link goes in, and which row goes for it (from 0: none).
    struct Plan
    {
        bool inserts = false;
        Known removed;
    };
    [[nodiscard]] static Plan planned(const domain::IdentityLink& link, const Neighbours& around);
    [[nodiscard]] Expected<void> insert(SourceId source, const domain::IdentityLink& link);
    [[nodiscard]] Expected<void> remove(const Known& link);
    [[nodiscard]] Expected<bool> isUndone(const domain::IdentityLink& link);
    [[nodiscard]] Expected<void> undo(const Known& link, TimePoint now);

    std::array<Known, 4096> m_known{}; ///< The last link of a key: most events only repeat it.
    std::array<std::pair<std::uint64_t, std::uint64_t>, 4096>
        m_changed{}; ///< The last changes, one after the other around.
    std::int64_t m_changes = 0;
    std::int64_t m_version = 0;
    Statement m_before, m_after, m_insert, m_remove, m_isUndone, m_noteUndone;
};

/// Of each run of links of one source and key to the same person the first and the last; sorted by key.
[[nodiscard]] std::vector<SourceLink> withoutRepeats(std::vector<SourceLink> links);

/// The whole table and what click ids link, by key and time.
[[nodiscard]] Expected<std::vector<SourceLink>> readIdentityLinks(Connection& connection);

} // namespace sightglass::storage
