// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/foldpeople.h"
#include "query/pairmap.h"
#include "query/valueslots.h"

#include <QJsonArray>

#include <array>
#include <optional>

namespace sightglass::query {

/// Page speed (metrics §11): the 75th percentile of each vital, per value of a property. Of one page load the last
/// value of each vital counts, under the property's value of the report that brought it. Reports of one visitor with
/// one view id are one load; a report without is one by itself. A fold; the context outlives it. Memory: one number per
/// load and vital. Errors: those of QueryEngine; TooLarge past sixteen million numbers or a hundred thousand values.
class VitalsFold
{
public:
    [[nodiscard]] static FactsRequest request(const ReportContext& context, const domain::TimeRange& range);
    [[nodiscard]] static Expected<VitalsFold> make(const ReportContext& context, const domain::TimeRange& range,
                                                   const Vocabulary& vocabulary);

    [[nodiscard]] Expected<void> take(const Facts& part);
    void merge(VitalsFold&& other);
    [[nodiscard]] Expected<QJsonObject> finish();

private:
    static constexpr std::size_t kVitals = 5;
    struct Load
    {
        std::array<std::uint32_t, kVitals> rows; ///< That brought the last value of each vital; kNone.
    };
    struct Group
    {
        std::int64_t loads = 0;
        std::array<std::vector<double>, kVitals> values;
    };

    VitalsFold(const ReportContext& context, const domain::TimeRange& range, const Vocabulary& vocabulary);

    void collect(const Facts& part);
    void addReport(const Facts& part, Load& load, std::uint32_t row);
    void addLoad(const Facts& part, const Values* values, const Load& load);
    void addValue(std::uint32_t slot, std::size_t vital, double value);
    Group& groupOf(std::uint32_t slot);
    [[nodiscard]] Expected<void> checkSize() const;
    [[nodiscard]] bool isHidden(const Group& group) const;
    [[nodiscard]] QJsonObject shown(std::uint32_t slot);

    const ReportContext* m_context;
    domain::TimeRange m_range;
    std::array<std::vector<double>, kVitals> m_numbers; ///< By value id; NaN for what is no number.
    std::optional<ValueSlots> m_slots;                  ///< With a property; without it all is slot 0.
    std::vector<std::uint32_t> m_groupOfSlot;
    std::vector<Group> m_groups;
    std::size_t m_count = 0;

    std::array<const Dimension*, kVitals> m_columns{}; ///< Of the part being taken.
    std::vector<Load> m_loads;
    std::vector<std::uint32_t> m_slotsOfOne;
    std::vector<std::uint32_t> m_slotsOfLoad;
};

} // namespace sightglass::query
