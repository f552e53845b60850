// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/identity.h"
#include "query/keymap.h"

#include <cstdint>
#include <span>
#include <vector>

namespace sightglass::query {

/// The visitors of whom identity links speak, and whose rows are theirs over time (metrics §2 "Identity links"). All
/// other visitors are themselves. Made once per question; immutable, any thread.
class LinkedVisitors
{
public:
    /// Up to `until` (ms UTC, not included) the rows are `person`'s. The last one of a visitor has no end.
    struct Stretch
    {
        std::int64_t until = 0;
        std::uint64_t person = 0;
    };

    LinkedVisitors() = default;
    explicit LinkedVisitors(std::vector<domain::IdentityLink> links);

    [[nodiscard]] bool isEmpty() const { return m_numbers.count() == 0; }
    /// By time; empty for a visitor of whom no link speaks.
    [[nodiscard]] std::span<const Stretch> of(std::uint64_t visitor) const
    {
        const std::uint32_t number = m_numbers.find(visitor);
        return number == 0 ? std::span<const Stretch>()
                           : std::span(m_stretches).subspan(m_first[number - 1], m_first[number] - m_first[number - 1]);
    }

private:
    void addLike(std::uint64_t visitor, std::uint64_t other);
    template <typename Now> void add(std::span<const domain::IdentityLink> links, Now now);

    KeyMap m_numbers;
    std::vector<std::size_t> m_first; ///< By number − 1, and one past the last.
    std::vector<Stretch> m_stretches;
};

} // namespace sightglass::query
