// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/identity.h"
#include "domain/keymap.h"

#include <cstdint>
#include <span>
#include <vector>

namespace sightglass::domain {

/// The visitors of whom identity links speak, and whose rows are theirs over time (metrics §2 "Identity links"). All
/// other visitors are themselves. Immutable; any thread.
class LinkedVisitors
{
public:
    /// Up to `until` (ms UTC, not included) the rows are `person`'s. The last one of a visitor has no end.
    struct Stretch
    {
        std::int64_t until = 0;
        std::uint64_t person = 0;
        bool operator==(const Stretch&) const = default;
    };

    explicit LinkedVisitors(std::vector<IdentityLink> links = {});

    [[nodiscard]] bool isEmpty() const { return count() == 0; }
    [[nodiscard]] std::size_t count() const { return m_numbers.count(); }
    /// False for most of whom no link speaks. What else is to be known of the others is asked for.
    [[nodiscard]] bool mayHave(std::uint64_t visitor) const
    {
        if ((m_sketch[sketchWord(visitor)] & sketchBit(visitor)) == 0)
            return false;
        m_numbers.fetch(visitor);
        return true;
    }
    /// By time; empty for a visitor of whom no link speaks.
    [[nodiscard]] std::span<const Stretch> of(std::uint64_t visitor) const
    {
        if (!mayHave(visitor))
            return {};
        const std::uint32_t number = m_numbers.find(visitor);
        return number == 0 ? std::span<const Stretch>()
                           : std::span(m_stretches).subspan(m_first[number - 1], m_first[number] - m_first[number - 1]);
    }

private:
    void addLike(std::uint64_t visitor, std::uint64_t other);
    template <typename Now> void add(std::span<const IdentityLink> links, Now now);

    static constexpr std::size_t kSketchBits = 8; ///< For each visitor, at least.

    /// Rises with the visitor, who are mostly asked for in order: neighbours lie close.
    [[nodiscard]] std::size_t sketchWord(std::uint64_t visitor) const
    {
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::size_t>((static_cast<Wide>(visitor) * m_sketch.size()) >> 64);
    }
    [[nodiscard]] static std::uint64_t sketchBit(std::uint64_t visitor) { return std::uint64_t{1} << (visitor & 63U); }
    void number(std::uint64_t visitor);

    std::vector<std::uint64_t> m_sketch; ///< A bit for each: turns most others away before the larger table.
    KeyMap m_numbers;
    std::vector<std::size_t> m_first; ///< By number − 1, and one past the last.
    std::vector<Stretch> m_stretches;
};

} // namespace sightglass::domain
