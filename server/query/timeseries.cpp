// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/cellreport.h"

#include <QJsonArray>

#include <algorithm>

namespace sightglass::query {

namespace {

constexpr std::size_t kMostBuckets = 10'000; // as parseQuery() checks

QJsonArray bucketList(const ReportContext& context, const MetricContext& metrics, const std::vector<Bucket>& buckets,
                      std::size_t slot)
{
    QJsonArray out;
    const domain::TimeRange& range = context.query.range;
    for (std::size_t b = 0; b < buckets.size(); ++b) {
        QJsonObject one = metricsObject(context, metrics, metrics.tallies.cellOf(slot, b));
        one.insert(QStringLiteral("start"), context.calendar.label(buckets[b].start));
        one.insert(QStringLiteral("complete"),
                   buckets[b].start >= range.from && buckets[b].end <= range.to && buckets[b].end <= context.now);
        out.append(one);
    }
    return out;
}

/// The best values over the whole range, each with its buckets.
Expected<QJsonArray> groupList(const ReportContext& context, const TallySource& source,
                               const std::vector<Bucket>& buckets, Grouping grouping, const Tallies& totals,
                               const SpellingFold& spellings)
{
    const Vocabulary& vocabulary = source.vocabulary();
    const std::vector<Group> groups = groupsOf(vocabulary, grouping, spellings);
    std::vector<std::uint32_t> best =
        ranked(context, {totals, *vocabulary.currencies(), context.project.currency, grouping.isOfPages()}, groups,
               metricsOf(context.query).front(), static_cast<std::size_t>(context.query.limit));
    best.resize(std::min(best.size(), static_cast<std::size_t>(context.query.limit)));
    std::vector<std::uint32_t> slotOfSlot(grouping.slots, kNone);
    for (std::uint32_t i = 0; i < best.size(); ++i)
        slotOfSlot[best[i]] = i;
    grouping.reassign(slotOfSlot, best.size());
    const CellRequest request{grouping, buckets, tallyNeeds(context, grouping)};
    const auto counted = source.count({&request, 1});
    if (!counted)
        return unexpected(counted.error());
    QJsonArray out;
    for (std::size_t slot = 0; slot < best.size(); ++slot) {
        const MetricContext metrics{counted->tallies.front(), *vocabulary.currencies(), context.project.currency,
                                    grouping.isOfPages()};
        out.append(QJsonObject{{QStringLiteral("value"), groupValue(groups[best[slot]])},
                               {QStringLiteral("buckets"), bucketList(context, metrics, buckets, slot)}});
    }
    return out;
}

class Timeseries final : public CellReport
{
public:
    Timeseries(const ReportContext& context, std::vector<Bucket> buckets)
        : m_context(context)
        , m_buckets(std::move(buckets))
    {
    }

    std::vector<domain::TimeRange> ranges() const override { return {m_context.query.range}; }
    Expected<std::vector<CellRequest>> requests(const Vocabulary& vocabulary) override
    {
        std::vector<CellRequest> out;
        if (!m_context.query.property.empty()) {
            const auto property = parseProperty(m_context.query.property);
            if (!property)
                return unexpected(property.error());
            m_grouping = groupingOf(vocabulary, *property);
            out.push_back({m_grouping, {}, tallyNeeds(m_context, m_grouping)});
        }
        out.push_back({{}, m_buckets, tallyNeeds(m_context)});
        return out;
    }
    Expected<void> take(std::size_t, const TallySource& source, const TallySource::Counted& counted) override
    {
        const MetricContext metrics{counted.tallies.back(), *source.vocabulary().currencies(),
                                    m_context.project.currency};
        m_answer = {{QStringLiteral("buckets"), bucketList(m_context, metrics, m_buckets, 0)}};
        if (!m_grouping.property)
            return {};
        const auto groups =
            groupList(m_context, source, m_buckets, m_grouping, counted.tallies.front(), counted.spellings.front());
        if (!groups)
            return unexpected(groups.error());
        m_answer.insert(QStringLiteral("groups"), *groups);
        return {};
    }
    QJsonObject answer() const override { return m_answer; }

private:
    const ReportContext& m_context;
    std::vector<Bucket> m_buckets;
    Grouping m_grouping;
    QJsonObject m_answer;
};

} // namespace

Expected<std::unique_ptr<CellReport>> makeTimeseries(const ReportContext& context)
{
    std::vector<Bucket> buckets = context.calendar.buckets(context.query.range, context.query.interval, kMostBuckets);
    if (buckets.size() > kMostBuckets)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("too fine for this range"),
                          QStringLiteral("/interval"));
    return std::unique_ptr<CellReport>(std::make_unique<Timeseries>(context, std::move(buckets)));
}

} // namespace sightglass::query
