// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/textinterner.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace sightglass::storage::columns {

namespace {

constexpr std::size_t kFewestSlots = 16;
constexpr std::size_t kSmallestBlock = 256;
constexpr std::size_t kLargestBlock = 64 * 1024;

} // namespace

std::uint32_t TextInterner::find(std::string_view text)
{
    if (m_slots.empty())
        m_slots.resize(kFewestSlots);
    const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>{}(text));
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    for (; m_slots[at].number != 0; at = (at + 1) & mask) {
        if (m_slots[at].hash == hash && m_texts[m_slots[at].number - 1] == text)
            return m_slots[at].number;
    }
    m_texts.push_back(kept(text));
    const auto added = static_cast<std::uint32_t>(m_texts.size());
    m_slots[at] = {added, hash};
    if (m_texts.size() * 2 > m_slots.size())
        grow();
    return added;
}

std::string_view TextInterner::kept(std::string_view text)
{
    if (text.size() > m_room) {
        const std::size_t usual = std::min(kLargestBlock, kSmallestBlock << std::min<std::size_t>(m_blocks.size(), 8));
        m_room = std::max(usual, text.size());
        m_free = m_blocks.emplace_back(std::make_unique_for_overwrite<char[]>(m_room)).get();
    }
    const std::string_view copy(m_free, text.copy(m_free, text.size()));
    m_free += text.size();
    m_room -= text.size();
    return copy;
}

void TextInterner::grow()
{
    const std::vector<Slot> before = std::exchange(m_slots, std::vector<Slot>(m_slots.size() * 2));
    const std::size_t mask = m_slots.size() - 1;
    for (const Slot& slot : before) {
        if (slot.number == 0)
            continue;
        std::size_t at = slot.hash & mask;
        while (m_slots[at].number != 0)
            at = (at + 1) & mask;
        m_slots[at] = slot;
    }
}

} // namespace sightglass::storage::columns
