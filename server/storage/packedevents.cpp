// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packedevents.h"

#include "storage/eventcodec.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace sightglass::storage {

using domain::Event;

void PackedEvents::add(const Event& event)
{
    PackedEvent& row = m_rows.emplace_back();
    row.seq = event.seq.value;
    row.source = event.source.value;
    row.eventTime = toMs(event.eventTime);
    row.receivedAt = toMs(event.receivedAt);
    row.visitor = event.visitor;
    row.kind = event.kind;
    row.bodyAt = m_bodies.size();
    encodeBody(event, m_bodies);
    row.bodySize = static_cast<std::uint32_t>(m_bodies.size() - row.bodyAt);
}

void PackedEvents::add(PackedEvent columns, std::string_view body)
{
    columns.bodyAt = m_bodies.size();
    columns.bodySize = static_cast<std::uint32_t>(body.size());
    m_bodies += body;
    m_rows.push_back(columns);
}

void PackedEvents::append(const PackedEvents& other)
{
    const std::size_t at = m_bodies.size();
    m_bodies += other.m_bodies;
    m_rows.insert(m_rows.end(), other.m_rows.begin(), other.m_rows.end());
    for (auto row = m_rows.end() - static_cast<std::ptrdiff_t>(other.size()); row != m_rows.end(); ++row)
        row->bodyAt += at;
}

void PackedEvents::remove(const std::vector<bool>& marked)
{
    std::size_t number = 0;
    std::erase_if(m_rows, [&](const PackedEvent&) { return marked[number++]; });
}

void PackedEvents::setSeqs(std::int64_t first)
{
    for (PackedEvent& row : m_rows)
        row.seq = first++;
}

Expected<void> PackedEvents::unpack(const PackedEvent& row, Event& event) const
{
    event.seq = EventSeq(row.seq);
    event.source = SourceId(row.source);
    event.eventTime = fromMs(row.eventTime);
    event.receivedAt = fromMs(row.receivedAt);
    event.visitor = row.visitor;
    event.kind = row.kind;
    Expected<void> decoded = decodeBody(body(row), event);
    if (decoded)
        return decoded;
    Error error = std::move(decoded).error();
    error.where = QStringLiteral("event %1").arg(row.seq);
    return unexpected(std::move(error));
}

std::vector<std::uint32_t> PackedEvents::sorted() const
{
    std::vector<std::uint32_t> order(m_rows.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [this](std::uint32_t left, std::uint32_t right) {
        const PackedEvent& a = m_rows[left];
        const PackedEvent& b = m_rows[right];
        const auto key = [](const PackedEvent& row) { return std::tie(row.visitor, row.eventTime, row.receivedAt); };
        if (key(a) != key(b))
            return key(a) < key(b);
        const int ids = bodyMessageId(body(a)).compare(bodyMessageId(body(b)));
        return ids != 0 ? ids < 0 : a.seq < b.seq;
    });
    return order;
}

} // namespace sightglass::storage
