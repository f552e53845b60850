// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/slotlog.h"

#include <iterator>

namespace sightglass::query {

namespace {

constexpr std::size_t kMostBlocks = 128;

} // namespace

bool SlotLog::addBlock()
{
    if (m_blocks.size() == kMostBlocks) {
        giveUp();
        return false;
    }
    m_blocks.push_back({std::vector<std::uint8_t>(kBlockBytes), 0});
    return true;
}

void SlotLog::append(SlotLog&& other)
{
    if (!m_isWhole || !other.m_isWhole)
        return giveUp();
    m_people += other.m_people;
    m_blocks.insert(m_blocks.end(), std::make_move_iterator(other.m_blocks.begin()),
                    std::make_move_iterator(other.m_blocks.end()));
}

void SlotLog::giveUp()
{
    m_isWhole = false;
    m_blocks = {};
}

std::uint32_t SlotLog::countPeople(std::span<const std::uint8_t> wanted) const
{
    std::uint32_t people = 0;
    bool isCounted = false;
    for (const Block& block : m_blocks) {
        const std::uint8_t* const end = block.bytes.data() + block.size;
        for (const std::uint8_t* at = block.bytes.data(); at != end;) {
            std::size_t entry = *at & 0x7FU;
            for (int shift = 7; (*at++ & 0x80U) != 0; shift += 7)
                entry |= static_cast<std::size_t>(*at & 0x7FU) << shift;
            isCounted = isCounted && (entry & 1U) == 0;
            if (!isCounted && wanted[entry / 2]) {
                isCounted = true;
                ++people;
            }
        }
    }
    return people;
}

} // namespace sightglass::query
