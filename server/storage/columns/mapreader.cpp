// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/mapreader.h"

#include "storage/columns/dictionarycolumn.h"
#include "storage/columns/headerformat.h"
#include "storage/columns/integers.h"

#include <algorithm>

namespace sightglass::storage::columns {

namespace {

constexpr std::size_t kMaxShapeKeys = 1U << 24; ///< Of all shapes together.

std::optional<std::vector<std::uint32_t>> readEntryNumbers(ByteReader& in, std::size_t count, std::size_t largest)
{
    const std::optional<IntegerStream> stream = IntegerStream::read(in, count);
    return stream ? stream->codes(static_cast<std::uint32_t>(largest)) : std::nullopt;
}

} // namespace

std::optional<MapReader> MapReader::decode(std::string_view blob, const ColumnInfo& info, const RunTable& runs,
                                           std::optional<std::size_t> keys)
{
    MapReader reader;
    reader.m_rows = runs.rows;
    ByteReader in(blob);
    if (!keys && !reader.readNames(in))
        return std::nullopt;
    const std::size_t keyCount = keys.value_or(reader.m_names.size());
    if (keyCount == 0 || info.distinct == 0 || !reader.readShapes(in, info.distinct, keyCount))
        return std::nullopt;
    if (!reader.readRows(in, info, runs) || !reader.countValues(keyCount))
        return std::nullopt;
    return reader;
}

bool MapReader::readNames(ByteReader& in)
{
    const std::uint64_t count = in.varint();
    for (std::uint64_t i = 0; i < count && !in.failed(); ++i)
        m_names.emplace_back(in.bytes());
    return !in.failed();
}

bool MapReader::readShapes(ByteReader& in, std::size_t count, std::size_t keys)
{
    const auto lengths = readEntryNumbers(in, count, kMaxShapeKeys);
    if (!lengths)
        return false;
    m_begins = {0, 0};
    for (const std::uint32_t length : *lengths) {
        m_begins.push_back(m_begins.back() + length);
        if (m_begins.back() > kMaxShapeKeys)
            return false;
    }
    auto all = readEntryNumbers(in, m_begins.back(), keys - 1);
    if (!all)
        return false;
    m_keys = std::move(*all);
    return true;
}

bool MapReader::readRows(ByteReader& in, const ColumnInfo& info, const RunTable& runs)
{
    std::optional<CodeBuffer> codes = decodeCodes(in.rest(), info, {runs, {}, 0});
    if (!codes || info.layout == Layout::Mapped)
        return false;
    m_shapeOfRow = std::move(*codes);
    return true;
}

bool MapReader::countValues(std::size_t keys)
{
    std::vector<std::size_t> rowsOf(m_begins.size() - 1, 0);
    for (std::size_t row = 0; row < m_rows; ++row)
        ++rowsOf[m_shapeOfRow.codes().at(row)];
    m_valueCounts.assign(keys, 0);
    for (std::size_t shape = 0; shape < rowsOf.size(); ++shape) {
        for (std::size_t i = m_begins[shape]; i < m_begins[shape + 1]; ++i)
            m_valueCounts[m_keys[i]] += rowsOf[shape];
    }
    return std::all_of(m_valueCounts.begin(), m_valueCounts.end(),
                       [](std::size_t count) { return count <= kMaxDistinct; });
}

std::span<const std::uint32_t> MapReader::keysOf(std::size_t row) const
{
    const std::uint32_t shape = m_shapeOfRow.codes().at(row);
    return std::span(m_keys).subspan(m_begins[shape], m_begins[shape + 1] - m_begins[shape]);
}

CodeBuffer MapReader::spread(std::size_t key, domain::Codes valueCodes, std::size_t distinct) const
{
    std::vector<std::uint32_t> times(m_begins.size() - 1, 0); // How often a shape has the key.
    for (std::size_t shape = 0; shape < times.size(); ++shape) {
        for (std::size_t i = m_begins[shape]; i < m_begins[shape + 1]; ++i)
            times[shape] += m_keys[i] == key ? 1 : 0;
    }
    CodeBuffer buffer(m_rows, distinct);
    if (buffer.width() == 0)
        return buffer;
    withWidth(buffer.width(), [&](auto zero) {
        using Element = decltype(zero);
        const auto* const codes = static_cast<const Element*>(valueCodes.data);
        auto* const out = reinterpret_cast<Element*>(buffer.data());
        std::size_t next = 0;
        for (std::size_t row = 0; row < m_rows; ++row) {
            const std::uint32_t here = times[m_shapeOfRow.codes().at(row)];
            next += here;
            out[row] = here == 0 ? Element{0} : codes[next - 1];
        }
    });
    return buffer;
}

std::optional<std::vector<RareKey>> readRareKeys(std::string_view blob)
{
    ByteReader in(blob);
    std::vector<RareKey> keys;
    while (!in.atEnd()) {
        RareKey key;
        key.values = in.bytes();
        key.dictionary = in.bytes();
        keys.push_back(key);
    }
    return in.failed() ? std::nullopt : std::optional(std::move(keys));
}

} // namespace sightglass::storage::columns
