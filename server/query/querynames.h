// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/query.h"

#include <optional>
#include <string_view>

namespace sightglass::query {

/// Names of a description's closed lists (spec api §4); parse* gives nothing for an unknown name.
[[nodiscard]] std::string_view name(domain::QueryKind);
[[nodiscard]] std::string_view name(domain::Interval);
[[nodiscard]] std::string_view name(domain::BotMode);
[[nodiscard]] std::string_view name(domain::Operator);
[[nodiscard]] std::string_view name(domain::StepOrder);
[[nodiscard]] std::string_view name(domain::FunnelUnit);
[[nodiscard]] std::string_view name(domain::FunnelEntry);
[[nodiscard]] std::string_view name(domain::FunnelCount);
[[nodiscard]] std::string_view name(domain::FunnelSplit);
[[nodiscard]] std::string_view name(domain::FunnelOutcome);
[[nodiscard]] std::string_view name(domain::Period);
[[nodiscard]] std::string_view name(domain::CohortBy);
[[nodiscard]] std::string_view name(domain::RetentionMode);
[[nodiscard]] std::string_view name(domain::RetentionClock);
[[nodiscard]] std::string_view name(domain::AttributionModel);
[[nodiscard]] std::string_view name(domain::PeopleOrder);
[[nodiscard]] std::optional<domain::QueryKind> parseQueryKind(std::string_view);
[[nodiscard]] std::optional<domain::Interval> parseInterval(std::string_view);
[[nodiscard]] std::optional<domain::BotMode> parseBotMode(std::string_view);
[[nodiscard]] std::optional<domain::Operator> parseOperator(std::string_view);
[[nodiscard]] std::optional<domain::StepOrder> parseStepOrder(std::string_view);
[[nodiscard]] std::optional<domain::FunnelUnit> parseFunnelUnit(std::string_view);
[[nodiscard]] std::optional<domain::FunnelEntry> parseFunnelEntry(std::string_view);
[[nodiscard]] std::optional<domain::FunnelCount> parseFunnelCount(std::string_view);
[[nodiscard]] std::optional<domain::FunnelSplit> parseFunnelSplit(std::string_view);
[[nodiscard]] std::optional<domain::FunnelOutcome> parseFunnelOutcome(std::string_view);
[[nodiscard]] std::optional<domain::Period> parsePeriod(std::string_view);
[[nodiscard]] std::optional<domain::CohortBy> parseCohortBy(std::string_view);
[[nodiscard]] std::optional<domain::RetentionMode> parseRetentionMode(std::string_view);
[[nodiscard]] std::optional<domain::RetentionClock> parseRetentionClock(std::string_view);
[[nodiscard]] std::optional<domain::AttributionModel> parseAttributionModel(std::string_view);
[[nodiscard]] std::optional<domain::PeopleOrder> parsePeopleOrder(std::string_view);

} // namespace sightglass::query
