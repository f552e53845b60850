// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/chunkcolumns.h"

#include "storage/columns/chunkreader.h"

#include <algorithm>
#include <numeric>

namespace sightglass::storage {

using columns::ChunkHeader;
using columns::ChunkReader;
using domain::NumberColumn;
using domain::TextColumn;

namespace {

/// A view of one alternative that keeps the whole alive.
template <typename T> std::shared_ptr<const T> as(const ColumnCache::Column& column)
{
    return {column, &std::get<T>(*column)};
}

Error inChunk(std::int64_t chunk, Error error)
{
    error.where = QStringLiteral("chunk %1 %2").arg(chunk).arg(error.where);
    return error;
}

constexpr auto kOwnBytes = [](const auto& decoded) { return sizeof decoded + decoded.bytes(); };
constexpr auto kElementBytes = [](const auto& decoded) {
    return decoded.size() * sizeof(typename std::decay_t<decltype(decoded)>::value_type);
};

} // namespace

template <typename T> ChunkColumns::Column<T> ChunkColumns::keep(ColumnKey key, T decoded, std::size_t bytes) const
{
    const auto column = std::make_shared<const DecodedColumn>(std::move(decoded));
    m_cache.put(std::move(key), column, bytes);
    return as<T>(column);
}

template <typename T, typename Blobs, typename Decode, typename Size>
Expected<ChunkColumns::Column<T>> ChunkColumns::get(ColumnKey key, Blobs&& blobs, Decode&& decode, Size&& size) const
{
    if (const ColumnCache::Column found = m_cache.find(key))
        return as<T>(found);
    const Expected<Column<ChunkHeader>> head = header();
    if (!head)
        return unexpected(head.error());
    const Expected<columns::ColumnBlobs> read = m_blobs.read(m_chunk, blobs(**head));
    if (!read)
        return unexpected(read.error());
    Expected<T> decoded = decode(ChunkReader(**head, *read));
    if (!decoded) {
        return unexpected(inChunk(m_chunk, std::move(decoded).error()));
    }
    if constexpr (requires { std::move(*decoded).thinned(1); })
        decoded = std::move(*decoded).thinned((*head)->rows());
    const std::size_t bytes = size(*decoded);
    return keep<T>(std::move(key), std::move(*decoded), bytes);
}

Expected<ChunkColumns::Column<ChunkHeader>> ChunkColumns::header() const
{
    ColumnKey key{m_chunk, Decoded::Header, 0, {}};
    if (const ColumnCache::Column found = m_cache.find(key))
        return as<ChunkHeader>(found);
    const Expected<std::string> bytes = m_blobs.header(m_chunk);
    if (!bytes)
        return unexpected(bytes.error());
    Expected<ChunkHeader> parsed = ChunkHeader::parse(*bytes);
    if (!parsed)
        return unexpected(parsed.error());
    return keep<ChunkHeader>(std::move(key), std::move(*parsed), sizeof(ChunkHeader) + 4 * bytes->size());
}

Expected<ChunkColumns::Column<VisitorRuns>> ChunkColumns::runs() const
{
    return get<VisitorRuns>(
        {m_chunk, Decoded::Runs, 0, {}}, [](const ChunkHeader& h) { return h.blobsForRuns(); },
        [](const ChunkReader& reader) { return reader.runs(); }, kElementBytes);
}

Expected<ChunkColumns::Column<columns::NumberBuffer>> ChunkColumns::numbers(NumberColumn column) const
{
    return get<columns::NumberBuffer>(
        {m_chunk, Decoded::Number, static_cast<std::uint8_t>(column), {}},
        [column](const ChunkHeader& h) { return h.blobsForNumbers(column); },
        [column](const ChunkReader& reader) { return reader.numbers(column); }, kOwnBytes);
}

Expected<ChunkColumns::Column<columns::TextBuffer>> ChunkColumns::texts(TextColumn column) const
{
    return get<columns::TextBuffer>(
        {m_chunk, Decoded::Text, static_cast<std::uint8_t>(column), {}},
        [column](const ChunkHeader& h) { return h.blobsForTexts(column); },
        [column](const ChunkReader& reader) { return reader.texts(column); }, kOwnBytes);
}

Expected<ChunkColumns::Column<columns::TextDictionary>> ChunkColumns::dictionary(TextColumn column) const
{
    return get<columns::TextDictionary>(
        {m_chunk, Decoded::Dictionary, static_cast<std::uint8_t>(column), {}},
        [column](const ChunkHeader& h) { return h.blobsForDictionary(column); },
        [column](const ChunkReader& reader) { return reader.dictionary(column); }, kOwnBytes);
}

Expected<ChunkColumns::Column<columns::TextBuffer>> ChunkColumns::property(const std::string& key) const
{
    return get<columns::TextBuffer>(
        {m_chunk, Decoded::Property, 0, key}, [&](const ChunkHeader& h) { return h.blobsForProperty(key); },
        [&](const ChunkReader& reader) { return reader.property(key); }, kOwnBytes);
}

Expected<ChunkColumns::Column<columns::TextBuffer>> ChunkColumns::trait(const std::string& key) const
{
    return get<columns::TextBuffer>(
        {m_chunk, Decoded::Trait, 0, key}, [&](const ChunkHeader& h) { return h.blobsForTrait(key); },
        [&](const ChunkReader& reader) { return reader.trait(key); }, kOwnBytes);
}

Expected<ChunkColumns::Column<columns::TextBuffer>> ChunkColumns::vital(const std::string& key) const
{
    return get<columns::TextBuffer>(
        {m_chunk, Decoded::Vital, 0, key}, [](const ChunkHeader& h) { return h.blobsForVitals(); },
        [&](const ChunkReader& reader) { return reader.vital(key); }, kOwnBytes);
}

Expected<ChunkColumns::Column<SeqOrder>> ChunkColumns::seqOrder() const
{
    ColumnKey key{m_chunk, Decoded::Order, 0, {}};
    if (const ColumnCache::Column found = m_cache.find(key))
        return as<SeqOrder>(found);
    const auto head = header();
    if (!head)
        return unexpected(head.error());
    const auto seqs = numbers(NumberColumn::Seq);
    if (!seqs)
        return unexpected(seqs.error());
    SeqOrder order((*head)->rows());
    std::iota(order.begin(), order.end(), 0u);
    const domain::NumberValues values = (*seqs)->values();
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return values.at(a) < values.at(b); });
    const std::size_t bytes = kElementBytes(order);
    return keep<SeqOrder>(std::move(key), std::move(order), bytes);
}

