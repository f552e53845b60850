// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace sightglass::storage::columns {

/// A decoded column of numbers that owns its elements. Moves without moving the elements, so that values() stays valid.
/// Thread: any may read at once.
class NumberBuffer
{
public:
    NumberBuffer() = default;
    /// `rows` elements of `width` bytes (0, 1, 2, 4, 8), not set yet; all 0 bytes wide reads as `base`.
    NumberBuffer(std::size_t rows, std::uint8_t width, std::int64_t base, bool hasAbsent);

    [[nodiscard]] domain::NumberValues values() const { return m_values; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; } ///< Memory held, for a cache's account.
    [[nodiscard]] std::uint8_t* data() { return m_data.get(); }
    /// The same numbers of so many rows in less room, when most of them are absent.
    [[nodiscard]] NumberBuffer thinned(std::size_t rows) &&;

private:
    std::unique_ptr<std::uint8_t[]> m_data;
    std::unique_ptr<domain::SparseRows[]> m_sparse; ///< Behind the values' `sparse`.
    std::size_t m_bytes = 0;
    domain::NumberValues m_values;
};

} // namespace sightglass::storage::columns
