// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/report.h"

#include <QJsonArray>

#include <algorithm>

namespace sightglass::query {

namespace {

/// Everything that comes after the page of rows, counted afresh as one: distinct people are not sums.
Expected<QJsonObject> restOf(ReportContext& context, const Facts& facts, Grouping grouping, const std::vector<std::uint32_t>& order, std::size_t end)
{
    std::vector<std::uint32_t> slotOfSlot(grouping.slots, kNone);
    for (std::size_t i = end; i < order.size(); ++i)
        slotOfSlot[order[i]] = 0;
    for (std::uint32_t& slot : grouping.slotOfValue)
        slot = slotOfSlot[slot];
    grouping.slots = 1;
    const auto tallies = fold(facts, grouping, {}, context.cancel);
    if (!tallies)
        return unexpected(tallies.error());
    return metricsObject(context, {*tallies, *facts.rows.currencies, context.project.currency, grouping.isOfPages()}, 0);
}

Expected<QJsonObject> totalOf(ReportContext& context, const Facts& facts)
{
    const auto tallies = fold(facts, Grouping(), {}, context.cancel);
    if (!tallies)
        return unexpected(tallies.error());
    return metricsObject(context, {*tallies, *facts.rows.currencies, context.project.currency}, 0);
}

Metric sortMetric(const domain::Query& query)
{
    Metric metric = metricsOf(query).front();
    return parseMetric(query.sort, metric) ? metric : metricsOf(query).front();
}

} // namespace

Expected<QJsonObject> breakdown(ReportContext& context)
{
    const auto property = parseProperty(context.query.property);
    if (!property || property->field == Field::Goal)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("not a property to break down by"), QStringLiteral("/property"));
    const auto facts = gatherFacts(context, context.query.range);
    if (!facts)
        return unexpected(facts.error());
    const Values values(*facts, *property);
    Grouping grouping;
    const std::vector<Group> groups = groupValues(*facts, values, *property, grouping);
    const auto tallies = fold(*facts, grouping, {}, context.cancel);
    if (!tallies)
        return unexpected(tallies.error());
    const MetricContext metrics{*tallies, *facts->rows.currencies, context.project.currency, grouping.isOfPages()};
    const std::vector<std::uint32_t> order = ranked(context, metrics, groups, sortMetric(context.query));
    const std::size_t begin = std::min(order.size(), static_cast<std::size_t>(context.query.offset));
    const std::size_t end = std::min(order.size(), begin + static_cast<std::size_t>(context.query.limit));
    QJsonArray rows;
    for (std::size_t i = begin; i < end; ++i) {
        QJsonObject row = metricsObject(context, metrics, order[i]);
        row.insert(QStringLiteral("value"), groupValue(groups[order[i]]));
        rows.append(row);
    }
    const auto other = restOf(context, *facts, grouping, order, end);
    if (!other)
        return unexpected(other.error());
    const auto total = totalOf(context, *facts);
    if (!total)
        return unexpected(total.error());
    QJsonObject out{{QStringLiteral("rows"), rows}, {QStringLiteral("other"), *other}, {QStringLiteral("total"), *total}};
    if (end < order.size())
        out.insert(QStringLiteral("next"), QString::number(end));
    return out;
}

} // namespace sightglass::query
