// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// The different texts of a column, in one piece of memory; [0] is "absent", an empty view. Moves without moving the
/// texts. Thread: any may read at once.
class TextDictionary
{
public:
    TextDictionary();
    /// `texts` without the absent one, viewing into `arena`.
    TextDictionary(std::unique_ptr<char[]> arena, std::size_t arenaBytes, std::span<const std::string_view> texts);

    [[nodiscard]] std::span<const std::string_view> texts() const { return m_texts; }
    [[nodiscard]] std::size_t bytes() const; ///< Memory held.

private:
    std::unique_ptr<char[]> m_arena;
    std::size_t m_arenaBytes = 0;
    std::vector<std::string_view> m_texts;
};

} // namespace sightglass::storage::columns
