// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/property.h"
#include "support/oracle.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace sightglass::test {

struct OracleRow
{
    const domain::Event* event = nullptr;
    std::uint64_t person = 0;
    int visit = -1;
};

struct OracleVisit
{
    std::vector<std::size_t> rows;
    TimePoint start{}, end{};
    std::uint64_t person = 0;
    std::vector<std::size_t> views;
    bool intent = false, exception = false, unhandled = false, converted = false;
    bool hit = false;
    std::map<std::pair<std::string, std::string>, std::pair<std::int64_t, int>>
        engagement; ///< (page, view) → ms, depth
    std::int64_t engagedMs() const
    {
        std::int64_t sum = 0;
        for (const auto& [key, value] : engagement)
            sum += value.first;
        return sum;
    }
    bool bounce() const { return views.size() <= 1 && !intent; }
    bool engaged() const
    {
        return engagedMs() >= 10000 || end - start >= std::chrono::seconds(10) || views.size() >= 2 || converted;
    }
};

/// How values that are one but for case are spelled where something was counted under them.
class OracleSpellings
{
public:
    explicit OracleSpellings(query::PropertyName property)
        : m_property(std::move(property))
    {
    }

    const query::PropertyName& property() const { return m_property; }
    /// What the value is grouped by.
    std::string count(const std::string& value, int times = 1);
    /// By key: the most frequent spelling, of equally frequent ones the first by bytes.
    std::map<std::string, std::string> shown() const;

private:
    query::PropertyName m_property;
    std::map<std::string, std::map<std::string, int>> m_counts;
};

/// Who did what in which visit, and what the filters leave of it: the ground that every answer of the oracle stands on
/// (metrics §1–3, §5). Rows stand by person, then by (event_time, received_at, message_id).
class OracleFacts
{
public:
    /// Reads a day more than `range` at both ends.
    OracleFacts(const OracleInput& input, const domain::TimeRange& range);
    /// Reads `read`; `range` is what counts.
    OracleFacts(const OracleInput& input, const domain::TimeRange& range, const domain::TimeRange& read);

    const OracleInput& input() const { return m_in; }
    const domain::TimeRange& range() const { return m_range; }
    const std::vector<OracleRow>& rows() const { return m_rows; }
    const std::vector<OracleVisit>& visits() const { return m_visits; }
    const domain::Event& event(std::size_t row) const { return *m_rows[row].event; }
    /// Passes all filters.
    bool isChosen(std::size_t row) const { return m_chosen[row]; }
    /// Is a conversion of the goal.
    bool converts(std::size_t row) const { return m_converts[row]; }
    bool engagementCounts() const { return m_engagementCounts; }
    bool isView(const domain::Event& event) const;
    bool meets(std::size_t row, const domain::Condition& condition) const;

    /// Under which values does a row stand? Absent is "".
    std::vector<std::string> valuesOf(std::size_t row, const query::PropertyName& property) const;
    /// What a value is grouped by.
    static std::string keyOf(const query::PropertyName& property, const std::string& value);
    /// Every different value, as a key with the spelling to show where chosen events, visits and conversions are
    /// counted.
    std::map<std::string, std::string> allValues(const query::PropertyName& property) const;

private:
    bool wanted(const domain::Event& event) const;
    void readRows(const domain::TimeRange& read);
    void cutVisits();
    bool endsBefore(const OracleVisit& visit, const domain::Event& event) const;
    bool namesOtherCampaign(const OracleVisit& visit, const domain::Event& event) const;
    void join(std::size_t row, OracleVisit& visit) const;
    void choose();
    void chooseConversions(const domain::Condition& goal);
    std::string sessionValue(const domain::Event& event, const std::string& key) const;
    std::vector<std::string> personValues(std::uint64_t person, const query::PropertyName& property) const;
    bool passes(std::size_t row, const domain::Filter& filter) const;
    bool passesForGoal(std::size_t row, const domain::Filter& filter, const domain::Condition& goal) const;
    bool reached(const OracleVisit& visit, std::size_t last, const domain::Condition& condition) const;
    bool isInCohort(std::uint64_t person, const domain::CohortRule& rule) const;

    const OracleInput& m_in;
    domain::TimeRange m_range;
    std::vector<OracleRow> m_rows;
    std::vector<OracleRow> m_everything;
    std::vector<OracleVisit> m_visits;
    std::vector<bool> m_chosen;
    std::vector<bool> m_converts;
    bool m_engagementCounts = false;
    mutable std::map<const domain::CohortRule*, std::set<std::uint64_t>> m_cohorts;
};

} // namespace sightglass::test
