// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/tallysource.h"

#include <QJsonArray>

#include <algorithm>
#include <numeric>
#include <span>

namespace sightglass::query {

namespace {

Metric sortMetric(const domain::Query& query)
{
    Metric metric = metricsOf(query).front();
    return parseMetric(query.sort, metric) ? metric : metricsOf(query).front();
}

/// Whether sums over values say what they make together, but for distinct people: no event and no visit stands under
/// several values.
bool valuesAddUp(const domain::Query& query, const CellRequest& groups)
{
    const Level level = levelOf(groups.grouping.property->field);
    const bool each = level == Level::Visit || (level == Level::Event && !FactNeeds::of(query).rows.visits);
    return each && !groups.needs.errors && !groups.needs.goals && !groups.needs.pages;
}

/// Some of the groups as one.
Expected<Tallies> together(const TallySource& source, CellRequest request, const Tallies& groups, std::span<const std::uint32_t> slots)
{
    std::vector<std::uint8_t> wanted(request.grouping.slots);
    for (const std::uint32_t slot : slots)
        wanted[slot] = 1;
    if (auto sum = groups.together(wanted))
        return *std::move(sum);
    for (std::uint32_t& slot : request.grouping.slotOfValue)
        slot = wanted[slot] ? 0 : kNone;
    request.grouping.slots = 1;
    request.logsPeople = false;
    if (slots.empty()) // needs no second look
        return emptyTallies(request);
    auto counted = source.count({&request, 1});
    if (!counted)
        return unexpected(counted.error());
    return std::move(counted->tallies.front());
}

} // namespace

Expected<QJsonObject> breakdown(ReportContext& context)
{
    const auto property = parseProperty(context.query.property);
    if (!property || property->field == Field::Goal)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("not a property to break down by"), QStringLiteral("/property"));
    const auto source = TallySource::open(context, context.query.range);
    if (!source)
        return unexpected(source.error());
    const Vocabulary& vocabulary = (*source)->vocabulary();
    const Grouping grouping = groupingOf(vocabulary, *property);
    std::vector<CellRequest> requests{{grouping, {}, tallyNeeds(context, grouping)}};
    requests.front().logsPeople = valuesAddUp(context.query, requests.front());
    if (!requests.front().logsPeople)
        requests.push_back({{}, {}, tallyNeeds(context)});
    const auto counted = (*source)->count(requests);
    if (!counted)
        return unexpected(counted.error());
    const std::vector<Group> groups = groupsOf(vocabulary, grouping, counted->spellings);
    const MetricContext metrics{counted->tallies.front(), *vocabulary.currencies(), context.project.currency, grouping.isOfPages()};
    const auto page = static_cast<std::size_t>(context.query.offset) + static_cast<std::size_t>(context.query.limit);
    const std::vector<std::uint32_t> order = ranked(context, metrics, groups, sortMetric(context.query), page);
    const std::size_t begin = std::min(order.size(), static_cast<std::size_t>(context.query.offset));
    const std::size_t end = std::min(order.size(), begin + static_cast<std::size_t>(context.query.limit));
    QJsonArray rows;
    for (std::size_t i = begin; i < end; ++i) {
        QJsonObject row = metricsObject(context, metrics, order[i]);
        row.insert(QStringLiteral("value"), groupValue(groups[order[i]]));
        rows.append(row);
    }
    const auto rest = together(**source, requests.front(), metrics.tallies, std::span(order).subspan(end));
    if (!rest)
        return unexpected(rest.error());
    const QJsonObject other = metricsObject(context, {*rest, metrics.currencies, metrics.currency, metrics.byPage}, 0);
    std::vector<std::uint32_t> everySlot(requests.size() == 1 ? grouping.slots : 0);
    std::iota(everySlot.begin(), everySlot.end(), 0U);
    const auto all = requests.size() == 1 ? together(**source, requests.front(), metrics.tallies, everySlot) : Expected<Tallies>(counted->tallies.back());
    if (!all)
        return unexpected(all.error());
    const QJsonObject total = metricsObject(context, {*all, metrics.currencies, metrics.currency}, 0);
    QJsonObject out{{QStringLiteral("rows"), rows}, {QStringLiteral("other"), other}, {QStringLiteral("total"), total}};
    if (end < order.size())
        out.insert(QStringLiteral("next"), QString::number(end));
    return out;
}

} // namespace sightglass::query
