// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclereports.h"

#include "query/calendar.h"

#include <QDate>
#include <QJsonArray>

namespace sightglass::test {

using namespace domain;
using namespace std::chrono_literals;

namespace {

using People = std::set<std::uint64_t>;

/// Metrics §8, from one set of people a day.
class Activity
{
public:
    explicit Activity(const OracleFacts& facts)
    {
        const query::Calendar calendar =
            *query::Calendar::of(facts.input().query.timezone, facts.input().project.weekStartsOnSunday);
        for (std::size_t i = 0; i < facts.rows().size(); ++i) {
            const Event& event = facts.event(i);
            if (facts.isChosen(i) && facts.rows()[i].person != 0 && startsVisit(event.kind) && !isBackground(event))
                m_active[calendar.dayOf(event.eventTime)].insert(facts.rows()[i].person);
        }
        for (const query::Bucket& day : calendar.buckets(facts.range(), Interval::Day, 1'000'000)) {
            if (day.start <= facts.input().now)
                m_days.push_back(calendar.dayOf(day.start));
        }
    }

    QJsonObject answer() const
    {
        QJsonArray days;
        QJsonArray lifecycle;
        double sum = 0;
        for (const QDate& day : m_days) {
            days.append(QJsonObject{{QStringLiteral("date"), day.toString(Qt::ISODate)},
                                    {QStringLiteral("dau"), size(within(day, 1))},
                                    {QStringLiteral("wau"), size(within(day, 7))},
                                    {QStringLiteral("mau"), size(within(day, 30))}});
            lifecycle.append(lifecycleOf(day));
            sum += size(on(day));
        }
        const auto count = static_cast<double>(m_days.size());
        return {{QStringLiteral("days"), days},
                {QStringLiteral("stickiness"),
                 m_days.empty() ? QJsonValue(QJsonValue::Null) : oracleRatio(sum / count, size(inPeriod()))},
                {QStringLiteral("l7"), meanDays(7)},
                {QStringLiteral("l28"), meanDays(28)},
                {QStringLiteral("histogram"), histogram()},
                {QStringLiteral("lifecycle"), lifecycle}};
    }

private:
    static double size(const People& people) { return static_cast<double>(people.size()); }
    People on(const QDate& day) const { return m_active.contains(day) ? m_active.at(day) : People(); }
    /// Active on one of the `days` that end with `last`.
    People within(const QDate& last, int days) const
    {
        People out;
        for (int back = 0; back < days; ++back)
            out.merge(on(last.addDays(-back)));
        return out;
    }
    People inPeriod() const
    {
        People out;
        for (const QDate& day : m_days)
            out.merge(on(day));
        return out;
    }

    QJsonArray histogram() const
    {
        std::vector<int> people(m_days.size() + 1);
        for (const std::uint64_t person : inPeriod()) {
            std::size_t active = 0;
            for (const QDate& day : m_days)
                active += on(day).contains(person);
            ++people[active];
        }
        QJsonArray out;
        for (std::size_t k = 1; k < people.size(); ++k)
            out.append(
                QJsonObject{{QStringLiteral("days"), static_cast<double>(k)}, {QStringLiteral("people"), people[k]}});
        return out;
    }

    /// L7, L28: the mean number of active days among those active in the last days of the period.
    QJsonValue meanDays(int days) const
    {
        if (m_days.empty())
            return QJsonValue::Null;
        double sum = 0;
        for (int back = 0; back < days; ++back)
            sum += size(on(m_days.back().addDays(-back)));
        return oracleRatio(sum, size(within(m_days.back(), days)));
    }

    QJsonObject lifecycleOf(const QDate& day) const
    {
        const People now = on(day);
        const People before = on(day.addDays(-1));
        People ever;
        for (const auto& [past, people] : m_active) {
            if (past < day)
                ever.insert(people.begin(), people.end());
        }
        int fresh = 0, returning = 0, resurrecting = 0, dormant = 0;
        for (const std::uint64_t person : now) {
            fresh += !ever.contains(person);
            returning += before.contains(person);
            resurrecting += ever.contains(person) && !before.contains(person);
        }
        for (const std::uint64_t person : before)
            dormant += !now.contains(person);
        return {{QStringLiteral("date"), day.toString(Qt::ISODate)},
                {QStringLiteral("new"), fresh},
                {QStringLiteral("returning"), returning},
                {QStringLiteral("resurrecting"), resurrecting},
                {QStringLiteral("dormant"), dormant}};
    }

    std::map<QDate, People> m_active;
    std::vector<QDate> m_days;
};

} // namespace

QJsonObject oracleActivity(const OracleInput& in)
{
    const OracleFacts facts(in, in.query.range, kAllTime);
    return Activity(facts).answer();
}

} // namespace sightglass::test
