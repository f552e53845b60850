// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/freshrows.h"
#include "storage/narrowcolumn.h"
#include "storage/rowchunk.h"

#include <memory>
#include <mutex>

namespace sightglass::storage {

/// One part of the fresh rows as a sorted chunk. Thread: any. Owner: whoever reads it; it keeps its rows alive.
class FreshChunk final : public domain::SortedChunk
{
public:
    /// Error: Corrupt.
    [[nodiscard]] static Expected<std::shared_ptr<const FreshChunk>>
    make(std::shared_ptr<const FreshRows> rows, std::size_t part, const domain::ScanRequest& request);

    [[nodiscard]] std::size_t rows() const override { return m_part.rows.size(); }
    [[nodiscard]] std::span<const domain::VisitorRun> runs() const override { return m_runs; }
    [[nodiscard]] domain::NumberValues numbers(domain::NumberColumn column) const override;
    [[nodiscard]] domain::TextCodes texts(domain::TextColumn column) const override;
    [[nodiscard]] domain::TextCodes property(std::size_t index) const override { return codes(m_properties[index]); }
    [[nodiscard]] domain::TextCodes trait(std::size_t index) const override { return codes(m_traits[index]); }
    [[nodiscard]] domain::TextCodes vital(std::size_t index) const override { return codes(m_vitals[index]); }
    [[nodiscard]] Expected<domain::NumberValues> receivedAt() const override;
    [[nodiscard]] Expected<domain::TextCodes> messageIds() const override;

private:
    struct Text
    {
        NarrowCodes ids;
        std::span<const std::string_view> dictionary;
    };
    FreshChunk(std::shared_ptr<const FreshRows> rows, std::size_t part, const domain::ScanRequest& request);
    [[nodiscard]] bool fill();
    void findRuns();
    [[nodiscard]] static Text narrow(TextValues values);
    [[nodiscard]] static domain::TextCodes codes(const Text& text) { return {text.ids.values(), text.dictionary}; }

    const std::shared_ptr<const FreshRows> m_rows;
    const FreshRows::Part& m_part;
    const domain::ScanRequest m_request;
    RowChunk m_columns; ///< Holds the dictionaries.
    std::vector<domain::VisitorRun> m_runs;
    std::array<NarrowNumbers, domain::kNumberColumns> m_numbers;
    std::array<Text, domain::kTextColumns> m_texts;
    std::vector<Text> m_properties;
    std::vector<Text> m_traits;
    std::vector<Text> m_vitals;
    mutable std::once_flag m_receivedMade;
    mutable NarrowNumbers m_received;
    mutable std::once_flag m_idsMade;
    mutable TextColumnBuilder m_idTexts;
    mutable Text m_ids;
};

} // namespace sightglass::storage
