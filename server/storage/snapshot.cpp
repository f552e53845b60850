// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/snapshot.h"

#include "storage/freshchunk.h"

#include <algorithm>

namespace sightglass::storage {

using domain::ChunkInfo;

Snapshot::Snapshot(const domain::ScanRequest& request, std::set<SourceId> sources, std::shared_ptr<ChunkReads> reads,
                   std::shared_ptr<const FreshRows> fresh)
    : m_request(request)
    , m_sources(std::move(sources))
    , m_fresh(std::move(fresh))
    , m_sealed(sealedParts(reads->catalogue(), m_sources, request.range))
{
    if (!m_sealed.empty())
        m_reads = std::move(reads);
    for (std::size_t i = 0; i < m_sealed.size(); ++i)
        m_places.push_back({m_sealed[i].chunk->day, false, i});
    for (std::size_t i = 0; i < m_fresh->parts().size(); ++i)
        m_places.push_back({utcDay(toMs(m_fresh->parts()[i].info.times.from)), true, i});
    std::stable_sort(m_places.begin(), m_places.end(), [](const Place& a, const Place& b) { return a.day < b.day; });
    for (const Place& place : m_places)
        m_infos.push_back(infoOf(place));
}

ChunkInfo Snapshot::infoOf(const Place& place) const
{
    if (place.isFresh)
        return m_fresh->parts()[place.index].info;
    const SealedPart& part = m_sealed[place.index];
    return {static_cast<std::size_t>(part.rows),
            {fromMs(part.chunk->firstTime), fromMs(part.chunk->lastTime + 1)},
            part.chunk->firstVisitor,
            part.chunk->lastVisitor};
}

Expected<std::shared_ptr<const domain::SortedChunk>> Snapshot::chunk(std::size_t index) const
{
    const Place& place = m_places[index];
    if (!place.isFresh)
        return openPart(m_reads, m_sealed[place.index], m_request, m_sources);
    Expected<std::shared_ptr<const FreshChunk>> made = FreshChunk::make(m_fresh, place.index, m_request);
    if (!made)
        return unexpected(made.error());
    return std::shared_ptr<const domain::SortedChunk>(std::move(*made));
}

Expected<std::vector<std::string>> Snapshot::dictionary(std::size_t index, domain::TextColumn column) const
{
    const auto copied = [](std::span<const std::string_view> texts) {
        return std::vector<std::string>(texts.begin(), texts.end());
    };
    const Place& place = m_places[index];
    if (!place.isFresh) {
        const auto dictionary = m_reads->columns(m_sealed[place.index].chunk->id).dictionary(column);
        if (!dictionary)
            return unexpected(dictionary.error());
        return copied((*dictionary)->texts());
    }
    domain::ScanRequest request;
    request.texts = {column};
    const Expected<std::shared_ptr<const FreshChunk>> made = FreshChunk::make(m_fresh, place.index, request);
    if (!made)
        return unexpected(made.error());
    return copied((*made)->texts(column).dictionary);
}

} // namespace sightglass::storage
