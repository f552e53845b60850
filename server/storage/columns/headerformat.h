// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace sightglass::storage::columns {

/// Bits of a column's flags byte in a chunk's header.
inline constexpr std::uint8_t kLayoutBits = 0x07;
inline constexpr std::uint8_t kBlobFlag = 0x10;
inline constexpr std::uint8_t kDictionaryFlag = 0x20;
inline constexpr std::uint8_t kTextFlag = 0x40; ///< How many different texts follows, not the range of numbers.
inline constexpr std::uint8_t kHeaderFlags = kLayoutBits | kBlobFlag | kDictionaryFlag | kTextFlag;

/// Blobs up to this size stand in the header: fetching costs more than reading past them.
inline constexpr std::size_t kInlineBytes = 48;
/// Different texts, or values of one key of a map, in a chunk.
inline constexpr std::size_t kMaxDistinct = 1U << 24;

} // namespace sightglass::storage::columns
