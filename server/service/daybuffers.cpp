// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/daybuffers.h"

#include "storage/eventcodec.h"

#include <string_view>

namespace sightglass::service {

void DayBuffers::Day::add(const domain::Event& event)
{
    Row row;
    row.source = event.source.value;
    row.eventTime = toMs(event.eventTime);
    row.receivedAt = toMs(event.receivedAt);
    row.visitor = event.visitor;
    row.linkFromClient = event.linkFromClient;
    row.kind = event.kind;
    row.bodyAt = m_bodies.size();
    storage::encodeBody(event, m_bodies);
    row.bodySize = m_bodies.size() - row.bodyAt;
    m_rows.push_back(row);
}

void DayBuffers::Day::add(const Day& other)
{
    const std::size_t at = m_bodies.size();
    m_bodies += other.m_bodies;
    for (Row row : other.m_rows) {
        row.bodyAt += at;
        m_rows.push_back(row);
    }
}

Expected<std::vector<domain::Event>> DayBuffers::Day::events(std::size_t first, std::size_t end) const
{
    std::vector<domain::Event> out;
    out.reserve(end - first);
    for (std::size_t i = first; i < end; ++i) {
        const Row& row = m_rows[i];
        domain::Event& event = out.emplace_back();
        event.source = SourceId(row.source);
        event.eventTime = fromMs(row.eventTime);
        event.receivedAt = fromMs(row.receivedAt);
        event.visitor = row.visitor;
        event.kind = row.kind;
        if (const Expected<void> done = storage::decodeBody(std::string_view(m_bodies).substr(row.bodyAt, row.bodySize), event); !done)
            return unexpected(done.error());
        event.linkFromClient = row.linkFromClient;
    }
    return out;
}

void DayBuffers::add(const Days& days)
{
    const std::lock_guard lock(m_mutex);
    for (const auto& [number, day] : days) {
        m_days[number].add(day);
        m_bytes += day.bytes();
    }
}

std::size_t DayBuffers::bytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

DayBuffers::Day DayBuffers::takeOne()
{
    const std::lock_guard lock(m_mutex);
    if (m_days.empty())
        return {};
    Day day = std::move(m_days.begin()->second);
    m_bytes -= day.bytes();
    m_days.erase(m_days.begin());
    return day;
}

} // namespace sightglass::service
