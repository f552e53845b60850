// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/chunkset.h"

#include "query/chunkcolumns.h"
#include "query/rowverdicts.h"
#include "query/workers.h"

#include <algorithm>
#include <numeric>

namespace sightglass::query {

namespace {

constexpr std::size_t kMostRows = 100'000'000;
constexpr std::size_t kMostTextBytes = std::size_t{256} << 20;

} // namespace

ChunkSet::ChunkSet(const RowRequest& request)
    : m_request(request)
    , m_currencies(std::make_shared<Dictionary>())
{
    for (std::size_t i = 0; i < request.dimensions.size(); ++i)
        m_dictionaries.push_back(std::make_shared<Dictionary>());
}

Expected<std::unique_ptr<ChunkSet>> ChunkSet::open(const ReadContext& context, const RowRequest& request)
{
    std::unique_ptr<ChunkSet> out(new ChunkSet(request));
    const domain::ScanRequest scan = scanRequestOf(request, context.sources != nullptr);
    out->m_kinds = scan.kinds;
    auto snapshot = context.scan.open(scan, context.cancel);
    if (!snapshot)
        return unexpected(snapshot.error());
    out->m_snapshot = *std::move(snapshot);
    const auto infos = out->m_snapshot->chunks();
    for (const domain::ChunkInfo& info : infos)
        out->m_rows += info.rows;
    if (out->m_rows > kMostRows)
        return unexpected(ErrorCode::TooLarge,
                          QStringLiteral("more than a hundred million events lie in this range; narrow it"),
                          QStringLiteral("/range"));
    for (const PropertyName& property : request.dimensions) {
        auto& sessions = out->m_sessions.emplace_back();
        if (property.field != Field::Session)
            continue;
        auto values = SessionValues::read(context.scan, request.project, property.key, context.cancel);
        if (!values)
            return unexpected(values.error());
        sessions = *std::move(values);
    }
    out->m_order.resize(infos.size());
    std::iota(out->m_order.begin(), out->m_order.end(), std::size_t{0});
    std::stable_sort(out->m_order.begin(), out->m_order.end(),
                     [&](std::size_t a, std::size_t b) { return infos[a].times.from < infos[b].times.from; });
    return out;
}

Expected<void> ChunkSet::read(const ReadContext& context, const Partition& partition,
                              const domain::LinkedVisitors& links)
{
    m_chunks.resize(m_order.size());
    const auto done =
        forEachIndex(m_order.size(), context.workers, context.cancel,
                     [&](std::size_t, std::size_t number) { return openChunk(context, partition, links, number); });
    if (!done)
        return done;
    findOverlaps(!links.isEmpty());
    return {};
}

Expected<void> ChunkSet::openChunk(const ReadContext& context, const Partition& partition,
                                   const domain::LinkedVisitors& links, std::size_t number)
{
    const std::size_t index = m_order[number];
    auto chunk = m_snapshot->chunk(index);
    if (!chunk)
        return unexpected(chunk.error());
    OpenChunk& open = m_chunks[number];
    open.chunk = *std::move(chunk);
    open.times = m_snapshot->chunks()[index].times;
    judgeRows(open, m_snapshot->chunks()[index], m_request, m_kinds);
    // A page load is told by its view id: reports of nobody known about one load, in two chunks, must meet in one part.
    divide(open, partition, links, m_request.views ? 0 : number);
    std::size_t properties = 0;
    std::size_t traits = 0;
    std::size_t vitals = 0;
    for (std::size_t i = 0; i < m_request.dimensions.size(); ++i) {
        const PropertyName& property = m_request.dimensions[i];
        const std::size_t place = property.field == Field::Property ? properties++
                                  : property.field == Field::Trait  ? traits++
                                  : property.field == Field::Vital  ? vitals++
                                                                    : 0;
        open.columns.push_back(
            readColumn(*open.chunk, property, place, context.names, m_sessions[i].get(), *m_dictionaries[i]));
    }
    if (!m_request.ofPeople) {
        flagRows(open, m_request, context.sources);
        if (m_request.visits)
            open.hint = readTexts(open.chunk->texts(domain::TextColumn::SessionHint), m_hints);
    }
    if (m_request.engagement || m_request.views)
        open.view = readTexts(open.chunk->texts(domain::TextColumn::ViewId), m_views);
    if (m_request.amounts)
        open.currency = readTexts(open.chunk->texts(domain::TextColumn::Currency), *m_currencies);
    if (textBytes() > kMostTextBytes)
        return unexpected(ErrorCode::TooLarge, QStringLiteral("the range holds more different texts than an answer may "
                                                              "look at; narrow it or filter by fewer properties"));
    return {};
}

Expected<void> ChunkSet::change(const ReadContext& context,
                                const std::function<void(std::size_t number, OpenChunk& chunk)>& change)
{
    return forEachIndex(m_chunks.size(), context.workers, context.cancel, [&](std::size_t, std::size_t number) {
        change(number, m_chunks[number]);
        return Expected<void>();
    });
}

std::size_t ChunkSet::textBytes() const
{
    std::size_t bytes = m_currencies->bytes() + m_hints.bytes() + m_views.bytes();
    for (const auto& dictionary : m_dictionaries)
        bytes += dictionary->bytes();
    return bytes;
}

/// Chunks stand by the time of their first row, so those that overlap one stand next to it.
void ChunkSet::findOverlaps(bool linked)
{
    const auto infos = m_snapshot->chunks();
    for (std::size_t a = 0; a < m_chunks.size(); ++a) {
        const domain::ChunkInfo& one = infos[m_order[a]];
        m_chunks[a].mayOverlap = m_chunks[a].mayOverlap || (linked && !m_chunks[a].moved.empty());
        for (std::size_t b = a + 1; b < m_chunks.size() && infos[m_order[b]].times.from < one.times.to; ++b) {
            const domain::ChunkInfo& other = infos[m_order[b]];
            const bool sharesVisitors =
                linked || (one.firstVisitor <= other.lastVisitor && other.firstVisitor <= one.lastVisitor);
            if (sharesVisitors)
                m_chunks[a].mayOverlap = m_chunks[b].mayOverlap = true;
        }
    }
}

} // namespace sightglass::query
