// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/columns/columnblobs.h"
#include "storage/connection.h"
#include "storage/statement.h"

#include <cstdint>
#include <mutex>
#include <span>
#include <string>

namespace sightglass::storage {

/// Reads the blobs of chunks on one connection. Thread: any, one after the other: SQLite is used under a mutex, so that
/// only copying is serial and whatever is done with the bytes is not. Owner: who owns the connection; must go first.
class ChunkBlobs
{
public:
    explicit ChunkBlobs(Connection& connection)
        : m_connection(connection)
    {
    }

    /// Errors: Corrupt (the chunk is not there), Io.
    [[nodiscard]] Expected<std::string> header(std::int64_t chunk);
    /// Those of the numbers that the chunk has.
    [[nodiscard]] Expected<columns::ColumnBlobs> read(std::int64_t chunk, std::span<const std::uint16_t> numbers);

private:
    [[nodiscard]] Expected<void> prepare();

    Connection& m_connection;
    std::mutex m_mutex;
    Statement m_header, m_column;
};

/// Key of a column's blob in table chunk_column.
[[nodiscard]] constexpr std::int64_t columnRow(std::int64_t chunk, std::uint16_t number)
{
    return chunk * 4096 + number;
}

} // namespace sightglass::storage
