// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/event.h"
#include "domain/project.h"
#include "domain/scan.h"

#include <QJsonObject>

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sightglass::domain {

enum class QueryKind : std::uint8_t {
    Summary,
    Timeseries,
    Breakdown,
    Realtime,
    Funnel,
    Retention,
    Activity,
    Journey,
    Attribution,
    Vitals,
    Measures,
    ActiveUsers,
    People,
    FunnelPeople
};
enum class Interval : std::uint8_t { Minute, Hour, Day, Week, Month };
enum class BotMode : std::uint8_t { Exclude, Include, Only };
enum class Operator : std::uint8_t {
    Is,
    IsNot,
    Contains,
    NotContains,
    StartsWith,
    Matches,
    Gt,
    Gte,
    Lt,
    Lte,
    IsSet,
    IsNotSet
};

/// A filter tree (spec api §4). A leaf names a property; any other node combines `children`.
struct Filter
{
    enum class Node : std::uint8_t { Leaf, All, Any, Not };
    Node node = Node::All;
    std::vector<Filter> children;
    std::string property; ///< e.g. "page", "properties.plan", "goal"
    Operator op = Operator::Is;
    std::vector<std::string> values;                          ///< Any of them.
    std::shared_ptr<const struct Condition> goal;             ///< For property "goal".
    std::shared_ptr<const struct CohortRule> cohort;          ///< For property "cohort": people who did something.
    [[nodiscard]] bool operator==(const Filter& other) const; ///< By what goal and cohort say, not by where they lie.
};

/// An event condition (steps, goals): every member that is set must hold.
struct Condition
{
    std::string event;
    std::string page; ///< Pattern: `*` within a segment, `**` across '/'.
    std::optional<Kind> kind;
    std::optional<int> scrollDepth;   ///< With `page`: at least this depth was reached.
    std::optional<double> timeOnPage; ///< With `page`: at least this many seconds of engagement.
    std::vector<Filter> filters;
    /// Of goals only: what several of them make together, in place of the members above. No description says it.
    std::vector<Condition> anyOf;
    bool operator==(const Condition&) const = default;
};

/// A saved goal of a project.
struct NamedGoal
{
    std::string id;
    std::string name;
    Condition condition;
    bool operator==(const NamedGoal&) const = default;
};

/// A cohort as a rule: people who met `did` at least `times` times within the range, under its filters.
struct CohortRule
{
    Condition did;
    int times = 1;
    TimeRange range;
    bool operator==(const CohortRule&) const = default;
};

inline bool Filter::operator==(const Filter& other) const
{
    const auto same = [](const auto& a, const auto& b) { return a == b || (a && b && *a == *b); };
    return node == other.node && children == other.children && property == other.property && op == other.op &&
           values == other.values && same(goal, other.goal) && same(cohort, other.cohort);
}

/// Funnel (metrics §6, openmetrics §12).
enum class StepOrder : std::uint8_t { Sequential, Strict, Any };
enum class FunnelUnit : std::uint8_t { Person, Visit };
enum class FunnelEntry : std::uint8_t { Best, First };
enum class FunnelCount : std::uint8_t { Units, Attempts };
enum class FunnelSplit : std::uint8_t { First, Last };
/// An attempt that has such an event between its matches of two steps is void.
struct FunnelExclusion
{
    Condition event;
    int after = 1;  ///< Step, from 1.
    int before = 2; ///< A later one.
    bool operator==(const FunnelExclusion&) const = default;
};
struct FunnelQuestion
{
    std::vector<Condition> steps;                         ///< 2–10
    std::chrono::milliseconds window{7 * 24 * 3'600'000}; ///< 1 min – 366 days, from step 1, end included.
    StepOrder order = StepOrder::Sequential;
    FunnelUnit unit = FunnelUnit::Person;
    FunnelEntry entry = FunnelEntry::Best;   ///< Which attempt of a unit counts.
    FunnelCount count = FunnelCount::Units;  ///< Or each attempt by itself.
    std::vector<FunnelExclusion> exclusions; ///< At most 6; none with order Any.
    std::string constant; ///< Property of events that must be the same at every step; not with order Any.
    FunnelSplit split =
        FunnelSplit::First; ///< Whose value of the query's property counts: the first or the deepest step's.
    bool isSeries = false;  ///< By the query's interval too, at the time of step 1.
    bool operator==(const FunnelQuestion&) const = default;
};

/// Retention (metrics §7; brackets: openmetrics §11.3).
enum class Period : std::uint8_t { Day, Week, Month };
enum class CohortBy : std::uint8_t { FirstTime, Recurring };
enum class RetentionMode : std::uint8_t { On, OnOrAfter, Bracket };
enum class RetentionClock : std::uint8_t { Calendar, Rolling };
/// Periods n = first … last as one cell.
struct RetentionBracket
{
    int first = 0;
    int last = 0;
    bool operator==(const RetentionBracket&) const = default;
};
struct RetentionQuestion
{
    Condition start;     ///< {} = any event
    Condition returning; ///< {} = any event
    Period period = Period::Day;
    int periods = 7;                        ///< 1–366; cells n = 0 … periods. With brackets, the last one's end.
    std::vector<RetentionBracket> brackets; ///< Of mode Bracket, one cell each; in order, apart from each other.
    CohortBy cohortBy = CohortBy::FirstTime;
    RetentionMode mode = RetentionMode::On;
    RetentionClock clock = RetentionClock::Calendar;
    bool simpleAverage = false; ///< Mean of percentages instead of the weighted mean.
    bool operator==(const RetentionQuestion&) const = default;
};

/// Journeys (metrics §9): exactly one of start and end. `limit` of the query is the number of pages a level.
struct JourneyQuestion
{
    std::string start;
    std::string end;
    int depth = 5;             ///< 1–10
    bool customEvents = false; ///< Custom events are steps too, by name.
    bool operator==(const JourneyQuestion&) const = default;
};

/// Attribution (metrics §4; linear, position and time_decay: opentrace §10.3).
enum class AttributionModel : std::uint8_t { LastTouch, FirstTouch, LastNonDirect, Linear, Position, TimeDecay };
struct AttributionQuestion
{
    AttributionModel model = AttributionModel::LastTouch;
    int lookbackDays = 30; ///< 1–90
    bool operator==(const AttributionQuestion&) const = default;
};

/// Events data (openmetrics §9): numbers of the events that meet the query's goal.
enum class MeasureKind : std::uint8_t {
    Count,
    Users,
    Sessions,
    PerUser,
    Sum,
    Min,
    Max,
    Avg,
    Median,
    P90,
    P95,
    P99,
    Distinct
};
struct Measure
{
    MeasureKind kind = MeasureKind::Count;
    std::string property; ///< Key of a property, from Sum on.
    bool operator==(const Measure&) const = default;
};
struct MeasuresQuestion
{
    std::vector<Measure> measures;
    bool isSeries = false; ///< By the query's interval too.
    bool operator==(const MeasuresQuestion&) const = default;
};

/// People (metrics §2): who did what the filters choose, the largest by `sort` first, then by key. `limit` of the query
/// is the number of people a page.
enum class PeopleOrder : std::uint8_t { LastSeen, FirstSeen, Visits, Events, Pageviews };
/// The last person of a page: what the order looks at, a time in ms UTC or a count, and the key.
struct PeopleCursor
{
    std::int64_t value = 0;
    std::uint64_t key = 0;
    bool operator==(const PeopleCursor&) const = default;
};
struct PeopleQuestion
{
    PeopleOrder sort = PeopleOrder::LastSeen;
    std::optional<PeopleCursor> after; ///< Only who comes after.
    std::uint64_t only = 0;            ///< The key of the one person that is asked for; 0 = all.
    bool operator==(const PeopleQuestion&) const = default;
};

/// Who stands behind a bar of a funnel (openmetrics §12.9): who reached the step, or who got as far as the one before
/// it. `limit` of the query is the number of people a page.
enum class FunnelOutcome : std::uint8_t { Converted, Dropped };
struct FunnelPeopleQuestion
{
    int step = 1; ///< From 1; from 2 for who dropped.
    FunnelOutcome outcome = FunnelOutcome::Converted;
    std::optional<PeopleCursor> after; ///< Only who comes after.
    bool operator==(const FunnelPeopleQuestion&) const = default;
};

/// A question as plain data: what API v2 takes, a saved report stores, and an engine answers (spec api §4).
/// Parsed and checked by query/queryjson; the range is resolved, defaults are filled in.
struct Query
{
    QueryKind kind = QueryKind::Summary;
    TimeRange range;
    std::string timezone; ///< IANA
    std::vector<Filter> filters;
    BotMode bots = BotMode::Exclude;
    std::vector<std::string> metrics;
    std::optional<Condition> goal;
    std::optional<TimeRange> compare;
    Interval interval = Interval::Day;
    std::string property;
    std::vector<NamedGoal> goals; ///< The project's; of a breakdown by goal.
    std::string sort;             ///< A metric; rows come largest first.
    int limit = 100;
    int offset = 0;
    FunnelQuestion funnel; ///< Of the kinds Funnel and FunnelPeople; likewise the next ones.
    RetentionQuestion retention;
    JourneyQuestion journey;
    AttributionQuestion attribution; ///< Its goal is `goal`.
    MeasuresQuestion measures;       ///< Likewise.
    PeopleQuestion people;
    FunnelPeopleQuestion funnelPeople; ///< Of the funnel in `funnel`.
    bool operator==(const Query&) const = default;
};

/// Answers queries from one kind of store. Thread: any worker. Errors: InvalidInput (with `where` a JSON pointer),
/// Cancelled, Timeout, TooLarge, Corrupt, Io.
class QueryEngine
{
public:
    virtual ~QueryEngine() = default;
    [[nodiscard]] virtual Expected<QJsonObject> answer(const Project& project, const Query& query,
                                                       const Cancellation& cancel) = 0;
    /// Each as answer() says, in their order; what several ask of the same events is read once.
    [[nodiscard]] virtual std::vector<Expected<QJsonObject>>
    answerAll(const Project& project, std::span<const Query> queries, const Cancellation& cancel) = 0;
};

} // namespace sightglass::domain
