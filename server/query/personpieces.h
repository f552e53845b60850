// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/keymap.h"
#include "query/openchunk.h"

#include <cstdint>
#include <span>
#include <vector>

namespace sightglass::query {

/// Where the rows of a part's people stand in the chunks, person by person, in no order of time. Keeps its memory from
/// part to part.
class PersonPieces
{
public:
    struct Piece
    {
        std::uint32_t person = 0; ///< Dense number within the part; 0 = nobody known.
        std::uint32_t chunk = 0;
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
    };

    /// Replaces what it held.
    void collect(std::span<const OpenChunk> chunks, std::size_t part);
    [[nodiscard]] std::span<const Piece> pieces() const { return m_sorted; } ///< By person.
    [[nodiscard]] std::uint32_t people() const { return m_people.count(); }

private:
    domain::KeyMap m_people;
    std::vector<Piece> m_found;
    std::vector<Piece> m_sorted;
    std::vector<std::uint32_t> m_places; ///< By person: where the next piece goes.
};

} // namespace sightglass::query
