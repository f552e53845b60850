// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/rangereader.h"

#include "query/jsonmembers.h"

namespace sightglass::query {

using domain::TimeRange;

namespace {

constexpr TimePoint kEarliest = fromMs(-2'208'988'800'000); // 1900-01-01; the last is what four digits of a year say

} // namespace

RangeReader::RangeReader(Calendar calendar, TimePoint now, std::function<Expected<TimeRange>()> extent)
    : m_calendar(std::move(calendar))
    , m_now(now)
    , m_extent(std::move(extent))
{
}

Expected<TimePoint> RangeReader::time(const QJsonObject& object, const QString& member, const QString& pointer) const
{
    const auto parsed = m_calendar.parse(object.value(member).toString());
    if (!parsed || *parsed < kEarliest)
        return invalid(QStringLiteral("must be an RFC 3339 time or a date, not before 1900"), pointer + step(member));
    return *parsed;
}

Expected<TimeRange> RangeReader::pair(const QJsonObject& object, const QString& pointer) const
{
    const auto from = time(object, QStringLiteral("from"), pointer);
    if (!from)
        return unexpected(from.error());
    const auto to = time(object, QStringLiteral("to"), pointer);
    if (!to)
        return unexpected(to.error());
    if (*from >= *to)
        return invalid(QStringLiteral("must be later than `from`"), pointer + QStringLiteral("/to"));
    return TimeRange{*from, *to};
}

Expected<TimeRange> RangeReader::range(const QJsonObject& object, NamedRange otherwise, const QString& pointer) const
{
    const QJsonValue named = object.value(QStringLiteral("range"));
    if (object.contains(QStringLiteral("from")) || object.contains(QStringLiteral("to"))) {
        if (!named.isUndefined())
            return invalid(QStringLiteral("give either `range`, or `from` and `to`"),
                           pointer + QStringLiteral("/range"));
        return pair(object, pointer);
    }
    const auto range = named.isUndefined() ? otherwise : parseNamedRange(named.toString().toStdString());
    if (!range)
        return invalid(
            QStringLiteral("must be one of: today yesterday 7d 28d 30d 90d 12mo month_to_date year_to_date all"),
            pointer + QStringLiteral("/range"));
    TimeRange extent;
    if (*range == NamedRange::All && m_extent) {
        const auto known = m_extent();
        if (!known)
            return unexpected(known.error());
        extent = *known;
    }
    return m_calendar.resolve(*range, m_now, extent);
}

} // namespace sightglass::query
