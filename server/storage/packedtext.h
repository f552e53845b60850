// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sightglass::storage {

// The layout of a packed text, byte by byte: README.md beside this file, "Packed texts".
inline constexpr std::size_t kLongestPackedText = 256 * 1024;
inline constexpr std::size_t kShortestCopy = 5; ///< A copy takes three bytes or more.
inline constexpr unsigned kNibble = 15;         ///< Longer lengths go on in a varint.

/// The text that TextPacker::pack() was given, with the same context. False: that is no packed text, and `text` is
/// anything. Thread: any.
[[nodiscard]] bool unpackText(std::string_view context, std::string_view packed, std::string& text);

} // namespace sightglass::storage
