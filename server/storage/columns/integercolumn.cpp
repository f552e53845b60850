// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/integercolumn.h"

#include "storage/columns/integers.h"

#include <algorithm>
#include <limits>

namespace sightglass::storage::columns {

namespace {

using Numbers = std::vector<std::int64_t>;

std::uint64_t difference(std::int64_t a, std::int64_t b)
{
    return static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b);
}

bool isConstantInRuns(const Numbers& values, const RunTable& runs)
{
    std::size_t row = 0;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        const std::int64_t first = values[row];
        for (; row < runs.end(run); ++row) {
            if (values[row] != first)
                return false;
        }
    }
    return true;
}

void writeRuns(Compressor& compressor, ByteWriter& out, const Numbers& values, const RunTable& runs, bool optional)
{
    Numbers firsts(runs.size());
    for (std::size_t run = 0; run < runs.size(); ++run)
        firsts[run] = values[runs.begin(run)];
    writeIntegers(compressor, out, firsts, optional);
}

void writeDeltas(Compressor& compressor, ByteWriter& out, const Numbers& values, const RunTable& runs)
{
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    out.varint(zigzag(*least));
    out.varint(difference(*most, *least));
    writeRuns(compressor, out, values, runs, false);
    Numbers steps;
    steps.reserve(values.size());
    for (std::size_t run = 0; run < runs.size(); ++run) {
        for (std::size_t row = runs.begin(run) + 1; row < runs.end(run); ++row)
            steps.push_back(static_cast<std::int64_t>(difference(values[row], values[row - 1])));
    }
    writeIntegers(compressor, out, steps);
}

void describe(ColumnInfo& info, const Numbers& values, bool optional, std::size_t smallest)
{
    const std::int64_t fallback = defaultOf(info.id);
    info.min = std::numeric_limits<std::int64_t>::max();
    info.max = std::numeric_limits<std::int64_t>::min();
    for (const std::int64_t value : values) {
        info.count += value != fallback ? 1 : 0;
        if (optional && value == domain::kAbsent)
            continue;
        info.min = std::min(info.min, value);
        info.max = std::max(info.max, value);
    }
    info.count += static_cast<std::uint32_t>(smallest);
    if (smallest > 0 || info.min > info.max) {
        info.min = std::numeric_limits<std::int64_t>::min();
        info.max = std::max(info.max, info.min);
    }
}

std::optional<NumberBuffer> readRows(ByteReader& in, std::size_t rows)
{
    const std::optional<IntegerStream> stream = IntegerStream::read(in, rows);
    if (!stream)
        return std::nullopt;
    NumberBuffer buffer(rows, stream->width(), stream->base(), stream->hasAbsent());
    if (!stream->copyElements(buffer.data()))
        return std::nullopt;
    return buffer;
}

std::optional<NumberBuffer> readRuns(ByteReader& in, const RunTable& runs)
{
    const std::optional<NumberBuffer> firsts = readRows(in, runs.size());
    if (!firsts)
        return std::nullopt;
    const domain::NumberValues from = firsts->values();
    NumberBuffer buffer(runs.rows, from.width, from.base, from.hasAbsent);
    if (from.width == 0)
        return buffer;
    withWidth(from.width, [&](auto zero) {
        using Element = decltype(zero);
        const auto* const firstOf = static_cast<const Element*>(from.data);
        auto* const elements = reinterpret_cast<Element*>(buffer.data());
        for (std::size_t run = 0; run < runs.size(); ++run)
            std::fill(elements + runs.begin(run), elements + runs.end(run), firstOf[run]);
    });
    return buffer;
}

/// Adds the steps up. False when a sum leaves the range that the column claims.
template <typename Element>
bool addUp(const RunTable& runs, const Numbers& firsts, const IntegerStream& steps, std::int64_t base,
           std::uint64_t range, Element* out)
{
    const std::size_t count = runs.rows - runs.size();
    const auto elements = std::make_unique_for_overwrite<std::uint8_t[]>(count * steps.width());
    if (!steps.copyElements(elements.get()))
        return false;
    const domain::NumberValues stepOf{elements.get(), steps.base(), steps.width(), false};
    std::uint64_t most = 0;
    const auto add = [&](auto stepAt) {
        std::size_t step = 0;
        for (std::size_t run = 0; run < runs.size(); ++run) {
            std::uint64_t distance = difference(firsts[run], base);
            most = std::max(most, distance);
            const std::size_t end = runs.end(run);
            std::size_t row = runs.begin(run);
            out[row] = static_cast<Element>(distance);
            for (++row; row < end; ++row) {
                distance += stepAt(step++);
                most = std::max(most, distance);
                out[row] = static_cast<Element>(distance);
            }
        }
    };
    const auto stepBase = static_cast<std::uint64_t>(steps.base());
    if (steps.width() == 0)
        add([=](std::size_t) { return stepBase; });
    else
        withWidth(steps.width(), [&](auto zero) {
            const auto* const from = static_cast<const decltype(zero)*>(stepOf.data);
            add([=](std::size_t i) { return stepBase + from[i]; });
        });
    return most <= range;
}

