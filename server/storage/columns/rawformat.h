// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace sightglass::storage::columns {

/// What a row's raw text is, in the file; a shape is its number + kFirstShape.
inline constexpr std::uint32_t kNoRaw = 0;
inline constexpr std::uint32_t kVerbatim = 1;
inline constexpr std::uint32_t kFirstShape = 2;

/// Texts beyond these many different ones stand verbatim: such JSON has no shape that repeats.
inline constexpr std::size_t kMaxShapes = 4096;
inline constexpr std::size_t kMaxPlaces = 4096;
inline constexpr std::size_t kMaxShapePlaces = 1U << 20; ///< Of all shapes together.

} // namespace sightglass::storage::columns
