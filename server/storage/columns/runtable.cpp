// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/runtable.h"

#include "storage/columns/integers.h"

namespace sightglass::storage::columns {

std::string RunTable::encoded(Compressor& compressor) const
{
    std::vector<std::int64_t> steps(size());
    std::vector<std::int64_t> lengths(size());
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < size(); ++i) {
        steps[i] = static_cast<std::int64_t>(runs[i].visitor() - before);
        lengths[i] = static_cast<std::int64_t>(end(i) - begin(i));
        before = runs[i].visitor();
    }
    std::string blob;
    ByteWriter out(blob);
    writeIntegers(compressor, out, steps);
    writeIntegers(compressor, out, lengths);
    return blob;
}

std::optional<RunTable> RunTable::decode(std::string_view blob, std::size_t runs, std::size_t rows)
{
    ByteReader in(blob);
    const std::optional<IntegerStream> stepStream = IntegerStream::read(in, runs);
    const std::optional<IntegerStream> lengthStream = stepStream ? IntegerStream::read(in, runs) : std::nullopt;
    if (!lengthStream || !in.atEnd())
        return std::nullopt;
    const auto steps = stepStream->values();
    const auto lengths = lengthStream->values();
    if (!steps || !lengths)
        return std::nullopt;
    RunTable table;
    table.rows = rows;
    table.runs.resize(runs);
    std::uint64_t visitor = 0;
    std::size_t row = 0;
    for (std::size_t i = 0; i < runs; ++i) {
        const auto length = static_cast<std::uint64_t>((*lengths)[i]);
        const std::uint64_t next = visitor + static_cast<std::uint64_t>((*steps)[i]);
        if (length == 0 || length > rows - row || (i > 0 && next <= visitor))
            return std::nullopt;
        visitor = next;
        table.runs[i] = {visitor, static_cast<std::uint32_t>(row)};
        row += length;
    }
    if (row != rows)
        return std::nullopt;
    return table;
}

} // namespace sightglass::storage::columns
