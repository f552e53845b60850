// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::storage {

/// The columns of one packed event, as those of a fresh row, and where its body lies.
struct PackedEvent
{
    std::int64_t seq = 0;
    std::int64_t source = 0;
    std::int64_t eventTime = 0;
    std::int64_t receivedAt = 0;
    std::uint64_t visitor = 0;
    std::size_t bodyAt = 0;
    std::uint32_t bodySize = 0;
    domain::Kind kind = domain::Kind::Custom;
};

/// Many events in little memory: bodies as in a fresh row (eventcodec.h) one after the other. An Event takes some 3
/// KiB, packed some hundred bytes. Thread: one at a time, or any for reading.
class PackedEvents
{
public:
    void add(const domain::Event& event);
    /// `columns` of another one's event or of a fresh row; its place is given here.
    void add(PackedEvent columns, std::string_view body);
    void append(const PackedEvents& other);
    /// Takes out the events whose number (from 0) is marked.
    void remove(const std::vector<bool>& marked);
    /// Numbers the events in their order, from `first` on.
    void setSeqs(std::int64_t first);

    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    [[nodiscard]] std::span<const PackedEvent> rows() const { return m_rows; }
    [[nodiscard]] std::size_t bodyBytes() const { return m_bodies.size(); }
    [[nodiscard]] std::string_view body(const PackedEvent& row) const
    {
        return std::string_view(m_bodies).substr(row.bodyAt, row.bodySize);
    }
    /// Sets every member of `event` but the project. Error: Corrupt.
    [[nodiscard]] Expected<void> unpack(const PackedEvent& row, domain::Event& event) const;
    /// The numbers of the events by (visitor, event_time, received_at, message_id, seq).
    [[nodiscard]] std::vector<std::uint32_t> sorted() const;

private:
    std::vector<PackedEvent> m_rows;
    std::string m_bodies;
};

} // namespace sightglass::storage
