// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/chunkreads.h"
#include "storage/freshrows.h"
#include "storage/sealedparts.h"

#include <memory>
#include <set>
#include <vector>

namespace sightglass::storage {

/// What a request sees as of one moment: sealed chunks, read when they are asked for within one read transaction, and
/// fresh rows, which have been copied. See EventSnapshot for what is promised.
/// The range of times in ChunkInfo is that of the whole sealed chunk, also when some of its rows are left out.
class Snapshot final : public domain::EventSnapshot
{
public:
    /// The cache behind `reads` must outlive it.
    Snapshot(const domain::ScanRequest& request, std::set<SourceId> sources, std::shared_ptr<ChunkReads> reads,
             std::shared_ptr<const FreshRows> fresh);

    [[nodiscard]] std::span<const domain::ChunkInfo> chunks() const override { return m_infos; }
    [[nodiscard]] Expected<std::shared_ptr<const domain::SortedChunk>> chunk(std::size_t index) const override;
    [[nodiscard]] Expected<std::vector<std::string>> dictionary(std::size_t index,
                                                                domain::TextColumn column) const override;

private:
    struct Place
    {
        std::int64_t day = 0;
        bool isFresh = false;
        std::size_t index = 0; ///< Into m_sealed, or the parts of m_fresh.
    };
    [[nodiscard]] domain::ChunkInfo infoOf(const Place& place) const;

    const domain::ScanRequest m_request;
    const std::set<SourceId> m_sources;
    std::shared_ptr<ChunkReads> m_reads; ///< Null when nothing sealed is in it.
    const std::shared_ptr<const FreshRows> m_fresh;
    std::vector<SealedPart> m_sealed;
    std::vector<Place> m_places; ///< By day.
    std::vector<domain::ChunkInfo> m_infos;
};

} // namespace sightglass::storage
