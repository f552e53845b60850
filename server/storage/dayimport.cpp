// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/dayimport.h"

#include "storage/chunkmaker.h"
#include "storage/eventcodec.h"

#include <algorithm>

namespace sightglass::storage {

using domain::Event;
using domain::TimeRange;

namespace {

/// Everything that two events must share to be the same one when ids do not say it.
std::string asText(const PackedEvent& event, std::string_view body)
{
    std::string out = bodyWithoutId(body);
    for (const std::int64_t number : {event.source, event.eventTime, event.receivedAt, std::int64_t(event.kind)})
        out.append(reinterpret_cast<const char*>(&number), sizeof number);
    return out;
}

std::vector<SourceExtent> extentsOf(const PackedEvents& events)
{
    std::vector<SourceExtent> extents;
    for (const PackedEvent& row : events.rows()) {
        auto own = std::find_if(extents.begin(), extents.end(),
                                [&](const SourceExtent& e) { return e.source.value == row.source; });
        if (own == extents.end())
            own = extents.insert(own, {SourceId(row.source), row.eventTime, row.eventTime, 0});
        own->firstTime = std::min(own->firstTime, row.eventTime);
        own->lastTime = std::max(own->lastTime, row.eventTime);
        ++own->events;
    }
    return extents;
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
        const domain::TextCodes ids = (*chunk)->texts(domain::TextColumn::MessageId);
        for (const std::string_view id : ids.dictionary) {
            if (!id.empty() && !m_ids.contains(id))
                m_ids.insert(m_stored.emplace_back(id));
        }
        for (std::size_t row = 0; row < (*chunk)->rows() && !m_hasSomeWithoutId; ++row)
            m_hasSomeWithoutId = ids.at(row).empty();
    }
    return {};
}

void DayContents::addWithoutId(const Event& event)
{
    if (!event.messageId.empty())
        return;
    PackedEvents one;
    one.add(event);
    ++m_withoutId[asText(one.rows().front(), one.body(one.rows().front()))];
}

void DayContents::removeById(PackedEvents& events)
{
    m_ids.reserve(m_ids.size() + events.size());
    std::vector<bool> known;
    known.reserve(events.size());
    for (const PackedEvent& event : events.rows()) {
        const std::string_view id = bodyMessageId(events.body(event));
        known.push_back(!id.empty() && !m_ids.insert(id).second);
    }
    events.remove(known);
}

void DayContents::removeAlike(PackedEvents& events)
{
    std::vector<bool> known;
    known.reserve(events.size());
    for (const PackedEvent& event : events.rows()) {
        const auto found = m_withoutId.find(asText(event, events.body(event)));
        const bool isThere = found != m_withoutId.end() && found->second > 0;
        if (isThere)
            --found->second;
        known.push_back(isThere);
    }
    events.remove(known);
}

Expected<TimeRange> dayOf(const PackedEvents& events)
{
    if (events.size() == 0)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("There are no events."));
    const auto day = std::chrono::floor<std::chrono::days>(fromMs(events.rows().front().eventTime));
    const TimeRange range{day, day + std::chrono::days(1)};
    if (std::all_of(events.rows().begin(), events.rows().end(),
                    [&](const PackedEvent& event) { return range.contains(fromMs(event.eventTime)); }))
        return range;
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("The events are of several days."));
}

Expected<std::int64_t> DayImport::store(ImportedDay& day)
{
    for (;;) {
        PackedEvents& events = day.events();
        if (events.size() == 0)
            return 0;
        const Expected<std::int64_t> first = m_writer.takeSeqs(std::int64_t(events.size()));
        if (!first)
            return unexpected(first.error());
        events.setSeqs(*first);
        ChunkChange change;
        std::int64_t bytes = 0;
        for (const PackedEvent& row : events.rows())
            bytes += row.bodySize;
        if (const Expected<void> made = makeChunks(m_project, events, bytes, m_chunkRows, change.added); !made)
            return unexpected(made.error());
        ImportedRows rows = rowsOf(day);
        const Expected<void> done = m_installer.install(
            std::move(change), [&](const ChunkChange& ready) { return m_writer.commitImport(ready, rows); });
        if (done)
            return std::int64_t(events.size());
        if (rows.duplicates.empty())
            return unexpected(done.error());
        events.remove(rows.duplicates);
    }
}

ImportedRows DayImport::rowsOf(const ImportedDay& day) const
{
    ImportedRows rows;
    rows.extents = extentsOf(day.events());
    rows.links = day.links();
    for (const auto& [text, sighting] : day.clicks())
        rows.clicks.emplace_back(sighting).click = m_writer.idHash()(text);
    const std::int64_t horizon = toMs(m_writer.horizon());
    std::size_t number = 0;
    for (const PackedEvent& row : day.events().rows()) {
        const std::string_view id =
            row.receivedAt > horizon ? bodyMessageId(day.events().body(row)) : std::string_view();
        if (!id.empty())
            rows.ids.push_back({{m_writer.idHash()(id), row.seq}, id, SourceId(row.source), row.receivedAt, number});
        ++number;
    }
    rows.count = number;
    return rows;
}

} // namespace sightglass::storage