Expected<ChunkColumns::Column<CombinedTexts>> ChunkColumns::combined(std::span<const TextColumn> wanted) const
{
    ColumnKey key{m_chunk, Decoded::Combined, 0, {}};
    for (const TextColumn column : wanted)
        key.name += static_cast<char>(column);
    if (const ColumnCache::Column found = m_cache.find(key))
        return as<CombinedTexts>(found);
    const auto head = header();
    if (!head)
        return unexpected(head.error());
    std::vector<columns::TextBuffer> decoded;
    std::vector<domain::TextCodes> codes;
    for (const TextColumn column : wanted) {
        const Expected<columns::ColumnBlobs> read = m_blobs.read(m_chunk, (*head)->blobsForTexts(column));
        if (!read)
            return unexpected(read.error());
        Expected<columns::TextBuffer> texts = ChunkReader(**head, *read).texts(column);
        if (!texts)
            return unexpected(inChunk(m_chunk, std::move(texts).error()));
        decoded.push_back(*std::move(texts));
        codes.push_back(decoded.back().codes());
    }
    CombinedTexts all((*head)->rows(), codes);
    const std::size_t bytes = kOwnBytes(all);
    return keep<CombinedTexts>(std::move(key), std::move(all), bytes);
}

Expected<std::vector<domain::Event>> ChunkColumns::events() const
{
    const auto head = header();
    if (!head)
        return unexpected(head.error());
    const Expected<columns::ColumnBlobs> read = m_blobs.read(m_chunk, (*head)->blobsForEvents());
    if (!read)
        return unexpected(read.error());
    return ChunkReader(**head, *read).events();
}

Expected<std::vector<domain::Event>> ChunkColumns::events(std::span<const std::uint32_t> rows) const
{
    const auto head = header();
    if (!head)
        return unexpected(head.error());
    const Expected<columns::ColumnBlobs> read = m_blobs.read(m_chunk, (*head)->blobsForEvents());
    if (!read)
        return unexpected(read.error());
    return ChunkReader(**head, *read).events(rows);
}

} // namespace sightglass::storage
