// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/encodedevents.h"

#include "storage/bodyencoder.h"
#include "storage/clicklinks.h"

namespace sightglass::storage {

EncodedEvents::EncodedEvents(std::span<const domain::Event> events, const IdHash& hash)
{
    constexpr std::size_t kTypicalBody = 384;
    thread_local BodyEncoder encoder;
    m_events.reserve(events.size());
    m_bodies.reserve(events.size() * kTypicalBody);
    for (const domain::Event& event : events) {
        const std::size_t at = m_bodies.size();
        encoder.encode(event, m_bodies);
        EncodedEvent& row = m_events.emplace_back();
        row.source = event.source.value;
        row.eventTime = toMs(event.eventTime);
        row.receivedAt = toMs(event.receivedAt);
        row.visitor = event.visitor;
        row.idHash = event.messageId.empty() ? 0 : hash(event.messageId);
        if (event.linkKind != domain::LinkKind::None) {
            row.linkFrom = event.linkFrom;
            row.linkFromClient = event.linkFromClient;
            row.linkTo = event.linkTo;
        }
        row.bodyAt = static_cast<std::uint32_t>(at);
        row.bodySize = static_cast<std::uint32_t>(m_bodies.size() - at);
        row.kind = event.kind;
        row.isMerge = event.linkKind == domain::LinkKind::Alias || event.linkKind == domain::LinkKind::Merge;
        row.isOfUser = isOfUser(event);
        row.clicksAt = static_cast<std::uint32_t>(m_clicks.size());
        for (const std::string& text : clickTexts(event))
            m_clicks.push_back(hash(text));
        row.clicks = static_cast<std::uint16_t>(m_clicks.size() - row.clicksAt);
    }
}

} // namespace sightglass::storage
