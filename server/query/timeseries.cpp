// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/report.h"

#include <QJsonArray>

#include <algorithm>

namespace sightglass::query {

namespace {

constexpr std::size_t kMaxBuckets = 10'000; // as parseQuery() checks

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
Expected<QJsonArray> groupList(ReportContext& context, const Facts& facts, const std::vector<Bucket>& buckets)
{
    const auto property = parseProperty(context.query.property);
    if (!property)
        return unexpected(property.error());
    const Values values(facts, *property);
    Grouping grouping;
    const std::vector<Group> groups = groupValues(facts, values, *property, grouping);
    const auto totals = fold(facts, grouping, {}, context.cancel);
    if (!totals)
        return unexpected(totals.error());
    std::vector<std::uint32_t> best = ranked(context, {*totals, *facts.rows.currencies, context.project.currency, grouping.isOfPages()},
                                             groups, metricsOf(context.query).front());
    best.resize(std::min(best.size(), static_cast<std::size_t>(context.query.limit)));
    for (std::uint32_t& slot : grouping.slotOfValue) {
        const auto found = std::find(best.begin(), best.end(), slot);
        slot = found == best.end() ? kNone : static_cast<std::uint32_t>(found - best.begin());
    }
    grouping.slots = best.size();
    const auto tallies = fold(facts, grouping, buckets, context.cancel);
    if (!tallies)
        return unexpected(tallies.error());
    QJsonArray out;
    for (std::size_t slot = 0; slot < best.size(); ++slot) {
        const MetricContext metrics{*tallies, *facts.rows.currencies, context.project.currency, grouping.isOfPages()};
        out.append(QJsonObject{{QStringLiteral("value"), groupValue(groups[best[slot]])},
                               {QStringLiteral("buckets"), bucketList(context, metrics, buckets, slot)}});
    }
    return out;
}

} // namespace

Expected<QJsonObject> timeseries(ReportContext& context)
{
    const std::vector<Bucket> buckets = context.calendar.buckets(context.query.range, context.query.interval, kMaxBuckets);
    if (buckets.size() > kMaxBuckets)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("too fine for this range"), QStringLiteral("/interval"));
    const auto facts = gatherFacts(context, context.query.range);
    if (!facts)
        return unexpected(facts.error());
    const auto tallies = fold(*facts, Grouping(), buckets, context.cancel);
    if (!tallies)
        return unexpected(tallies.error());
    QJsonObject out{{QStringLiteral("buckets"), bucketList(context, {*tallies, *facts->rows.currencies, context.project.currency}, buckets, 0)}};
    if (context.query.property.empty())
        return out;
    const auto groups = groupList(context, *facts, buckets);
    if (!groups)
        return unexpected(groups.error());
    out.insert(QStringLiteral("groups"), *groups);
    return out;
}

} // namespace sightglass::query
