// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/columns/chunkbuilder.h"
#include "storage/columns/columnids.h"
#include "storage/columns/compression.h"
#include "storage/columns/numberbuffer.h"
#include "storage/columns/runtable.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// A column of numbers while a chunk is sealed. Rows that are not set have the default of the column.
class IntegerColumn
{
public:
    void set(std::size_t rows, std::size_t row, std::int64_t value, std::int64_t fallback)
    {
        if (m_values.empty())
            m_values.assign(rows, fallback);
        m_values[row] = value;
    }
    /// A row of an optional member that is there, but whose number is the one that stands for "absent".
    void setSmallest(std::size_t row) { m_smallest.push_back(static_cast<std::int64_t>(row)); }

    [[nodiscard]] bool isEmpty() const { return m_values.empty() && m_smallest.empty(); }
    /// In the smallest layout: by runs where it is constant within each, by differences where `triesDeltas` and those
    /// are smaller, otherwise row by row.
    [[nodiscard]] EncodedColumn encoded(Compressor& compressor, const RunTable& runs, ColumnId id,
                                        bool triesDeltas) const;

private:
    std::vector<std::int64_t> m_values;
    std::vector<std::int64_t> m_smallest; ///< Rows, ascending.
};

/// A decoded column: the numbers, and the rows whose "absent" is the number kAbsent itself.
struct DecodedNumbers
{
    NumberBuffer numbers;
    std::vector<std::uint32_t> smallest; ///< Ascending.
};
/// Nothing when it is damaged. `runs` is used by the layouts that need it only.
[[nodiscard]] std::optional<DecodedNumbers> decodeNumbers(std::string_view blob, const ColumnInfo& info,
                                                          const RunTable& runs);

} // namespace sightglass::storage::columns
