// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"

#include <memory>
#include <vector>

namespace sightglass::test {

/// A scan over a plain vector: plain loops, no pruning, small chunks so that joins of chunks are exercised.
/// The second implementation that proves the interface (design §6).
class MemoryScan final : public domain::EventScan
{
public:
    /// Events without a sequence get their position. All belong to one project; `project` of events is not looked at.
    explicit MemoryScan(std::vector<domain::Event> events, std::size_t chunkRows = 1000);

    [[nodiscard]] Expected<std::unique_ptr<domain::EventSnapshot>> open(const domain::ScanRequest& request,
                                                                        const domain::Cancellation& cancel) override;
    [[nodiscard]] Expected<std::vector<domain::IdentityLink>> identityLinks(ProjectId project) override;
    [[nodiscard]] Expected<domain::TimeRange> extent(ProjectId project) override;

private:
    std::shared_ptr<const std::vector<domain::Event>> m_events;
    std::size_t m_chunkRows;
};

/// The links that stored events make (domain/identity.h).
[[nodiscard]] std::vector<domain::IdentityLink> linksOf(const std::vector<domain::Event>& events);
[[nodiscard]] std::int64_t numberOf(const domain::Event& event, domain::NumberColumn column);
[[nodiscard]] std::string textOf(const domain::Event& event, domain::TextColumn column);
[[nodiscard]] std::string textOf(const domain::PropertyMap& map, const std::string& key);
/// The same of numbers only, as vitals are read.
[[nodiscard]] std::string numberTextOf(const domain::PropertyMap& map, const std::string& key);

} // namespace sightglass::test
