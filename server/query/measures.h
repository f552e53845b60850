// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/bucketindex.h"
#include "query/foldpeople.h"
#include "query/measurecells.h"
#include "query/valueslots.h"

#include <optional>
#include <vector>

namespace sightglass::query {

/// How the events of a question are spread over cells: of each slot first the whole range, then the buckets.
struct MeasureLayout
{
    std::vector<domain::Measure> measures;
    std::vector<Bucket> buckets;
    /// By slot of the property's values: where they are counted. Empty without a property.
    std::vector<std::uint32_t> placeOfSlot;
    bool hasAll = true; ///< Place 0 counts everything.
    std::size_t places = 1;

    [[nodiscard]] std::size_t cell(std::size_t place) const { return place * (buckets.size() + 1); }
};

/// Events data (openmetrics §9): the events that meet the query's goal, counted and measured. A fold; the context
/// outlives it. Errors: those of QueryEngine; TooLarge past sixteen million numbers and texts to remember.
class MeasuresFold
{
public:
    [[nodiscard]] static FactsRequest request(const ReportContext& context);
    [[nodiscard]] static Expected<MeasuresFold> make(const ReportContext& context, const MeasureLayout& layout,
                                                     const Vocabulary& vocabulary);

    [[nodiscard]] Expected<void> take(const Facts& part);
    void merge(MeasuresFold&& other);

    [[nodiscard]] MeasureCells& cells() { return m_cells; }
    [[nodiscard]] const std::optional<ValueSlots>& slots() const { return m_slots; }

private:
    MeasuresFold(const ReportContext& context, const MeasureLayout& layout, const Vocabulary& vocabulary);

    void takeColumns(const Facts& part);
    void measure(const Facts& part, std::uint32_t row);
    void findPlaces(const Facts& part, const Values* values, std::uint32_t row);

    const ReportContext* m_context;
    const MeasureLayout* m_layout;
    MeasureCells m_cells;
    BucketIndex m_buckets;
    std::optional<ValueSlots> m_slots;
    std::vector<std::vector<double>> m_numbers; ///< By property and value id.
    std::uint64_t m_personBase = 0;             ///< Numbers of people go on from part to part.

    const Dimension* m_session = nullptr; ///< Of the part being taken.
    std::vector<const Dimension*> m_columns;
    MeasuredRow m_row;
    std::vector<std::uint32_t> m_slotsOfRow;
    std::vector<std::uint32_t> m_places;
};

} // namespace sightglass::query
