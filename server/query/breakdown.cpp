// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/foldpeople.h"

#include <QJsonArray>

#include <algorithm>

namespace sightglass::query {

namespace {

/// Every value and the total, in one go over the people.
class BreakdownFold
{
public:
    static Expected<BreakdownFold> make(const ReportContext& context, const Grouping& grouping)
    {
        auto groups = TallyFold::make(grouping, {}, tallyNeeds(context, grouping));
        if (!groups)
            return unexpected(groups.error());
        auto total = TallyFold::make(Grouping(), {}, tallyNeeds(context));
        if (!total)
            return unexpected(total.error());
        return BreakdownFold(*std::move(groups), *std::move(total), SpellingFold(grouping));
    }

    Expected<void> take(const Facts& part)
    {
        spellings.take(part);
        if (auto done = groups.take(part); !done)
            return done;
        return total.take(part);
    }
    void merge(BreakdownFold&& other)
    {
        spellings.merge(other.spellings);
        groups.merge(std::move(other.groups));
        total.merge(std::move(other.total));
    }
    std::size_t bytes() const { return groups.bytes(); }

    TallyFold groups;
    TallyFold total;
    SpellingFold spellings;

private:
    BreakdownFold(TallyFold g, TallyFold t, SpellingFold s)
        : groups(std::move(g))
        , total(std::move(t))
        , spellings(std::move(s))
    {
    }
};

Metric sortMetric(const domain::Query& query)
{
    Metric metric = metricsOf(query).front();
    return parseMetric(query.sort, metric) ? metric : metricsOf(query).front();
}

/// Everything that comes after the page of rows, counted afresh as one: distinct people are not sums.
Expected<QJsonObject> restOf(const ReportContext& context, const FactSource& source, Grouping grouping, const std::vector<std::uint32_t>& order, std::size_t end)
{
    std::vector<std::uint32_t> slotOfSlot(grouping.slots, kNone);
    for (std::size_t i = end; i < order.size(); ++i)
        slotOfSlot[order[i]] = 0;
    for (std::uint32_t& slot : grouping.slotOfValue)
        slot = slotOfSlot[slot];
    grouping.slots = 1;
    const auto make = [&](const Vocabulary&) { return TallyFold::make(grouping, {}, tallyNeeds(context, grouping)); };
    // Nothing left over needs no second look at the people.
    const auto fold = end < order.size() ? foldPeople<TallyFold>(context, source, make) : make(*source.vocabulary());
    if (!fold)
        return unexpected(fold.error());
    return metricsObject(context, {fold->tallies(), *source.vocabulary()->currencies(), context.project.currency, grouping.isOfPages()}, 0);
}

} // namespace

Expected<QJsonObject> breakdown(ReportContext& context)
{
    const auto property = parseProperty(context.query.property);
    if (!property || property->field == Field::Goal)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("not a property to break down by"), QStringLiteral("/property"));
    const auto source = openFacts(context, {context.query.range, FactNeeds::of(context.query)});
    if (!source)
        return unexpected(source.error());
    const Vocabulary& vocabulary = *(*source)->vocabulary();
    const Grouping grouping = groupingOf(vocabulary, *property);
    const auto fold = foldPeople<BreakdownFold>(context, **source, [&](const Vocabulary&) { return BreakdownFold::make(context, grouping); });
    if (!fold)
        return unexpected(fold.error());
    const std::vector<Group> groups = groupsOf(vocabulary, grouping, fold->spellings);
    const MetricContext metrics{fold->groups.tallies(), *vocabulary.currencies(), context.project.currency, grouping.isOfPages()};
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
    const auto other = restOf(context, **source, grouping, order, end);
    if (!other)
        return unexpected(other.error());
    const QJsonObject total = metricsObject(context, {fold->total.tallies(), *vocabulary.currencies(), context.project.currency}, 0);
    QJsonObject out{{QStringLiteral("rows"), rows}, {QStringLiteral("other"), *other}, {QStringLiteral("total"), total}};
    if (end < order.size())
        out.insert(QStringLiteral("next"), QString::number(end));
    return out;
}

} // namespace sightglass::query
