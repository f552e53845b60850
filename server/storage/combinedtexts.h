// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/columns/codebuffer.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace sightglass::storage {

/// Several columns of text of a chunk as one that owns its codes and texts: far smaller than they are, where what they
/// say mostly comes in few combinations. Moves without moving them, so that codes() stays valid. Thread: any may read
/// at once.
class CombinedTexts
{
public:
    CombinedTexts() = default;
    CombinedTexts(std::size_t rows, std::span<const domain::TextCodes> columns);
    CombinedTexts(CombinedTexts&&) = default;
    CombinedTexts& operator=(CombinedTexts&&) = default;

    [[nodiscard]] domain::CombinedCodes codes() const { return {m_codes.codes(), m_texts, m_columns}; }
    [[nodiscard]] std::size_t bytes() const; ///< Memory held.

private:
    columns::CodeBuffer m_codes;
    std::vector<char> m_arena;             ///< What the next views into.
    std::vector<std::string_view> m_texts; ///< By combination and column.
    std::size_t m_columns = 0;
};

} // namespace sightglass::storage
