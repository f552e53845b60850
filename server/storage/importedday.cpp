// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/importedday.h"

#include <algorithm>
#include <tuple>

namespace sightglass::storage {

void ImportedDay::add(const domain::Event& event)
{
    m_events.add(event);
    if (event.linkKind == domain::LinkKind::None)
        return;
    const bool isMerge = event.linkKind == domain::LinkKind::Alias || event.linkKind == domain::LinkKind::Merge;
    m_links.push_back({event.source, {event.linkFrom, event.linkTo, event.eventTime, isMerge}});
    if (event.linkFromClient != 0)
        m_links.push_back({event.source, {event.linkFromClient, event.linkTo, event.eventTime, false}});
}

void ImportedDay::append(const ImportedDay& other)
{
    m_events.append(other.m_events);
    m_links.insert(m_links.end(), other.m_links.begin(), other.m_links.end());
}

std::vector<SourceLink> ImportedDay::links() const
{
    std::vector<SourceLink> links = m_links;
    const auto key = [](const SourceLink& l) {
        return std::tuple(l.second.from, l.second.merge, l.first, l.second.at, l.second.to);
    };
    std::sort(links.begin(), links.end(), [&](const SourceLink& a, const SourceLink& b) { return key(a) < key(b); });
    const auto repeats = [](const SourceLink& a, const SourceLink& b) {
        return a.first == b.first && a.second.from == b.second.from && a.second.merge == b.second.merge &&
               a.second.to == b.second.to;
    };
    links.erase(std::unique(links.begin(), links.end(), repeats), links.end());
    return links;
}

} // namespace sightglass::storage
