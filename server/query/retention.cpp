// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/retention.h"

#include "query/foldedreport.h"
#include "query/reportjson.h"
#include "query/workers.h"

#include <algorithm>

namespace sightglass::query {

namespace {

using domain::CohortBy;
using domain::Interval;
using domain::Period;
using domain::RetentionClock;
using domain::RetentionMode;

constexpr std::size_t kMaxPeriods = 10'000;
constexpr std::size_t kMaxCells = 2'000'000;
constexpr unsigned kStart = 1;
constexpr unsigned kReturn = 2;

Interval intervalOf(Period period)
{
    return period == Period::Day ? Interval::Day : period == Period::Week ? Interval::Week : Interval::Month;
}

/// Of the clock `rolling`: 24-hour windows.
std::chrono::milliseconds rollingLength(Period period)
{
    return std::chrono::hours(24 * (period == Period::Day ? 1 : period == Period::Week ? 7 : 30));
}

constexpr std::chrono::hours kLongestPeriod{24 * 32}; // no month is longer, whatever the clocks do

} // namespace

/// The first start ever needs all that was before, "or any later one" all that comes after.
FactsRequest RetentionFold::request(const ReportContext& context, const domain::TimeRange& range)
{
    const domain::RetentionQuestion& question = context.query.retention;
    FactsRequest out{{range.from, range.to + kLongestPeriod * (question.periods + 1)}, FactNeeds::of(context.query)};
    if (question.cohortBy == CohortBy::FirstTime)
        out.range.from = kAlways.from;
    if (question.mode == RetentionMode::OnOrAfter)
        out.range.to = kAlways.to;
    out.needs.add(question.start);
    out.needs.add(question.returning);
    const domain::Condition any;
    if (question.start != any && question.returning != any && out.needs.areOfEventsAlone())
        out.only = {question.start, question.returning};
    return out;
}

Expected<RetentionFold> RetentionFold::make(const ReportContext& context, const domain::TimeRange& range,
                                            const Vocabulary& vocabulary)
{
    const domain::RetentionQuestion& question = context.query.retention;
    const Interval interval = intervalOf(question.period);
    const auto more = static_cast<std::size_t>(question.periods);
    const std::size_t cohorts = context.calendar.buckets(range, interval, kMaxPeriods).size();
    if (cohorts + more > kMaxPeriods || cohorts * (more + 1) > kMaxCells)
        return tooLarge("the table would have more than ten thousand periods or two million cells; narrow the range or "
                        "ask for longer periods");
    std::vector<Bucket> periods = context.calendar.buckets(
        {range.from, range.to + kLongestPeriod * (question.periods + 1)}, interval, cohorts + more);
    periods.resize(std::min(periods.size(), cohorts + more));
    return RetentionFold(context, range, vocabulary, PeriodIndex(std::move(periods)), cohorts);
}

RetentionFold::RetentionFold(const ReportContext& context, const domain::TimeRange& range, const Vocabulary& vocabulary,
                             PeriodIndex periods, std::size_t cohorts)
    : m_context(&context)
    , m_range(range)
    , m_conditions({question().start, question().returning}, vocabulary)
    , m_periods(std::move(periods))
    , m_cohorts(cohorts)
    , m_cells(cellsOf(question()))
    , m_cellOf(static_cast<std::size_t>(m_cells.back().last) + 1, -1)
    , m_width(m_cells.size())
    , m_lengthMs(rollingLength(question().period).count())
    , m_anyReturn(question().returning == domain::Condition())
    , m_startReturns(m_anyReturn && question().start == domain::Condition())
    , m_sizes(cohorts)
    , m_counts(cohorts * m_width)
{
    for (std::size_t c = 0; c < m_cells.size(); ++c) {
        for (int n = m_cells[c].first; n <= m_cells[c].last; ++n)
            m_cellOf[static_cast<std::size_t>(n)] = static_cast<std::int32_t>(c);
    }
}

std::vector<domain::RetentionBracket> RetentionFold::cellsOf(const domain::RetentionQuestion& question)
{
    if (question.mode == RetentionMode::Bracket)
        return question.brackets;
    std::vector<domain::RetentionBracket> out;
    for (int n = 0; n <= question.periods; ++n)
        out.push_back({n, n});
    return out;
}

Expected<void> RetentionFold::take(const Facts& part)
{
    const auto bits = m_conditions.bits(part);
    if (!bits)
        return unexpected(bits.error());
    const std::vector<std::uint32_t>& person = part.rows.person;
    for (std::uint32_t row = 0; row < person.size(); ++row) {
        if (row > 0 && person[row] != person[row - 1])
            endPerson();
        if (row % kRowsBetweenChecks == 0 && m_context->cancel.isCancelled())
            return cancelled();
        if (person[row] != 0 && (*bits)[row] != 0)
            takeRow(part.rows.time[row],
                    m_anyReturn && isBackground(part.rows, row) ? (*bits)[row] & kStart : (*bits)[row]);
    }
    endPerson();
    return {};
}

/// The return comes first: one event does not return to itself.
void RetentionFold::takeRow(std::int64_t time, unsigned bits)
{
    const bool starts = (bits & kStart) && !m_known;
    if (!starts && m_entries.empty())
        return;
    const std::int32_t period = m_periods.of(time);
    if ((bits & kReturn) && !m_entries.empty())
        comeBack(time, period);
    if (starts)
        start(time, period);
}

void RetentionFold::start(std::int64_t time, std::int32_t period)
{
    m_known = question().cohortBy == CohortBy::FirstTime;
    if (!m_range.contains(fromMs(time)) || (!m_entries.empty() && m_entries.back().cohort == period))
        return;
    m_entries.push_back({period, time});
    m_countedPeriod = -1;
}

std::int32_t RetentionFold::distance(const Entry& entry, std::int64_t time, std::int32_t period) const
{
    const std::int64_t n =
        question().clock == RetentionClock::Calendar ? period - entry.cohort : (time - entry.time) / m_lengthMs;
    return static_cast<std::int32_t>(std::min<std::int64_t>(n, static_cast<std::int64_t>(m_cellOf.size())));
}

void RetentionFold::comeBack(std::int64_t time, std::int32_t period)
{
    if (question().mode == RetentionMode::OnOrAfter) {
        m_lastTime = time;
        m_lastPeriod = period;
        for (std::size_t i = m_firstOpen; i < m_entries.size(); ++i)
            m_entries[i].returned = true;
        m_firstOpen = m_entries.size();
        return;
    }
    if (question().clock == RetentionClock::Calendar && period == m_countedPeriod)
        return;
    m_countedPeriod = period;
    for (std::size_t i = m_firstOpen; i < m_entries.size(); ++i) {
        Entry& entry = m_entries[i];
        const auto n = static_cast<std::size_t>(distance(entry, time, period));
        const std::int32_t cell = n < m_cellOf.size() ? m_cellOf[n] : -1;
        if (n >= m_cellOf.size()) {
            m_firstOpen = i + 1;
        } else if (cell >= 0 && cell != entry.counted &&
                   !(m_startReturns && m_cells[static_cast<std::size_t>(cell)].first == 0)) {
            entry.counted = cell;
            ++countOf(static_cast<std::size_t>(entry.cohort), static_cast<std::size_t>(cell));
        }
    }
}

void RetentionFold::endPerson()
{
    for (const Entry& entry : m_entries) {
        const auto cohort = static_cast<std::size_t>(entry.cohort);
        ++m_sizes[cohort];
        if (question().mode != RetentionMode::OnOrAfter) {
            m_counts[cohort * m_width] += m_startReturns && m_cells.front().first == 0 ? 1 : 0;
            continue;
        }
        const std::int32_t last = entry.returned ? distance(entry, m_lastTime, m_lastPeriod) : 0;
        if (entry.returned || m_startReturns)
            ++countOf(cohort, std::min(static_cast<std::size_t>(last), m_width - 1));
    }
    m_entries.clear();
    m_firstOpen = 0;
    m_countedPeriod = -1;
    m_known = false;
}

void RetentionFold::merge(RetentionFold&& other)
{
    for (std::size_t c = 0; c < m_sizes.size(); ++c)
        m_sizes[c] += other.m_sizes[c];
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        m_counts[i] += other.m_counts[i];
}

} // namespace sightglass::query
