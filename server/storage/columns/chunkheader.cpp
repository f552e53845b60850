// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/chunkheader.h"

#include "storage/columns/columnids.h"
#include "storage/columns/compression.h"
#include "storage/columns/corrupt.h"
#include "storage/columns/headerformat.h"
#include "storage/columns/sealedchunk.h"

#include <algorithm>

namespace sightglass::storage::columns {

using domain::NumberColumn;
using domain::TextColumn;

namespace {

constexpr std::size_t kMaxKeys = 1U << 20; ///< Of properties, and of traits.

} // namespace

/// Reads the header's parts one after the other; what is wrong turns isOk() false.
class HeaderReader
{
public:
    HeaderReader(std::string_view bytes, ChunkHeader& header)
        : m_in(bytes)
        , m_header(header)
    {
    }

    [[nodiscard]] bool read()
    {
        m_header.m_format = m_in.byte();
        m_header.m_rows = m_in.varint();
        m_header.m_runs = m_in.varint();
        if (m_header.m_rows == 0 || m_header.m_rows > kMaxChunkRows || m_header.m_runs == 0 ||
            m_header.m_runs > m_header.m_rows)
            return false;
        return columns() && keys(m_header.m_properties) && keys(m_header.m_traits) && inlineBlobs() && m_in.atEnd() &&
               !m_in.failed();
    }

private:
    bool columns()
    {
        const std::uint64_t count = m_in.varint();
        for (std::uint64_t i = 0; i < count && !m_in.failed(); ++i) {
            ColumnInfo column;
            if (!this->column(column))
                return false;
            m_header.m_columns.push_back(column);
        }
        return std::all_of(m_header.m_columns.begin(), m_header.m_columns.end(),
                           [this](const ColumnInfo& column) { return canBeRead(column); });
    }
    bool column(ColumnInfo& column)
    {
        const std::uint64_t id = m_in.varint();
        const std::uint8_t flags = m_in.byte();
        const std::uint64_t count = m_in.varint();
        if (id == 0 || id >= kColumnIds || count > m_header.m_rows || flags > kHeaderFlags ||
            (flags & kLayoutBits) > static_cast<std::uint8_t>(Layout::Arrival) ||
            (!m_header.m_columns.empty() && m_header.m_columns.back().id >= id))
            return false;
        column.id = static_cast<ColumnId>(id);
        column.layout = static_cast<Layout>(flags & kLayoutBits);
        column.hasBlob = (flags & kBlobFlag) != 0;
        column.hasDictionary = (flags & kDictionaryFlag) != 0;
        column.count = static_cast<std::uint32_t>(count);
        if ((flags & kTextFlag) != 0) {
            const std::uint64_t distinct = m_in.varint();
            column.distinct = static_cast<std::uint32_t>(distinct);
            return distinct <= m_header.m_rows;
        }
        column.min = unzigzag(m_in.varint());
        column.max = static_cast<std::int64_t>(static_cast<std::uint64_t>(column.min) + m_in.varint());
        return column.min <= column.max;
    }
    [[nodiscard]] bool canBeRead(const ColumnInfo& column) const
    {
        if (column.layout == Layout::Mapped) {
            const ColumnInfo* const parent = m_header.column(parentOf(column.id));
            return parent != nullptr && parent->layout != Layout::Mapped;
        }
        return column.layout != Layout::Arrival || column.id == kSeq;
    }
    bool keys(std::vector<KeyInfo>& keys)
    {
        const std::uint64_t count = m_in.varint();
        if (count > kMaxKeys)
            return false;
        for (std::uint64_t i = 0; i < count && !m_in.failed(); ++i) {
            KeyInfo key;
            key.key = m_in.bytes();
            const std::uint64_t column = m_in.varint();
            const std::uint64_t values = m_in.varint();
            if (column >= kColumnIds || (column != 0 && column < kFirstKey) || values > kMaxDistinct)
                return false;
            key.column = static_cast<ColumnId>(column);
            key.count = static_cast<std::uint32_t>(values);
            keys.push_back(std::move(key));
        }
        return true;
    }
    bool inlineBlobs()
    {
        const std::uint64_t count = m_in.varint();
        for (std::uint64_t i = 0; i < count && !m_in.failed(); ++i) {
            const std::uint64_t number = m_in.varint();
            if (number >= kBlobNumbers || (!m_header.m_inline.empty() && m_header.m_inline.back().first >= number))
                return false;
            m_header.m_inline.emplace_back(static_cast<std::uint16_t>(number), m_in.bytes());
        }
        return true;
    }

