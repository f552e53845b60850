// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace sightglass {

/// Of very many things that people are told one by one, the first hundred; the others are summed up, each with the
/// first of those that are like it, whose `items` counts for all. So ten thousand cost no more memory than a hundred,
/// and counters stay exact. `Item` has a number `items`. A value.
template <typename Item> class FirstInFull
{
public:
    static constexpr std::size_t kInFull = 100;

    /// `isLike(a, b)`: whether b may be counted with a.
    template <typename IsLike> void add(Item item, IsLike isLike)
    {
        if (!isFull()) {
            m_inFull.push_back(std::move(item));
            return;
        }
        const auto like =
            std::find_if(m_rest.begin(), m_rest.end(), [&](const Item& known) { return isLike(known, item); });
        if (like == m_rest.end())
            m_rest.push_back(std::move(item));
        else
            like->items += item.items;
    }

    /// From now on they are only summed up.
    [[nodiscard]] bool isFull() const { return m_inFull.size() >= kInFull; }
    [[nodiscard]] bool empty() const { return m_inFull.empty(); }
    [[nodiscard]] const std::vector<Item>& inFull() const { return m_inFull; }
    /// In the order in which their kinds appeared.
    [[nodiscard]] const std::vector<Item>& rest() const { return m_rest; }
    /// All of them, the summed up ones last.
    [[nodiscard]] std::vector<Item> take()
    {
        std::vector<Item> out = std::move(m_inFull);
        out.insert(out.end(), std::make_move_iterator(m_rest.begin()), std::make_move_iterator(m_rest.end()));
        m_inFull.clear();
        m_rest.clear();
        return out;
    }

private:
    std::vector<Item> m_inFull;
    std::vector<Item> m_rest;
};

} // namespace sightglass
