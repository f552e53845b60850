// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/chunkcolumns.h"
#include "storage/chunkreads.h"

#include <array>
#include <memory>
#include <vector>

namespace sightglass::storage {

/// A sealed chunk with the columns of a request. Thread: any. Owner: whoever reads it.
class SealedView final : public domain::SortedChunk
{
public:
    /// Errors: Corrupt, Io.
    [[nodiscard]] static Expected<std::shared_ptr<const SealedView>>
    make(std::shared_ptr<ChunkReads> reads, std::int64_t chunk, const domain::ScanRequest& request);

    [[nodiscard]] std::size_t rows() const override { return m_rows; }
    [[nodiscard]] std::span<const domain::VisitorRun> runs() const override { return *m_runs; }
    [[nodiscard]] domain::NumberValues numbers(domain::NumberColumn column) const override;
    [[nodiscard]] domain::TextCodes texts(domain::TextColumn column) const override;
    [[nodiscard]] std::optional<domain::CombinedCodes> combined() const override;
    [[nodiscard]] domain::TextCodes property(std::size_t index) const override { return m_properties[index]->codes(); }
    [[nodiscard]] domain::TextCodes trait(std::size_t index) const override { return m_traits[index]->codes(); }
    [[nodiscard]] domain::TextCodes vital(std::size_t index) const override { return m_vitals[index]->codes(); }
    [[nodiscard]] Expected<domain::NumberValues> receivedAt() const override;
    [[nodiscard]] Expected<domain::TextCodes> messageIds() const override;

private:
    template <typename T> using Column = ChunkColumns::Column<T>;
    SealedView(std::shared_ptr<ChunkReads> reads, std::int64_t chunk);
    [[nodiscard]] Expected<void> load(const domain::ScanRequest& request);

    const std::shared_ptr<ChunkReads> m_reads;
    const ChunkColumns m_columns;
    std::size_t m_rows = 0;
    Column<VisitorRuns> m_runs;
    std::array<Column<columns::NumberBuffer>, domain::kNumberColumns> m_numbers;
    std::array<Column<columns::TextBuffer>, domain::kTextColumns> m_texts;
    Column<CombinedTexts> m_combined; ///< Null when nothing is asked for together.
    std::vector<Column<columns::TextBuffer>> m_properties;
    std::vector<Column<columns::TextBuffer>> m_traits;
    std::vector<Column<columns::TextBuffer>> m_vitals;
    mutable std::mutex m_onDemand;
    mutable Column<columns::NumberBuffer> m_received; ///< This and the next: once it was asked for.
    mutable Column<columns::TextBuffer> m_ids;
};

} // namespace sightglass::storage
