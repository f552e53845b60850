// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/chunkblobs.h"

#include "storage/columns/sealedchunk.h"
#include "storage/sqltext.h"

namespace sightglass::storage {

static_assert(columns::kBlobNumbers == columnRow(1, 0), "blobs of two chunks would share a row");

Expected<void> ChunkBlobs::prepare()
{
    if (m_header.isValid())
        return {};
    Expected<Statement> column = m_connection.prepare(sqlText("chunk", "column"));
    if (!column)
        return unexpected(column.error());
    Expected<Statement> header = m_connection.prepare(sqlText("chunk", "header"));
    if (!header)
        return unexpected(header.error());
    m_column = std::move(*column);
    m_header = std::move(*header);
    return {};
}

Expected<std::string> ChunkBlobs::header(std::int64_t chunk)
{
    const std::lock_guard lock(m_mutex);
    if (const Expected<void> ready = prepare(); !ready)
        return unexpected(ready.error());
    const Expected<bool> row = m_header.bind(1, chunk).step();
    if (!row)
        return unexpected(row.error());
    if (!*row)
        return unexpected(ErrorCode::Corrupt, QStringLiteral("A chunk is missing."),
                          QStringLiteral("chunk %1").arg(chunk));
    std::string bytes(m_header.blob(0));
    m_header.reset();
    return bytes;
}

Expected<columns::ColumnBlobs> ChunkBlobs::read(std::int64_t chunk, std::span<const std::uint16_t> numbers)
{
    columns::ColumnBlobs blobs;
    if (numbers.empty())
        return blobs;
    const std::lock_guard lock(m_mutex);
    if (const Expected<void> ready = prepare(); !ready)
        return unexpected(ready.error());
    for (const std::uint16_t number : numbers) {
        const Expected<bool> row = m_column.bind(1, columnRow(chunk, number)).step();
        if (!row)
            return unexpected(row.error());
        if (*row)
            blobs.add(number, std::string(m_column.blob(0)));
        m_column.reset();
    }
    return blobs;
}

} // namespace sightglass::storage
