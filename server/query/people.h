// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/chunkset.h"

#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace sightglass::query {

/// What is known about each person of a part, from all that was ever stored about them: every user_id and
/// anonymous_id they had, and of each trait the latest value (metrics §2 "Levels of properties").
struct PersonProperty
{
    PropertyName property;
    std::shared_ptr<const Dictionary> values;
    std::vector<std::uint32_t> first; ///< By person; the person's values are ids[first[p]] up to ids[first[p + 1]].
    std::vector<std::uint32_t> ids;   ///< Sorted, each once.

    [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t person) const
    {
        return {ids.data() + first[person], first[person + 1] - first[person]};
    }
};

/// What is read about people: over all time, rows of every kind.
[[nodiscard]] RowRequest peopleRequest(const RowRequest& rows, const std::vector<PropertyName>& properties);

/// Finds the properties of a part's people in chunks opened for them. One per worker; the set outlives it.
class PeopleLoader
{
public:
    explicit PeopleLoader(const ChunkSet& set);

    /// Replaces what `out` held. Errors: those of reading message ids.
    [[nodiscard]] Expected<void> load(std::size_t part, const Rows& rows, std::vector<PersonProperty>& out);

private:
    /// Where the latest value of a trait stands so far.
    struct Latest
    {
        std::int64_t time = 0;
        std::int64_t received = 0;
        const domain::SortedChunk* chunk = nullptr;
        std::uint32_t row = 0;
        std::uint32_t value = 0;
    };

    void readIds(const OpenChunk& chunk, std::size_t index, std::uint32_t person, std::uint32_t begin,
                 std::uint32_t end);
    [[nodiscard]] Expected<void> readTrait(const OpenChunk& chunk, std::size_t index, std::uint32_t person,
                                           std::uint32_t begin, std::uint32_t end);
    void finish(PersonProperty& out, std::size_t index, std::uint32_t people);

    const ChunkSet& m_set;
    std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> m_pairs; ///< By property: person, value.
    std::vector<std::vector<Latest>> m_latest;                                 ///< By property and person.
};

} // namespace sightglass::query
