// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/narrowcolumn.h"

#include <array>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace sightglass::storage {

/// Some rows of a sorted chunk as a chunk of their own: those whose source still belongs to the project that asks.
/// Needed until the background has rewritten the chunks of sources that were moved or removed.
/// Thread: any. Owner: whoever reads it; it keeps the whole chunk, whose dictionaries it shares, alive.
class FilteredChunk final : public domain::SortedChunk
{
public:
    /// `whole` must have the columns of the request and Source.
    FilteredChunk(std::shared_ptr<const domain::SortedChunk> whole, const domain::ScanRequest& request,
                  const std::set<SourceId>& sources);

    [[nodiscard]] std::size_t rows() const override { return m_rows.size(); }
    [[nodiscard]] std::span<const domain::VisitorRun> runs() const override { return m_runs; }
    [[nodiscard]] domain::NumberValues numbers(domain::NumberColumn column) const override;
    [[nodiscard]] domain::TextCodes texts(domain::TextColumn column) const override;
    [[nodiscard]] domain::TextCodes property(std::size_t index) const override { return m_properties[index].codes(); }
    [[nodiscard]] domain::TextCodes trait(std::size_t index) const override { return m_traits[index].codes(); }
    [[nodiscard]] domain::TextCodes vital(std::size_t index) const override { return m_vitals[index].codes(); }
    [[nodiscard]] Expected<domain::NumberValues> receivedAt() const override;
    [[nodiscard]] Expected<domain::TextCodes> messageIds() const override;

private:
    struct Text
    {
        NarrowCodes ids;
        std::span<const std::string_view> dictionary;
        [[nodiscard]] domain::TextCodes codes() const { return {ids.values(), dictionary}; }
    };
    void chooseRows(const std::set<SourceId>& sources);
    [[nodiscard]] NarrowNumbers chosen(domain::NumberValues values) const;
    [[nodiscard]] Text chosen(domain::TextCodes codes) const;

    const std::shared_ptr<const domain::SortedChunk> m_whole;
    std::vector<std::uint32_t> m_rows; ///< Of the whole.
    std::vector<domain::VisitorRun> m_runs;
    std::array<NarrowNumbers, domain::kNumberColumns> m_numbers;
    std::array<Text, domain::kTextColumns> m_texts;
    std::vector<Text> m_properties;
    std::vector<Text> m_traits;
    std::vector<Text> m_vitals;
    mutable std::mutex m_onDemand;
    mutable std::unique_ptr<const NarrowNumbers> m_received;
    mutable std::unique_ptr<const Text> m_ids;
};

} // namespace sightglass::storage
