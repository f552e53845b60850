// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/foldpeople.h"

#include <QJsonArray>

namespace sightglass::query {

namespace {

constexpr std::chrono::minutes kCurrent{5};
constexpr int kMinutes = 30;

/// The minutes, and distinct people with an event in the last five; filters do not matter to these (metrics §3
/// `current_visitors`).
class RealtimeFold
{
public:
    RealtimeFold(TallyFold tallies, TimePoint now)
        : minutes(std::move(tallies))
        , m_after(toMs(now - kCurrent))
        , m_until(toMs(now))
    {
    }

    Expected<void> take(const Facts& part)
    {
        const Rows& rows = part.rows;
        std::uint32_t last = 0;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const std::uint32_t person = rows.person[row];
            if (person == 0 || person == last || !(rows.flags[row] & kCounted) || rows.time[row] <= m_after ||
                rows.time[row] > m_until)
                continue;
            last = person;
            ++current;
        }
        m_counted.mark(part);
        minutes.take(part, m_counted);
        return {};
    }
    void merge(RealtimeFold&& other)
    {
        current += other.current;
        minutes.merge(std::move(other.minutes));
    }

    TallyFold minutes;
    int current = 0;

private:
    CountedRows m_counted;
    std::int64_t m_after;
    std::int64_t m_until;
};

} // namespace

Expected<QJsonObject> realtime(ReportContext& context)
{
    constexpr std::chrono::minutes minute{1};
    const TimePoint thisMinute = std::chrono::floor<std::chrono::minutes>(context.now);
    std::vector<Bucket> buckets;
    for (int i = kMinutes - 1; i >= 0; --i)
        buckets.push_back({thisMinute - i * minute, thisMinute - (i - 1) * minute});
    const domain::TimeRange range{buckets.front().start, context.now + std::chrono::milliseconds(1)};
    const auto fold = foldPeople<RealtimeFold>(context, FactsRequest{range, FactNeeds::of(context.query), true},
                                               [&](const Vocabulary&) -> Expected<RealtimeFold> {
                                                   auto minutes = TallyFold::make({{}, buckets, {}});
                                                   if (!minutes)
                                                       return unexpected(minutes.error());
                                                   return RealtimeFold(*std::move(minutes), context.now);
                                               });
    if (!fold)
        return unexpected(fold.error());
    QJsonArray minutes;
    for (std::size_t b = 0; b < buckets.size(); ++b) {
        const Tally& tally = fold->minutes.tallies().cells[b];
        minutes.append(QJsonObject{{QStringLiteral("start"), context.calendar.label(buckets[b].start)},
                                   {QStringLiteral("visitors"), static_cast<double>(tally.visitors)},
                                   {QStringLiteral("pageviews"), static_cast<double>(tally.pageviews)}});
    }
    return QJsonObject{{QStringLiteral("current_visitors"), fold->current}, {QStringLiteral("minutes"), minutes}};
}

} // namespace sightglass::query
