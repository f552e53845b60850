// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/bucketindex.h"
#include "query/facts.h"
#include "query/tally.h"

#include <QJsonValue>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sightglass::query {

/// Values of a property sorted into slots. Without a property, everything is slot 0.
struct Grouping
{
    std::optional<PropertyName> property;
    std::vector<std::uint32_t> slotOfValue; ///< By value id; kNone = nowhere. Empty = the ids are the slots.
    std::size_t slots = 1;

    [[nodiscard]] std::uint32_t slotOf(std::uint32_t value) const
    {
        return slotOfValue.empty() ? value : slotOfValue[value];
    }
    /// Puts what stands in each slot into another.
    void reassign(std::span<const std::uint32_t> slotOfSlot, std::size_t count);
    [[nodiscard]] bool isOfPages() const { return property && property->field == Field::Page; }
};

/// Cells to be counted: slot × bucket. `buckets` empty = the range is one.
struct CellRequest
{
    Grouping grouping;
    std::vector<Bucket> buckets;
    TallyNeeds needs;
    bool logsPeople = false;                    ///< For Tallies::together().
    std::shared_ptr<LogRoom> logRoom = nullptr; ///< Set then.
};
/// Error: TooLarge beyond two million cells.
[[nodiscard]] Expected<Tallies> emptyTallies(const CellRequest& request);

/// Which rows of a part count as events of its range: chosen, in time, and no mere records.
class CountedRows
{
public:
    /// Replaces what it held.
    void mark(const Facts& part);
    /// RowFlags of row number `row`; 0 = it does not count.
    [[nodiscard]] std::uint8_t operator[](std::size_t row) const { return m_flags[row]; }

private:
    std::vector<std::uint8_t> m_flags;
};

/// Counts the chosen rows and visits of the facts' range into cells; people come one after the other.
class TallyFold
{
public:
    /// Error: TooLarge beyond two million cells.
    [[nodiscard]] static Expected<TallyFold> make(const CellRequest& request);

    void take(const Facts& part, const CountedRows& counted);
    void merge(TallyFold&& other) { add(std::move(other.m_out)); }
    /// Adds what was counted of other people.
    void add(Tallies&& other) { m_out.add(std::move(other)); }
    [[nodiscard]] const Tallies& tallies() const { return m_out; }
    [[nodiscard]] Tallies finish() && { return std::move(m_out); }
    [[nodiscard]] std::size_t bytes() const { return m_out.bytes(); }

private:
    TallyFold(const CellRequest& request, Tallies out);

    /// Rows of one person, one after the other, that stand under one cell.
    struct Stretch
    {
        std::uint32_t events = 0;
        std::uint32_t pageviews = 0;
        std::uint8_t flags = 0; ///< Of any of them.
    };

    void findValues(const Facts& part);
    template <bool ByValue, bool ByTime> void takePeople(const Facts& part, const CountedRows& counted);
    template <bool ByValue, bool ByTime>
    void takePerson(const Facts& part, const CountedRows& counted, std::uint32_t person);
    void takeAmounts(const Facts& part, const CountedRows& counted);
    void countAmount(const Facts& part, std::uint32_t row, std::size_t cell);
    void countStretch(const Stretch& stretch, std::size_t cell, std::uint32_t person);
    void takeRows(const Facts& part, const CountedRows& counted);
    void countEvent(const Facts& part, std::uint32_t row, std::size_t cell);
    void countError(const Facts& part, std::uint32_t row, std::size_t cell);
    void countConversion(const Facts& part, std::uint32_t row, std::size_t bucket);
    void takeVisits(const Facts& part);
    void takeVisitRows(const Facts& part, std::uint32_t number, std::size_t bucket);
    void countVisit(const Visit& visit, std::uint32_t number, std::size_t cell);
    void takePages(const Facts& part, std::uint32_t number, std::size_t bucket);
    void takeEngagement(const Facts& part, std::uint32_t number, std::size_t bucket);
    [[nodiscard]] std::uint32_t slotOfPage(std::uint32_t page) const;
    [[nodiscard]] std::uint32_t slotOf(std::uint32_t row) const
    {
        return m_values ? m_grouping.slotOf(m_values[row]) : 0;
    }
    [[nodiscard]] std::span<const std::uint32_t> slotsOf(const Facts& part, std::uint32_t row);
    [[nodiscard]] std::span<const std::uint32_t> conversionSlotsOf(const Facts& part, std::uint32_t row);
    void addSlot(std::uint32_t slot);

    Grouping m_grouping;
    BucketIndex m_buckets;
    Tallies m_out;
    std::uint32_t m_personBase = 0; ///< Stamps go on from part to part.
    std::uint32_t m_visitBase = 0;
    const std::uint32_t* m_values = nullptr;     ///< Of the part, by row; of properties with one value a row.
    std::vector<std::uint32_t> m_valuesOfVisits; ///< Behind m_values when they are the visit's.
    std::vector<std::uint32_t> m_slots;
    std::vector<Engagement> m_engagements;
    bool m_ofPeople = false;   ///< Several values a person.
    bool m_visitIsOne = false; ///< All rows of a visit stand under the same value.
    TallyNeeds m_needs;
};

/// How a cell's numbers become an answer.
struct MetricContext
{
    const Tallies& tallies;
    const Dictionary& currencies;
    std::string currency; ///< The project's, for amounts that name none.
    bool byPage = false;  ///< A row of a breakdown by page: bounce and duration are those of visits that entered there.
};
[[nodiscard]] QJsonValue metricValue(const MetricContext& context, std::size_t cell, Metric metric);
/// For sorting; money by the project's currency. NaN = no value.
[[nodiscard]] double sortValue(const MetricContext& context, std::size_t cell, Metric metric);

} // namespace sightglass::query
