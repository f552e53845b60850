// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/columns/chunkbuilder.h"
#include "storage/columns/columnids.h"
#include "storage/columns/compression.h"
#include "storage/columns/keyvalues.h"
#include "storage/columns/runtable.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace sightglass::storage::columns {

/// A map of the event while a chunk is sealed: which keys each row has, in which order (its shape), and the values of
/// each key. Thread: one at a time.
class MapColumn
{
public:
    template <typename Map> void set(std::size_t rows, std::size_t row, const Map& map);
    [[nodiscard]] bool isEmpty() const { return m_shapeOfRow.empty(); }

    /// All keys within the column itself, their names too.
    [[nodiscard]] EncodedColumn encoded(Compressor& compressor, const RunTable& runs, ColumnId id) const;
    /// The most used keys as columns `first` … `first` + `most` - 1 of the chunk, their names for its header.
    [[nodiscard]] std::vector<KeyInfo> addTo(ChunkBuilder& chunk, Compressor& compressor, const RunTable& runs,
                                             ColumnId id, ColumnId first, std::size_t most) const;

private:
    using Shape = std::vector<std::uint32_t>; ///< Key numbers.

    [[nodiscard]] std::uint32_t keyNumber(std::string_view key, std::size_t position);
    [[nodiscard]] std::uint32_t shapeNumber();
    [[nodiscard]] std::vector<std::uint32_t> keysByUse() const;
    void writeShapes(Compressor& compressor, ByteWriter& out, const std::vector<std::uint32_t>& order) const;
    void writeRows(Compressor& compressor, const RunTable& runs, EncodedColumn& column) const;
    void writeRare(Compressor& compressor, std::string& out, const std::vector<std::uint32_t>& order,
                   std::size_t from) const;

    TextInterner m_keys;
    std::vector<KeyValues> m_values; ///< By key number - 1.
    std::vector<Shape> m_shapes;     ///< By shape number - 1; number 0 is the empty one.
    std::unordered_map<std::string, std::uint32_t> m_shapeNumbers;
    std::vector<std::uint32_t> m_shapeOfRow;
    Shape m_shape; ///< Of the row being set.
    std::uint32_t m_last = 0;
};

} // namespace sightglass::storage::columns
