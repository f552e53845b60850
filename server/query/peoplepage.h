// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/query.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace sightglass::query {

/// One page of a list of people, the largest place first, ties by key, and how many people there are. Memory: one page,
/// however many there are and however far the page is. Part of a fold; one thread.
template <typename Person> class PeoplePage
{
public:
    struct Entry
    {
        domain::PeopleCursor place;
        Person person;
    };

    /// `after`: the last place of the page before.
    PeoplePage(int limit, std::optional<domain::PeopleCursor> after)
        : m_limit(static_cast<std::size_t>(limit))
        , m_after(after)
    {
    }

    void add(const domain::PeopleCursor& place, const Person& person)
    {
        ++m_total;
        if (!m_after || isBefore(*m_after, place))
            keep({place, person});
    }
    void merge(PeoplePage&& other)
    {
        m_total += other.m_total;
        for (Entry& entry : other.m_entries)
            keep(std::move(entry));
    }
    [[nodiscard]] std::int64_t total() const { return m_total; }

    /// The page, first first; true when somebody comes after it. Ends the adding.
    [[nodiscard]] bool close()
    {
        std::sort(m_entries.begin(), m_entries.end(), inOrder);
        const bool hasMore = m_entries.size() > m_limit;
        if (hasMore)
            m_entries.pop_back();
        return hasMore;
    }
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    [[nodiscard]] std::vector<std::uint64_t> keys() const
    {
        std::vector<std::uint64_t> out;
        for (const Entry& entry : m_entries)
            out.push_back(entry.place.key);
        return out;
    }

private:
    static bool isBefore(const domain::PeopleCursor& a, const domain::PeopleCursor& b)
    {
        return a.value != b.value ? a.value > b.value : a.key < b.key;
    }
    static bool inOrder(const Entry& a, const Entry& b) { return isBefore(a.place, b.place); }

    void keep(Entry entry)
    {
        if (m_entries.size() == m_limit + 1) {
            if (!inOrder(entry, m_entries.front()))
                return;
            std::pop_heap(m_entries.begin(), m_entries.end(), inOrder);
            m_entries.pop_back();
        }
        m_entries.push_back(std::move(entry));
        std::push_heap(m_entries.begin(), m_entries.end(), inOrder);
    }

    std::size_t m_limit;
    std::optional<domain::PeopleCursor> m_after;
    std::int64_t m_total = 0;
    std::vector<Entry> m_entries; ///< A heap with the last one of the page on top; one more than the page holds.
};

} // namespace sightglass::query
