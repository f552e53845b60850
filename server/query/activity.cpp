// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/activity.h"

#include "query/foldedreport.h"
#include "query/reportjson.h"
#include "query/workers.h"

#include <algorithm>
#include <limits>

namespace sightglass::query {

namespace {

using domain::Interval;

constexpr std::size_t kMaxDays = 10'000;
constexpr int kDaysBefore = 29;

/// Of the report's own periods, those that are not to come.
void keepBegun(std::vector<Bucket>& periods, std::size_t first, TimePoint now)
{
    while (periods.size() > first && periods.back().start > now)
        periods.pop_back();
}

/// Values that say a visitor is one only for a day or a tab.
std::vector<std::uint8_t> dailyBases(const Dimension& basis)
{
    std::vector<std::uint8_t> out(basis.values->size());
    for (std::uint32_t id = 1; id < out.size(); ++id) {
        const std::string_view text = basis.values->text(id);
        out[id] = text == domain::name(domain::VisitorBasis::Hash) || text == domain::name(domain::VisitorBasis::Tab);
    }
    return out;
}

} // namespace

/// Who is new is known from all that was before.
FactsRequest ActivityFold::request(const ReportContext& context, const domain::TimeRange& range)
{
    const TimePoint end = context.calendar.buckets(range, Interval::Day, kMaxDays).back().end;
    FactsRequest out{{kAlways.from, end}, FactNeeds::of(context.query)};
    out.needs.add(PropertyName{Field::Basis, {}});
    return out;
}

Expected<ActivityFold> ActivityFold::make(const ReportContext& context, const domain::TimeRange& range,
                                          const Vocabulary&)
{
    const Calendar& calendar = context.calendar;
    const TimePoint before = calendar.startOfDay(calendar.dayOf(range.from).addDays(-kDaysBefore));
    std::vector<Bucket> days = calendar.buckets({before, range.to}, Interval::Day, kMaxDays);
    std::vector<Bucket> periods = calendar.buckets(range, context.query.interval, kMaxDays);
    if (days.size() > kMaxDays || periods.size() > kMaxDays)
        return tooLarge("the range has more than ten thousand days; narrow it");
    const auto isInRange = [&](const Bucket& day) { return day.end > range.from; };
    const auto firstDay = static_cast<std::size_t>(std::find_if(days.begin(), days.end(), isInRange) - days.begin());
    const TimePoint first = periods.front().start;
    const std::vector<Bucket> previous =
        calendar.buckets({first - std::chrono::milliseconds(1), first}, context.query.interval, 1);
    periods.insert(periods.begin(), previous.front());
    keepBegun(days, firstDay, context.now);
    keepBegun(periods, 1, context.now);
    return ActivityFold(context, PeriodIndex(std::move(days)), firstDay, PeriodIndex(std::move(periods)));
}

ActivityFold::ActivityFold(const ReportContext& context, PeriodIndex days, std::size_t firstDay, PeriodIndex periods)
    : m_context(&context)
    , m_days(std::move(days))
    , m_firstDay(firstDay)
    , m_periods(std::move(periods))
    , m_end(toMs(m_days[m_days.size() - 1].end))
    , m_daily(m_days.size())
    , m_changes{Counts(m_days.size() + 1), Counts(m_days.size() + 1), Counts(m_days.size() + 1)}
    , m_histogram(m_days.size() + 1)
    , m_lifecycle(m_periods.size())
{
}

Expected<void> ActivityFold::take(const Facts& part)
{
    const Rows& rows = part.rows;
    const Dimension& basis = *rows.dimension({Field::Basis, {}});
    const std::vector<std::uint8_t> isDaily = dailyBases(basis);
    m_nothingNewUntil = std::numeric_limits<std::int64_t>::min();
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (row > 0 && rows.person[row] != rows.person[row - 1])
            endPerson();
        if (row % kRowsBetweenChecks == 0 && m_context->cancel.isCancelled())
            return cancelled();
        const std::int64_t time = rows.time[row];
        if (time < m_nothingNewUntil || time >= m_end || !(rows.flags[row] & kStarts) || !part.chosen[row])
            continue;
        if (rows.person[row] != 0 && !isBackground(rows, row))
            takeRow(time, isDaily[basis.ids[row]] != 0);
    }
    endPerson();
    return {};
}

