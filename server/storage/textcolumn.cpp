// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/textcolumn.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace sightglass::storage {

namespace {

constexpr std::size_t kBlockSize = 16 * 1024;
constexpr std::size_t kFewestSlots = 256;

} // namespace

void TextColumnBuilder::clear()
{
    m_ids.clear();
    m_dictionary.assign(1, std::string_view());
    m_hashes.assign(1, 0);
    m_slots.assign(kFewestSlots, 0);
    m_blocks.clear();
    m_blockUsed = m_blockSize = 0;
}

void TextColumnBuilder::set(std::string_view text)
{
    if (text.empty())
        return;
    const std::size_t hash = std::hash<std::string_view>{}(text);
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    for (; m_slots[at] != 0; at = (at + 1) & mask) {
        const std::uint32_t id = m_slots[at];
        if (m_hashes[id] == hash && m_dictionary[id] == text) {
            m_ids.back() = id;
            return;
        }
    }
    m_slots[at] = static_cast<std::uint32_t>(m_dictionary.size());
    m_ids.back() = m_slots[at];
    m_dictionary.push_back(keep(text));
    m_hashes.push_back(hash);
    if (m_dictionary.size() * 2 > m_slots.size())
        grow();
}

std::string_view TextColumnBuilder::keep(std::string_view text)
{
    if (m_blockUsed + text.size() > m_blockSize) {
        m_blockSize = std::max(kBlockSize, text.size());
        m_blockUsed = 0;
        m_blocks.push_back(std::make_unique_for_overwrite<char[]>(m_blockSize));
    }
    char* copy = m_blocks.back().get() + m_blockUsed;
    std::memcpy(copy, text.data(), text.size());
    m_blockUsed += text.size();
    return {copy, text.size()};
}

void TextColumnBuilder::grow()
{
    m_slots.assign(m_slots.size() * 2, 0);
    const std::size_t mask = m_slots.size() - 1;
    for (std::uint32_t id = 1; id < m_dictionary.size(); ++id) {
        std::size_t at = m_hashes[id] & mask;
        while (m_slots[at] != 0)
            at = (at + 1) & mask;
        m_slots[at] = id;
    }
}

} // namespace sightglass::storage
