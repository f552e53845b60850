// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/metric.h"

#include "core/enumnames.h"

namespace sightglass::query {

namespace {

using namespace std::string_view_literals;

constexpr std::array kNames{"visitors"sv,
                            "visits"sv,
                            "pageviews"sv,
                            "events"sv,
                            "views_per_visit"sv,
                            "bounce_rate"sv,
                            "visit_duration"sv,
                            "engaged_visits"sv,
                            "engagement_rate"sv,
                            "occurrences"sv,
                            "affected_users"sv,
                            "affected_visits"sv,
                            "error_rate"sv,
                            "crash_free_visits"sv,
                            "conversions"sv,
                            "unique_conversions"sv,
                            "conversion_rate"sv,
                            "visit_conversion_rate"sv,
                            "revenue"sv,
                            "average_order_value"sv,
                            "revenue_per_visitor"sv,
                            "entries"sv,
                            "exits"sv,
                            "exit_rate"sv,
                            "time_on_page"sv,
                            "scroll_depth"sv};
static_assert(kNames.size() == kMetrics);

} // namespace

std::string_view name(Metric metric)
{
    return enumName(metric, kNames);
}

bool parseMetric(std::string_view text, Metric& out)
{
    const auto found = parseEnum<Metric>(text, kNames);
    if (found)
        out = *found;
    return found.has_value();
}

std::vector<std::string_view> metricNames()
{
    return {kNames.begin(), kNames.end()};
}

bool needsGoal(Metric metric)
{
    return metric >= Metric::Conversions && metric <= Metric::VisitConversionRate;
}
bool isMoney(Metric metric)
{
    return metric >= Metric::Revenue && metric <= Metric::RevenuePerVisitor;
}
bool isOfEvents(Metric metric)
{
    switch (metric) {
    case Metric::Visitors:
    case Metric::Pageviews:
    case Metric::Events:
    case Metric::Conversions:
    case Metric::UniqueConversions:
    case Metric::ConversionRate:
    case Metric::Revenue:
    case Metric::AverageOrderValue:
    case Metric::RevenuePerVisitor: return true;
    default: return false;
    }
}
bool countsPeople(Metric metric)
{
    return metric == Metric::Visitors || metric == Metric::RevenuePerVisitor || metric == Metric::UniqueConversions ||
           metric == Metric::ConversionRate;
}
bool isOfPages(Metric metric)
{
    return metric >= Metric::Entries;
}

} // namespace sightglass::query
