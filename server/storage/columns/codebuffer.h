// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace sightglass::storage::columns {

/// Codes 0 … `largest` of a number of rows, in the width that the largest needs; owns them. Moves without moving them.
/// Thread: any may read at once.
class CodeBuffer
{
public:
    /// Every code 0.
    CodeBuffer() = default;
    /// Not set yet.
    CodeBuffer(std::size_t count, std::size_t largest);

    [[nodiscard]] domain::Codes codes() const { return {m_data.get(), m_width, m_sparse.get()}; }
    [[nodiscard]] std::uint8_t width() const { return m_width; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; } ///< Memory held.
    [[nodiscard]] std::uint8_t* data() { return m_data.get(); }
    /// The same codes of so many rows in less room, when most of them are 0.
    [[nodiscard]] CodeBuffer thinned(std::size_t count) &&;

private:
    std::unique_ptr<std::uint8_t[]> m_data;
    std::unique_ptr<domain::SparseRows[]> m_sparse;
    std::size_t m_bytes = 0;
    std::uint8_t m_width = 0;
};

} // namespace sightglass::storage::columns
