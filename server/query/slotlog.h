// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sightglass::query {

/// The slots under which each person was counted, so that distinct people of several slots together can be told
/// afterwards without looking at anybody again. Stops when it becomes too long. One thread.
class SlotLog
{
public:
    /// Once for each person and slot, person by person; `stamp` is the person's.
    void add(std::uint32_t stamp, std::size_t slot);
    /// Adds what was logged of other people.
    void append(const SlotLog& other);
    /// Nobody was left out.
    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    /// Of people under at least one of the wanted slots.
    [[nodiscard]] std::uint32_t countPeople(std::span<const std::uint8_t> wanted) const;

private:
    std::vector<std::uint32_t> m_slots; ///< The top bit marks a person's first.
    std::uint32_t m_last = 0;
    bool m_isWhole = true;
};

} // namespace sightglass::query
