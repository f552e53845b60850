// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/calendar.h"

#include "core/enumnames.h"
#include "core/timezone.h"

#include <QDateTime>

#include <algorithm>

namespace sightglass::query {

namespace {

using namespace std::string_view_literals;
using domain::Interval;
using domain::TimeRange;

constexpr std::array kRanges{"today"sv, "yesterday"sv,     "7d"sv,           "28d"sv, "30d"sv, "90d"sv,
                             "12mo"sv,  "month_to_date"sv, "year_to_date"sv, "all"sv};
constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 3'600'000;

std::int64_t modulo(std::int64_t value, std::int64_t step)
{
    const std::int64_t rest = value % step;
    return rest < 0 ? rest + step : rest;
}

bool hasOffset(const QString& text)
{
    const qsizetype clock = text.indexOf(u'T');
    return text.endsWith(u'Z') || text.indexOf(u'+', clock) > 0 || text.indexOf(u'-', clock) > 0;
}

} // namespace

std::string_view name(NamedRange v)
{
    return enumName(v, kRanges);
}
std::optional<NamedRange> parseNamedRange(std::string_view t)
{
    return parseEnum<NamedRange>(t, kRanges);
}

Calendar::Calendar(QTimeZone zone, bool weekStartsOnSunday)
    : m_zone(std::move(zone))
    , m_sunday(weekStartsOnSunday)
{
}

std::optional<Calendar> Calendar::of(const std::string& zone, bool weekStartsOnSunday)
{
    const std::optional<QTimeZone> named = namedZone(QString::fromStdString(zone));
    if (!named)
        return std::nullopt;
    return Calendar(*named, weekStartsOnSunday);
}

std::int64_t Calendar::offset(std::int64_t ms) const
{
    return static_cast<std::int64_t>(m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC))) * 1000;
}

TimePoint Calendar::startOfDay(QDate day) const
{
    return fromMs(day.startOfDay(m_zone).toMSecsSinceEpoch());
}

QDate Calendar::dayOf(TimePoint t) const
{
    return QDateTime::fromMSecsSinceEpoch(toMs(t), m_zone).date();
}

TimeRange Calendar::resolve(NamedRange range, TimePoint now, const TimeRange& extent) const
{
    const QDate today = dayOf(now);
    const TimePoint end = startOfDay(today.addDays(1));
    switch (range) {
    case NamedRange::Today: return {startOfDay(today), end};
    case NamedRange::Yesterday: return {startOfDay(today.addDays(-1)), startOfDay(today)};
    case NamedRange::Days7: return {startOfDay(today.addDays(-6)), end};
    case NamedRange::Days28: return {startOfDay(today.addDays(-27)), end};
    case NamedRange::Days30: return {startOfDay(today.addDays(-29)), end};
    case NamedRange::Days90: return {startOfDay(today.addDays(-89)), end};
    case NamedRange::Months12: return {startOfDay(QDate(today.year(), today.month(), 1).addMonths(-11)), end};
    case NamedRange::MonthToDate: return {startOfDay(QDate(today.year(), today.month(), 1)), end};
    case NamedRange::YearToDate: return {startOfDay(QDate(today.year(), 1, 1)), end};
    case NamedRange::All: break;
    }
    const bool any = extent.from < extent.to;
    return {startOfDay(any ? std::min(dayOf(extent.from), today) : today),
            any ? std::max(end, startOfDay(dayOf(extent.to).addDays(1))) : end};
}

TimeRange Calendar::previous(const TimeRange& range, TimePoint now, bool matchElapsed) const
{
    const QDate first = dayOf(range.from);
    const QDate last = dayOf(range.to);
    const bool wholeDays = startOfDay(first) == range.from && startOfDay(last) == range.to;
    TimeRange before{wholeDays ? startOfDay(first.addDays(-first.daysTo(last))) : range.from - (range.to - range.from),
                     range.from};
    if (matchElapsed && range.from < now && now < range.to)
        before.to = std::min(before.to, before.from + (now - range.from));
    return before;
}

std::int64_t Calendar::floorClock(std::int64_t ms, std::int64_t step) const
{
    const std::int64_t start = ms - modulo(ms + offset(ms), step);
    if (offset(start) == offset(ms))
        return start;
    const auto change = m_zone.previousTransition(QDateTime::fromMSecsSinceEpoch(ms + 1, Qt::UTC));
    return change.atUtc.isValid() ? std::max<std::int64_t>(start, change.atUtc.toMSecsSinceEpoch()) : start;
}

QDate Calendar::firstDay(QDate day, Interval interval) const
{
    if (interval == Interval::Month)
        return {day.year(), day.month(), 1};
    if (interval == Interval::Week)
        return day.addDays(-(m_sunday ? day.dayOfWeek() % 7 : day.dayOfWeek() - 1));
    return day;
}

QDate Calendar::nextDay(QDate day, Interval interval)
{
    if (interval == Interval::Month)
        return day.addMonths(1);
    return day.addDays(interval == Interval::Week ? 7 : 1);
}

std::vector<Bucket> Calendar::buckets(const TimeRange& range, Interval interval, std::size_t limit) const
{
    std::vector<Bucket> out;
    if (interval == Interval::Minute || interval == Interval::Hour) {
        const std::int64_t step = interval == Interval::Minute ? kMinute : kHour;
        std::int64_t start = floorClock(toMs(range.from), step);
        while (start < toMs(range.to) && out.size() <= limit) {
            const std::int64_t end = start + step - modulo(start + offset(start), step);
            out.push_back({fromMs(start), fromMs(end)});
            start = end;
        }
        return out;
    }
    QDate day = firstDay(dayOf(range.from), interval);
    while (startOfDay(day) < range.to && out.size() <= limit) {
        const QDate next = nextDay(day, interval);
        // A zone that moved across the date line skipped a day: it has no bucket.
        if (startOfDay(day) < startOfDay(next) && startOfDay(next) > range.from)
            out.push_back({startOfDay(day), startOfDay(next)});
        day = next;
    }
    return out;
}

QString Calendar::label(TimePoint t) const
{
    const std::int64_t ms = toMs(t);
    const auto signedMinutes = static_cast<int>(offset(ms) / kMinute); // RFC 3339 knows no seconds of an offset
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(ms + signedMinutes * kMinute, Qt::UTC);
    const int minutes = std::abs(signedMinutes);
    const QString clock =
        local.toString(ms % 1000 ? QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz") : QStringLiteral("yyyy-MM-ddTHH:mm:ss"));
    return clock + (signedMinutes < 0 ? u'-' : u'+') +
           QStringLiteral("%1:%2")
               .arg(minutes / 60, 2, 10, QLatin1Char('0'))
               .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

std::optional<TimePoint> Calendar::parse(const QString& text) const
{
    if (text.size() < 10 || text.size() > 40)
        return std::nullopt;
    if (text.size() == 10) {
        const QDate day = QDate::fromString(text, Qt::ISODate);
        return day.isValid() ? std::optional(startOfDay(day)) : std::nullopt;
    }
    QDateTime parsed = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!parsed.isValid())
        return std::nullopt;
    if (!hasOffset(text))
        parsed = QDateTime(parsed.date(), parsed.time(), m_zone);
    return fromMs(parsed.toMSecsSinceEpoch());
}

} // namespace sightglass::query
