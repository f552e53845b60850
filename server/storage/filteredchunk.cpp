// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/filteredchunk.h"

namespace sightglass::storage {

using domain::NumberColumn;
using domain::TextColumn;

FilteredChunk::FilteredChunk(std::shared_ptr<const domain::SortedChunk> whole, const domain::ScanRequest& request,
                             const std::set<SourceId>& sources)
    : m_whole(std::move(whole))
{
    chooseRows(sources);
    for (const NumberColumn column : request.numbers)
        m_numbers[static_cast<std::size_t>(column)] = chosen(m_whole->numbers(column));
    for (const TextColumn column : request.texts)
        m_texts[static_cast<std::size_t>(column)] = chosen(m_whole->texts(column));
    for (std::size_t i = 0; i < request.properties.size(); ++i)
        m_properties.push_back(chosen(m_whole->property(i)));
    for (std::size_t i = 0; i < request.traits.size(); ++i)
        m_traits.push_back(chosen(m_whole->trait(i)));
    for (std::size_t i = 0; i < request.vitals.size(); ++i)
        m_vitals.push_back(chosen(m_whole->vital(i)));
}

void FilteredChunk::chooseRows(const std::set<SourceId>& sources)
{
    const domain::NumberValues source = m_whole->numbers(NumberColumn::Source);
    const std::span<const domain::VisitorRun> runs = m_whole->runs();
    for (std::size_t run = 0; run < runs.size(); ++run) {
        const auto begin = static_cast<std::uint32_t>(m_rows.size());
        const std::size_t end = run + 1 < runs.size() ? runs[run + 1].begin : m_whole->rows();
        for (std::uint32_t row = runs[run].begin; row < end; ++row) {
            if (sources.contains(SourceId(source.at(row))))
                m_rows.push_back(row);
        }
        if (m_rows.size() > begin)
            m_runs.push_back({runs[run].visitor(), begin});
    }
}

NarrowNumbers FilteredChunk::chosen(domain::NumberValues values) const
{
    std::vector<std::int64_t> numbers;
    numbers.reserve(m_rows.size());
    for (const std::uint32_t row : m_rows)
        numbers.push_back(values.at(row));
    return NarrowNumbers(numbers);
}

FilteredChunk::Text FilteredChunk::chosen(domain::TextCodes codes) const
{
    std::vector<std::uint32_t> ids;
    ids.reserve(m_rows.size());
    for (const std::uint32_t row : m_rows)
        ids.push_back(codes.ids.at(row));
    return {NarrowCodes(ids, codes.dictionary.size()), codes.dictionary};
}

domain::NumberValues FilteredChunk::numbers(NumberColumn column) const
{
    return m_numbers[static_cast<std::size_t>(column)].values();
}

domain::TextCodes FilteredChunk::texts(TextColumn column) const
{
    return m_texts[static_cast<std::size_t>(column)].codes();
}

Expected<domain::NumberValues> FilteredChunk::receivedAt() const
{
    const std::lock_guard lock(m_onDemand);
    if (!m_received) {
        const Expected<domain::NumberValues> all = m_whole->receivedAt();
        if (!all)
            return unexpected(all.error());
        m_received = std::make_unique<const NarrowNumbers>(chosen(*all));
    }
    return m_received->values();
}

Expected<domain::TextCodes> FilteredChunk::messageIds() const
{
    const std::lock_guard lock(m_onDemand);
    if (!m_ids) {
        const Expected<domain::TextCodes> all = m_whole->messageIds();
        if (!all)
            return unexpected(all.error());
        m_ids = std::make_unique<const Text>(chosen(*all));
    }
    return m_ids->codes();
}

} // namespace sightglass::storage
