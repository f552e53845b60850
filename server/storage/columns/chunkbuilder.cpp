// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/chunkbuilder.h"

#include "storage/bytes.h"
#include "storage/columns/chunkheader.h"
#include "storage/columns/columnids.h"
#include "storage/columns/compression.h"
#include "storage/columns/headerformat.h"

#include <algorithm>

namespace sightglass::storage::columns {

namespace {

void writeColumn(ByteWriter& out, const EncodedColumn& column)
{
    const ColumnInfo& info = column.info;
    out.varint(info.id);
    out.byte(static_cast<std::uint8_t>(static_cast<std::uint8_t>(info.layout) | (info.hasBlob ? kBlobFlag : 0) |
                                       (info.hasDictionary ? kDictionaryFlag : 0) | (column.isText ? kTextFlag : 0)));
    out.varint(info.count);
    if (column.isText) {
        out.varint(info.distinct);
        return;
    }
    out.varint(zigzag(info.min));
    out.varint(static_cast<std::uint64_t>(info.max) - static_cast<std::uint64_t>(info.min));
}

void writeKeys(ByteWriter& out, const std::vector<KeyInfo>& keys)
{
    out.varint(keys.size());
    for (const KeyInfo& key : keys) {
        out.bytes(key.key);
        out.varint(key.column);
        out.varint(key.count);
    }
}

} // namespace

void ChunkBuilder::add(EncodedColumn column)
{
    column.info.hasBlob = place(valuesBlob(column.info.id), std::move(column.values));
    column.info.hasDictionary = place(dictionaryBlob(column.info.id), std::move(column.dictionary));
    m_columns.push_back(std::move(column));
}

bool ChunkBuilder::place(std::uint16_t number, std::string bytes)
{
    if (bytes.empty())
        return false;
    if (bytes.size() <= kInlineBytes) {
        m_inline.push_back({number, std::move(bytes)});
        return false;
    }
    appendChecksum(bytes);
    m_blobs.push_back({number, std::move(bytes)});
    return true;
}

SealedChunk ChunkBuilder::finish()
{
    constexpr auto byNumber = [](const ColumnBlob& a, const ColumnBlob& b) { return a.number < b.number; };
    std::sort(m_columns.begin(), m_columns.end(),
              [](const EncodedColumn& a, const EncodedColumn& b) { return a.info.id < b.info.id; });
    std::sort(m_inline.begin(), m_inline.end(), byNumber);
    std::sort(m_blobs.begin(), m_blobs.end(), byNumber);

    SealedChunk chunk;
    ByteWriter out(chunk.header);
    out.byte(kChunkFormat);
    out.varint(m_rows);
    out.varint(m_runs);
    out.varint(m_columns.size());
    for (const EncodedColumn& column : m_columns)
        writeColumn(out, column);
    writeKeys(out, m_properties);
    writeKeys(out, m_traits);
    out.varint(m_inline.size());
    for (const ColumnBlob& blob : m_inline) {
        out.varint(blob.number);
        out.bytes(blob.bytes);
    }
    appendChecksum(chunk.header);
    chunk.columns = std::move(m_blobs);
    chunk.summary.bytes = chunk.header.size();
    for (const ColumnBlob& blob : chunk.columns)
        chunk.summary.bytes += blob.bytes.size();
    return chunk;
}

} // namespace sightglass::storage::columns
