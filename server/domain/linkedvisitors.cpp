// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/linkedvisitors.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>

namespace sightglass::domain {

namespace {

/// The merges, which tell who a person became.
std::vector<IdentityLink> mergesOf(std::vector<IdentityLink>& links)
{
    const auto merges =
        std::stable_partition(links.begin(), links.end(), [](const IdentityLink& link) { return !link.merge; });
    std::vector<IdentityLink> out(merges, links.end());
    links.erase(merges, links.end());
    return out;
}

} // namespace

LinkedVisitors::LinkedVisitors(std::vector<IdentityLink> links)
{
    const std::vector<IdentityLink> merges = mergesOf(links);
    m_sketch.resize((links.size() + 2 * merges.size()) * kSketchBits / 64 + 1);
    const IdentityGraph graph(merges);
    const auto now = [&graph](std::uint64_t person) { return graph.resolve(person, TimePoint()); };
    std::sort(links.begin(), links.end(), [](const IdentityLink& a, const IdentityLink& b) {
        return std::tie(a.from, a.at, a.to) < std::tie(b.from, b.at, b.to);
    });
    m_first.push_back(0);
    for (auto begin = links.begin(); begin != links.end();) {
        const auto end = std::find_if(begin, links.end(), [&](const IdentityLink& l) { return l.from != begin->from; });
        add({begin, end}, now);
        begin = end;
    }
    // A merge concerns both of its people: what it leads to may be merged again.
    for (const IdentityLink& merge : merges) {
        for (const std::uint64_t person : {merge.from, merge.to}) {
            const IdentityLink itself{person, person, merge.at, false};
            if (!of(person).empty() || person == 0)
                continue;
            if (of(now(person)).empty())
                add({&itself, 1}, now);
            else
                addLike(person, now(person));
        }
    }
}

void LinkedVisitors::number(std::uint64_t visitor)
{
    std::ignore = m_numbers.numberOf(visitor);
    m_sketch[sketchWord(visitor)] |= sketchBit(visitor);
}

void LinkedVisitors::addLike(std::uint64_t visitor, std::uint64_t other)
{
    const std::uint32_t like = m_numbers.find(other);
    number(visitor);
    for (std::size_t i = m_first[like - 1], end = m_first[like]; i < end; ++i)
        m_stretches.push_back(Stretch(m_stretches[i]));
    m_first.push_back(m_stretches.size());
}

/// Before its first link a visitor is whom that link makes them; of links at one time the last one holds.
template <typename Now> void LinkedVisitors::add(std::span<const IdentityLink> links, Now now)
{
    if (links.front().from == 0)
        return;
    number(links.front().from);
    constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    std::optional<std::uint64_t> person;
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (i + 1 < links.size() && links[i + 1].at == links[i].at)
            continue;
        const std::uint64_t next = now(links[i].to);
        if (person && next != *person)
            m_stretches.push_back({toMs(links[i].at), *person});
        person = next;
    }
    m_stretches.push_back({never, *person});
    m_first.push_back(m_stretches.size());
}

} // namespace sightglass::domain
