// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// Gives equal texts equal numbers, from 1 on in the order first seen; the empty text is 0. Keeps views, not copies.
/// Thread: one at a time.
class TextInterner
{
public:
    [[nodiscard]] std::uint32_t id(std::string_view text) { return text.empty() ? 0 : number(text); }
    /// The same, but the empty text too has a number from 1 on.
    [[nodiscard]] std::uint32_t number(std::string_view text);
    [[nodiscard]] std::span<const std::string_view> texts() const { return m_texts; } ///< Number n is [n - 1].
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }

private:
    [[nodiscard]] std::uint32_t find(std::string_view text);
    void grow();

    std::vector<std::string_view> m_texts;
    std::vector<std::size_t> m_hashes;
    std::vector<std::uint32_t> m_slots; ///< Open addressing: number, 0 = free.
    std::uint32_t m_last = 0;           ///< Rows of one visitor often say the same.
};

} // namespace sightglass::storage::columns
