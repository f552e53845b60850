// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/foldpeople.h"
#include "query/periodindex.h"

#include <QJsonArray>

#include <array>
#include <vector>

namespace sightglass::query {

/// Activity (metrics §8): rolling daily, weekly and monthly users, stickiness, days of activity, lifecycle, L7 and L28.
/// Active is who has an event that starts a visit and was not in the background. The days are those that the range
/// touches and that have begun; they are whole, whatever the range cuts off.
/// A fold; the context outlives it. Memory: some numbers a day. Errors: those of QueryEngine; TooLarge past ten
/// thousand days.
class ActivityFold
{
public:
    [[nodiscard]] static FactsRequest request(const ReportContext& context, const domain::TimeRange& range);
    [[nodiscard]] static Expected<ActivityFold> make(const ReportContext& context, const domain::TimeRange& range,
                                                     const Vocabulary& vocabulary);

    [[nodiscard]] Expected<void> take(const Facts& part);
    void merge(ActivityFold&& other);
    [[nodiscard]] Expected<QJsonObject> finish();

private:
    struct Lifecycle
    {
        std::int64_t fresh = 0;
        std::int64_t returning = 0;
        std::int64_t resurrecting = 0;
        std::int64_t dormant = 0;
    };
    using Counts = std::vector<std::int64_t>;
    enum Window : std::size_t { kWeek, kFourWeeks, kMonth };
    static constexpr std::array<std::size_t, 3> kWindows{7, 28, 30}; ///< Days; rolling, not calendar (metrics §8).

    ActivityFold(const ReportContext& context, PeriodIndex days, std::size_t firstDay, PeriodIndex periods);

    void takeRow(std::int64_t time, bool isDaily);
    void endPerson();
    void countDays();
    void countLifecycle();
    static void addWindow(Counts& changes, std::size_t day, std::size_t& coveredTo, std::size_t length);
    [[nodiscard]] static Counts summed(const Counts& changes);
    [[nodiscard]] QString date(const Bucket& period) const;
    [[nodiscard]] QJsonArray dayList(const Counts& weekly, const Counts& monthly) const;
    [[nodiscard]] QJsonValue stickiness() const;
    [[nodiscard]] QJsonValue activeDays(std::size_t window, const Counts& active) const;
    [[nodiscard]] QJsonArray histogram() const;
    [[nodiscard]] QJsonArray lifecycle() const;

    const ReportContext* m_context;
    PeriodIndex m_days;     ///< The report's, after those that its first month reaches back to.
    std::size_t m_firstDay; ///< Of the report.
    PeriodIndex m_periods;  ///< Of the lifecycle, after the one before the first.
    std::int64_t m_end;     ///< Of the last day: nothing at or after it counts.

    Counts m_daily; ///< By day: people active on it.
    std::array<Counts, 3>
        m_changes;      ///< By window of 7, 28 and 30 days, and day: people active in it, less those of the day before.
    Counts m_histogram; ///< By number of days within the report.
    std::vector<Lifecycle> m_lifecycle;
    std::int64_t m_people = 0; ///< Active in the report.
    bool m_isCookieless = false;

    std::vector<std::int32_t> m_personDays; ///< Of the person being looked at, each once.
    std::vector<std::int32_t> m_personPeriods;
    std::int32_t m_seenFirst = 0; ///< Period in which the person was first seen.
    bool m_seen = false;
    std::int64_t m_nothingNewUntil = 0; ///< The current day and period go on until then.
};

} // namespace sightglass::query
