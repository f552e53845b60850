// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/slotlog.h"

#include <iterator>

namespace sightglass::query {

bool SlotLog::addBlock()
{
    closeBlock();
    if (!m_room->take(kBlockBytes)) {
        giveUp();
        return false;
    }
    m_at = m_blocks.emplace_back(kBlockWords).data();
    m_end = m_at + kBlockWords - kEntryWords + 1;
    return true;
}

/// Leaves it as long as what it holds.
void SlotLog::closeBlock()
{
    if (m_at)
        m_blocks.back().resize(static_cast<std::size_t>(m_at - m_blocks.back().data()));
    m_at = m_end = nullptr;
}

void SlotLog::append(SlotLog&& other)
{
    closeBlock();
    other.closeBlock();
    if (!m_isWhole || !other.m_isWhole)
        return giveUp();
    m_people += other.m_people;
    m_blocks.insert(m_blocks.end(), std::make_move_iterator(other.m_blocks.begin()),
                    std::make_move_iterator(other.m_blocks.end()));
}

void SlotLog::giveUp()
{
    m_isWhole = false;
    m_room->give(m_blocks.size() * kBlockBytes);
    m_blocks = {};
}

std::uint32_t SlotLog::countPeople(std::span<const std::uint8_t> wanted) const
{
    std::uint32_t people = 0;
    std::uint32_t isCounted = 0; // whoever the entry is of
    for (const Block& block : m_blocks) {
        const std::uint16_t* const end = &block == &m_blocks.back() && m_at ? m_at : block.data() + block.size();
        for (const std::uint16_t* at = block.data(); at != end;) {
            std::size_t entry = *at & ~kMore;
            for (unsigned shift = kBits; (*at++ & kMore) != 0; shift += kBits)
                entry |= static_cast<std::size_t>(*at & ~kMore) << shift;
            isCounted &= ~static_cast<std::uint32_t>(entry);
            const std::uint32_t isWanted = wanted[entry / 2];
            people += isWanted & ~isCounted;
            isCounted |= isWanted;
        }
    }
    return people;
}

} // namespace sightglass::query
