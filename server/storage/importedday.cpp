// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/importedday.h"

namespace sightglass::storage {

void ImportedDay::add(const domain::Event& event)
{
    m_events.add(event);
    for (std::string& text : clickTexts(event))
        m_clicks.push_back({std::move(text), {event.source, 0, event.visitor, isOfUser(event), toMs(event.eventTime)}});
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
    m_clicks.insert(m_clicks.end(), other.m_clicks.begin(), other.m_clicks.end());
}

} // namespace sightglass::storage
