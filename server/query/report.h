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
    domain::ScanStats stats; ///< Of all scans so far.
};

/// Reads, cuts and chooses everything about one range. Errors: those of QueryEngine.
[[nodiscard]] Expected<Facts> gatherFacts(ReportContext& context, const domain::TimeRange& range, bool skipHistorical = false);

[[nodiscard]] Expected<QJsonObject> summary(ReportContext& context);
[[nodiscard]] Expected<QJsonObject> timeseries(ReportContext& context);
[[nodiscard]] Expected<QJsonObject> breakdown(ReportContext& context);
[[nodiscard]] Expected<QJsonObject> realtime(ReportContext& context);

/// The metrics asked for, of one cell.
[[nodiscard]] QJsonObject metricsObject(const ReportContext& context, const MetricContext& metrics, std::size_t cell);

/// One different value of a property as an answer shows it.
struct Group
{
    std::string text;  ///< "" = absent
};
/// The different values of a property: sources and mediums without regard to case, shown in the most frequent
/// spelling (metrics §4). Fills `grouping` with one slot each.
[[nodiscard]] std::vector<Group> groupValues(const Facts& facts, const Values& values, const PropertyName& property, Grouping& grouping);
[[nodiscard]] QJsonValue groupValue(const Group& group);
/// Slots that have anything to show, best by `sort` first; ties by value, absent last.
[[nodiscard]] std::vector<std::uint32_t> ranked(const ReportContext& context, const MetricContext& metrics, const std::vector<Group>& groups, Metric sort);

} // namespace sightglass::query
