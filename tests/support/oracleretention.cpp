// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclereports.h"

#include "query/calendar.h"

#include <QJsonArray>

#include <algorithm>

namespace sightglass::test {

using namespace domain;
using namespace std::chrono_literals;

namespace {

/// Somebody who enters a cohort, with the row that lets them in.
struct Member
{
    std::uint64_t person = 0;
    std::size_t row = 0;
};

/// Metrics §7.
class Retention
{
public:
    explicit Retention(const OracleFacts& facts)
        : m_facts(facts)
        , m_question(facts.input().query.retention)
        , m_calendar(*query::Calendar::of(facts.input().query.timezone, facts.input().project.weekStartsOnSunday))
    {
        const TimeRange& range = facts.range();
        TimePoint last = std::max(facts.input().now, range.to);
        for (const OracleRow& row : facts.rows())
            last = std::max(last, row.event->eventTime);
        const Interval interval = m_question.period == Period::Day    ? Interval::Day
                                  : m_question.period == Period::Week ? Interval::Week
                                                                      : Interval::Month;
        m_buckets = m_calendar.buckets({range.from, last + 1ms}, interval, 1'000'000);
        while (m_cohorts.size() < m_buckets.size() && m_buckets[m_cohorts.size()].start < range.to)
            m_cohorts.emplace_back();
        findMembers();
        if (m_question.mode == RetentionMode::Bracket)
            m_cells = m_question.brackets;
        for (int n = 0; n <= m_question.periods && m_question.mode != RetentionMode::Bracket; ++n)
            m_cells.push_back({n, n});
    }

    QJsonObject answer() const
    {
        QJsonArray cohorts;
        for (std::size_t c = 0; c < m_cohorts.size(); ++c) {
            QJsonArray cells;
            for (const RetentionBracket& cell : m_cells) {
                if (!hasBegun(c, cell.first))
                    break;
                const double count = returned(c, cell);
                cells.append(QJsonObject{{QStringLiteral("count"), count},
                                         {QStringLiteral("rate"), oracleRatio(count, size(c))},
                                         {QStringLiteral("complete"), isComplete(c, cell.last)}});
            }
            cohorts.append(QJsonObject{{QStringLiteral("start"), m_calendar.label(m_buckets[c].start)},
                                       {QStringLiteral("size"), size(c)},
                                       {QStringLiteral("cells"), cells}});
        }
        QJsonArray averages;
        for (const RetentionBracket& cell : m_cells)
            averages.append(average(cell));
        return {{QStringLiteral("cohorts"), cohorts}, {QStringLiteral("average"), averages}};
    }

private:
    double size(std::size_t cohort) const { return static_cast<double>(m_cohorts[cohort].size()); }

    /// The bucket a time lies in, counted from the first cohort's; -1 before that.
    int bucketOf(TimePoint t) const
    {
        for (std::size_t i = 0; i < m_buckets.size(); ++i) {
            if (m_buckets[i].start <= t && t < m_buckets[i].end)
                return static_cast<int>(i);
        }
        return -1;
    }

    void findMembers()
    {
        std::map<std::pair<std::uint64_t, int>, bool> entered; // (person, bucket), or bucket 0 when one enters but once
        for (std::size_t i = 0; i < m_facts.rows().size(); ++i) {
            const std::uint64_t person = m_facts.rows()[i].person;
            const TimePoint time = m_facts.event(i).eventTime;
            if (person == 0 || !m_facts.isChosen(i) || !m_facts.meets(i, m_question.start))
                continue;
            const bool inRange = m_facts.range().contains(time);
            const bool once = m_question.cohortBy == CohortBy::FirstTime;
            if (!once && !inRange)
                continue;
            const int bucket = bucketOf(time);
            if (!entered.emplace(std::pair(person, once ? 0 : bucket), true).second)
                continue;
            if (inRange)
                m_cohorts[static_cast<std::size_t>(bucket)].push_back({person, i});
        }
    }

    std::chrono::milliseconds length() const
    {
        return m_question.period == Period::Day ? 24h : m_question.period == Period::Week ? 7 * 24h : 30 * 24h;
    }

    bool hasBegun(std::size_t cohort, int n) const
    {
        const TimePoint now = m_facts.input().now;
        if (m_question.clock == RetentionClock::Rolling)
            return m_buckets[cohort].start + n * length() <= now;
        const std::size_t bucket = cohort + static_cast<std::size_t>(n);
        return bucket < m_buckets.size() && m_buckets[bucket].start <= now;
    }

    bool isComplete(std::size_t cohort, int n) const
    {
        const TimePoint now = m_facts.input().now;
        if (m_question.clock == RetentionClock::Rolling)
            return m_buckets[cohort].end + (n + 1) * length() <= now;
        const std::size_t bucket = cohort + static_cast<std::size_t>(n);
        return bucket < m_buckets.size() && m_buckets[bucket].end <= now; // buckets reach up to now
    }

    /// "Any event" as a return means that the person did something.
    bool isReturn(std::size_t row) const
    {
        if (!m_facts.isChosen(row) || !m_facts.meets(row, m_question.returning))
            return false;
        return m_question.returning != Condition() || !isBackground(m_facts.event(row));
    }

    int indexOf(const Member& member, std::size_t cohort, std::size_t row) const
    {
        const TimePoint time = m_facts.event(row).eventTime;
        if (m_question.clock == RetentionClock::Rolling)
            return static_cast<int>((time - m_facts.event(member.row).eventTime) / length());
        return bucketOf(time) - static_cast<int>(cohort);
    }

    double returned(std::size_t cohort, const RetentionBracket& cell) const
    {
        if (cell.first == 0 && m_question.start == Condition() && m_question.returning == Condition())
            return size(cohort);
        double out = 0;
        for (const Member& member : m_cohorts[cohort]) {
            bool came = false;
            for (std::size_t i = member.row + 1; i < m_facts.rows().size() && m_facts.rows()[i].person == member.person;
                 ++i) {
                const int index = indexOf(member, cohort, i);
                const bool inTime =
                    index >= cell.first && (m_question.mode == RetentionMode::OnOrAfter || index <= cell.last);
                came = came || (inTime && isReturn(i));
            }
            out += came;
        }
        return out;
    }

    QJsonValue average(const RetentionBracket& cell) const
    {
        double sum = 0;
        double weight = 0;
        for (std::size_t c = 0; c < m_cohorts.size(); ++c) {
            if (m_cohorts[c].empty() || !hasBegun(c, cell.first) || !isComplete(c, cell.last))
                continue;
            sum += m_question.simpleAverage ? returned(c, cell) / size(c) : returned(c, cell);
            weight += m_question.simpleAverage ? 1 : size(c);
        }
        return oracleRatio(sum, weight);
    }

    const OracleFacts& m_facts;
    const RetentionQuestion& m_question;
    query::Calendar m_calendar;
    std::vector<query::Bucket> m_buckets; ///< From the first cohort's to that of the last row or of now.
    std::vector<std::vector<Member>> m_cohorts;
    std::vector<RetentionBracket> m_cells; ///< The periods that each cell covers.
};

} // namespace

QJsonObject oracleRetention(const OracleInput& in)
{
    const OracleFacts facts(in, in.query.range, kAllTime);
    return Retention(facts).answer();
}

} // namespace sightglass::test
