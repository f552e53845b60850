// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/query.h"
#include "query/engine.h"
#include "query/fold.h"
#include "query/needs.h"

#include <QJsonObject>

namespace sightglass::query {

/// What every report needs: the question and where its answers come from. Lives for one question.
struct ReportContext
{
    domain::EventScan& scan;
    const domain::SourceDirectory* sources;
    const AcquisitionNames& names;
    const domain::Project& project;
    const domain::Query& query;
    const Calendar& calendar;
    TimePoint now;
    const domain::Cancellation& cancel;
    EngineLimits limits;
    domain::ScanStats stats; ///< Of all scans so far.
};

/// A breakdown by goal: a row for each of the query's goals that was reached (spec api §4, metrics §5).
[[nodiscard]] bool isByGoal(const domain::Query& query);
[[nodiscard]] Expected<QJsonObject> goalBreakdown(ReportContext& context);
[[nodiscard]] Expected<QJsonObject> realtime(ReportContext& context);
[[nodiscard]] Expected<QJsonObject> funnel(ReportContext& context);
[[nodiscard]] Expected<QJsonObject> retention(ReportContext& context);
[[nodiscard]] Expected<QJsonObject> activity(ReportContext& context);
[[nodiscard]] Expected<QJsonObject> journey(ReportContext& context);
[[nodiscard]] Expected<QJsonObject> attribution(ReportContext& context);
[[nodiscard]] Expected<QJsonObject> vitals(ReportContext& context);
[[nodiscard]] Expected<QJsonObject> measures(ReportContext& context);
/// OpenMetrics' active users per period, by arrival (openmetrics §7 and §10.1).
[[nodiscard]] Expected<QJsonObject> activeUsers(ReportContext& context);
/// Who did what the filters choose, page by page (spec api §3 `/people`).
[[nodiscard]] Expected<QJsonObject> people(ReportContext& context);
/// Who converted or dropped at a step of a funnel, page by page (openmetrics §12.9).
[[nodiscard]] Expected<QJsonObject> funnelPeople(ReportContext& context);

/// What the metrics asked for make necessary to count.
[[nodiscard]] TallyNeeds tallyNeeds(const ReportContext& context, const Grouping& grouping = {});
/// The metrics asked for, of one cell.
[[nodiscard]] QJsonObject metricsObject(const ReportContext& context, const MetricContext& metrics, std::size_t cell);

/// One different value of a property as an answer shows it. Views into the question's vocabulary.
struct Group
{
    std::string_view text; ///< "" = absent
};

/// How often each spelling of a value is counted, where values have several: by chosen events and conversions of the
/// range, and by chosen visits that begin in it.
class SpellingFold
{
public:
    explicit SpellingFold(const Grouping& grouping);

    /// Some value has several spellings.
    [[nodiscard]] bool counts() const { return !m_counts.empty(); }
    void take(const Facts& part);
    void merge(const SpellingFold& other);
    [[nodiscard]] std::int64_t count(std::uint32_t value) const { return m_counts.empty() ? 0 : m_counts[value]; }

private:
    PropertyName m_property;
    std::vector<std::int64_t> m_counts;
};

/// A slot for each different value of a property: sources and mediums without regard to case.
[[nodiscard]] Grouping groupingOf(const Vocabulary& vocabulary, const PropertyName& property);
/// What is shown for each slot: the most frequent spelling (metrics §4).
[[nodiscard]] std::vector<Group> groupsOf(const Vocabulary& vocabulary, const Grouping& grouping,
                                          const SpellingFold& spellings);
[[nodiscard]] QJsonValue groupValue(const Group& group);
/// Whether a value is left out of lists: an event that clients send by themselves, unless the project keeps those or a
/// filter asks for it by name (spec drop-in-apis §4.5). It counts in totals and among the others.
[[nodiscard]] bool isHidden(const ReportContext& context, const Group& group);
/// Slots that have anything to show and are not hidden, the `best` ones by `sort` first; ties by value, absent last.
/// The others follow in no order.
[[nodiscard]] std::vector<std::uint32_t> ranked(const ReportContext& context, const MetricContext& metrics,
                                                const std::vector<Group>& groups, Metric sort, std::size_t best);

} // namespace sightglass::query
