// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/openchunk.h"
#include "query/rows.h"
#include "query/sessionvalues.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace sightglass::query {

/// Where a question reads, and with how many threads. Refers to what outlives the question.
struct ReadContext
{
    domain::EventScan& scan;
    const domain::SourceDirectory* sources;
    const AcquisitionNames& names;
    const domain::Cancellation& cancel;
    std::size_t workers = 1;
};

/// All chunks of one snapshot, opened for one request. Made on one thread; then immutable but by change(), any thread.
/// Holds the snapshot and its chunks while it lives.
class ChunkSet
{
public:
    /// Takes the snapshot. Errors: those of the scan; TooLarge beyond a hundred million rows.
    [[nodiscard]] static Expected<std::unique_ptr<ChunkSet>> open(const ReadContext& context,
                                                                  const RowRequest& request);
    /// Opens the chunks on all workers. Errors: those of the scan, Cancelled; TooLarge for too many different texts.
    [[nodiscard]] Expected<void> read(const ReadContext& context, const Partition& partition,
                                      const domain::LinkedVisitors& links);

    /// Lets each chunk be changed, on all workers. Error: Cancelled.
    [[nodiscard]] Expected<void> change(const ReadContext& context,
                                        const std::function<void(std::size_t number, OpenChunk& chunk)>& change);

    [[nodiscard]] const RowRequest& request() const { return m_request; }
    [[nodiscard]] std::span<const OpenChunk> chunks() const { return m_chunks; } ///< By time.
    [[nodiscard]] std::size_t rows() const { return m_rows; }                    ///< Of all chunks, wanted or not.
    /// By request().dimensions.
    [[nodiscard]] std::span<const std::shared_ptr<Dictionary>> dictionaries() const { return m_dictionaries; }
    [[nodiscard]] const std::shared_ptr<Dictionary>& currencies() const { return m_currencies; }
    [[nodiscard]] std::size_t hints() const { return m_hints.size(); } ///< Different ones, and none.

private:
    explicit ChunkSet(const RowRequest& request);
    void findOverlaps(bool linked);
    [[nodiscard]] Expected<void> openChunk(const ReadContext& context, const Partition& partition,
                                           const domain::LinkedVisitors& links, std::size_t number);
    [[nodiscard]] std::size_t textBytes() const;

    RowRequest m_request;
    std::vector<domain::Kind> m_kinds;
    std::unique_ptr<domain::EventSnapshot> m_snapshot;
    std::vector<std::size_t> m_order; ///< Snapshot numbers of the chunks, by time.
    std::vector<OpenChunk> m_chunks;
    std::vector<std::shared_ptr<Dictionary>> m_dictionaries;
    std::vector<std::shared_ptr<const SessionValues>> m_sessions; ///< By dimension; null for other properties.
    std::shared_ptr<Dictionary> m_currencies;
    Dictionary m_hints;
    Dictionary m_views;
    std::size_t m_rows = 0;
};

} // namespace sightglass::query
