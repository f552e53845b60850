// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/mapcolumn.h"

#include "storage/columns/integers.h"
#include "storage/columns/textcodes.h"

#include <algorithm>
#include <numeric>

namespace sightglass::storage::columns {

namespace {

std::string_view keyOf(const domain::Property& property)
{
    return property.key;
}
std::string_view keyOf(const std::pair<std::string, std::string>& entry)
{
    return entry.first;
}
const domain::PropertyValue& valueOf(const domain::Property& property)
{
    return property.value;
}
std::string_view valueOf(const std::pair<std::string, std::string>& entry)
{
    return entry.second;
}

} // namespace

template <typename Map> void MapColumn::set(std::size_t rows, std::size_t row, const Map& map)
{
    if (m_shapeOfRow.empty())
        m_shapeOfRow.assign(rows, 0);
    m_shape.clear();
    for (const auto& entry : map) {
        const std::uint32_t key = keyNumber(keyOf(entry), m_shape.size());
        m_shape.push_back(key);
        m_values[key - 1].add(valueOf(entry));
    }
    m_shapeOfRow[row] = shapeNumber();
}

template void MapColumn::set(std::size_t, std::size_t, const domain::PropertyMap&);
template void MapColumn::set(std::size_t, std::size_t, const domain::TextMap&);

std::uint32_t MapColumn::keyNumber(std::string_view key, std::size_t position)
{
    // Most rows have the keys of the row before.
    if (m_last != 0 && position < m_shapes[m_last - 1].size()) {
        const std::uint32_t known = m_shapes[m_last - 1][position];
        if (m_keys.texts()[known - 1] == key)
            return known;
    }
    const std::uint32_t number = m_keys.number(key);
    if (number > m_values.size())
        m_values.resize(number);
    return number;
}

std::uint32_t MapColumn::shapeNumber()
{
    if (m_last != 0 && m_shapes[m_last - 1] == m_shape)
        return m_last;
    const std::string bytes(reinterpret_cast<const char*>(m_shape.data()), m_shape.size() * sizeof m_shape[0]);
    const auto [at, isNew] = m_shapeNumbers.try_emplace(bytes, static_cast<std::uint32_t>(m_shapes.size() + 1));
    if (isNew)
        m_shapes.push_back(m_shape);
    return m_last = at->second;
}

std::vector<std::uint32_t> MapColumn::keysByUse() const
{
    std::vector<std::uint32_t> keys(m_values.size());
    std::iota(keys.begin(), keys.end(), 1U);
    std::stable_sort(keys.begin(), keys.end(), [this](std::uint32_t a, std::uint32_t b) {
        return m_values[a - 1].count() > m_values[b - 1].count();
    });
    return keys;
}

void MapColumn::writeShapes(Compressor& compressor, ByteWriter& out, const std::vector<std::uint32_t>& order) const
{
    std::vector<std::uint32_t> place(order.size() + 1);
    for (std::size_t i = 0; i < order.size(); ++i)
        place[order[i]] = static_cast<std::uint32_t>(i);
    std::vector<std::uint32_t> lengths;
    std::vector<std::uint32_t> keys;
    for (const Shape& shape : m_shapes) {
        lengths.push_back(static_cast<std::uint32_t>(shape.size()));
        for (const std::uint32_t key : shape)
            keys.push_back(place[key]);
    }
    writeCodes(compressor, out, lengths);
    writeCodes(compressor, out, keys);
}

void MapColumn::writeRows(Compressor& compressor, const RunTable& runs, EncodedColumn& column) const
{
    std::vector<std::uint32_t> firsts(runs.size());
    bool isConstant = true;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        firsts[run] = m_shapeOfRow[runs.begin(run)];
        for (std::size_t row = runs.begin(run); row < runs.end(run); ++row)
            isConstant = isConstant && m_shapeOfRow[row] == firsts[run];
    }
    column.info.layout = isConstant ? Layout::Runs : Layout::Rows;
    column.info.distinct = static_cast<std::uint32_t>(m_shapes.size());
    column.info.count = static_cast<std::uint32_t>(
        m_shapeOfRow.size() - static_cast<std::size_t>(std::count(m_shapeOfRow.begin(), m_shapeOfRow.end(), 0U)));
    ByteWriter out(column.values);
    writeTextCodes(compressor, out, isConstant ? firsts : m_shapeOfRow, m_shapes.size());
}

void MapColumn::writeRare(Compressor& compressor, std::string& out, const std::vector<std::uint32_t>& order,
                          std::size_t from) const
{
    ByteWriter writer(out);
    for (std::size_t i = from; i < order.size(); ++i) {
        std::string values;
        std::string dictionary;
        m_values[order[i] - 1].encode(compressor, values, dictionary);
        writer.bytes(values);
        writer.bytes(dictionary);
    }
}

EncodedColumn MapColumn::encoded(Compressor& compressor, const RunTable& runs, ColumnId id) const
{
    const std::vector<std::uint32_t> order = keysByUse();
    EncodedColumn column;
    column.isText = true;
    column.info.id = id;
    ByteWriter out(column.values);
    out.varint(order.size());
    for (const std::uint32_t key : order)
        out.bytes(m_keys.texts()[key - 1]);
    writeShapes(compressor, out, order);
    writeRows(compressor, runs, column);
    writeRare(compressor, column.dictionary, order, 0);
    return column;
}

std::vector<KeyInfo> MapColumn::addTo(ChunkBuilder& chunk, Compressor& compressor, const RunTable& runs, ColumnId id,
                                      ColumnId first, std::size_t most) const
{
    const std::vector<std::uint32_t> order = keysByUse();
    EncodedColumn column;
    column.isText = true;
    column.info.id = id;
    ByteWriter out(column.values);
    writeShapes(compressor, out, order);
    writeRows(compressor, runs, column);
    std::vector<KeyInfo> keys;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const KeyValues& values = m_values[order[i] - 1];
        KeyInfo key{std::string(m_keys.texts()[order[i] - 1]), 0, static_cast<std::uint32_t>(values.count())};
        if (i < most) {
            EncodedColumn own;
            own.isText = true;
            own.info.id = key.column = static_cast<ColumnId>(first + i);
            own.info.count = std::min(key.count, static_cast<std::uint32_t>(runs.rows));
            values.encode(compressor, own.values, own.dictionary);
            chunk.add(std::move(own));
        }
        keys.push_back(std::move(key));
    }
    writeRare(compressor, column.dictionary, order, std::min(most, order.size()));
    chunk.add(std::move(column));
    return keys;
}

} // namespace sightglass::storage::columns
