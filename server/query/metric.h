// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace sightglass::query {

/// Metrics that this engine answers in summary, timeseries and breakdown (closed list of spec api §4).
enum class Metric : unsigned char {
    Visitors,
    Visits,
    Pageviews,
    Events,
    ViewsPerVisit,
    BounceRate,
    VisitDuration,
    EngagedVisits,
    EngagementRate,
    Occurrences,
    AffectedUsers,
    AffectedVisits,
    ErrorRate,
    CrashFreeVisits,
    Conversions,
    UniqueConversions,
    ConversionRate,
    VisitConversionRate,
    Revenue,
    AverageOrderValue,
    RevenuePerVisitor,
    Entries,
    Exits,
    ExitRate,
    TimeOnPage,
    ScrollDepth
};
inline constexpr std::size_t kMetrics = 26;

[[nodiscard]] std::string_view name(Metric);
/// False for an unknown name.
[[nodiscard]] bool parseMetric(std::string_view name, Metric& out);
[[nodiscard]] std::vector<std::string_view> metricNames();
[[nodiscard]] bool needsGoal(Metric metric);
[[nodiscard]] bool isMoney(Metric metric);
/// Counts events and who had them; no visit matters to it.
[[nodiscard]] bool isOfEvents(Metric metric);
/// Counts somebody once, whatever they did; of the metrics of events.
[[nodiscard]] bool countsPeople(Metric metric);
/// Only in a breakdown by page.
[[nodiscard]] bool isOfPages(Metric metric);

} // namespace sightglass::query
