// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/report.h"

#include "domain/automaticevents.h"
#include "query/texttest.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace sightglass::query {

namespace {

/// Whether a filter wants an event of that name, be it by a part of it that begins as no other name does.
bool asksFor(const std::vector<domain::Filter>& filters, std::string_view event)
{
    using Node = domain::Filter::Node;
    using domain::Operator;
    return std::any_of(filters.begin(), filters.end(), [event](const domain::Filter& filter) {
        if (filter.node != Node::Leaf)
            return filter.node != Node::Not && asksFor(filter.children, event);
        if (filter.property != "event" || filter.op == Operator::IsNot || filter.op == Operator::NotContains)
            return false;
        return std::any_of(filter.values.begin(), filter.values.end(), [event](const std::string& value) {
            return value.starts_with('$') && event.find(value) != std::string_view::npos;
        });
    });
}

/// A rate alone is no reason to show a value.
bool showsSomething(const ReportContext& context, const MetricContext& metrics, std::size_t cell)
{
    if (metrics.tallies.cells[cell].events > 0)
        return true;
    for (const Metric metric : metricsOf(context.query)) {
        if (metric == Metric::BounceRate || metric == Metric::VisitDuration)
            continue;
        const QJsonValue value = metricValue(metrics, cell, metric);
        if (value.isObject() ? !value.toObject().isEmpty() : value.toDouble() != 0)
            return true;
    }
    return false;
}

} // namespace

Grouping groupingOf(const Vocabulary& vocabulary, const PropertyName& property)
{
    const Dictionary& values = *vocabulary.of(columnOf(property));
    Grouping out;
    out.property = property;
    out.slots = values.size();
    if (!ignoresCase(property.field))
        return out;
    std::unordered_map<std::string, std::uint32_t> slots;
    std::vector<std::uint32_t> slotOfValue;
    for (std::uint32_t id = 0; id < values.size(); ++id)
        slotOfValue.push_back(
            slots.try_emplace(foldCase(values.text(id)), static_cast<std::uint32_t>(slots.size())).first->second);
    if (slots.size() < values.size())
        out.reassign(slotOfValue, slots.size());
    return out;
}

std::vector<Group> groupsOf(const Vocabulary& vocabulary, const Grouping& grouping, const SpellingFold& spellings)
{
    const Dictionary& values = *vocabulary.of(columnOf(*grouping.property));
    std::vector<std::uint32_t> best(grouping.slots, kNone);
    for (std::uint32_t id = 0; id < values.size(); ++id) {
        std::uint32_t& shown = best[grouping.slotOf(id)];
        const auto isBetter = [&](std::uint32_t other) {
            const std::int64_t more = spellings.count(id) - spellings.count(other);
            return more > 0 || (more == 0 && values.text(id) < values.text(other));
        };
        if (shown == kNone || isBetter(shown))
            shown = id;
    }
    std::vector<Group> groups;
    for (const std::uint32_t id : best)
        groups.push_back({values.text(id)});
    return groups;
}

SpellingFold::SpellingFold(const Grouping& grouping)
{
    // With one spelling each there is nothing to choose between.
    if (!grouping.property || grouping.slotOfValue.empty() || !ignoresCase(grouping.property->field))
        return;
    m_property = *grouping.property;
    m_counts.resize(grouping.slotOfValue.size());
}

void SpellingFold::take(const Facts& part)
{
    if (m_counts.empty())
        return;
    const Rows& rows = part.rows;
    const Values values(part, m_property);
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        const bool counts = part.converts[row] || (part.chosen[row] && (rows.flags[row] & kCounted));
        if (counts && part.range.contains(fromMs(rows.time[row])))
            ++m_counts[values.of(row)];
    }
    for (std::size_t number = 0; number < part.visits.list.size(); ++number) {
        const Visit& visit = part.visits.list[number];
        if (part.visitHit[number] && part.range.contains(fromMs(visit.start)))
            ++m_counts[values.of(visit.begin)];
    }
}

void SpellingFold::merge(const SpellingFold& other)
{
    for (std::size_t id = 0; id < m_counts.size(); ++id)
        m_counts[id] += other.m_counts[id];
}

QJsonValue groupValue(const Group& group)
{
    return group.text.empty()
               ? QJsonValue(QJsonValue::Null)
               : QJsonValue(QString::fromUtf8(group.text.data(), static_cast<qsizetype>(group.text.size())));
}

bool isHidden(const ReportContext& context, const Group& group)
{
    return context.query.property == "event" && context.project.automaticEvents != domain::AutomaticEvents::Keep &&
           domain::isAutomaticEvent(group.text) && !asksFor(context.query.filters, group.text);
}

std::vector<std::uint32_t> ranked(const ReportContext& context, const MetricContext& metrics,
                                  const std::vector<Group>& groups, Metric sort, std::size_t best)
{
    std::vector<std::uint32_t> out;
    std::vector<double> keys(groups.size());
    for (std::uint32_t slot = 0; slot < groups.size(); ++slot) {
        if (isHidden(context, groups[slot]) || !showsSomething(context, metrics, slot))
            continue;
        const double key = sortValue(metrics, slot, sort);
        keys[slot] = std::isnan(key) ? -std::numeric_limits<double>::infinity() : key;
        out.push_back(slot);
    }
    const auto sorted = out.begin() + static_cast<std::ptrdiff_t>(std::min(best, out.size()));
    std::partial_sort(out.begin(), sorted, out.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (keys[a] != keys[b])
            return keys[a] > keys[b];
        if (groups[a].text.empty() != groups[b].text.empty())
            return groups[b].text.empty();
        return groups[a].text < groups[b].text;
    });
    return out;
}

TallyNeeds tallyNeeds(const ReportContext& context, const Grouping& grouping)
{
    return TallyNeeds::of(metricsOf(context.query), context.query.goal.has_value(), grouping.isOfPages());
}

QJsonObject metricsObject(const ReportContext& context, const MetricContext& metrics, std::size_t cell)
{
    QJsonObject out;
    for (const Metric metric : metricsOf(context.query)) {
        const std::string_view id = name(metric);
        out.insert(QLatin1String(id.data(), static_cast<qsizetype>(id.size())), metricValue(metrics, cell, metric));
    }
    return out;
}

} // namespace sightglass::query