std::optional<NumberBuffer> readDeltas(ByteReader& in, const RunTable& runs)
{
    const std::int64_t base = unzigzag(in.varint());
    const std::uint64_t range = in.varint();
    const std::optional<IntegerStream> firstStream = IntegerStream::read(in, runs.size());
    const std::optional<IntegerStream> steps =
        firstStream ? IntegerStream::read(in, runs.rows - runs.size()) : std::nullopt;
    const std::optional<Numbers> firsts = steps ? firstStream->values() : std::nullopt;
    if (!firsts)
        return std::nullopt;
    NumberBuffer buffer(runs.rows, widthOf(range), base, false);
    if (range == 0)
        return buffer;
    const bool isRight = withWidth(widthOf(range), [&](auto zero) {
        return addUp(runs, *firsts, *steps, base, range, reinterpret_cast<decltype(zero)*>(buffer.data()));
    });
    return isRight ? std::optional(std::move(buffer)) : std::nullopt;
}

bool readSmallest(ByteReader& in, std::size_t rows, std::vector<std::uint32_t>& smallest)
{
    std::uint64_t row = 0;
    const std::uint64_t count = in.varint();
    for (std::uint64_t i = 0; i < count && !in.failed(); ++i) {
        const std::uint64_t step = in.varint();
        if (step >= rows - row)
            return false;
        row += step;
        smallest.push_back(static_cast<std::uint32_t>(row));
    }
    return !in.failed();
}

} // namespace

EncodedColumn IntegerColumn::encoded(Compressor& compressor, const RunTable& runs, ColumnId id, bool triesDeltas) const
{
    EncodedColumn column;
    column.info.id = id;
    const bool optional = defaultOf(id) == domain::kAbsent;
    const Numbers values = m_values.empty() ? Numbers(runs.rows, defaultOf(id)) : m_values;
    describe(column.info, values, optional, m_smallest.size());
    ByteWriter out(column.values);
    if (isConstantInRuns(values, runs)) {
        column.info.layout = Layout::Runs;
        writeRuns(compressor, out, values, runs, optional);
    } else {
        writeIntegers(compressor, out, values, optional);
        const bool hasAbsent = optional && std::find(values.begin(), values.end(), domain::kAbsent) != values.end();
        if (triesDeltas && !hasAbsent) {
            std::string deltas;
            ByteWriter inner(deltas);
            writeDeltas(compressor, inner, values, runs);
            if (deltas.size() < column.values.size()) {
                column.values = std::move(deltas);
                column.info.layout = Layout::RunDelta;
            }
        }
    }
    if (m_smallest.empty())
        return column;
    ByteWriter end(column.values);
    end.varint(m_smallest.size());
    std::int64_t before = 0;
    for (const std::int64_t row : m_smallest)
        end.varint(static_cast<std::uint64_t>(row - std::exchange(before, row)));
    return column;
}

std::optional<DecodedNumbers> decodeNumbers(std::string_view blob, const ColumnInfo& info, const RunTable& runs)
{
    ByteReader in(blob);
    std::optional<NumberBuffer> numbers;
    if (info.layout == Layout::Rows)
        numbers = readRows(in, runs.rows);
    else if (info.layout == Layout::Runs)
        numbers = readRuns(in, runs);
    else if (info.layout == Layout::RunDelta)
        numbers = readDeltas(in, runs);
    if (!numbers)
        return std::nullopt;
    DecodedNumbers decoded{std::move(*numbers), {}};
    if (!in.atEnd() && !readSmallest(in, runs.rows, decoded.smallest))
        return std::nullopt;
    if (!in.atEnd())
        return std::nullopt;
    return decoded;
}

} // namespace sightglass::storage::columns
