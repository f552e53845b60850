// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/eventreader.h"

#include "storage/eventcodec.h"
#include "storage/sqltext.h"

#include <algorithm>
#include <bit>
#include <limits>
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

Expected<std::vector<Event>> newestEvents(Connection& connection, const SourceSnapshot& sources, ProjectId project,
                                          EventSeq before, int limit)
{
    std::vector<Event> events;
    if (limit <= 0)
        return events;
    const std::set<SourceId> wanted = sources.sourcesOf(project);
    Expected<Statement> rows = connection.prepare(sqlText("event", "newest"));
    if (!rows)
        return unexpected(rows.error());
    rows->bind(1, before.isValid() ? before.value : std::numeric_limits<std::int64_t>::max());
    Expected<bool> row = rows->step();
    for (; row && *row && int(events.size()) < limit; row = rows->step()) {
        if (!wanted.contains(SourceId(rows->integer(1))))
            continue;
        Expected<Event> event = readEvent(*rows, sources);
        if (!event)
            return unexpected(event.error());
        events.push_back(std::move(*event));
    }
    if (!row)
        return unexpected(row.error());
    return events;
}

Expected<std::vector<Event>> eventsBetween(Connection& connection, const SourceSnapshot& sources, const EventMap& map,
                                           ProjectId project, domain::TimeRange range)
{
    std::vector<Event> events;
    const std::set<SourceId> wanted = sources.sourcesOf(project);
    Expected<Statement> rows = connection.prepare(sqlText("event", "scan"));
    if (!rows)
        return unexpected(rows.error());
    for (const SeqRange& place : map.rangesFor(range)) {
        rows->bind(1, place.first).bind(2, place.end).bind(3, toMs(range.from)).bind(4, toMs(range.to));
        Expected<bool> row = rows->step();
        for (; row && *row; row = rows->step()) {
            if (!wanted.contains(SourceId(rows->integer(1))))
                continue;
            Expected<Event> event = readEvent(*rows, sources);
            if (!event)
                return unexpected(event.error());
            events.push_back(std::move(*event));
        }
        if (!row)
            return unexpected(row.error());
    }
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
        return std::tie(a.eventTime, a.receivedAt, a.messageId, a.seq) < std::tie(b.eventTime, b.receivedAt, b.messageId, b.seq);
    });
    return events;
}

} // namespace sightglass::storage
