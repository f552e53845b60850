// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/columns/compression.h"
#include "storage/columns/runtable.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sightglass::test {

using Numbers = std::vector<std::int64_t>;
using Small = std::vector<std::uint32_t>;

/// `count` rows in runs of 1, 2, 3 … 7 rows and so on.
[[nodiscard]] inline storage::columns::RunTable someRuns(std::size_t count)
{
    storage::columns::RunTable table;
    table.rows = count;
    for (std::size_t row = 0, length = 1; row < count; row += length, length = length % 7 + 1)
        table.runs.push_back({1000 + row, static_cast<std::uint32_t>(row)});
    return table;
}

template <typename Write> [[nodiscard]] std::string written(Write&& write)
{
    std::string bytes;
    storage::ByteWriter out(bytes);
    storage::columns::Compressor compressor;
    write(compressor, out);
    return bytes;
}

} // namespace sightglass::test
