// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/dayevents.h"

#include "storage/eventreader.h"
#include "storage/sqltext.h"

#include <algorithm>

namespace sightglass::storage {

using domain::Event;
using domain::TimeRange;

namespace {

Expected<void> addFresh(ChunkReads& reads, const SourceSnapshot& sources, const EventMap& map,
                        const std::set<SourceId>& wanted, TimeRange range, std::vector<Event>& events)
{
    Expected<Statement> rows = reads.connection().prepare(sqlText("event", "scan"));
    if (!rows)
        return unexpected(rows.error());
    const std::int64_t firstFresh = reads.catalogue().sealedSeq + 1;
    for (const SeqRange& place : map.rangesFor(range)) {
        rows->bind(1, std::max(place.first, firstFresh))
            .bind(2, place.end)
            .bind(3, toMs(range.from))
            .bind(4, toMs(range.to));
        if (Expected<void> read = readEvents(*rows, sources, ofSources(wanted), events); !read)
            return read;
        rows->reset();
    }
    return {};
}

Expected<void> addSealed(ChunkReads& reads, const SourceSnapshot& sources, const std::set<SourceId>& wanted,
                         TimeRange range, std::vector<Event>& events)
{
    for (const Catalogue::Entry& chunk : reads.catalogue().chunks) {
        if (chunk->rowsOf(wanted) == 0 || fromMs(chunk->lastTime) < range.from || fromMs(chunk->firstTime) >= range.to)
            continue;
        Expected<std::vector<Event>> read = reads.columns(chunk->id).events();
        if (!read)
            return unexpected(read.error());
        std::erase_if(*read, [range](const Event& event) { return !range.contains(event.eventTime); });
        addOwn(std::move(*read), sources, wanted, events);
    }
    return {};
}

} // namespace

Expected<std::vector<Event>> dayEvents(const std::shared_ptr<ChunkReads>& reads, const SourceSnapshot& sources,
                                       const EventMap& map, ProjectId project, TimeRange range)
{
    std::vector<Event> events;
    const std::set<SourceId> wanted = sources.sourcesOf(project);
    if (const Expected<void> done = addFresh(*reads, sources, map, wanted, range, events); !done)
        return unexpected(done.error());
    if (const Expected<void> done = addSealed(*reads, sources, wanted, range, events); !done)
        return unexpected(done.error());
    std::sort(events.begin(), events.end(), isEarlier);
    return events;
}

} // namespace sightglass::storage
