// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/foldedreport.h"
#include "query/measure.h"
#include "query/periodindex.h"
#include "query/reportjson.h"

#include <QJsonArray>
#include <QTimeZone>

#include <unordered_set>

namespace sightglass::query {

namespace {

using domain::NumberColumn;

constexpr std::size_t kMaxArrivalPeriods = 10'000;
constexpr std::size_t kMaxArrivals = 16'000'000;

/// People by UTC period in which a call of theirs arrived that flagged them active (openmetrics §7).
class ArrivalCounter
{
public:
    ArrivalCounter(PeriodIndex periods, const domain::TimeRange& range, domain::IdentityGraph people)
        : m_periods(std::move(periods))
        , m_range(range)
        , m_graph(std::move(people))
        , m_seen(m_periods.size())
    {
    }

    static domain::ScanRequest request(const ReportContext& context)
    {
        domain::ScanRequest out;
        out.project = context.project.id;
        out.range = kAlways; // an event of last year that arrives now counts now
        out.numbers = {NumberColumn::ReceivedAt, NumberColumn::EventTime, NumberColumn::Interactive,
                       NumberColumn::Protocol};
        return out;
    }

    void take(const domain::SortedChunk& chunk)
    {
        const auto received = chunk.numbers(NumberColumn::ReceivedAt);
        const auto times = chunk.numbers(NumberColumn::EventTime);
        const auto interactive = chunk.numbers(NumberColumn::Interactive);
        const auto protocols = chunk.numbers(NumberColumn::Protocol);
        const auto flags = [&](std::size_t row) {
            return interactive.at(row) != 0 &&
                   protocols.at(row) == static_cast<std::int64_t>(domain::Protocol::OpenMetrics);
        };
        domain::forEachRun(chunk, [&](std::uint64_t visitor, std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; visitor != 0 && row < end; ++row) {
                if (flags(row) && m_range.contains(fromMs(received.at(row))))
                    add(visitor, fromMs(times.at(row)), received.at(row));
            }
        });
    }
    [[nodiscard]] std::size_t remembered() const { return m_remembered; }

    [[nodiscard]] QJsonObject finish(domain::Interval interval, TimePoint now) const
    {
        const Calendar utc(QTimeZone("UTC"));
        QJsonArray buckets;
        for (std::size_t p = 0; p < m_periods.size(); ++p) {
            const Bucket& period = m_periods[p];
            buckets.append(QJsonObject{{QStringLiteral("start"), utc.label(period.start)},
                                       {QStringLiteral("tsId"), number(bucketNumber(interval, period.start))},
                                       {QStringLiteral("complete"), period.end <= now},
                                       {QStringLiteral("users"), number(static_cast<std::int64_t>(m_seen[p].size()))}});
        }
        return {{QStringLiteral("buckets"), buckets},
                {QStringLiteral("users"), number(static_cast<std::int64_t>(m_all.size()))},
                {QStringLiteral("basis"), QStringLiteral("by arrival, UTC")}};
    }

private:
    void add(std::uint64_t visitor, TimePoint time, std::int64_t received)
    {
        const std::uint64_t person = m_graph.resolve(visitor, time);
        m_all.insert(person);
        m_remembered += m_seen[static_cast<std::size_t>(m_periods.of(received))].insert(person).second ? 1 : 0;
    }

    PeriodIndex m_periods;
    domain::TimeRange m_range; ///< Of the whole periods.
    domain::IdentityGraph m_graph;
    std::vector<std::unordered_set<std::uint64_t>> m_seen; ///< By period.
    std::unordered_set<std::uint64_t> m_all;
    std::size_t m_remembered = 0;
};

} // namespace

Expected<QJsonObject> activeUsers(ReportContext& context)
{
    const Calendar utc(QTimeZone("UTC"));
    std::vector<Bucket> periods = utc.buckets(context.query.range, context.query.interval, kMaxArrivalPeriods);
    const domain::TimeRange range{periods.front().start, periods.back().end};
    auto links = context.scan.identityLinks(context.project.id);
    if (!links)
        return unexpected(links.error());
    ArrivalCounter counter(PeriodIndex(std::move(periods)), range, domain::IdentityGraph(*std::move(links)));
    const auto snapshot = context.scan.open(ArrivalCounter::request(context), context.cancel);
    if (!snapshot)
        return unexpected(snapshot.error());
    const auto take = [&](const domain::SortedChunk& chunk) {
        context.stats.rowsScanned += static_cast<std::int64_t>(chunk.rows());
        ++context.stats.chunksScanned;
        if (counter.remembered() <= kMaxArrivals)
            counter.take(chunk);
    };
    if (const auto read = domain::forEachChunk(**snapshot, context.cancel, take); !read)
        return unexpected(read.error());
    if (counter.remembered() > kMaxArrivals)
        return tooLarge("more than sixteen million users and periods; narrow the range");
    return counter.finish(context.query.interval, context.now);
}

} // namespace sightglass::query
