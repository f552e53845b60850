// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/columns/chunkheader.h"
#include "storage/columns/columnblobs.h"
#include "storage/columns/columnids.h"
#include "storage/columns/integercolumn.h"
#include "storage/columns/keyvaluereader.h"
#include "storage/columns/mapreader.h"
#include "storage/columns/textbuffer.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// Decodes columns by their id, for ChunkReader and EventReader. Remembers the runs it had to decode.
/// Thread: one at a time. Errors of every function: Corrupt.
class ColumnReader
{
public:
    ColumnReader(const ChunkHeader& header, const ColumnBlobs& blobs)
        : m_header(header)
        , m_blobs(blobs)
    {
    }

    [[nodiscard]] const ChunkHeader& header() const { return m_header; }
    [[nodiscard]] Expected<const RunTable*> runs();
    /// As stored; the default throughout when the chunk does not have the column.
    [[nodiscard]] Expected<DecodedNumbers> numbers(ColumnId id);
    [[nodiscard]] Expected<NumberBuffer> receivedAt();
    [[nodiscard]] Expected<NumberBuffer> seqs();
    [[nodiscard]] Expected<CodeBuffer> codes(ColumnId id);
    [[nodiscard]] Expected<TextDictionary> dictionary(ColumnId id);
    [[nodiscard]] Expected<TextBuffer> texts(ColumnId id);
    /// The chunk must have the column. `keys`: those of the header, null for a map that names its keys itself.
    [[nodiscard]] Expected<MapReader> map(ColumnId id, const std::vector<KeyInfo>* keys);
    [[nodiscard]] Expected<KeyValueReader> values(const MapReader& map, ColumnId id, const std::vector<KeyInfo>* keys,
                                                  std::size_t key);
    /// The bytes of a blob without their checksum.
    [[nodiscard]] Expected<std::string_view> blob(std::uint16_t number) const;

private:
    [[nodiscard]] Expected<const RunTable*> runsFor(Layout layout);
    [[nodiscard]] Expected<CodeBuffer> decode(const ColumnInfo& info, std::string_view bytes);

    const ChunkHeader& m_header;
    const ColumnBlobs& m_blobs;
    std::optional<RunTable> m_runs;
    RunTable m_rowsOnly;
};

} // namespace sightglass::storage::columns
