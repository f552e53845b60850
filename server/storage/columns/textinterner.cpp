// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/textinterner.h"

#include <functional>

namespace sightglass::storage::columns {

namespace {

constexpr std::size_t kFewestSlots = 64;

} // namespace

std::uint32_t TextInterner::number(std::string_view text)
{
    if (m_last == 0 || m_texts[m_last - 1] != text)
        m_last = find(text);
    return m_last;
}

std::uint32_t TextInterner::find(std::string_view text)
{
    if (m_slots.empty())
        m_slots.assign(kFewestSlots, 0);
    const std::size_t hash = std::hash<std::string_view>{}(text);
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    for (; m_slots[at] != 0; at = (at + 1) & mask) {
        const std::uint32_t known = m_slots[at];
        if (m_hashes[known - 1] == hash && m_texts[known - 1] == text)
            return known;
    }
    m_texts.push_back(text);
    m_hashes.push_back(hash);
    const auto added = static_cast<std::uint32_t>(m_texts.size());
    m_slots[at] = added;
    if (m_texts.size() * 2 > m_slots.size())
        grow();
    return added;
}

void TextInterner::grow()
{
    m_slots.assign(m_slots.size() * 2, 0);
    const std::size_t mask = m_slots.size() - 1;
    for (std::uint32_t known = 1; known <= m_texts.size(); ++known) {
        std::size_t at = m_hashes[known - 1] & mask;
        while (m_slots[at] != 0)
            at = (at + 1) & mask;
        m_slots[at] = known;
    }
}

} // namespace sightglass::storage::columns
