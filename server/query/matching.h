// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace sightglass::query {

inline constexpr std::size_t kMaxSteps = 10; // metrics §6

/// Different steps, each held by one event; grows by one event at a time along augmenting paths.
class Matching
{
public:
    /// True if an event with these steps finds a place, others moving over for it. What found none never will.
    bool add(std::uint16_t steps)
    {
        unsigned reached = steps;
        unsigned tried = 0;
        std::array<std::uint8_t, kMaxSteps> parent{};
        parent.fill(kNobody);
        while ((reached & ~m_held) == 0) {
            const unsigned fresh = reached & ~tried;
            if (fresh == 0)
                return false;
            const auto step = static_cast<std::uint8_t>(std::countr_zero(fresh));
            tried |= 1U << step;
            for (unsigned more = m_stepsOf[step] & ~reached; more != 0; more &= more - 1)
                parent[static_cast<std::size_t>(std::countr_zero(more))] = step;
            reached |= m_stepsOf[step];
        }
        moveOver(static_cast<std::uint8_t>(std::countr_zero(reached & ~m_held)), parent, steps);
        return true;
    }

private:
    static constexpr std::uint8_t kNobody = 0xff;

    void moveOver(std::uint8_t step, const std::array<std::uint8_t, kMaxSteps>& parent, std::uint16_t steps)
    {
        m_held |= 1U << step;
        for (; parent[step] != kNobody; step = parent[step])
            m_stepsOf[step] = m_stepsOf[parent[step]];
        m_stepsOf[step] = steps;
    }

    unsigned m_held = 0;
    std::array<std::uint16_t, kMaxSteps> m_stepsOf{}; ///< All steps that the holder of a step could hold.
};

} // namespace sightglass::query
