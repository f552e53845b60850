// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/personpieces.h"

namespace sightglass::query {

void PersonPieces::collect(std::span<const OpenChunk> chunks, std::size_t part)
{
    m_people.clear();
    m_found.clear();
    m_places.assign(2, 0); // by person + 1, counts at first
    for (std::uint32_t number = 0; number < chunks.size(); ++number) {
        chunks[number].forEachStretch(part, [&](std::uint64_t key, std::uint32_t begin, std::uint32_t end) {
            const std::uint32_t person = m_people.numberOf(key);
            if (person + 1 == m_places.size())
                m_places.push_back(0);
            ++m_places[person + 1];
            m_found.push_back({person, number, begin, end});
        });
    }
    for (std::size_t person = 1; person < m_places.size(); ++person)
        m_places[person] += m_places[person - 1];
    m_sorted.resize(m_found.size());
    for (const Piece& piece : m_found)
        m_sorted[m_places[piece.person]++] = piece;
}

} // namespace sightglass::query
