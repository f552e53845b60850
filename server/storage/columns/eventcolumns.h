// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/packedevents.h"
#include "storage/columns/chunkbuilder.h"
#include "storage/columns/columnids.h"
#include "storage/columns/dictionarycolumn.h"
#include "storage/columns/mapcolumn.h"
#include "storage/columns/integercolumn.h"
#include "storage/columns/rawcolumn.h"
#include "storage/columns/runtable.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sightglass::storage::columns {

/// Spreads events over columns, one column a member (storage/eventmembers.h) plus what is no member of a body.
/// Keeps nothing of the events but the texts that are new. Thread: one at a time.
class EventColumns
{
public:
    explicit EventColumns(std::size_t rows);

    /// Looks at an event beforehand; see RawColumn.
    void learn(const domain::Event& event) { m_raw.learn(event); }
    /// The next row.
    void add(const domain::Event& event);
    /// The same from the packed event, most of which need not become an Event. False for those that must, which have
    /// then to be given to add(), and for damaged ones, whose chunk comes to nothing.
    [[nodiscard]] bool addBody(const PackedEvent& row, std::string_view body);

    /// Encodes every column that is not at its default throughout.
    void addTo(ChunkBuilder& chunk, Compressor& compressor, const RunTable& runs) const;

    // What eachMember() calls for the current row.
    void operator()(Member m, std::string_view v)
    {
        if (!v.empty() && m != Member::Raw)
            m_texts[idOf(m)].set(m_rows, m_row, v);
    }
    template <typename T>
    requires(std::is_enum_v<T> || std::is_integral_v<T>) void operator()(Member m, T v)
    {
        set(idOf(m), static_cast<std::int64_t>(v));
    }
    template <typename T> void operator()(Member m, const std::optional<T>& v)
    {
        if (v)
            setOptional(idOf(m), static_cast<std::int64_t>(*v));
    }
    void operator()(Member m, TimePoint v, RelativeTime to) { set(idOf(m), distance(v, to.base)); }
    void operator()(Member m, const std::optional<TimePoint>& v, RelativeTime)
    {
        if (v)
            setOptional(idOf(m),
                        distance(*v, expectedTime(m, m_event->eventTime, m_event->receivedAt, m_event->statedAt)));
    }
    void operator()(Member m, std::uint64_t v, RelativeHash to)
    {
        set(idOf(m), static_cast<std::int64_t>(v ^ to.base));
    }
    void operator()(Member m, const domain::PropertyMap& v) { setMap(m, v); }
    void operator()(Member m, const domain::TextMap& v) { setMap(m, v); }
    void operator()(Member m, const std::vector<domain::Warning>& v);

    /// From where the distance of an optional time is measured: what it is when nothing was delayed.
    [[nodiscard]] static TimePoint expectedTime(Member m, TimePoint eventTime, TimePoint receivedAt,
                                                const std::optional<TimePoint>& statedAt);
    /// Wraps around at the ends of the scale, both ways.
    [[nodiscard]] static std::int64_t distance(TimePoint a, TimePoint b)
    {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(toMs(a)) - static_cast<std::uint64_t>(toMs(b)));
    }

private:
    /// What is no member of a body.
    void addRow(std::int64_t source, TimePoint eventTime, TimePoint receivedAt, domain::Kind kind, std::int64_t seq);
    void set(ColumnId id, std::int64_t value)
    {
        if (const std::int64_t fallback = defaultOf(id); value != fallback)
            m_numbers[id].set(m_rows, m_row, value, fallback);
    }
    void setOptional(ColumnId id, std::int64_t value)
    {
        if (value == domain::kAbsent)
            m_numbers[id].setSmallest(m_row);
        else
            set(id, value);
    }
    template <typename Map> void setMap(Member m, const Map& map)
    {
        if (!map.empty())
            m_maps[idOf(m)].set(m_rows, m_row, map);
    }
    void addMaps(ChunkBuilder& chunk, Compressor& compressor, const RunTable& runs) const;

    std::size_t m_rows;
    std::size_t m_row = 0;
    const domain::Event* m_event = nullptr;
    std::vector<IntegerColumn> m_numbers{kFixedColumns}; ///< These three by column id.
    std::vector<DictionaryColumn> m_texts{kFixedColumns};
    std::vector<MapColumn> m_maps{kFixedColumns};
    RawColumn m_raw;
    std::vector<std::int64_t> m_seqs;
    std::vector<std::int64_t> m_arrivals; ///< received_at, for the order of the sequence numbers.
    std::string m_warnings;               ///< Of the row at hand, a byte each.
    domain::PropertyMap m_properties;     ///< Likewise, as the next.
    domain::TextMap m_textMap;
};

} // namespace sightglass::storage::columns
