// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace sightglass::storage::columns {

/// How the values of a column are spread over the rows. The numbers are in the file: append only.
enum class Layout : std::uint8_t {
    Rows,     ///< One value a row.
    Runs,     ///< One value a visitor run: constant within each.
    RunDelta, ///< One value a row, from the second of a run on as the difference from the one before.
    Mapped,   ///< A function of another text column's codes, with exceptions.
    Arrival   ///< Of sequence numbers: nearly the order of received_at.
};

/// One column of a chunk, as its header describes it.
struct ColumnInfo
{
    std::uint16_t id = 0; ///< See columnids.h.
    Layout layout = Layout::Rows;
    bool hasBlob = false;       ///< Blob 2 × id exists outside the header.
    bool hasDictionary = false; ///< Blob 2 × id + 1 exists outside the header.
    std::uint32_t count = 0;    ///< Rows that are not at the member's default.
    std::int64_t min = 0;       ///< Of numbers, over rows that have one; the visitor as the signed number of its bits.
    std::int64_t max = 0;
    std::uint32_t distinct = 0; ///< Of texts: how many different ones, absent left out.
    bool operator==(const ColumnInfo&) const = default;
};

/// A key of the properties or of the traits.
struct KeyInfo
{
    std::string key;
    std::uint16_t column = 0; ///< Id of its own column; 0 = it stands among the rare keys of its map.
    std::uint32_t count = 0;  ///< Values, one a row that has it.
    bool operator==(const KeyInfo&) const = default;
};

} // namespace sightglass::storage::columns
