// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/sealedchunk.h"

#include "storage/columns/eventcolumns.h"

#include <algorithm>
#include <cassert>

namespace sightglass::storage::columns {

namespace {

/// The rows of a chunk to be: which of the events, in their order.
class Rows
{
public:
    Rows(const PackedEvents& events, std::span<const std::uint32_t> order)
        : m_events(events)
        , m_order(order)
    {
    }

    [[nodiscard]] std::size_t size() const { return m_order.size(); }
    [[nodiscard]] const PackedEvent& at(std::size_t row) const { return m_events.rows()[m_order[row]]; }
    /// Each row from the first on, or every `step`th, as an event that is valid during the call only.
    template <typename Take> [[nodiscard]] Expected<void> unpackEach(std::size_t step, Take&& take) const
    {
        domain::Event event;
        for (std::size_t row = 0; row < size(); row += step) {
            if (Expected<void> unpacked = m_events.unpack(at(row), event); !unpacked)
                return unpacked;
            take(event);
        }
        return {};
    }

    [[nodiscard]] Expected<void> addTo(EventColumns& columns) const
    {
        domain::Event event;
        for (std::size_t row = 0; row < size(); ++row) {
            if (columns.addBody(at(row), m_events.body(at(row))))
                continue;
            if (Expected<void> unpacked = m_events.unpack(at(row), event); !unpacked)
                return unpacked;
            columns.add(event);
        }
        return {};
    }

private:
    const PackedEvents& m_events;
    std::span<const std::uint32_t> m_order;
};

RunTable runsOf(const Rows& rows)
{
    RunTable table;
    table.rows = rows.size();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (table.runs.empty() || table.runs.back().visitor() != rows.at(row).visitor)
            table.runs.push_back({rows.at(row).visitor, static_cast<std::uint32_t>(row)});
    }
    return table;
}

ChunkSummary summaryOf(const Rows& rows, std::size_t bytes)
{
    ChunkSummary summary;
    summary.rows = rows.size();
    summary.bytes = bytes;
    summary.firstVisitor = rows.at(0).visitor;
    summary.lastVisitor = rows.at(rows.size() - 1).visitor;
    summary.firstTime = summary.lastTime = fromMs(rows.at(0).eventTime);
    summary.firstSeq = summary.lastSeq = EventSeq(rows.at(0).seq);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const PackedEvent& row = rows.at(i);
        summary.firstTime = std::min(summary.firstTime, fromMs(row.eventTime));
        summary.lastTime = std::max(summary.lastTime, fromMs(row.eventTime));
        summary.firstSeq = std::min(summary.firstSeq, EventSeq(row.seq));
        summary.lastSeq = std::max(summary.lastSeq, EventSeq(row.seq));
    }
    return summary;
}

} // namespace

Expected<SealedChunk> sealChunk(const PackedEvents& events, std::span<const std::uint32_t> order)
{
    assert(!order.empty() && order.size() <= kMaxChunkRows);
    const Rows rows(events, order);
    EventColumns columns(rows.size());
    const std::size_t step = std::max<std::size_t>(1, rows.size() / RawColumn::kSampledEvents);
    if (Expected<void> learned = rows.unpackEach(step, [&](const domain::Event& event) { columns.learn(event); });
        !learned)
        return unexpected(learned.error());
    if (Expected<void> added = rows.addTo(columns); !added)
        return unexpected(added.error());
    Compressor compressor;
    const RunTable runs = runsOf(rows);
    ChunkBuilder builder(rows.size(), runs.size());
    columns.addTo(builder, compressor, runs);
    SealedChunk chunk = builder.finish();
    chunk.summary = summaryOf(rows, chunk.summary.bytes);
    return chunk;
}

} // namespace sightglass::storage::columns
