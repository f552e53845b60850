// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/freshchunk.h"

#include "storage/eventcodec.h"

namespace sightglass::storage {

using domain::NumberColumn;
using domain::TextColumn;

Expected<std::shared_ptr<const FreshChunk>> FreshChunk::make(std::shared_ptr<const FreshRows> rows, std::size_t part,
                                                             const domain::ScanRequest& request)
{
    const std::shared_ptr<FreshChunk> chunk(new FreshChunk(std::move(rows), part, request));
    if (!chunk->fill())
        return unexpected(ErrorCode::Corrupt, QStringLiteral("The body of an event cannot be read."),
                          QStringLiteral("event %1").arg(chunk->m_part.rows[chunk->m_columns.rows() - 1].seq));
    return std::shared_ptr<const FreshChunk>(chunk);
}

FreshChunk::FreshChunk(std::shared_ptr<const FreshRows> rows, std::size_t part, const domain::ScanRequest& request)
    : m_rows(std::move(rows))
    , m_part(m_rows->parts()[part])
    , m_request(request)
    , m_columns(m_request)
{
}

bool FreshChunk::fill()
{
    for (const RowView& row : m_part.rows) {
        if (!m_columns.add(row))
            return false;
    }
    findRuns();
    for (const NumberColumn column : m_request.numbers)
        m_numbers[static_cast<std::size_t>(column)] = NarrowNumbers(m_columns.numbers(column));
    for (const TextColumn column : m_request.texts)
        m_texts[static_cast<std::size_t>(column)] = narrow(m_columns.texts(column));
    for (std::size_t i = 0; i < m_request.properties.size(); ++i)
        m_properties.push_back(narrow(m_columns.property(i)));
    for (std::size_t i = 0; i < m_request.traits.size(); ++i)
        m_traits.push_back(narrow(m_columns.trait(i)));
    for (std::size_t i = 0; i < m_request.vitals.size(); ++i)
        m_vitals.push_back(narrow(m_columns.vital(i)));
    m_columns.dropRows();
    return true;
}

void FreshChunk::findRuns()
{
    for (std::uint32_t row = 0; row < m_part.rows.size(); ++row) {
        if (m_runs.empty() || m_runs.back().visitor() != m_part.rows[row].visitor)
            m_runs.push_back({m_part.rows[row].visitor, row});
    }
}

FreshChunk::Text FreshChunk::narrow(TextValues values)
{
    return {NarrowCodes(values.ids, values.dictionary.size()), values.dictionary};
}

domain::NumberValues FreshChunk::numbers(NumberColumn column) const
{
    return m_numbers[static_cast<std::size_t>(column)].values();
}

domain::TextCodes FreshChunk::texts(TextColumn column) const
{
    return codes(m_texts[static_cast<std::size_t>(column)]);
}

Expected<domain::NumberValues> FreshChunk::receivedAt() const
{
    std::call_once(m_receivedMade, [this] {
        std::vector<std::int64_t> times;
        times.reserve(m_part.rows.size());
        for (const RowView& row : m_part.rows)
            times.push_back(row.receivedAt);
        m_received = NarrowNumbers(times);
    });
    return m_received.values();
}

Expected<domain::TextCodes> FreshChunk::messageIds() const
{
    std::call_once(m_idsMade, [this] {
        for (const RowView& row : m_part.rows) {
            m_idTexts.addRow();
            m_idTexts.set(bodyMessageId(row.body));
        }
        m_ids = narrow(m_idTexts.values());
    });
    return codes(m_ids);
}

} // namespace sightglass::storage
