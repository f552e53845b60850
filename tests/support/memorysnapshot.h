// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"

#include <memory>
#include <vector>

namespace sightglass::test {

/// A snapshot over a plain vector: events are dealt, in the order given, into small chunks of one UTC day each, so that
/// a day has several, and a visitor rows in more than one of them. Made eagerly; any thread.
class MemorySnapshot final : public domain::EventSnapshot
{
public:
    MemorySnapshot(std::shared_ptr<const std::vector<domain::Event>> events, const domain::ScanRequest& request,
                   std::size_t chunkRows);

    [[nodiscard]] std::span<const domain::ChunkInfo> chunks() const override { return m_infos; }
    [[nodiscard]] Expected<std::shared_ptr<const domain::SortedChunk>> chunk(std::size_t index) const override;
    [[nodiscard]] Expected<std::vector<std::string>> dictionary(std::size_t index,
                                                                domain::TextColumn column) const override;

private:
    using Rows = std::vector<const domain::Event*>;

    void keep(Rows rows);

    std::shared_ptr<const std::vector<domain::Event>> m_events;
    std::shared_ptr<const domain::ScanRequest> m_request;
    std::vector<Rows> m_chunks;
    std::vector<domain::ChunkInfo> m_infos;
};

} // namespace sightglass::test
