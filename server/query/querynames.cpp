// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/querynames.h"

#include "core/enumnames.h"

namespace sightglass::query {

namespace {

using namespace std::string_view_literals;

constexpr std::array kQueryKinds{"summary"sv,   "timeseries"sv,   "breakdown"sv, "realtime"sv,     "funnel"sv,
                                 "retention"sv, "activity"sv,     "journey"sv,   "attribution"sv,  "vitals"sv,
                                 "measures"sv,  "active_users"sv, "people"sv,    "funnel_people"sv};
constexpr std::array kIntervals{"minute"sv, "hour"sv, "day"sv, "week"sv, "month"sv};
constexpr std::array kBotModes{"exclude"sv, "include"sv, "only"sv};
constexpr std::array kOperators{"is"sv, "is_not"sv, "contains"sv, "not_contains"sv, "starts_with"sv, "matches"sv,
                                "gt"sv, "gte"sv,    "lt"sv,       "lte"sv,          "is_set"sv,      "is_not_set"sv};
constexpr std::array kStepOrders{"sequential"sv, "strict"sv, "any"sv};
constexpr std::array kFunnelUnits{"person"sv, "visit"sv};
constexpr std::array kFunnelEntries{"best"sv, "first"sv};
constexpr std::array kFunnelCounts{"users"sv, "attempts"sv};
constexpr std::array kFunnelSplits{"first"sv, "last"sv};
constexpr std::array kFunnelOutcomes{"converted"sv, "dropped"sv};
constexpr std::array kPeriods{"day"sv, "week"sv, "month"sv};
constexpr std::array kCohortBys{"first_time"sv, "recurring"sv};
constexpr std::array kRetentionModes{"on"sv, "on_or_after"sv, "bracket"sv};
constexpr std::array kRetentionClocks{"calendar"sv, "rolling"sv};
constexpr std::array kModels{"last_touch"sv, "first_touch"sv, "last_non_direct"sv,
                             "linear"sv,     "position"sv,    "time_decay"sv};
constexpr std::array kPeopleOrders{"last_seen"sv, "first_seen"sv, "visits"sv, "events"sv, "pageviews"sv};

} // namespace

std::string_view name(domain::QueryKind v)
{
    return enumName(v, kQueryKinds);
}
std::string_view name(domain::Interval v)
{
    return enumName(v, kIntervals);
}
std::string_view name(domain::BotMode v)
{
    return enumName(v, kBotModes);
}
std::string_view name(domain::Operator v)
{
    return enumName(v, kOperators);
}
std::string_view name(domain::StepOrder v)
{
    return enumName(v, kStepOrders);
}
std::string_view name(domain::FunnelUnit v)
{
    return enumName(v, kFunnelUnits);
}
std::string_view name(domain::FunnelEntry v)
{
    return enumName(v, kFunnelEntries);
}
std::string_view name(domain::FunnelCount v)
{
    return enumName(v, kFunnelCounts);
}
std::string_view name(domain::FunnelSplit v)
{
    return enumName(v, kFunnelSplits);
}
std::string_view name(domain::FunnelOutcome v)
{
    return enumName(v, kFunnelOutcomes);
}
std::string_view name(domain::Period v)
{
    return enumName(v, kPeriods);
}
std::string_view name(domain::CohortBy v)
{
    return enumName(v, kCohortBys);
}
std::string_view name(domain::RetentionMode v)
{
    return enumName(v, kRetentionModes);
}
std::string_view name(domain::RetentionClock v)
{
    return enumName(v, kRetentionClocks);
}
std::string_view name(domain::AttributionModel v)
{
    return enumName(v, kModels);
}
std::string_view name(domain::PeopleOrder v)
{
    return enumName(v, kPeopleOrders);
}
std::optional<domain::QueryKind> parseQueryKind(std::string_view t)
{
    return parseEnum<domain::QueryKind>(t, kQueryKinds);
}
std::optional<domain::Interval> parseInterval(std::string_view t)
{
    return parseEnum<domain::Interval>(t, kIntervals);
}
std::optional<domain::BotMode> parseBotMode(std::string_view t)
{
    return parseEnum<domain::BotMode>(t, kBotModes);
}
std::optional<domain::Operator> parseOperator(std::string_view t)
{
    return parseEnum<domain::Operator>(t, kOperators);
}
std::optional<domain::StepOrder> parseStepOrder(std::string_view t)
{
    return parseEnum<domain::StepOrder>(t, kStepOrders);
}
std::optional<domain::FunnelUnit> parseFunnelUnit(std::string_view t)
{
    return parseEnum<domain::FunnelUnit>(t, kFunnelUnits);
}
std::optional<domain::FunnelEntry> parseFunnelEntry(std::string_view t)
{
    return parseEnum<domain::FunnelEntry>(t, kFunnelEntries);
}
std::optional<domain::FunnelCount> parseFunnelCount(std::string_view t)
{
    return parseEnum<domain::FunnelCount>(t, kFunnelCounts);
}
std::optional<domain::FunnelSplit> parseFunnelSplit(std::string_view t)
{
    return parseEnum<domain::FunnelSplit>(t, kFunnelSplits);
}
std::optional<domain::FunnelOutcome> parseFunnelOutcome(std::string_view t)
{
    return parseEnum<domain::FunnelOutcome>(t, kFunnelOutcomes);
}
std::optional<domain::Period> parsePeriod(std::string_view t)
{
    return parseEnum<domain::Period>(t, kPeriods);
}
std::optional<domain::CohortBy> parseCohortBy(std::string_view t)
{
    return parseEnum<domain::CohortBy>(t, kCohortBys);
}
std::optional<domain::RetentionMode> parseRetentionMode(std::string_view t)
{
    return parseEnum<domain::RetentionMode>(t, kRetentionModes);
}
std::optional<domain::RetentionClock> parseRetentionClock(std::string_view t)
{
    return parseEnum<domain::RetentionClock>(t, kRetentionClocks);
}
std::optional<domain::AttributionModel> parseAttributionModel(std::string_view t)
{
    return parseEnum<domain::AttributionModel>(t, kModels);
}
std::optional<domain::PeopleOrder> parsePeopleOrder(std::string_view t)
{
    return parseEnum<domain::PeopleOrder>(t, kPeopleOrders);
}

} // namespace sightglass::query
