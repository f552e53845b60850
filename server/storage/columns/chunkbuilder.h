// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/columns/columninfo.h"
#include "storage/columns/sealedchunk.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace sightglass::storage::columns {

/// One column, encoded: its line in the header and its two blobs, either of which may be empty.
struct EncodedColumn
{
    ColumnInfo info;
    bool isText = false;
    std::string values;
    std::string dictionary;
};

/// Collects the columns of a chunk, in any order, and writes its header. Thread: one at a time.
class ChunkBuilder
{
public:
    ChunkBuilder(std::size_t rows, std::size_t runs)
        : m_rows(rows)
        , m_runs(runs)
    {
    }

    void add(EncodedColumn column);
    void setProperties(std::vector<KeyInfo> keys) { m_properties = std::move(keys); }
    void setTraits(std::vector<KeyInfo> keys) { m_traits = std::move(keys); }
    /// Header and blobs; the summary's `bytes` is set, the rest of it is the caller's.
    [[nodiscard]] SealedChunk finish();

private:
    bool place(std::uint16_t number, std::string bytes);

    std::size_t m_rows;
    std::size_t m_runs;
    std::vector<EncodedColumn> m_columns;
    std::vector<KeyInfo> m_properties;
    std::vector<KeyInfo> m_traits;
    std::vector<ColumnBlob> m_blobs;
    std::vector<ColumnBlob> m_inline;
};

} // namespace sightglass::storage::columns
