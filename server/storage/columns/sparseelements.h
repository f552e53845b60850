// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace sightglass::storage::columns {

/// The elements of a mostly empty column without those that are 0. Owns them; moves without moving them.
/// Thread: any may read at once.
struct SparseElements
{
    std::unique_ptr<domain::SparseRows[]> rows;
    std::unique_ptr<std::uint8_t[]> elements;
    std::size_t bytes = 0; ///< Memory held.

    /// Of `count` elements of `width` bytes (0, 1, 2, 4, 8). Nothing where it would save little: when they have no
    /// width, or more than an eighth of them are not 0.
    [[nodiscard]] static std::optional<SparseElements> of(const std::uint8_t* data, std::size_t count,
                                                          std::uint8_t width);
};

} // namespace sightglass::storage::columns
