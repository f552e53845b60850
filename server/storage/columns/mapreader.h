// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/columns/codebuffer.h"
#include "storage/columns/columninfo.h"
#include "storage/columns/runtable.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// Which keys the rows of a map have and in which order, decoded from what MapColumn wrote; the values of the keys are
/// KeyValueReaders beside it. Thread: any may read at once.
class MapReader
{
public:
    /// `keys` is how many the header names; without it the column holds their names itself. Nothing when it is damaged.
    [[nodiscard]] static std::optional<MapReader> decode(std::string_view blob, const ColumnInfo& info,
                                                         const RunTable& runs, std::optional<std::size_t> keys);

    /// Numbers of the keys of a row, in order.
    [[nodiscard]] std::span<const std::uint32_t> keysOf(std::size_t row) const;
    [[nodiscard]] std::size_t keyCount() const { return m_valueCounts.size(); }
    [[nodiscard]] const std::vector<std::string>& names() const { return m_names; } ///< Empty with header keys.
    [[nodiscard]] std::size_t valueCount(std::size_t key) const { return m_valueCounts[key]; }

    /// The codes of a key's values on the rows that have it, 0 on the others; of several the last one.
    [[nodiscard]] CodeBuffer spread(std::size_t key, domain::Codes valueCodes, std::size_t distinct) const;

private:
    [[nodiscard]] bool readNames(ByteReader& in);
    [[nodiscard]] bool readShapes(ByteReader& in, std::size_t count, std::size_t keys);
    [[nodiscard]] bool readRows(ByteReader& in, const ColumnInfo& info, const RunTable& runs);
    [[nodiscard]] bool countValues(std::size_t keys);

    std::size_t m_rows = 0;
    std::vector<std::string> m_names;
    std::vector<std::uint32_t> m_keys; ///< Of all shapes, one after the other.
    std::vector<std::size_t> m_begins; ///< Of each shape in m_keys, and the end; the first shape is the empty one.
    CodeBuffer m_shapeOfRow;
    std::vector<std::size_t> m_valueCounts; ///< By key.
};

/// The two pieces of a rare key's values, from the column's second blob. Nothing when it is damaged.
struct RareKey
{
    std::string_view values;
    std::string_view dictionary;
};
[[nodiscard]] std::optional<std::vector<RareKey>> readRareKeys(std::string_view blob);

} // namespace sightglass::storage::columns
