// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/widechunk.h"

#include <bit>

namespace sightglass::storage {

using domain::NumberColumn;
using domain::TextColumn;

WideChunk::WideChunk(const domain::SortedChunk& sorted, const domain::ScanRequest& request)
{
    chooseRows(sorted, request);
    for (const NumberColumn column : request.numbers)
        m_numbers[static_cast<std::size_t>(column)] =
            column == NumberColumn::Visitor ? visitors(sorted.runs()) : widened(sorted.numbers(column));
    for (const TextColumn column : request.texts)
        m_texts[static_cast<std::size_t>(column)] = widened(sorted.texts(column));
    for (std::size_t i = 0; i < request.properties.size(); ++i)
        m_properties.push_back(widened(sorted.property(i)));
    for (std::size_t i = 0; i < request.traits.size(); ++i)
        m_traits.push_back(widened(sorted.trait(i)));
    for (std::size_t i = 0; i < request.vitals.size(); ++i)
        m_vitals.push_back(widened(sorted.vital(i)));
}

void WideChunk::chooseRows(const domain::SortedChunk& sorted, const domain::ScanRequest& request)
{
    std::uint64_t kinds = request.kinds.empty() ? ~std::uint64_t{0} : 0;
    for (const domain::Kind kind : request.kinds)
        kinds |= std::uint64_t{1} << static_cast<unsigned>(kind);
    const domain::NumberValues times = sorted.numbers(NumberColumn::EventTime);
    const domain::NumberValues kindOf = sorted.numbers(NumberColumn::Kind);
    for (std::uint32_t row = 0; row < sorted.rows(); ++row) {
        if (request.range.contains(fromMs(times.at(row))) && ((kinds >> (kindOf.at(row) & 63)) & 1) != 0)
            m_rows.push_back(row);
    }
}

std::vector<std::int64_t> WideChunk::widened(domain::NumberValues values) const
{
    std::vector<std::int64_t> numbers;
    numbers.reserve(m_rows.size());
    for (const std::uint32_t row : m_rows)
        numbers.push_back(values.at(row));
    return numbers;
}

WideChunk::Text WideChunk::widened(domain::TextCodes codes) const
{
    Text text{{}, codes.dictionary};
    text.ids.reserve(m_rows.size());
    for (const std::uint32_t row : m_rows)
        text.ids.push_back(codes.ids.at(row));
    return text;
}

std::vector<std::int64_t> WideChunk::visitors(std::span<const domain::VisitorRun> runs) const
{
    std::vector<std::int64_t> visitors;
    visitors.reserve(m_rows.size());
    std::size_t run = 0;
    for (const std::uint32_t row : m_rows) {
        while (run + 1 < runs.size() && runs[run + 1].begin <= row)
            ++run;
        visitors.push_back(std::bit_cast<std::int64_t>(runs[run].visitor));
    }
    return visitors;
}

std::span<const std::int64_t> WideChunk::numbers(NumberColumn column) const
{
    return m_numbers[static_cast<std::size_t>(column)];
}

domain::TextValues WideChunk::texts(TextColumn column) const
{
    return m_texts[static_cast<std::size_t>(column)].values();
}

} // namespace sightglass::storage
