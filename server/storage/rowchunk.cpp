// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rowchunk.h"

#include "domain/propertytext.h"
#include "storage/bytes.h"
#include "storage/propertycodec.h"

#include <algorithm>
#include <bit>

namespace sightglass::storage {

using domain::NumberColumn;
using domain::TextColumn;

namespace {

bool isAny(const domain::PropertyValue&)
{
    return true;
}

bool isNumber(const domain::PropertyValue& value)
{
    return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

} // namespace

RowView::RowView(const Statement& row)
    : seq(row.integer(0))
    , source(row.integer(1))
    , eventTime(row.integer(2))
    , receivedAt(row.integer(3))
    , visitor(std::bit_cast<std::uint64_t>(row.integer(5)))
    , kind(static_cast<domain::Kind>(row.integer(4)))
    , body(row.blob(6))
{
}

RowChunk::RowChunk(const domain::ScanRequest& request)
    : m_request(request)
    , m_layout(request)
    , m_properties(request.properties.size())
    , m_traits(request.traits.size())
    , m_vitals(request.vitals.size())
{
}

void RowChunk::dropRows()
{
    m_numbers = {};
    for (const TextColumn column : m_request.texts)
        m_texts[static_cast<std::size_t>(column)].dropRows();
    for (TextColumnBuilder& column : m_properties)
        column.dropRows();
    for (TextColumnBuilder& column : m_traits)
        column.dropRows();
    for (TextColumnBuilder& column : m_vitals)
        column.dropRows();
}

bool RowChunk::add(const RowView& row)
{
    ++m_rows;
    addColumns(row);
    return !m_layout.needsBody() || readBody(row.body, row.kind);
}

std::span<const std::int64_t> RowChunk::numbers(NumberColumn column) const
{
    return m_numbers[static_cast<std::size_t>(column)];
}

TextValues RowChunk::texts(TextColumn column) const
{
    return m_texts[static_cast<std::size_t>(column)].values();
}

void RowChunk::addColumns(const RowView& row)
{
    for (const NumberColumn column : m_request.numbers) {
        std::vector<std::int64_t>& values = m_numbers[static_cast<std::size_t>(column)];
        if (values.size() == m_rows)
            continue; // named twice in the request
        switch (column) {
        case NumberColumn::Seq: values.push_back(row.seq); break;
        case NumberColumn::Source: values.push_back(row.source); break;
        case NumberColumn::EventTime: values.push_back(row.eventTime); break;
        case NumberColumn::ReceivedAt: values.push_back(row.receivedAt); break;
        case NumberColumn::Kind: values.push_back(static_cast<std::int64_t>(row.kind)); break;
        case NumberColumn::Visitor: values.push_back(std::bit_cast<std::int64_t>(row.visitor)); break;
        default: values.push_back(missingNumber(column));
        }
    }
    for (std::size_t column = 0; column < m_texts.size(); ++column) {
        if (m_layout.wants(static_cast<TextColumn>(column)))
            m_texts[column].addRow();
    }
    for (TextColumnBuilder& column : m_properties)
        column.addRow();
    for (TextColumnBuilder& column : m_traits)
        column.addRow();
    for (TextColumnBuilder& column : m_vitals)
        column.addRow();
}

bool RowChunk::readBody(std::string_view body, domain::Kind kind)
{
    ByteReader in(body);
    if (!isKnownBody(in.byte()))
        return false;
    while (!in.atEnd()) {
        const std::uint8_t tag = in.byte();
        if ((tag & kBytesFlag) == 0) {
            const std::uint64_t value = in.varint();
            if (const std::uint8_t column = m_layout.numberOf(tag); column != RowLayout::kNone)
                setNumber(column, value);
            continue;
        }
        const std::string_view bytes = in.bytes();
        if (const std::uint8_t column = m_layout.numberOf(tag); column != RowLayout::kNone)
            m_numbers[column].back() = tag != bytesTag(Member::Exception) || isUnhandled(kind, bytes);
        if (const std::uint8_t column = m_layout.textOf(tag); column != RowLayout::kNone)
            m_texts[column].set(bytes);
        else if (tag == bytesTag(Member::Properties) && !readMap(bytes, m_request.properties, m_properties, isAny))
            return false;
        else if (tag == bytesTag(Member::Traits) && !readMap(bytes, m_request.traits, m_traits, isAny))
            return false;
        else if (tag == bytesTag(Member::Vitals) && !readMap(bytes, m_request.vitals, m_vitals, isNumber))
            return false;
    }
    return !in.failed();
}

void RowChunk::setNumber(std::uint8_t column, std::uint64_t varint)
{
    const auto which = static_cast<NumberColumn>(column);
    const bool isTruth = which == NumberColumn::Interactive || which == NumberColumn::Historical;
    m_numbers[column].back() = isTruth ? static_cast<std::int64_t>(varint) : unzigzag(varint);
}

bool RowChunk::isUnhandled(domain::Kind kind, std::string_view exception)
{
    m_scratch.kind = kind;
    m_scratch.exception = exception;
    return domain::isUnhandled(m_scratch);
}

bool RowChunk::readMap(std::string_view bytes, const std::vector<std::string>& keys,
                       std::vector<TextColumnBuilder>& columns, bool (*isWanted)(const domain::PropertyValue&))
{
    if (keys.empty())
        return true;
    ByteReader in(bytes);
    while (!in.atEnd()) {
        const std::string_view key = in.bytes();
        const auto found = std::find(keys.begin(), keys.end(), key);
        if (found == keys.end()) {
            skipProperty(in);
            continue;
        }
        domain::PropertyValue value;
        readProperty(in, value);
        if (!isWanted(value))
            continue;
        const std::string text = domain::propertyText(value);
        for (auto same = found; same != keys.end(); same = std::find(same + 1, keys.end(), key))
            columns[static_cast<std::size_t>(same - keys.begin())].set(text);
    }
    return !in.failed();
}

} // namespace sightglass::storage
