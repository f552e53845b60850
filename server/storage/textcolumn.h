// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace sightglass::storage {

/// Text as dictionary numbers: row r says dictionary[ids[r]]; id 0 is always "absent" (an empty view).
struct TextValues
{
    std::span<const std::uint32_t> ids;
    std::span<const std::string_view> dictionary;
};

/// One column of text of a chunk that is being filled: equal texts share a dictionary number, 0 is "absent".
/// Thread and owner: those of its chunk. Texts are copied once each.
class TextColumnBuilder
{
public:
    TextColumnBuilder() { clear(); }

    void clear();
    /// Starts the next row, absent so far.
    void addRow() { m_ids.push_back(0); }
    /// Gives the last row its text; an empty one is absent.
    void set(std::string_view text);
    /// Frees the rows' numbers; the dictionary stays.
    void dropRows() { m_ids = {}; }
    [[nodiscard]] TextValues values() const { return {m_ids, m_dictionary}; }

private:
    std::string_view keep(std::string_view text);
    void grow();

    std::vector<std::uint32_t> m_ids;
    std::vector<std::string_view> m_dictionary;
    std::vector<std::size_t> m_hashes;  ///< Of the dictionary's texts.
    std::vector<std::uint32_t> m_slots; ///< Open addressing: dictionary number, 0 = free.
    std::vector<std::unique_ptr<char[]>> m_blocks;
    std::size_t m_blockUsed = 0;
    std::size_t m_blockSize = 0;
};

} // namespace sightglass::storage
