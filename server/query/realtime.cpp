// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/report.h"

#include <QJsonArray>

namespace sightglass::query {

namespace {

constexpr std::chrono::minutes kCurrent{5};
constexpr int kMinutes = 30;

/// Distinct people with an event in the last five minutes; filters do not matter (metrics §3 `current_visitors`).
int currentVisitors(const Facts& facts, TimePoint now)
{
    int count = 0;
    std::uint32_t last = 0;
    for (std::size_t row = 0; row < facts.rows.size(); ++row) {
        const TimePoint time = fromMs(facts.rows.time[row]);
        const std::uint32_t person = facts.rows.person[row];
        if (person == 0 || person == last || !(facts.rows.flags[row] & kCounted) || time <= now - kCurrent || time > now)
            continue;
        last = person;
        ++count;
    }
    return count;
}

} // namespace

Expected<QJsonObject> realtime(ReportContext& context)
{
    constexpr std::chrono::minutes minute{1};
    const TimePoint thisMinute = std::chrono::floor<std::chrono::minutes>(context.now);
    std::vector<Bucket> buckets;
    for (int i = kMinutes - 1; i >= 0; --i)
        buckets.push_back({thisMinute - i * minute, thisMinute - (i - 1) * minute});
    const domain::TimeRange range{buckets.front().start, context.now + std::chrono::milliseconds(1)};
    const auto facts = gatherFacts(context, range, true);
    if (!facts)
        return unexpected(facts.error());
    const auto tallies = fold(*facts, Grouping(), buckets, context.cancel);
    if (!tallies)
        return unexpected(tallies.error());
    QJsonArray minutes;
    for (std::size_t b = 0; b < buckets.size(); ++b) {
        const Tally& tally = tallies->cells[b];
        minutes.append(QJsonObject{{QStringLiteral("start"), context.calendar.label(buckets[b].start)},
                                   {QStringLiteral("visitors"), static_cast<double>(tally.visitors)},
                                   {QStringLiteral("pageviews"), static_cast<double>(tally.pageviews)}});
    }
    return QJsonObject{{QStringLiteral("current_visitors"), currentVisitors(*facts, context.now)}, {QStringLiteral("minutes"), minutes}};
}

} // namespace sightglass::query
