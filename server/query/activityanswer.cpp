// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/activity.h"

#include "query/foldedreport.h"
#include "query/reportjson.h"

#include <algorithm>
#include <numeric>

namespace sightglass::query {

ActivityFold::Counts ActivityFold::summed(const Counts& changes)
{
    Counts out(changes.size());
    std::partial_sum(changes.begin(), changes.end(), out.begin());
    return out;
}

QString ActivityFold::date(const Bucket& period) const
{
    return m_context->calendar.dayOf(period.start).toString(Qt::ISODate);
}

QJsonArray ActivityFold::dayList(const Counts& weekly, const Counts& monthly) const
{
    QJsonArray out;
    for (std::size_t day = m_firstDay; day < m_days.size(); ++day) {
        out.append(QJsonObject{{QStringLiteral("date"), date(m_days[day])},
                               {QStringLiteral("dau"), number(m_daily[day])},
                               {QStringLiteral("wau"), number(weekly[day])},
                               {QStringLiteral("mau"), number(monthly[day])}});
    }
    return out;
}

/// Mean daily users over the people active at all.
QJsonValue ActivityFold::stickiness() const
{
    const std::size_t days = m_days.size() - m_firstDay;
    const std::int64_t personDays =
        std::accumulate(m_daily.begin() + static_cast<std::ptrdiff_t>(m_firstDay), m_daily.end(), std::int64_t{0});
    return rate(personDays, static_cast<std::int64_t>(days) * m_people);
}

/// Mean number of active days in the last days of the report, among those active in them.
QJsonValue ActivityFold::activeDays(std::size_t window, const Counts& active) const
{
    if (m_days.size() == m_firstDay)
        return QJsonValue::Null;
    const auto first = m_daily.end() - static_cast<std::ptrdiff_t>(std::min(kWindows[window], m_daily.size()));
    return rate(std::accumulate(first, m_daily.end(), std::int64_t{0}), active[m_days.size() - 1]);
}

QJsonArray ActivityFold::histogram() const
{
    QJsonArray out;
    for (std::size_t days = 1; days <= m_days.size() - m_firstDay; ++days)
        out.append(QJsonObject{{QStringLiteral("days"), number(static_cast<std::int64_t>(days))},
                               {QStringLiteral("people"), number(m_histogram[days])}});
    return out;
}

QJsonArray ActivityFold::lifecycle() const
{
    QJsonArray out;
    for (std::size_t p = 1; p < m_periods.size(); ++p) {
        const Lifecycle& counts = m_lifecycle[p];
        out.append(QJsonObject{{QStringLiteral("date"), date(m_periods[p])},
                               {QStringLiteral("new"), number(counts.fresh)},
                               {QStringLiteral("returning"), number(counts.returning)},
                               {QStringLiteral("resurrecting"), number(counts.resurrecting)},
                               {QStringLiteral("dormant"), number(counts.dormant)}});
    }
    return out;
}

Expected<QJsonObject> ActivityFold::finish()
{
    const Counts weekly = summed(m_changes[kWeek]);
    const Counts fourWeekly = summed(m_changes[kFourWeeks]);
    QJsonObject out{{QStringLiteral("days"), dayList(weekly, summed(m_changes[kMonth]))},
                    {QStringLiteral("stickiness"), stickiness()},
                    {QStringLiteral("l7"), activeDays(kWeek, weekly)},
                    {QStringLiteral("l28"), activeDays(kFourWeeks, fourWeekly)},
                    {QStringLiteral("histogram"), histogram()},
                    {QStringLiteral("lifecycle"), lifecycle()}};
    if (m_isCookieless)
        out.insert(QStringLiteral("cookieless"), true);
    return out;
}

Expected<QJsonObject> activity(ReportContext& context)
{
    return foldedReport<ActivityFold>(context);
}

} // namespace sightglass::query
