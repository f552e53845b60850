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
        out.numbers = {NumberColumn::ReceivedAt, NumberColumn::EventTime, NumberColumn::Visitor,
                       NumberColumn::Interactive, NumberColumn::Protocol};
        return out;
    }

    void take(const domain::Chunk& chunk)
    {
        const auto received = chunk.numbers(NumberColumn::ReceivedAt);
        const auto times = chunk.numbers(NumberColumn::EventTime);
        const auto visitors = chunk.numbers(NumberColumn::Visitor);
        const auto interactive = chunk.numbers(NumberColumn::Interactive);
        const auto protocols = chunk.numbers(NumberColumn::Protocol);
        for (std::size_t row = 0; row < chunk.rows(); ++row) {
            const bool flags = interactive[row] != 0 && visitors[row] != 0 &&
                               protocols[row] == static_cast<std::int64_t>(domain::Protocol::OpenMetrics);
            if (flags && m_range.contains(fromMs(received[row])))
                add(static_cast<std::uint64_t>(visitors[row]), fromMs(times[row]), received[row]);
        }
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
    const auto scanned = context.scan.scan(
        ArrivalCounter::request(context),
        [&counter](const domain::Chunk& chunk) {
            if (counter.remembered() <= kMaxArrivals)
                counter.take(chunk);
        },
        context.cancel);
    if (!scanned)
        return unexpected(scanned.error());
    if (counter.remembered() > kMaxArrivals)
        return tooLarge("more than sixteen million users and periods; narrow the range");
    context.stats.rowsScanned += scanned->rowsScanned;
    context.stats.chunksScanned += scanned->chunksScanned;
    return counter.finish(context.query.interval, context.now);
}

} // namespace sightglass::query
