// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/slotlog.h"

#include <iterator>

namespace sightglass::query {

namespace {

constexpr std::size_t kBlockBytes = 64 * 1024;
constexpr std::size_t kMostBlocks = 128;
constexpr std::size_t kEntryBytes = 10; ///< At most.

} // namespace

void SlotLog::add(std::uint32_t stamp, std::size_t slot)
{
    if (!m_isWhole)
        return;
    if (m_blocks.empty() || m_blocks.back().size() + kEntryBytes > kBlockBytes) {
        if (m_blocks.size() == kMostBlocks)
            return giveUp();
        m_blocks.emplace_back().reserve(kBlockBytes);
    }
    Block& block = m_blocks.back();
    const bool isNew = stamp != m_last;
    m_people += isNew ? 1 : 0;
    std::size_t rest = 2 * slot + (isNew ? 1 : 0);
    for (; rest >= 0x80; rest >>= 7)
        block.push_back(static_cast<std::uint8_t>(rest | 0x80));
    block.push_back(static_cast<std::uint8_t>(rest));
    m_last = stamp;
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
        for (auto at = block.begin(); at != block.end();) {
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
