// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace sightglass {

/// The name at an enum's position; "" past the end.
template <typename Enum, std::size_t N>
[[nodiscard]] constexpr std::string_view enumName(Enum value, const std::array<std::string_view, N>& names)
{
    const auto index = static_cast<std::size_t>(value);
    return index < N ? names[index] : std::string_view();
}

/// The enum whose name this is; nothing for an unknown name.
template <typename Enum, std::size_t N>
[[nodiscard]] constexpr std::optional<Enum> parseEnum(std::string_view text,
                                                      const std::array<std::string_view, N>& names)
{
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

} // namespace sightglass
