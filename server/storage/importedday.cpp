// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/importedday.h"

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

} // namespace sightglass::storage
