// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/query.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>

namespace sightglass::query {

/// What a description needs to be resolved: whose it is, when it is asked, and how far the data goes.
struct QueryContext
{
    domain::Project project;
    TimePoint now{};
    /// First and last event time; asked only for range "all".
    std::function<Expected<domain::TimeRange>()> extent;
    /// The condition of a saved goal; without it, only conditions can be goals.
    std::function<std::optional<domain::Condition>(const std::string& id)> savedGoal = {};
    /// The filters of a saved segment, as they were sent.
    std::function<std::optional<QJsonArray>(const std::string& id)> savedSegment = {};
    /// The rule of a saved cohort: `did`, `times`, and `from` and `to` or `range`.
    std::function<std::optional<QJsonObject>(const std::string& id)> savedCohort = {};
    /// All saved goals, in the order of their ids; without it, a breakdown by goal has no rows.
    std::function<std::vector<domain::NamedGoal>()> savedGoals = {};
};

/// Description (spec api §4) → Query: closed lists, defaults filled in, ranges resolved in the zone.
/// What is saved is expanded: the query holds no ids. A cohort without a range is one of all time.
/// Hostile input is bounded, saved things included: depth 32, 1 000 filter nodes, 1 000 values, 10 cohorts, texts of 8
/// 192 bytes, patterns of 1 000 characters, 10 000 buckets or days, 500 000 retention cells, years 1900 to 9999. Error:
/// InvalidInput, `where` = JSON pointer to the offending member, detail with the allowed values; errors of extent().
[[nodiscard]] Expected<domain::Query> parseQuery(const QJsonObject& description, const QueryContext& context);
/// A list of filters alone, as the live stream and the event list take: without segments and cohorts. Pointers begin
/// with /filters.
[[nodiscard]] Expected<std::vector<domain::Filter>> parseFilters(const QJsonArray& filters);

/// The description as understood, for the member "query" of a result. parseQuery() of it gives the same query.
[[nodiscard]] QJsonObject toJson(const domain::Query& query, const domain::Project& project);
[[nodiscard]] QJsonObject toJson(const domain::Filter& filter);
[[nodiscard]] QJsonArray toJson(const std::vector<domain::Filter>& filters);
[[nodiscard]] QJsonObject toJson(const domain::Condition& condition);

} // namespace sightglass::query
