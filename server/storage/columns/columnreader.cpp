// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/columnreader.h"

#include "storage/columns/corrupt.h"
#include "storage/columns/dictionarycodec.h"
#include "storage/columns/dictionarycolumn.h"
#include "storage/columns/integers.h"
#include "storage/columns/seqcolumn.h"

#include <algorithm>

namespace sightglass::storage::columns {

namespace {

Unexpected corruptColumn(ColumnId id)
{
    return corrupt("A column of a chunk cannot be read.", QStringLiteral("column %1").arg(id));
}

/// The numbers in the narrowest form.
NumberBuffer narrowed(const std::vector<std::int64_t>& numbers)
{
    const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
    const std::int64_t base = *least;
    const std::uint64_t range = static_cast<std::uint64_t>(*most) - static_cast<std::uint64_t>(base);
    NumberBuffer buffer(numbers.size(), widthOf(range), base, false);
    if (range == 0)
        return buffer;
    withWidth(widthOf(range), [&](auto zero) {
        using Element = decltype(zero);
        auto* const out = reinterpret_cast<Element*>(buffer.data());
        for (std::size_t i = 0; i < numbers.size(); ++i)
            out[i] = static_cast<Element>(static_cast<std::uint64_t>(numbers[i]) - static_cast<std::uint64_t>(base));
    });
    return buffer;
}

std::vector<std::int64_t> listed(const NumberBuffer& buffer, std::size_t rows)
{
    const domain::NumberValues values = buffer.values();
    std::vector<std::int64_t> numbers(rows);
    for (std::size_t row = 0; row < rows; ++row)
        numbers[row] = values.at(row);
    return numbers;
}

} // namespace

Expected<std::string_view> ColumnReader::blob(std::uint16_t number) const
{
    if (const std::string* const small = m_header.inlineBlob(number))
        return std::string_view(*small);
    const std::string* const bytes = m_blobs.find(number);
    const QString where = QStringLiteral("blob %1").arg(number);
    if (bytes == nullptr)
        return corrupt("A blob of a chunk is missing.", where);
    const std::optional<std::string_view> body = withoutChecksum(*bytes);
    if (!body)
        return corrupt("A blob of a chunk is damaged.", where);
    return *body;
}

Expected<const RunTable*> ColumnReader::runs()
{
    if (m_runs)
        return &*m_runs;
    const Expected<std::string_view> bytes = blob(valuesBlob(kRuns));
    if (!bytes)
        return unexpected(bytes.error());
    m_runs = RunTable::decode(*bytes, m_header.runs(), m_header.rows());
    if (!m_runs)
        return corruptColumn(kRuns);
    return &*m_runs;
}

Expected<const RunTable*> ColumnReader::runsFor(Layout layout)
{
    if (layout == Layout::Runs || layout == Layout::RunDelta)
        return runs();
    m_rowsOnly.rows = m_header.rows();
    return &m_rowsOnly;
}

Expected<DecodedNumbers> ColumnReader::numbers(ColumnId id)
{
    const ColumnInfo* const info = m_header.column(id);
    if (info == nullptr) {
        const bool isAbsent = defaultOf(id) == domain::kAbsent;
        return DecodedNumbers{NumberBuffer(m_header.rows(), 0, isAbsent ? 0 : defaultOf(id), isAbsent), {}};
    }
    const Expected<std::string_view> bytes = blob(valuesBlob(id));
    if (!bytes)
        return unexpected(bytes.error());
    const Expected<const RunTable*> runs = runsFor(info->layout);
    if (!runs)
        return unexpected(runs.error());
    std::optional<DecodedNumbers> decoded = decodeNumbers(*bytes, *info, **runs);
    if (!decoded)
        return corruptColumn(id);
    return std::move(*decoded);
}

Expected<NumberBuffer> ColumnReader::receivedAt()
{
    Expected<DecodedNumbers> times = numbers(kEventTime);
    const Expected<DecodedNumbers> delays = numbers(kReceivedAt);
    if (!times || !delays)
        return unexpected(times ? delays.error() : times.error());
    const domain::NumberValues delay = delays->numbers.values();
    if (delay.width == 0 && delay.base == 0)
        return std::move(times->numbers);
    std::vector<std::int64_t> received = listed(times->numbers, m_header.rows());
    for (std::size_t row = 0; row < received.size(); ++row)
        received[row] = static_cast<std::int64_t>(static_cast<std::uint64_t>(received[row]) +
                                                  static_cast<std::uint64_t>(delay.at(row)));
    return narrowed(received);
}

Expected<NumberBuffer> ColumnReader::seqs()
{
    if (m_header.column(kSeq) == nullptr || m_header.column(kSeq)->layout != Layout::Arrival)
        return corruptColumn(kSeq);
    const Expected<std::string_view> bytes = blob(valuesBlob(kSeq));
    if (!bytes)
        return unexpected(bytes.error());
    const Expected<NumberBuffer> received = receivedAt();
    if (!received)
        return unexpected(received.error());
    const auto seqs = decodeSeqs(*bytes, listed(*received, m_header.rows()));
    if (!seqs)
        return corruptColumn(kSeq);
    return narrowed(*seqs);
}

Expected<CodeBuffer> ColumnReader::codes(ColumnId id)
{
    const ColumnInfo* const info = m_header.column(id);
    if (info == nullptr)
        return CodeBuffer();
    const Expected<std::string_view> bytes = blob(valuesBlob(id));
    if (!bytes)
        return unexpected(bytes.error());
    return decode(*info, *bytes);
}

Expected<CodeBuffer> ColumnReader::decode(const ColumnInfo& info, std::string_view bytes)
{
    const Expected<const RunTable*> runs = runsFor(info.layout);
    if (!runs)
        return unexpected(runs.error());
    Expected<CodeBuffer> parent = CodeBuffer();
    std::size_t parentDistinct = 0;
    if (info.layout == Layout::Mapped) {
        parent = codes(parentOf(info.id));
        if (!parent)
            return parent;
        parentDistinct = m_header.column(parentOf(info.id))->distinct;
    }
    std::optional<CodeBuffer> codes = decodeCodes(bytes, info, {**runs, parent->codes(), parentDistinct});
    if (!codes)
        return corruptColumn(info.id);
    return std::move(*codes);
}

Expected<TextDictionary> ColumnReader::dictionary(ColumnId id)
{
    const ColumnInfo* const info = m_header.column(id);
    if (info == nullptr)
        return TextDictionary();
    const Expected<std::string_view> bytes = blob(dictionaryBlob(id));
    if (!bytes)
        return unexpected(bytes.error());
    ByteReader in(*bytes);
    std::optional<TextDictionary> dictionary = readDictionary(in);
    if (!dictionary || !in.atEnd() || dictionary->texts().size() != info->distinct + 1)
        return corruptColumn(id);
    return std::move(*dictionary);
}

Expected<TextBuffer> ColumnReader::texts(ColumnId id)
{
    Expected<CodeBuffer> codes = this->codes(id);
    if (!codes)
        return unexpected(codes.error());
    Expected<TextDictionary> dictionary = this->dictionary(id);
    if (!dictionary)
        return unexpected(dictionary.error());
    return TextBuffer(std::move(*codes), std::move(*dictionary));
}

Expected<MapReader> ColumnReader::map(ColumnId id, const std::vector<KeyInfo>* keys)
{
    const Expected<std::string_view> bytes = blob(valuesBlob(id));
    if (!bytes)
        return unexpected(bytes.error());
    const ColumnInfo* const info = m_header.column(id);
    const Expected<const RunTable*> runs = info ? runsFor(info->layout) : &m_rowsOnly;
    if (!runs)
        return unexpected(runs.error());
    std::optional<MapReader> map =
        info ? MapReader::decode(*bytes, *info, **runs, keys ? std::optional(keys->size()) : std::nullopt)
             : std::nullopt;
    if (!map)
        return corruptColumn(id);
    return std::move(*map);
}

Expected<KeyValueReader> ColumnReader::values(const MapReader& map, ColumnId id, const std::vector<KeyInfo>* keys,
                                              std::size_t key)
{
    const ColumnId own = keys ? (*keys)[key].column : ColumnId{0};
    const ColumnInfo* const info = m_header.column(own == 0 ? id : own);
    if (info == nullptr)
        return corruptColumn(own == 0 ? id : own);
    std::optional<KeyValueReader> values;
    if (own != 0) {
        const Expected<std::string_view> bytes = blob(valuesBlob(own));
        if (!bytes)
            return unexpected(bytes.error());
        const bool hasTexts = info->hasDictionary || m_header.inlineBlob(dictionaryBlob(own)) != nullptr;
        const Expected<std::string_view> texts = hasTexts ? blob(dictionaryBlob(own)) : std::string_view();
        if (!texts)
            return unexpected(texts.error());
        values = KeyValueReader::decode(*bytes, *texts, map.valueCount(key));
    } else {
        const Expected<std::string_view> bytes = blob(dictionaryBlob(id));
        if (!bytes)
            return unexpected(bytes.error());
        const auto rare = readRareKeys(*bytes);
        const auto isRare = [](const KeyInfo& each) { return each.column == 0; };
        const std::size_t place = keys ? static_cast<std::size_t>(std::count_if(
                                             keys->begin(), keys->begin() + static_cast<std::ptrdiff_t>(key), isRare))
                                       : key;
        if (rare && place < rare->size())
            values = KeyValueReader::decode((*rare)[place].values, (*rare)[place].dictionary, map.valueCount(key));
    }
    if (!values)
        return corruptColumn(own == 0 ? id : own);
    return std::move(*values);
}

} // namespace sightglass::storage::columns
