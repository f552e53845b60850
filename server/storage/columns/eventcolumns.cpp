// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/eventcolumns.h"

#include "storage/columns/seqcolumn.h"

namespace sightglass::storage::columns {

using domain::Event;

namespace {

/// Keys that become columns of their own. What is left of the ids is for the traits.
constexpr std::size_t kOwnProperties = 1280;
constexpr ColumnId kFirstTrait = kFirstKey + kOwnProperties;
constexpr std::size_t kOwnTraits = kColumnIds - kFirstTrait;

/// Columns of times, whose differences within a visit are smaller than they are.
bool isTime(ColumnId id)
{
    return id == kEventTime || id == kReceivedAt || id == idOf(Member::StatedAt) || id == idOf(Member::SentAt);
}

} // namespace

EventColumns::EventColumns(std::size_t rows)
    : m_rows(rows)
    , m_raw(rows)
{
    m_seqs.reserve(m_rows);
    m_arrivals.reserve(m_rows);
}

void EventColumns::add(const Event& event)
{
    m_event = &event;
    addRow(event.source.value, event.eventTime, event.receivedAt, event.kind, event.seq.value);
    set(kUnhandled, domain::isUnhandled(event) ? 1 : 0);
    eachMember(event, *this);
    m_raw.add(m_row, event);
    ++m_row;
}

void EventColumns::addRow(std::int64_t source, TimePoint eventTime, TimePoint receivedAt, domain::Kind kind,
                          std::int64_t seq)
{
    set(kSource, source);
    set(kEventTime, toMs(eventTime));
    set(kReceivedAt, distance(receivedAt, eventTime));
    set(kKind, static_cast<std::int64_t>(kind));
    m_seqs.push_back(seq);
    m_arrivals.push_back(toMs(receivedAt));
}

void EventColumns::operator()(Member m, const std::vector<domain::Warning>& v)
{
    if (v.empty())
        return;
    m_warnings.clear();
    for (const domain::Warning warning : v)
        m_warnings += static_cast<char>(warning);
    m_texts[idOf(m)].set(m_rows, m_row, m_warnings);
}

TimePoint EventColumns::expectedTime(Member m, TimePoint eventTime, TimePoint receivedAt,
                                     const std::optional<TimePoint>& statedAt)
{
    if (m != Member::SentAt)
        return eventTime;
    if (!statedAt)
        return receivedAt;
    // The event time is the stated one moved by the sender's clock's fault, which moves the sending too.
    const auto shift = static_cast<std::uint64_t>(distance(receivedAt, eventTime));
    return fromMs(static_cast<std::int64_t>(static_cast<std::uint64_t>(toMs(*statedAt)) + shift));
}

void EventColumns::addTo(ChunkBuilder& chunk, Compressor& compressor, const RunTable& runs) const
{
    EncodedColumn visitors;
    visitors.info.id = kRuns;
    visitors.info.count = static_cast<std::uint32_t>(m_rows - (runs.runs.front().visitor() == 0 ? runs.end(0) : 0));
    visitors.values = runs.encoded(compressor);
    chunk.add(std::move(visitors));
    chunk.add(encodeSeqs(compressor, m_seqs, m_arrivals));
    for (ColumnId id = 0; id < kFixedColumns; ++id) {
        if (!m_numbers[id].isEmpty())
            chunk.add(m_numbers[id].encoded(compressor, runs, id, isTime(id)));
        const ColumnId parent = parentOf(id);
        if (!m_texts[id].isEmpty())
            chunk.add(m_texts[id].encoded(compressor, runs, id, parent == 0 ? nullptr : &m_texts[parent]));
    }
    addMaps(chunk, compressor, runs);
    if (!m_raw.isEmpty())
        chunk.add(m_raw.encoded(compressor));
}

void EventColumns::addMaps(ChunkBuilder& chunk, Compressor& compressor, const RunTable& runs) const
{
    const ColumnId properties = idOf(Member::Properties);
    const ColumnId traits = idOf(Member::Traits);
    for (ColumnId id = 0; id < kFixedColumns; ++id) {
        if (m_maps[id].isEmpty())
            continue;
        if (id == properties)
            chunk.setProperties(m_maps[id].addTo(chunk, compressor, runs, id, kFirstKey, kOwnProperties));
        else if (id == traits)
            chunk.setTraits(m_maps[id].addTo(chunk, compressor, runs, id, kFirstTrait, kOwnTraits));
        else
            chunk.add(m_maps[id].encoded(compressor, runs, id));
    }
}

} // namespace sightglass::storage::columns
