// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sightglass::query {

/// The slots under which each person was counted, so that distinct people of several slots together can be told
/// afterwards without looking at anybody again. Gives itself up when it becomes too long. One thread.
class SlotLog
{
public:
    /// Once for each person and slot, person by person; `stamp` is the person's.
    void add(std::uint32_t stamp, std::size_t slot);
    /// Takes over what was logged of other people.
    void append(SlotLog&& other);
    /// Nobody was left out.
    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    /// Under any slot.
    [[nodiscard]] std::uint32_t people() const { return m_people; }
    /// Of people under at least one of the wanted slots.
    [[nodiscard]] std::uint32_t countPeople(std::span<const std::uint8_t> wanted) const;

private:
    /// Entries of seven bits a byte, the lowest first, the top bit says that more follow: 2 × slot, and 1 more at a
    /// person's first. No entry lies in two blocks, so that blocks of several logs follow each other.
    using Block = std::vector<std::uint8_t>;

    void giveUp();

    std::vector<Block> m_blocks;
    std::uint32_t m_last = 0;
    std::uint32_t m_people = 0;
    bool m_isWhole = true;
};

} // namespace sightglass::query
