// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// First: the moc of Qt 6.4 cannot read a file whose first standard header leads to <concepts>.
#include <algorithm>
#include <compare>
#include <cstdint>
#include <functional>

namespace sightglass {

/// An integer id of one kind of thing; ids of different kinds do not mix. 0 means "none".
template <typename Tag> struct Id
{
    std::int64_t value = 0;

    constexpr Id() = default;
    constexpr explicit Id(std::int64_t v)
        : value(v)
    {
    }
    [[nodiscard]] constexpr bool isValid() const { return value != 0; }
    auto operator<=>(const Id&) const = default;
};

using ProjectId = Id<struct ProjectTag>;
using SourceId = Id<struct SourceTag>;
using TokenId = Id<struct TokenTag>;
/// Position of a stored event: grows with arrival, never reused.
using EventSeq = Id<struct EventTag>;

} // namespace sightglass

template <typename Tag> struct std::hash<sightglass::Id<Tag>>
{
    std::size_t operator()(sightglass::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
