// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/report.h"

#include "query/texttest.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace sightglass::query {

namespace {

/// How often each spelling stands in counted rows of the range.
std::vector<std::int64_t> spellingCounts(const Facts& facts, const Dimension& dimension)
{
    std::vector<std::int64_t> out(dimension.values->size());
    for (std::size_t row = 0; row < facts.rows.size(); ++row) {
        if ((facts.rows.flags[row] & kCounted) && facts.range.contains(fromMs(facts.rows.time[row])))
            ++out[dimension.ids[row]];
    }
    return out;
}

/// A rate alone is no reason to show a value.
bool showsSomething(const ReportContext& context, const MetricContext& metrics, std::size_t cell)
{
    for (const Metric metric : metricsOf(context.query)) {
        if (metric == Metric::BounceRate || metric == Metric::VisitDuration)
            continue;
        const QJsonValue value = metricValue(metrics, cell, metric);
        if (value.isObject() ? !value.toObject().isEmpty() : value.toDouble() != 0)
            return true;
    }
    const Tally& tally = metrics.tallies.cells[cell];
    return tally.visits > 0 || tally.events > 0;
}

} // namespace

std::vector<Group> groupValues(const Facts& facts, const Values& values, const PropertyName& property, Grouping& grouping)
{
    const Dictionary& dictionary = values.dictionary();
    grouping.values = &values;
    grouping.field = property.field;
    grouping.slotOfValue.resize(dictionary.size());
    std::vector<Group> groups;
    if (!ignoresCase(property.field)) {
        for (std::uint32_t id = 0; id < dictionary.size(); ++id) {
            grouping.slotOfValue[id] = id;
            groups.push_back({std::string(dictionary.text(id))});
        }
        grouping.slots = groups.size();
        return groups;
    }
    const std::vector<std::int64_t> counts = spellingCounts(facts, *facts.rows.dimension(columnOf(property)));
    std::unordered_map<std::string, std::uint32_t> slots;
    std::vector<std::uint32_t> best;
    for (std::uint32_t id = 0; id < dictionary.size(); ++id) {
        const auto [at, isNew] = slots.try_emplace(foldCase(dictionary.text(id)), static_cast<std::uint32_t>(best.size()));
        grouping.slotOfValue[id] = at->second;
        if (isNew) {
            best.push_back(id);
            continue;
        }
        std::uint32_t& shown = best[at->second];
        if (counts[id] > counts[shown] || (counts[id] == counts[shown] && dictionary.text(id) < dictionary.text(shown)))
            shown = id;
    }
    for (const std::uint32_t id : best)
        groups.push_back({std::string(dictionary.text(id))});
    grouping.slots = groups.size();
    return groups;
}

QJsonValue groupValue(const Group& group)
{
    return group.text.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(QString::fromStdString(group.text));
}

std::vector<std::uint32_t> ranked(const ReportContext& context, const MetricContext& metrics, const std::vector<Group>& groups, Metric sort)
{
    std::vector<std::uint32_t> out;
    std::vector<double> keys(groups.size());
    for (std::uint32_t slot = 0; slot < groups.size(); ++slot) {
        if (!showsSomething(context, metrics, slot))
            continue;
        const double key = sortValue(metrics, slot, sort);
        keys[slot] = std::isnan(key) ? -std::numeric_limits<double>::infinity() : key;
        out.push_back(slot);
    }
    std::sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (keys[a] != keys[b])
            return keys[a] > keys[b];
        if (groups[a].text.empty() != groups[b].text.empty())
            return groups[b].text.empty();
        return groups[a].text < groups[b].text;
    });
    return out;
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
