// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/query.h"

#include <QString>
#include <QTimeZone>

#include <optional>
#include <string>
#include <vector>

namespace sightglass::query {

/// Named ranges of spec api §4, in their order.
enum class NamedRange : std::uint8_t {
    Today,
    Yesterday,
    Days7,
    Days28,
    Days30,
    Days90,
    Months12,
    MonthToDate,
    YearToDate,
    All
};
[[nodiscard]] std::string_view name(NamedRange);
[[nodiscard]] std::optional<NamedRange> parseNamedRange(std::string_view);

/// One cell of the time axis: [start, end) as the calendar has it, whatever the range cuts off.
struct Bucket
{
    TimePoint start{};
    TimePoint end{};
};

/// Days, weeks and months of one time zone (metrics §1). Days have 23, 24 or 25 hours; a repeated hour is two.
/// A cheap value; any thread.
class Calendar
{
public:
    explicit Calendar(QTimeZone zone, bool weekStartsOnSunday = false);
    /// Nothing for a zone that is not in the IANA table.
    [[nodiscard]] static std::optional<Calendar> of(const std::string& zone, bool weekStartsOnSunday);

    [[nodiscard]] TimePoint startOfDay(QDate day) const;
    [[nodiscard]] QDate dayOf(TimePoint t) const;
    /// `extent` is what "all" means.
    [[nodiscard]] domain::TimeRange resolve(NamedRange range, TimePoint now, const domain::TimeRange& extent) const;
    /// The period of the same length that ends where `range` begins; whole days stay whole days across a change of
    /// the clock. Unless `range` is over at `now`, `matchElapsed` cuts it to the same elapsed part (metrics §1).
    [[nodiscard]] domain::TimeRange previous(const domain::TimeRange& range, TimePoint now, bool matchElapsed) const;
    /// Buckets that touch `range`, without gaps. Stops after `limit` + 1.
    [[nodiscard]] std::vector<Bucket> buckets(const domain::TimeRange& range, domain::Interval interval,
                                              std::size_t limit) const;
    /// RFC 3339 with the zone's offset at that time, e.g. "2026-03-29T00:00:00+01:00"; ms only when there are any.
    [[nodiscard]] QString label(TimePoint t) const;
    /// RFC 3339 with offset, or without: then local; a bare date is its first moment.
    [[nodiscard]] std::optional<TimePoint> parse(const QString& text) const;

private:
    [[nodiscard]] std::int64_t offset(std::int64_t ms) const;
    [[nodiscard]] std::int64_t floorClock(std::int64_t ms, std::int64_t step) const;
    [[nodiscard]] QDate firstDay(QDate day, domain::Interval interval) const;
    [[nodiscard]] static QDate nextDay(QDate day, domain::Interval interval);

    QTimeZone m_zone;
    bool m_sunday;
};

} // namespace sightglass::query
