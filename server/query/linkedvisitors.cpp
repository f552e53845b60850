// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/linkedvisitors.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace sightglass::query {

LinkedVisitors::LinkedVisitors(std::vector<domain::IdentityLink> links)
{
    const domain::IdentityGraph graph(links);
    // A merge concerns both of its people: what it leads to may be merged again.
    const std::size_t given = links.size();
    for (std::size_t i = 0; i < given; ++i) {
        if (links[i].merge)
            links.push_back({links[i].to, links[i].to, links[i].at, true});
    }
    std::sort(links.begin(), links.end(), [](const domain::IdentityLink& a, const domain::IdentityLink& b) {
        return std::tie(a.from, a.at) < std::tie(b.from, b.at);
    });
    std::vector<TimePoint> changes;
    m_first.push_back(0);
    for (auto begin = links.begin(); begin != links.end();) {
        const auto end = std::find_if(begin, links.end(), [&](const domain::IdentityLink& l) { return l.from != begin->from; });
        changes.clear();
        for (auto link = begin; link != end; ++link) {
            if (!link->merge)
                changes.push_back(link->at);
        }
        if (begin->from != 0)
            add(graph, begin->from, changes);
        begin = end;
    }
}

void LinkedVisitors::add(const domain::IdentityGraph& graph, std::uint64_t visitor, std::span<const TimePoint> changes)
{
    [[maybe_unused]] const std::uint32_t number = m_numbers.numberOf(visitor);
    constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    // Before its first link a visitor is whom that link makes them.
    std::uint64_t person = graph.resolve(visitor, changes.empty() ? TimePoint() : changes.front());
    for (const TimePoint at : changes) {
        const std::uint64_t next = graph.resolve(visitor, at);
        if (next != person)
            m_stretches.push_back({toMs(at), person});
        person = next;
    }
    m_stretches.push_back({never, person});
    m_first.push_back(m_stretches.size());
}

} // namespace sightglass::query
