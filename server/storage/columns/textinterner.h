// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// Gives equal texts equal numbers, from 1 on in the order first seen; the empty text is 0. Keeps one copy of each.
/// Thread: one at a time.
class TextInterner
{
public:
    [[nodiscard]] std::uint32_t id(std::string_view text) { return text.empty() ? 0 : number(text); }
    /// The same, but the empty text too has a number from 1 on.
    [[nodiscard]] std::uint32_t number(std::string_view text)
    {
        if (m_last == 0 || m_texts[m_last - 1] != text)
            m_last = find(text);
        return m_last;
    }
    [[nodiscard]] std::span<const std::string_view> texts() const { return m_texts; } ///< Number n is [n - 1].
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }

private:
    struct Slot
    {
        std::uint32_t number = 0; ///< 0 = free
        std::uint32_t hash = 0;
    };
    [[nodiscard]] std::uint32_t find(std::string_view text);
    [[nodiscard]] std::string_view kept(std::string_view text);
    void grow();

    std::vector<std::string_view> m_texts;
    std::vector<Slot> m_slots; ///< Open addressing.
    std::vector<std::unique_ptr<char[]>> m_blocks;
    char* m_free = nullptr;
    std::size_t m_room = 0;
    std::uint32_t m_last = 0; ///< Rows of one visitor often say the same.
};

} // namespace sightglass::storage::columns
