// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/freshrows.h"

#include <memory>
#include <vector>

namespace sightglass::storage {

/// What a request sees as of one moment. See EventSnapshot for what is promised.
class Snapshot final : public domain::EventSnapshot
{
public:
    Snapshot(const domain::ScanRequest& request, std::shared_ptr<const FreshRows> fresh);

    [[nodiscard]] std::span<const domain::ChunkInfo> chunks() const override { return m_infos; }
    [[nodiscard]] Expected<std::shared_ptr<const domain::SortedChunk>> chunk(std::size_t index) const override;
    [[nodiscard]] Expected<std::vector<std::string>> dictionary(std::size_t index,
                                                                domain::TextColumn column) const override;

private:
    const domain::ScanRequest m_request;
    const std::shared_ptr<const FreshRows> m_fresh;
    std::vector<domain::ChunkInfo> m_infos;
};

} // namespace sightglass::storage
