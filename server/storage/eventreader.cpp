// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/eventreader.h"

#include "storage/eventcodec.h"

#include <bit>
#include <tuple>

namespace sightglass::storage {

using domain::Event;

Expected<Event> readEvent(const Statement& row, const SourceSnapshot& sources)
{
    Event event;
    event.seq = EventSeq(row.integer(0));
    event.source = SourceId(row.integer(1));
    event.project = sources.projectOf(event.source);
    event.eventTime = fromMs(row.integer(2));
    event.receivedAt = fromMs(row.integer(3));
    event.kind = static_cast<domain::Kind>(row.integer(4));
    event.visitor = std::bit_cast<std::uint64_t>(row.integer(5));
    if (Expected<void> decoded = decodeBody(row.blob(6), event); !decoded) {
        Error error = std::move(decoded).error();
        error.where = QStringLiteral("event %1").arg(event.seq.value);
        return unexpected(std::move(error));
    }
    return event;
}

Expected<void> readEvents(Statement& rows, const SourceSnapshot& sources, const RowTest& wants,
                          std::vector<Event>& events, std::size_t most)
{
    while (events.size() < most) {
        const Expected<bool> row = rows.step();
        if (!row)
            return unexpected(row.error());
        if (!*row)
            return {};
        if (!wants(rows))
            continue;
        Expected<Event> event = readEvent(rows, sources);
        if (!event)
            return unexpected(event.error());
        events.push_back(std::move(*event));
    }
    return {};
}

RowTest ofSources(const std::set<SourceId>& wanted)
{
    return [&wanted](const Statement& row) { return wanted.contains(SourceId(row.integer(1))); };
}

void addOwn(std::vector<Event>&& read, const SourceSnapshot& sources, const std::set<SourceId>& wanted,
            std::vector<Event>& events)
{
    for (Event& event : read) {
        if (!wanted.contains(event.source))
            continue;
        event.project = sources.projectOf(event.source);
        events.push_back(std::move(event));
    }
}

bool isEarlier(const Event& a, const Event& b)
{
    return std::tie(a.eventTime, a.receivedAt, a.messageId, a.seq) <
           std::tie(b.eventTime, b.receivedAt, b.messageId, b.seq);
}

} // namespace sightglass::storage
