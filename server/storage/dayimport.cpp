// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/dayimport.h"

#include "storage/eventcodec.h"

#include <algorithm>

namespace sightglass::storage {

using domain::Event;
using domain::TimeRange;

namespace {

/// Everything that two events without an id must share to be the same one.
std::string asText(const Event& event)
{
    std::string out;
    encodeBody(event, out);
    for (const std::int64_t number : {event.source.value, toMs(event.eventTime), toMs(event.receivedAt), std::int64_t(event.kind)})
        out.append(reinterpret_cast<const char*>(&number), sizeof number);
    return out;
}

} // namespace

Expected<void> DayContents::readIds(domain::EventScan& scan, ProjectId project, TimeRange day)
{
    domain::ScanRequest request;
    request.project = project;
    request.range = day;
    request.texts = {domain::TextColumn::MessageId};
    const domain::Cancellation never;
    const auto snapshot = scan.open(request, never);
    if (!snapshot)
        return unexpected(snapshot.error());
    for (std::size_t i = 0; i < (*snapshot)->chunks().size(); ++i) {
        const auto chunk = (*snapshot)->chunk(i);
        if (!chunk)
            return unexpected(chunk.error());
        for (const std::string_view id : (*chunk)->texts(domain::TextColumn::MessageId).dictionary) {
            if (!id.empty())
                m_ids.emplace(id);
        }
    }
    return {};
}

void DayContents::addWithoutId(const Event& event)
{
    if (event.messageId.empty())
        ++m_withoutId[asText(event)];
}

bool DayContents::take(const Event& event)
{
    if (!event.messageId.empty())
        return !m_ids.insert(event.messageId).second;
    const auto found = m_withoutId.find(asText(event));
    if (found == m_withoutId.end() || found->second == 0)
        return false;
    --found->second;
    return true;
}

Expected<TimeRange> dayOf(const std::vector<Event>& events)
{
    if (events.empty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("There are no events."));
    const auto day = std::chrono::floor<std::chrono::days>(events.front().eventTime);
    const TimeRange range{day, day + std::chrono::days(1)};
    if (std::all_of(events.begin(), events.end(), [&](const Event& event) { return range.contains(event.eventTime); }))
        return range;
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("The events are of several days."));
}

} // namespace sightglass::storage
