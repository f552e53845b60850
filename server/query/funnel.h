// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/funnelwalk.h"
#include "query/periodindex.h"

#include <QJsonArray>

#include <optional>

namespace sightglass::query {

/// Funnel (metrics §6): how far people, or visits, got through a list of steps. A fold; the context outlives it.
/// What openmetrics §12 adds: the first attempt or all of them, exclusions, one value at all steps, a series.
/// Memory: two times per step reached, and one set of counts per value of the property that somebody began with.
/// Errors: those of QueryEngine; TooLarge past sixteen million times or a hundred thousand values.
class FunnelFold
{
public:
    [[nodiscard]] static FactsRequest request(const ReportContext& context, const domain::TimeRange& range);
    [[nodiscard]] static Expected<FunnelFold> make(const ReportContext& context, const domain::TimeRange& range,
                                                   const Vocabulary& vocabulary);

    [[nodiscard]] Expected<void> take(const Facts& part);
    void merge(FunnelFold&& other);
    [[nodiscard]] Expected<QJsonObject> finish();

private:
    struct Step
    {
        std::int64_t count = 0;
        std::vector<std::int64_t> times;     ///< ms since the level before, of everyone who came here.
        std::vector<std::int64_t> fromFirst; ///< ms since the first level; from the third on, where it is not the same.
    };
    using Levels = std::array<Step, kMaxSteps>;

    FunnelFold(const ReportContext& context, const domain::TimeRange& range, const Vocabulary& vocabulary);

    void count(const Facts& facts, const Values* values, const Attempt& attempt);
    void countInto(Levels& levels, const Attempt& attempt);
    std::uint32_t groupOf(std::uint32_t slot);
    [[nodiscard]] Expected<void> checkSize() const;
    [[nodiscard]] const domain::FunnelQuestion& question() const { return m_context->query.funnel; }
    [[nodiscard]] QJsonArray stepList(Levels& levels) const; ///< Reorders the times.
    [[nodiscard]] static QJsonObject stepTimes(Step& step, std::size_t level);
    [[nodiscard]] QJsonArray groupList();
    [[nodiscard]] QJsonArray bucketList();

    const ReportContext* m_context;
    domain::TimeRange m_range; ///< Where the first step must lie.
    FunnelWalk m_walk;
    Levels m_total;
    std::size_t m_times = 0;

    std::optional<ValueSlots> m_slots; ///< With a property.
    std::vector<std::uint32_t> m_groupOfSlot;
    std::vector<std::uint32_t> m_slotOfGroup;
    std::vector<Levels> m_groups;
    std::vector<std::uint32_t> m_slotsOfOne;

    std::optional<PeriodIndex> m_periods; ///< Of a series.
    std::vector<Levels> m_buckets;
};

} // namespace sightglass::query