void ActivityFold::takeRow(std::int64_t time, bool isDaily)
{
    const std::int32_t day = m_days.of(time);
    const std::int32_t period = m_periods.of(time);
    if (!m_seen)
        m_seenFirst = period;
    m_seen = true;
    const auto endOf = [](const PeriodIndex& index, std::int32_t at) {
        return toMs(at < 0 ? index[0].start : index[static_cast<std::size_t>(at)].end);
    };
    m_nothingNewUntil = std::min(endOf(m_days, day), endOf(m_periods, period));
    if (day >= 0 && (m_personDays.empty() || m_personDays.back() != day))
        m_personDays.push_back(day);
    if (period >= 0 && (m_personPeriods.empty() || m_personPeriods.back() != period))
        m_personPeriods.push_back(period);
    m_isCookieless = m_isCookieless || (isDaily && day >= static_cast<std::int32_t>(m_firstDay));
}

void ActivityFold::endPerson()
{
    if (m_seen) {
        countDays();
        countLifecycle();
    }
    m_seen = false;
    m_personDays.clear();
    m_personPeriods.clear();
    m_nothingNewUntil = std::numeric_limits<std::int64_t>::min();
}

/// On the days from `day` on the person is among those active within `length` days; what an earlier day covered stays
/// counted once.
void ActivityFold::addWindow(Counts& changes, std::size_t day, std::size_t& coveredTo, std::size_t length)
{
    const std::size_t begin = std::max(day, coveredTo);
    const std::size_t end = std::min(day + length, changes.size() - 1);
    if (begin >= end)
        return;
    ++changes[begin];
    --changes[end];
    coveredTo = end;
}

void ActivityFold::countDays()
{
    std::array<std::size_t, kWindows.size()> coveredTo{};
    std::size_t active = 0;
    for (const std::int32_t number : m_personDays) {
        const auto day = static_cast<std::size_t>(number);
        ++m_daily[day];
        for (std::size_t w = 0; w < kWindows.size(); ++w)
            addWindow(m_changes[w], day, coveredTo[w], kWindows[w]);
        active += day >= m_firstDay ? 1U : 0U;
    }
    ++m_histogram[active];
    m_people += active > 0 ? 1 : 0;
}

void ActivityFold::countLifecycle()
{
    std::int32_t before = -1;
    for (const std::int32_t period : m_personPeriods) {
        const auto here = static_cast<std::size_t>(period);
        if (period == m_seenFirst)
            ++m_lifecycle[here].fresh;
        else if (before == period - 1 && period > 0)
            ++m_lifecycle[here].returning;
        else
            ++m_lifecycle[here].resurrecting;
        if (before >= 0 && before != period - 1)
            ++m_lifecycle[static_cast<std::size_t>(before) + 1].dormant;
        before = period;
    }
    if (before >= 0 && static_cast<std::size_t>(before) + 1 < m_lifecycle.size())
        ++m_lifecycle[static_cast<std::size_t>(before) + 1].dormant;
}

void ActivityFold::merge(ActivityFold&& other)
{
    const auto add = [](Counts& to, const Counts& from) {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] += from[i];
    };
    add(m_daily, other.m_daily);
    for (std::size_t w = 0; w < m_changes.size(); ++w)
        add(m_changes[w], other.m_changes[w]);
    add(m_histogram, other.m_histogram);
    for (std::size_t i = 0; i < m_lifecycle.size(); ++i) {
        m_lifecycle[i].fresh += other.m_lifecycle[i].fresh;
        m_lifecycle[i].returning += other.m_lifecycle[i].returning;
        m_lifecycle[i].resurrecting += other.m_lifecycle[i].resurrecting;
        m_lifecycle[i].dormant += other.m_lifecycle[i].dormant;
    }
    m_people += other.m_people;
    m_isCookieless = m_isCookieless || other.m_isCookieless;
}

} // namespace sightglass::query
