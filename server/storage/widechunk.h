// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"

#include <array>
#include <vector>

namespace sightglass::storage {

/// The rows of a sorted chunk that a request is about, as EventScan::scan() shows them.
/// Thread and owner: those of its scan; the sorted chunk must outlive it.
class WideChunk final : public domain::Chunk
{
public:
    /// `sorted` must have the columns of the request, EventTime and Kind.
    WideChunk(const domain::SortedChunk& sorted, const domain::ScanRequest& request);

    [[nodiscard]] std::size_t rows() const override { return m_rows.size(); }
    [[nodiscard]] std::span<const std::int64_t> numbers(domain::NumberColumn column) const override;
    [[nodiscard]] domain::TextValues texts(domain::TextColumn column) const override;
    [[nodiscard]] domain::TextValues property(std::size_t index) const override { return m_properties[index].values(); }
    [[nodiscard]] domain::TextValues trait(std::size_t index) const override { return m_traits[index].values(); }
    [[nodiscard]] domain::TextValues vital(std::size_t index) const override { return m_vitals[index].values(); }

private:
    struct Text
    {
        std::vector<std::uint32_t> ids;
        std::span<const std::string_view> dictionary;
        [[nodiscard]] domain::TextValues values() const { return {ids, dictionary}; }
    };
    void chooseRows(const domain::SortedChunk& sorted, const domain::ScanRequest& request);
    [[nodiscard]] std::vector<std::int64_t> widened(domain::NumberValues values) const;
    [[nodiscard]] Text widened(domain::TextCodes codes) const;
    [[nodiscard]] std::vector<std::int64_t> visitors(std::span<const domain::VisitorRun> runs) const;

    std::vector<std::uint32_t> m_rows;
    std::array<std::vector<std::int64_t>, domain::kNumberColumns> m_numbers;
    std::array<Text, domain::kTextColumns> m_texts;
    std::vector<Text> m_properties;
    std::vector<Text> m_traits;
    std::vector<Text> m_vitals;
};

} // namespace sightglass::storage
