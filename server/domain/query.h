// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/event.h"
#include "domain/project.h"
#include "domain/scan.h"

#include <QJsonObject>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sightglass::domain {

enum class QueryKind : std::uint8_t { Summary, Timeseries, Breakdown, Realtime };
enum class Interval : std::uint8_t { Minute, Hour, Day, Week, Month };
enum class BotMode : std::uint8_t { Exclude, Include, Only };
enum class Operator : std::uint8_t { Is, IsNot, Contains, NotContains, StartsWith, Matches, Gt, Gte, Lt, Lte, IsSet, IsNotSet };

/// A filter tree (spec api §4). A leaf names a property; any other node combines `children`.
struct Filter
{
    enum class Node : std::uint8_t { Leaf, All, Any, Not };
    Node node = Node::All;
    std::vector<Filter> children;
    std::string property; ///< e.g. "page", "properties.plan", "goal"
    Operator op = Operator::Is;
    std::vector<std::string> values; ///< Any of them.
    std::shared_ptr<const struct Condition> goal; ///< For property "goal".
    bool operator==(const Filter&) const = default;
};

/// An event condition (steps, goals): every member that is set must hold.
struct Condition
{
    std::string event;
    std::string page; ///< Pattern: `*` within a segment, `**` across '/'.
    std::optional<Kind> kind;
    std::optional<int> scrollDepth;      ///< With `page`: at least this depth was reached.
    std::optional<double> timeOnPage;    ///< With `page`: at least this many seconds of engagement.
    std::vector<Filter> filters;
    bool operator==(const Condition&) const = default;
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
    std::string sort; ///< A metric; rows come largest first.
    int limit = 100;
    int offset = 0;
};

/// Answers queries from one kind of store. Thread: any worker. Errors: InvalidInput (with `where` a JSON pointer),
/// Cancelled, Timeout, TooLarge, Corrupt, Io.
class QueryEngine
{
public:
    virtual ~QueryEngine() = default;
    [[nodiscard]] virtual Expected<QJsonObject> answer(const Project& project, const Query& query, const Cancellation& cancel) = 0;
};

} // namespace sightglass::domain