    ByteReader m_in;
    ChunkHeader& m_header;
};

Expected<ChunkHeader> ChunkHeader::parse(std::string_view bytes)
{
    const std::optional<std::string_view> body = withoutChecksum(bytes);
    if (!body)
        return corrupt("The header of a chunk is damaged.");
    if (body->empty() || static_cast<std::uint8_t>(body->front()) != kChunkFormat)
        return corrupt("The header of a chunk has an unknown version.");
    ChunkHeader header;
    if (!HeaderReader(*body, header).read())
        return corrupt("The header of a chunk cannot be read.");
    return header;
}

const ColumnInfo* ChunkHeader::column(NumberColumn column) const
{
    return this->column(idOf(column));
}

const ColumnInfo* ChunkHeader::column(TextColumn column) const
{
    return this->column(idOf(column));
}

const ColumnInfo* ChunkHeader::column(std::uint16_t id) const
{
    const auto at = std::lower_bound(m_columns.begin(), m_columns.end(), id,
                                     [](const ColumnInfo& column, std::uint16_t wanted) { return column.id < wanted; });
    return at != m_columns.end() && at->id == id ? &*at : nullptr;
}

namespace {

const KeyInfo* find(const std::vector<KeyInfo>& keys, std::string_view key)
{
    const auto at = std::find_if(keys.begin(), keys.end(), [key](const KeyInfo& known) { return known.key == key; });
    return at == keys.end() ? nullptr : &*at;
}

std::vector<std::uint16_t> ordered(std::vector<std::uint16_t> numbers)
{
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

} // namespace

const KeyInfo* ChunkHeader::property(std::string_view key) const
{
    return find(m_properties, key);
}

const KeyInfo* ChunkHeader::trait(std::string_view key) const
{
    return find(m_traits, key);
}

void ChunkHeader::addBlobs(std::vector<std::uint16_t>& numbers, std::uint16_t id) const
{
    if (id == kReceivedAt)
        addBlobs(numbers, kEventTime);
    const ColumnInfo* const info = column(id);
    if (info == nullptr)
        return;
    if (info->hasBlob)
        numbers.push_back(valuesBlob(id));
    if (info->layout == Layout::Runs || info->layout == Layout::RunDelta)
        addBlobs(numbers, kRuns);
    if (info->layout == Layout::Mapped)
        addBlobs(numbers, parentOf(id));
    if (info->layout == Layout::Arrival)
        addBlobs(numbers, kReceivedAt);
}

std::vector<std::uint16_t> ChunkHeader::blobsForRuns() const
{
    std::vector<std::uint16_t> numbers;
    addBlobs(numbers, kRuns);
    return numbers;
}

std::vector<std::uint16_t> ChunkHeader::blobsForNumbers(NumberColumn column) const
{
    std::vector<std::uint16_t> numbers;
    addBlobs(numbers, idOf(column));
    return ordered(std::move(numbers));
}

std::vector<std::uint16_t> ChunkHeader::blobsForTexts(TextColumn column) const
{
    std::vector<std::uint16_t> numbers = blobsForDictionary(column);
    addBlobs(numbers, idOf(column));
    return ordered(std::move(numbers));
}

std::vector<std::uint16_t> ChunkHeader::blobsForDictionary(TextColumn column) const
{
    const ColumnInfo* const info = this->column(column);
    if (info == nullptr || !info->hasDictionary)
        return {};
    return {dictionaryBlob(idOf(column))};
}

std::vector<std::uint16_t> ChunkHeader::blobsForKey(std::uint16_t map, const KeyInfo* key) const
{
    if (key == nullptr)
        return {};
    std::vector<std::uint16_t> numbers;
    addBlobs(numbers, map);
    const ColumnId holder = key->column == 0 ? map : key->column;
    addBlobs(numbers, holder);
    const ColumnInfo* const info = column(holder);
    if (info != nullptr && info->hasDictionary)
        numbers.push_back(dictionaryBlob(holder));
    return ordered(std::move(numbers));
}

std::vector<std::uint16_t> ChunkHeader::blobsForProperty(std::string_view key) const
{
    return blobsForKey(idOf(Member::Properties), property(key));
}

std::vector<std::uint16_t> ChunkHeader::blobsForTrait(std::string_view key) const
{
    return blobsForKey(idOf(Member::Traits), trait(key));
}

std::vector<std::uint16_t> ChunkHeader::blobsForVitals() const
{
    const ColumnId vitals = idOf(Member::Vitals);
    std::vector<std::uint16_t> numbers;
    addBlobs(numbers, vitals);
    if (const ColumnInfo* const info = column(vitals); info != nullptr && info->hasDictionary)
        numbers.push_back(dictionaryBlob(vitals));
    return ordered(std::move(numbers));
}

std::vector<std::uint16_t> ChunkHeader::blobsForEvents() const
{
    std::vector<std::uint16_t> numbers;
    for (const ColumnInfo& info : m_columns) {
        if (info.hasBlob)
            numbers.push_back(valuesBlob(info.id));
        if (info.hasDictionary)
            numbers.push_back(dictionaryBlob(info.id));
    }
    return numbers;
}

const std::string* ChunkHeader::inlineBlob(std::uint16_t number) const
{
    const auto at = std::lower_bound(m_inline.begin(), m_inline.end(), number,
                                     [](const auto& blob, std::uint16_t wanted) { return blob.first < wanted; });
    return at != m_inline.end() && at->first == number ? &at->second : nullptr;
}

} // namespace sightglass::storage::columns
