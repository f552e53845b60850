// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identity.h"

#include <algorithm>
#include <tuple>

namespace sightglass::domain {

IdentityGraph::IdentityGraph(std::vector<IdentityLink> links)
{
    // Reports depend on event times only, never on arrival: ties are broken by the keys.
    std::sort(links.begin(), links.end(), [](const IdentityLink& a, const IdentityLink& b) {
        return std::tie(a.at, a.from, a.to) < std::tie(b.at, b.from, b.to);
    });
    for (const IdentityLink& link : links) {
        if (!link.merge) {
            m_links[link.from].push_back(link);
            continue;
        }
        const std::uint64_t from = survivor(link.from);
        const std::uint64_t to = survivor(link.to);
        if (from != to)
            m_merges[from] = to;
    }
}

std::uint64_t IdentityGraph::resolve(std::uint64_t key, TimePoint time) const
{
    auto found = m_links.find(key);
    if (found == m_links.end()) {
        const std::uint64_t merged = survivor(key);
        found = merged == key ? found : m_links.find(merged);
        if (found == m_links.end())
            return merged;
    }
    const std::vector<IdentityLink>& links = found->second;
    auto later =
        std::upper_bound(links.begin(), links.end(), time, [](TimePoint t, const IdentityLink& l) { return t < l.at; });
    const IdentityLink& link = later == links.begin() ? links.front() : *std::prev(later);
    return survivor(link.to);
}

std::uint64_t IdentityGraph::survivor(std::uint64_t person) const
{
    for (auto next = m_merges.find(person); next != m_merges.end(); next = m_merges.find(person))
        person = next->second;
    return person;
}

} // namespace sightglass::domain
