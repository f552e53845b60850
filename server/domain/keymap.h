// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace sightglass::domain {

/// 64-bit keys numbered 1, 2, 3 … in the order first seen; key 0 is 0. An open table: the keys are keyed hashes
/// already, so a mask is a fair hash.
class KeyMap
{
public:
    KeyMap()
        : m_slots(1024)
    {
    }

    [[nodiscard]] std::uint32_t numberOf(std::uint64_t key)
    {
        if (key == 0)
            return 0;
        if (m_count * 2 > m_slots.size())
            grow();
        Slot& slot = m_slots[place(key)];
        if (slot.key == 0)
            slot = {key, ++m_count};
        return slot.number;
    }
    /// Asks for a key that is looked for soon.
    void fetch(std::uint64_t key) const { __builtin_prefetch(&m_slots[hashOf(key) & (m_slots.size() - 1)]); }
    /// 0 when it was never numbered.
    [[nodiscard]] std::uint32_t find(std::uint64_t key) const { return key == 0 ? 0 : m_slots[place(key)].number; }
    [[nodiscard]] std::uint32_t count() const { return m_count; }
    /// Keeps its memory.
    void clear()
    {
        std::fill(m_slots.begin(), m_slots.end(), Slot());
        m_count = 0;
    }

private:
    struct Slot
    {
        std::uint64_t key = 0;
        std::uint32_t number = 0;
    };

    [[nodiscard]] static std::size_t hashOf(std::uint64_t key) { return key ^ (key >> 32); }
    [[nodiscard]] std::size_t place(std::uint64_t key) const
    {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t at = hashOf(key) & mask;
        while (m_slots[at].key != 0 && m_slots[at].key != key)
            at = (at + 1) & mask;
        return at;
    }
    void grow()
    {
        std::vector<Slot> old = std::exchange(m_slots, std::vector<Slot>(m_slots.size() * 2));
        for (const Slot& slot : old) {
            if (slot.key != 0)
                m_slots[place(slot.key)] = slot;
        }
    }

    std::vector<Slot> m_slots;
    std::uint32_t m_count = 0;
};

} // namespace sightglass::domain
