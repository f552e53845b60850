// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sightglass::storage {

/// The hash of a message id and the row that carries it.
struct IdEntry
{
    std::uint64_t hash = 0;
    std::int64_t seq = 0;
    auto operator<=>(const IdEntry&) const = default;
};

/// Message ids since the last segment: entries in the order of arrival under an open-addressing index by hash.
/// What a failed transaction added is cut off again. Thread: the writer's.
class RecentIds
{
public:
    void add(IdEntry entry);
    void clear();
    /// Back to the first `count` entries.
    void truncate(std::size_t count);
    [[nodiscard]] std::size_t count() const { return m_entries.size(); }
    [[nodiscard]] std::span<const IdEntry> entries() const { return m_entries; }

    /// Calls `visit(seq)` for each entry with this hash until it returns true.
    template <typename Visit> bool find(std::uint64_t hash, Visit&& visit) const
    {
        if (m_slots.empty())
            return false;
        const std::size_t mask = m_slots.size() - 1;
        for (std::size_t at = hash & mask; m_slots[at] != 0; at = (at + 1) & mask) {
            const IdEntry& entry = m_entries[m_slots[at] - 1];
            if (entry.hash == hash && visit(entry.seq))
                return true;
        }
        return false;
    }

private:
    void index(std::size_t position);
    void rebuild(std::size_t slots);

    std::vector<IdEntry> m_entries;
    std::vector<std::uint32_t> m_slots; ///< Position in m_entries + 1, 0 = free; at most half of them are taken.
};

} // namespace sightglass::storage
