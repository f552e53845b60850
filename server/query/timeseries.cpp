// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/tallysource.h"

#include <QJsonArray>

#include <algorithm>

namespace sightglass::query {

namespace {

constexpr std::size_t kMostBuckets = 10'000; // as parseQuery() checks

QJsonArray bucketList(const ReportContext& context, const MetricContext& metrics, const std::vector<Bucket>& buckets, std::size_t slot)
{
    QJsonArray out;
    const domain::TimeRange& range = context.query.range;
    for (std::size_t b = 0; b < buckets.size(); ++b) {
        QJsonObject one = metricsObject(context, metrics, metrics.tallies.cellOf(slot, b));
        one.insert(QStringLiteral("start"), context.calendar.label(buckets[b].start));
        one.insert(QStringLiteral("complete"), buckets[b].start >= range.from && buckets[b].end <= range.to && buckets[b].end <= context.now);
        out.append(one);
    }
    return out;
}

/// The best values over the whole range, each with its buckets.
Expected<QJsonArray> groupList(const ReportContext& context, const TallySource& source, const std::vector<Bucket>& buckets, Grouping grouping,
                               const Tallies& totals, const SpellingFold& spellings)
{
    const Vocabulary& vocabulary = source.vocabulary();
    const std::vector<Group> groups = groupsOf(vocabulary, grouping, spellings);
    std::vector<std::uint32_t> best = ranked(context, {totals, *vocabulary.currencies(), context.project.currency, grouping.isOfPages()},
                                             groups, metricsOf(context.query).front(), static_cast<std::size_t>(context.query.limit));
    best.resize(std::min(best.size(), static_cast<std::size_t>(context.query.limit)));
    std::vector<std::uint32_t> slotOfSlot(grouping.slots, kNone);
    for (std::uint32_t i = 0; i < best.size(); ++i)
        slotOfSlot[best[i]] = i;
    for (std::uint32_t& slot : grouping.slotOfValue)
        slot = slotOfSlot[slot];
    grouping.slots = best.size();
    const CellRequest request{grouping, buckets, tallyNeeds(context, grouping)};
    const auto counted = source.count({&request, 1});
    if (!counted)
        return unexpected(counted.error());
    QJsonArray out;
    for (std::size_t slot = 0; slot < best.size(); ++slot) {
        const MetricContext metrics{counted->tallies.front(), *vocabulary.currencies(), context.project.currency, grouping.isOfPages()};
        out.append(QJsonObject{{QStringLiteral("value"), groupValue(groups[best[slot]])},
                               {QStringLiteral("buckets"), bucketList(context, metrics, buckets, slot)}});
    }
    return out;
}

} // namespace

Expected<QJsonObject> timeseries(ReportContext& context)
{
    const std::vector<Bucket> buckets = context.calendar.buckets(context.query.range, context.query.interval, kMostBuckets);
    if (buckets.size() > kMostBuckets)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("too fine for this range"), QStringLiteral("/interval"));
    const auto source = TallySource::open(context, context.query.range);
    if (!source)
        return unexpected(source.error());
    const Vocabulary& vocabulary = (*source)->vocabulary();
    Grouping grouping;
    if (!context.query.property.empty()) {
        const auto property = parseProperty(context.query.property);
        if (!property)
            return unexpected(property.error());
        grouping = groupingOf(vocabulary, *property);
    }
    std::vector<CellRequest> requests;
    if (grouping.property)
        requests.push_back({grouping, {}, tallyNeeds(context, grouping)});
    requests.push_back({{}, buckets, tallyNeeds(context)});
    const auto counted = (*source)->count(requests);
    if (!counted)
        return unexpected(counted.error());
    QJsonObject out{{QStringLiteral("buckets"), bucketList(context, {counted->tallies.back(), *vocabulary.currencies(), context.project.currency}, buckets, 0)}};
    if (!grouping.property)
        return out;
    const auto groups = groupList(context, **source, buckets, grouping, counted->tallies.front(), counted->spellings);
    if (!groups)
        return unexpected(groups.error());
    out.insert(QStringLiteral("groups"), *groups);
    return out;
}

} // namespace sightglass::query
