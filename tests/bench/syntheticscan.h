// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"

#include <cstdint>
#include <memory>
#include <random>
#include <vector>

namespace sightglass::bench {

/// What a synthetic history looks like.
struct HistoryShape
{
    TimePoint from{};
    int days = 365;
    std::size_t rows = 10'000'000;
    std::uint32_t visitors = 500'000;
    std::uint32_t pages = 2'000;
    std::uint64_t seed = 7;
};

/// A seeded year of a web site as sorted chunks with narrow columns, one a day, held in memory as a warm cache would:
/// few visitors come often, few pages are seen most. Only the columns that usual questions read say anything.
/// Thread: any.
class SyntheticScan final : public domain::EventScan
{
public:
    explicit SyntheticScan(const HistoryShape& shape);

    [[nodiscard]] Expected<std::unique_ptr<domain::EventSnapshot>> open(const domain::ScanRequest& request,
                                                                        const domain::Cancellation& cancel) override;
    [[nodiscard]] Expected<std::vector<domain::IdentityLink>> identityLinks(ProjectId project) override;
    [[nodiscard]] Expected<domain::TimeRange> extent(ProjectId project) override;
    [[nodiscard]] std::size_t rows() const { return m_rows; }

private:
    struct Day;
    class DayChunk;
    class Snapshot;

    [[nodiscard]] std::shared_ptr<const Day> makeDay(const HistoryShape& shape, int day, std::mt19937_64& random) const;

    std::vector<std::shared_ptr<const Day>> m_days;
    std::vector<std::string> m_texts;
    std::vector<std::string_view> m_pages{std::string_view()};
    std::vector<std::string_view> m_hosts{std::string_view()};
    std::vector<std::string_view> m_countries{std::string_view()};
    std::vector<std::string_view> m_names{std::string_view()};
    std::size_t m_rows = 0;
};

} // namespace sightglass::bench
