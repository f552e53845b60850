// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace sightglass {

/// The number without its fraction; nothing when it does not fit (a plain cast would be undefined).
[[nodiscard]] inline std::optional<std::int64_t> wholeOf(double number)
{
    constexpr double kEnd = 9223372036854775808.0; // 2^63
    if (!(number >= -kEnd && number < kEnd))
        return std::nullopt;
    return static_cast<std::int64_t>(number);
}

} // namespace sightglass
