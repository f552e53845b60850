// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/personevents.h"

#include "storage/eventreader.h"
#include "storage/freshrows.h"
#include "storage/sqltext.h"

#include <algorithm>
#include <bit>
#include <map>

namespace sightglass::storage {

using domain::Event;

namespace {

/// What is looked for.
struct Wanted
{
    std::set<SourceId> sources;
    std::vector<std::uint64_t> visitors; ///< Ascending.
    std::optional<EventCursor> after;

    [[nodiscard]] bool hasVisitor(std::uint64_t visitor) const
    {
        return std::binary_search(visitors.begin(), visitors.end(), visitor);
    }
    [[nodiscard]] bool mayHold(const ChunkEntry& chunk) const
    {
        const auto first = std::lower_bound(visitors.begin(), visitors.end(), chunk.firstVisitor);
        return first != visitors.end() && *first <= chunk.lastVisitor && chunk.rowsOf(sources) > 0 &&
               (!after || chunk.lastTime >= toMs(after->eventTime));
    }
};

using Days = std::map<std::int64_t, std::vector<Event>>;

/// The fresh rows, of which there are not many, by day.
Expected<Days> freshEvents(ChunkReads& reads, const SourceSnapshot& sources, const Wanted& wanted)
{
    Expected<Statement> rows = reads.connection().prepare(sqlText("event", "after"));
    if (!rows)
        return unexpected(rows.error());
    rows->bind(1, reads.catalogue().sealedSeq);
    const auto isWanted = [&wanted](const Statement& row) {
        return wanted.hasVisitor(std::bit_cast<std::uint64_t>(row.integer(5))) &&
               wanted.sources.contains(SourceId(row.integer(1)));
    };
    std::vector<Event> events;
    if (const Expected<void> read = readEvents(*rows, sources, isWanted, events); !read)
        return unexpected(read.error());
    Days days;
    for (Event& event : events)
        days[utcDay(toMs(event.eventTime))].push_back(std::move(event));
    return days;
}

Expected<void> addSealed(ChunkReads& reads, const SourceSnapshot& sources, const Wanted& wanted,
                         const ChunkEntry& chunk, std::vector<Event>& events)
{
    const ChunkColumns columns = reads.columns(chunk.id);
    const auto runs = columns.runs();
    if (!runs)
        return unexpected(runs.error());
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < (*runs)->size(); ++i) {
        if (!wanted.hasVisitor((**runs)[i].visitor()))
            continue;
        const auto end = i + 1 < (*runs)->size() ? (**runs)[i + 1].begin : static_cast<std::uint32_t>(chunk.rows);
        for (std::uint32_t at = (**runs)[i].begin; at < end; ++at)
            rows.push_back(at);
    }
    if (rows.empty())
        return {};
    Expected<std::vector<Event>> read = columns.events(rows);
    if (!read)
        return unexpected(read.error());
    addOwn(std::move(*read), sources, wanted.sources, events);
    return {};
}

/// Sorts a day's events and adds those after the cursor to the page.
void addDay(std::vector<Event> day, const Wanted& wanted, std::size_t limit, std::vector<Event>& page)
{
    std::sort(day.begin(), day.end(), isEarlier);
    for (Event& event : day) {
        if (page.size() < limit && (!wanted.after || EventCursor::at(event) > *wanted.after))
            page.push_back(std::move(event));
    }
}

} // namespace

Expected<std::vector<Event>> personEvents(const std::shared_ptr<ChunkReads>& reads, const SourceSnapshot& sources,
                                          ProjectId project, std::vector<std::uint64_t> visitorKeys,
                                          const std::optional<EventCursor>& after, int limit)
{
    std::sort(visitorKeys.begin(), visitorKeys.end());
    const Wanted wanted{sources.sourcesOf(project), std::move(visitorKeys), after};
    Expected<Days> days = freshEvents(*reads, sources, wanted);
    if (!days)
        return unexpected(days.error());
    std::map<std::int64_t, std::vector<const ChunkEntry*>> chunks;
    for (const Catalogue::Entry& chunk : reads->catalogue().chunks) {
        if (wanted.mayHold(*chunk)) {
            chunks[chunk->day].push_back(chunk.get());
            (*days)[chunk->day];
        }
    }
    std::vector<Event> page;
    const auto most = static_cast<std::size_t>(std::max(limit, 0));
    for (auto& [number, events] : *days) {
        if (page.size() >= most)
            break;
        for (const ChunkEntry* chunk : chunks[number]) {
            if (const Expected<void> added = addSealed(*reads, sources, wanted, *chunk, events); !added)
                return unexpected(added.error());
        }
        addDay(std::move(events), wanted, most, page);
    }
    return page;
}

} // namespace sightglass::storage
