// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace sightglass::json {

/// A number for a member's name, made of its length and three of its letters: names of one object seldom share its
/// lowest bits. Not for names that somebody may choose to make it slow. Pure; thread: any.
[[nodiscard]] constexpr std::size_t nameHash(std::string_view name)
{
    if (name.empty())
        return 0;
    const auto letter = [name](std::size_t i) { return std::size_t{static_cast<unsigned char>(name[i])}; };
    return name.size() * 37 + letter(0) * 11 + letter(name.size() / 2) * 5 + letter(name.size() - 1) * 131;
}

} // namespace sightglass::json
