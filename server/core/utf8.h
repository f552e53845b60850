// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sightglass {

/// Length of the valid UTF-8 sequence that `text` begins with, 0 when it begins with none (overlong forms, surrogates
/// and code points past U+10FFFF are invalid). Thread: any.
[[nodiscard]] std::size_t utf8SequenceLength(std::string_view text);
[[nodiscard]] bool isUtf8(std::string_view text);
/// Every byte that belongs to no valid sequence becomes U+FFFD.
[[nodiscard]] std::string repairUtf8(std::string_view text);
/// At most `bytes` bytes, ending on a character boundary. `text` must be valid.
[[nodiscard]] std::string_view cutUtf8(std::string_view text, std::size_t bytes);
void appendUtf8(std::string& out, char32_t codePoint);

} // namespace sightglass
