// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/chunkreader.h"

#include "storage/columns/columnreader.h"
#include "storage/columns/eventassembler.h"

#include <algorithm>
#include <numeric>

namespace sightglass::storage::columns {

using domain::Event;
using domain::NumberColumn;
using domain::TextColumn;

namespace {

Expected<NumberBuffer> visitors(ColumnReader& columns)
{
    const Expected<const RunTable*> runs = columns.runs();
    if (!runs)
        return unexpected(runs.error());
    NumberBuffer buffer(columns.header().rows(), sizeof(std::uint64_t), 0, false);
    auto* const out = reinterpret_cast<std::uint64_t*>(buffer.data());
    for (std::size_t run = 0; run < (*runs)->size(); ++run)
        std::fill(out + (*runs)->begin(run), out + (*runs)->end(run), (*runs)->runs[run].visitor());
    return buffer;
}

/// 1 where the row has the text at all.
Expected<NumberBuffer> presence(ColumnReader& columns, ColumnId id)
{
    const Expected<CodeBuffer> codes = columns.codes(id);
    if (!codes)
        return unexpected(codes.error());
    const domain::Codes from = codes->codes();
    NumberBuffer buffer(columns.header().rows(), from.width == 0 ? 0 : 1, 0, false);
    if (from.width > 0) {
        for (std::size_t row = 0; row < columns.header().rows(); ++row)
            buffer.data()[row] = from.at(row) != 0 ? 1 : 0;
    }
    return buffer;
}

Expected<TextBuffer> keyTexts(ColumnReader& columns, ColumnId id, const std::vector<KeyInfo>& keys, const KeyInfo* key)
{
    if (key == nullptr)
        return TextBuffer();
    const auto number = static_cast<std::size_t>(key - keys.data());
    const Expected<MapReader> map = columns.map(id, &keys);
    if (!map)
        return unexpected(map.error());
    Expected<KeyValueReader> values = columns.values(*map, id, &keys, number);
    if (!values)
        return unexpected(values.error());
    auto [codes, dictionary] = values->takeTexts();
    CodeBuffer spread = map->spread(number, codes.codes(), dictionary.texts().size() - 1);
    return TextBuffer(std::move(spread), std::move(dictionary));
}

std::vector<bool> numbersAmong(const KeyValueReader& values)
{
    std::vector<bool> out(values.count());
    for (std::size_t i = 0; i < out.size(); ++i) {
        const domain::PropertyValue value = values.at(i);
        out[i] = std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
    }
    return out;
}

template <typename Code> void copyWanted(domain::Codes from, const std::vector<bool>& wanted, std::uint8_t* to)
{
    for (std::size_t i = 0; i < wanted.size(); ++i)
        reinterpret_cast<Code*>(to)[i] = static_cast<Code>(wanted[i] ? from.at(i) : 0);
}

/// The codes of the wanted values; of the others 0, which is absent.
CodeBuffer keepOnly(domain::Codes codes, const std::vector<bool>& wanted, std::size_t largest)
{
    CodeBuffer out(wanted.size(), largest);
    switch (out.width()) {
    case 1: copyWanted<std::uint8_t>(codes, wanted, out.data()); break;
    case 2: copyWanted<std::uint16_t>(codes, wanted, out.data()); break;
    case 4: copyWanted<std::uint32_t>(codes, wanted, out.data()); break;
    default: break;
    }
    return out;
}

} // namespace

Expected<std::vector<domain::VisitorRun>> ChunkReader::runs() const
{
    ColumnReader columns(m_header, m_blobs);
    const Expected<const RunTable*> runs = columns.runs();
    if (!runs)
        return unexpected(runs.error());
    return (*runs)->runs;
}

Expected<NumberBuffer> ChunkReader::numbers(NumberColumn column) const
{
    ColumnReader columns(m_header, m_blobs);
    switch (column) {
    case NumberColumn::Seq: return columns.seqs();
    case NumberColumn::ReceivedAt: return columns.receivedAt();
    case NumberColumn::Visitor: return visitors(columns);
    case NumberColumn::IsBot:
    case NumberColumn::IsExcluded: return presence(columns, idOf(column));
    default: break;
    }
    Expected<DecodedNumbers> decoded = columns.numbers(idOf(column));
    if (!decoded)
        return unexpected(decoded.error());
    return std::move(decoded->numbers);
}

Expected<TextBuffer> ChunkReader::texts(TextColumn column) const
{
    return ColumnReader(m_header, m_blobs).texts(idOf(column));
}

Expected<TextDictionary> ChunkReader::dictionary(TextColumn column) const
{
    return ColumnReader(m_header, m_blobs).dictionary(idOf(column));
}

Expected<TextBuffer> ChunkReader::property(std::string_view key) const
{
    ColumnReader columns(m_header, m_blobs);
    return keyTexts(columns, idOf(Member::Properties), m_header.properties(), m_header.property(key));
}

Expected<TextBuffer> ChunkReader::trait(std::string_view key) const
{
    ColumnReader columns(m_header, m_blobs);
    return keyTexts(columns, idOf(Member::Traits), m_header.traits(), m_header.trait(key));
}

Expected<TextBuffer> ChunkReader::vital(std::string_view key) const
{
    const ColumnId id = idOf(Member::Vitals);
    if (m_header.column(id) == nullptr)
        return TextBuffer();
    ColumnReader columns(m_header, m_blobs);
    const Expected<MapReader> map = columns.map(id, nullptr);
    if (!map)
        return unexpected(map.error());
    const auto name = std::find(map->names().begin(), map->names().end(), key);
    if (name == map->names().end())
        return TextBuffer();
    const auto number = static_cast<std::size_t>(name - map->names().begin());
    Expected<KeyValueReader> values = columns.values(*map, id, nullptr, number);
    if (!values)
        return unexpected(values.error());
    const std::vector<bool> wanted = numbersAmong(*values);
    auto [codes, dictionary] = values->takeTexts();
    const CodeBuffer numbers = keepOnly(codes.codes(), wanted, dictionary.texts().size() - 1);
    CodeBuffer spread = map->spread(number, numbers.codes(), dictionary.texts().size() - 1);
    return TextBuffer(std::move(spread), std::move(dictionary));
}

Expected<std::vector<Event>> ChunkReader::events() const
{
    std::vector<std::uint32_t> rows(m_header.rows());
    std::iota(rows.begin(), rows.end(), 0U);
    return events(rows);
}

Expected<std::vector<Event>> ChunkReader::events(std::span<const std::uint32_t> rows) const
{
    if (std::any_of(rows.begin(), rows.end(), [this](std::uint32_t row) { return row >= m_header.rows(); }))
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("The chunk has no such row."));
    ColumnReader columns(m_header, m_blobs);
    Expected<EventAssembler> assembler = EventAssembler::decode(columns);
    if (!assembler)
        return unexpected(assembler.error());
    return assembler->assemble(rows);
}

} // namespace sightglass::storage::columns
