// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/conditionset.h"
#include "query/foldpeople.h"
#include "query/periodindex.h"

#include <QJsonArray>

namespace sightglass::query {

/// Retention (metrics §7): which share of the people who began in a period came back in later ones. Cohorts are the
/// calendar periods that the range touches; cells go past its end, one for each period or for each bracket of several
/// (openmetrics §11.3). A fold; the context outlives it. Memory: one number
/// a cell. Errors: those of QueryEngine; TooLarge past two million cells.
class RetentionFold
{
public:
    [[nodiscard]] static FactsRequest request(const ReportContext& context, const domain::TimeRange& range);
    [[nodiscard]] static Expected<RetentionFold> make(const ReportContext& context, const domain::TimeRange& range,
                                                      const Vocabulary& vocabulary);

    [[nodiscard]] Expected<void> take(const Facts& part);
    void merge(RetentionFold&& other);
    [[nodiscard]] Expected<QJsonObject> finish();

private:
    /// One cohort that the person being looked at is in.
    struct Entry
    {
        std::int32_t cohort = 0;
        std::int64_t time = 0;
        std::int32_t counted = -1; ///< The last cell that counted them.
        bool returned = false;     ///< Of on_or_after: there is a return event after the start.
    };
    struct Cell
    {
        bool begun = false;
        bool complete = false;
    };

    RetentionFold(const ReportContext& context, const domain::TimeRange& range, const Vocabulary& vocabulary,
                  PeriodIndex periods, std::size_t cohorts);

    void takeRow(std::int64_t time, unsigned bits);
    void start(std::int64_t time, std::int32_t period);
    void comeBack(std::int64_t time, std::int32_t period);
    void endPerson();
    [[nodiscard]] static std::vector<domain::RetentionBracket> cellsOf(const domain::RetentionQuestion& question);
    [[nodiscard]] std::int32_t distance(const Entry& entry, std::int64_t time, std::int32_t period) const;
    [[nodiscard]] std::int64_t& countOf(std::size_t cohort, std::size_t n) { return m_counts[cohort * m_width + n]; }
    [[nodiscard]] Cell cell(std::size_t cohort, std::size_t n) const;
    [[nodiscard]] QJsonValue average(std::size_t n);
    [[nodiscard]] QJsonArray cells(std::size_t cohort);
    void addUpLaterOnes();

    [[nodiscard]] const domain::RetentionQuestion& question() const { return m_context->query.retention; }

    const ReportContext* m_context;
    domain::TimeRange m_range; ///< Where people enter.
    ConditionSet m_conditions; ///< Start and return.
    PeriodIndex m_periods;     ///< The cohorts' and those that their cells reach.
    std::size_t m_cohorts;
    std::vector<domain::RetentionBracket> m_cells; ///< Which periods each cell of a cohort covers, from its own on.
    std::vector<std::int32_t> m_cellOf;            ///< By period, past the last one too; -1 = in no cell.
    std::size_t m_width;                           ///< Cells of a cohort.
    std::int64_t m_lengthMs;                       ///< Of a rolling period.
    bool m_anyReturn;                              ///< Whatever a person does is a return.
    bool m_startReturns;                           ///< "Any event" retention: R[c][0] is all of them by definition.
    std::vector<std::int64_t> m_sizes;             ///< By cohort.
    std::vector<std::int64_t>
        m_counts; ///< By cohort and n; of on_or_after, until finish(), those whose last return it was.

    bool m_known = false; ///< The person has started before, by first_time.
    std::vector<Entry> m_entries;
    std::size_t m_firstOpen = 0;       ///< Entries before it have no cells left.
    std::int32_t m_countedPeriod = -1; ///< Whose returns all entries have, by `on` and the calendar.
    std::int32_t m_lastPeriod = 0;     ///< Of the last return, by `on_or_after`.
    std::int64_t m_lastTime = 0;
};

} // namespace sightglass::query
