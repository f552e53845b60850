// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/chunkfixture.h"

#include "domain/eventjson.h"
#include "storage/storefixture.h"

#include <QJsonDocument>

#include <algorithm>
#include <limits>
#include <random>
#include <tuple>

namespace sightglass::test {

using domain::Event;

std::vector<Event> inRowOrder(std::vector<Event> events)
{
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
        return std::tie(a.visitor, a.eventTime, a.receivedAt, a.messageId, a.seq) <
               std::tie(b.visitor, b.eventTime, b.receivedAt, b.messageId, b.seq);
    });
    return events;
}

std::vector<Event> randomEvents(std::uint64_t seed, std::size_t count)
{
    std::mt19937_64 random(seed);
    domain::Source source;
    source.id = SourceId(7);
    std::vector<Event> events;
    std::vector<std::uint64_t> visitors;
    for (std::size_t i = 0; i < count; ++i) {
        Event event = randomEvent(random, source, at(kChunkDay));
        event.seq = EventSeq(static_cast<std::int64_t>(1000 + (i * 7919) % count));
        visitors.push_back(event.visitor);
        if (random() % 2 == 0)
            event.visitor = visitors[random() % visitors.size()]; // some visitors come again
        if (random() % 8 == 0)
            event.consent = std::numeric_limits<std::int64_t>::min();
        events.push_back(std::move(event));
    }
    return events;
}

Opened opened(const storage::columns::SealedChunk& chunk)
{
    Opened result{storage::columns::ChunkHeader::parse(chunk.header).value(), {}};
    for (const storage::columns::ColumnBlob& blob : chunk.columns)
        result.blobs.add(blob.number, blob.bytes);
    return result;
}

QByteArray lineOf(const Event& event)
{
    return QJsonDocument(domain::toJson(event)).toJson(QJsonDocument::Compact);
}

} // namespace sightglass::test
