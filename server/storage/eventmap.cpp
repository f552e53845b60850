// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/eventmap.h"

#include "storage/sqltext.h"

#include <algorithm>
#include <limits>

namespace sightglass::storage {

void EventMap::Span::take(std::int64_t time)
{
    firstTime = events == 0 ? time : std::min(firstTime, time);
    lastTime = events == 0 ? time : std::max(lastTime, time);
    ++events;
}

void EventMap::add(std::span<const StoredRow> rows)
{
    const std::lock_guard lock(m_mutex);
    for (const StoredRow& row : rows) {
        const std::int64_t zone = row.seq >> kZoneBits;
        if (m_changedZones.empty() || *m_changedZones.rbegin() != zone)
            m_changedZones.insert(zone);
        m_zones[zone].take(row.eventTime);
        m_sources[row.source].take(row.eventTime);
    }
}

void EventMap::addSealed(std::span<const SourceExtent> extents)
{
    const std::lock_guard lock(m_mutex);
    for (const SourceExtent& extent : extents) {
        Span& span = m_sources[extent.source];
        span.take(extent.firstTime);
        span.take(extent.lastTime);
        span.events += extent.events - 2;
    }
}

void EventMap::forget(SourceId source)
{
    const std::lock_guard lock(m_mutex);
    m_sources.erase(source);
}

void EventMap::remove(SourceId source, const RemovedRows& removed)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_sources.find(source);
    if (found == m_sources.end())
        return;
    found->second.events -= removed.rows;
    found->second.firstTime = std::max(found->second.firstTime, removed.firstTime);
}

std::int64_t EventMap::firstTimeFrom(std::int64_t seq) const
{
    const std::lock_guard lock(m_mutex);
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    for (auto zone = m_zones.lower_bound(seq >> kZoneBits); zone != m_zones.end(); ++zone)
        first = std::min(first, zone->second.firstTime);
    return first;
}

std::vector<SeqRange> EventMap::rangesFor(domain::TimeRange range) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<SeqRange> ranges;
    for (const auto& [zone, span] : m_zones) {
        if (span.lastTime < toMs(range.from) || span.firstTime >= toMs(range.to))
            continue;
        const SeqRange rows{zone << kZoneBits, (zone + 1) << kZoneBits};
        if (!ranges.empty() && ranges.back().end == rows.first)
            ranges.back().end = rows.end;
        else
            ranges.push_back(rows);
    }
    return ranges;
}

domain::TimeRange EventMap::extent(const std::set<SourceId>& sources) const
{
    const std::lock_guard lock(m_mutex);
    Span total;
    for (const SourceId source : sources) {
        const auto found = m_sources.find(source);
        if (found == m_sources.end() || found->second.events == 0)
            continue;
        total.take(found->second.firstTime);
        total.take(found->second.lastTime);
    }
    return {fromMs(total.firstTime), fromMs(total.lastTime)};
}

std::int64_t EventMap::eventCount() const
{
    const std::lock_guard lock(m_mutex);
    std::int64_t count = 0;
    for (const auto& [source, span] : m_sources)
        count += span.events;
    return count;
}

Expected<void> EventMap::load(Connection& connection)
{
    Expected<Statement> zones = connection.prepare(sqlText("event", "zones"));
    if (!zones)
        return unexpected(zones.error());
    Expected<Statement> sources = connection.prepare(sqlText("event", "extents"));
    if (!sources)
        return unexpected(sources.error());
    const std::lock_guard lock(m_mutex);
    m_zones.clear();
    m_sources.clear();
    m_changedZones.clear();
    Expected<bool> row = zones->step();
    for (; row && *row; row = zones->step())
        m_zones[zones->integer(0)] = {zones->integer(1), zones->integer(2), 1};
    if (!row)
        return unexpected(row.error());
    for (row = sources->step(); row && *row; row = sources->step())
        m_sources[SourceId(sources->integer(0))] = {sources->integer(1), sources->integer(2), sources->integer(3)};
    if (!row)
        return unexpected(row.error());
    return {};
}

Expected<void> EventMap::save(Connection& connection)
{
    Expected<Statement> zone = connection.prepare(sqlText("event", "setZone"));
    if (!zone)
        return unexpected(zone.error());
    Expected<Statement> source = connection.prepare(sqlText("event", "setExtent"));
    if (!source)
        return unexpected(source.error());
    const std::lock_guard lock(m_mutex);
    for (const std::int64_t changed : m_changedZones) {
        const Span& span = m_zones[changed];
        if (Expected<void> done = zone->bind(1, changed).bind(2, span.firstTime).bind(3, span.lastTime).run(); !done)
            return done;
    }
    for (const auto& [id, span] : m_sources) {
        source->bind(1, id.value).bind(2, span.firstTime).bind(3, span.lastTime).bind(4, span.events);
        if (Expected<void> done = source->run(); !done)
            return done;
    }
    return {};
}

Expected<void> EventMap::join(Connection& connection, std::span<const SourceExtent> extents)
{
    Expected<Statement> joined = connection.prepare(sqlText("event", "joinExtent"));
    if (!joined)
        return unexpected(joined.error());
    for (const SourceExtent& extent : extents) {
        joined->bind(1, extent.source.value).bind(2, extent.firstTime).bind(3, extent.lastTime).bind(4, extent.events);
        if (Expected<void> done = joined->run(); !done)
            return done;
    }
    return {};
}

void EventMap::markSaved()
{
    const std::lock_guard lock(m_mutex);
    m_changedZones.clear();
}

} // namespace sightglass::storage
