// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/fold.h"

#include "domain/money.h"

#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace sightglass::query {

namespace {

std::optional<double> ratio(double part, double whole)
{
    return whole == 0 ? std::nullopt : std::optional(part / whole);
}

/// A share of things that may lie just outside the range (a visit's last page, a late conversion): never above 1.
std::optional<double> share(double part, double whole)
{
    const auto value = ratio(part, whole);
    return value ? std::optional(std::min(1.0, *value)) : value;
}

/// Zeros when nothing of the kind was counted.
template <typename T> T at(const std::vector<T>& list, std::size_t cell)
{
    return list.empty() ? T() : list[cell];
}

std::optional<double> pageNumber(const PageTally& p, const Tally& t, Metric metric)
{
    switch (metric) {
    case Metric::BounceRate: return ratio(p.entryBounces, p.entries);
    case Metric::VisitDuration: return ratio(static_cast<double>(p.entryDurationMs) / 1000, p.entries);
    case Metric::Entries: return p.entries;
    case Metric::Exits: return p.exits;
    case Metric::ExitRate: return share(p.exits, static_cast<double>(t.pageviews));
    case Metric::TimeOnPage: return ratio(static_cast<double>(p.pageMs) / 1000, p.timedVisits);
    case Metric::ScrollDepth: return ratio(static_cast<double>(p.depthSum), p.scrolledVisits);
    default: return std::nullopt;
    }
}

std::optional<double> errorNumber(const ErrorTally& e, const VisitTally& v, Metric metric)
{
    switch (metric) {
    case Metric::Occurrences: return static_cast<double>(e.occurrences);
    case Metric::AffectedUsers: return e.affectedUsers;
    case Metric::AffectedVisits: return e.affectedVisits;
    case Metric::ErrorRate: return ratio(e.exceptionVisits, v.visits);
    case Metric::CrashFreeVisits: return ratio(static_cast<double>(v.visits) - e.unhandledVisits, v.visits);
    default: return std::nullopt;
    }
}

std::optional<double> goalNumber(const GoalTally& g, const Tally& t, const VisitTally& v, Metric metric)
{
    switch (metric) {
    case Metric::Conversions: return static_cast<double>(g.conversions);
    case Metric::UniqueConversions: return g.converters;
    case Metric::ConversionRate: return share(g.converters, t.visitors);
    case Metric::VisitConversionRate: return share(g.convertedVisits, v.visits);
    default: return std::nullopt;
    }
}

std::optional<double> numberOf(const Tallies& tallies, std::size_t cell, Metric metric, bool byPage)
{
    const Tally& t = tallies.cells[cell];
    const VisitTally v = at(tallies.visits, cell);
    switch (metric) {
    case Metric::Visitors: return t.visitors;
    case Metric::Visits: return v.visits;
    case Metric::Pageviews: return static_cast<double>(t.pageviews);
    case Metric::Events: return static_cast<double>(t.events);
    case Metric::ViewsPerVisit: return ratio(static_cast<double>(t.pageviews), v.visits);
    case Metric::BounceRate:
        return byPage ? pageNumber(at(tallies.pages, cell), t, metric) : ratio(v.bounces, v.visits);
    case Metric::VisitDuration:
        return byPage ? pageNumber(at(tallies.pages, cell), t, metric)
                      : ratio(static_cast<double>(v.durationMs) / 1000, v.visits);
    case Metric::EngagedVisits: return v.engaged;
    case Metric::EngagementRate: return ratio(v.engaged, v.visits);
    default: break;
    }
    if (isOfPages(metric))
        return pageNumber(at(tallies.pages, cell), t, metric);
    return needsGoal(metric) ? goalNumber(at(tallies.goals, cell), t, v, metric)
                             : errorNumber(at(tallies.errors, cell), v, metric);
}

WideInt divideHalfEven(WideInt value, std::int64_t by)
{
    const bool negative = value < 0;
    const WideInt size = negative ? -value : value;
    WideInt quotient = size / by;
    const WideInt twice = (size % by) * 2;
    if (twice > by || (twice == by && quotient % 2 != 0))
        ++quotient;
    return negative ? -quotient : quotient;
}

/// Minor units of one currency for a money metric; nothing when there is nothing to divide by.
std::optional<WideInt> minorOf(const Amount& amount, const Tally& tally, Metric metric)
{
    if (metric == Metric::Revenue)
        return amount.minor;
    const std::int64_t by = metric == Metric::AverageOrderValue ? amount.events : tally.visitors;
    return by == 0 ? std::nullopt : std::optional(divideHalfEven(amount.minor, by));
}

std::string decimal(WideInt minor, const std::string& currency)
{
    constexpr WideInt most = std::numeric_limits<std::int64_t>::max();
    return domain::toDecimal(static_cast<std::int64_t>(std::clamp<WideInt>(minor, -most, most)), currency);
}

std::map<std::string, Amount> amountsOf(const MetricContext& context, std::size_t cell)
{
    std::map<std::string, Amount> out;
    for (auto at = context.tallies.amounts.lower_bound({cell, 0});
         at != context.tallies.amounts.end() && at->first.first == cell; ++at) {
        const std::string_view code = context.currencies.text(at->first.second);
        Amount& amount = out[code.empty() ? context.currency : std::string(code)];
        amount.minor += at->second.minor;
        amount.events += at->second.events;
    }
    return out;
}

QJsonValue moneyValue(const MetricContext& context, std::size_t cell, Metric metric)
{
    const Tally& tally = context.tallies.cells[cell];
    const std::map<std::string, Amount> amounts = amountsOf(context, cell);
    if ((metric == Metric::AverageOrderValue && amounts.empty()) ||
        (metric == Metric::RevenuePerVisitor && tally.visitors == 0))
        return QJsonValue::Null;
    QJsonObject out;
    for (const auto& [currency, amount] : amounts) {
        if (const auto minor = minorOf(amount, tally, metric))
            out.insert(QString::fromStdString(currency), QString::fromStdString(decimal(*minor, currency)));
    }
    return out;
}

} // namespace

QJsonValue metricValue(const MetricContext& context, std::size_t cell, Metric metric)
{
    if (isMoney(metric))
        return moneyValue(context, cell, metric);
    const auto number = numberOf(context.tallies, cell, metric, context.byPage);
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

double sortValue(const MetricContext& context, std::size_t cell, Metric metric)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (!isMoney(metric))
        return numberOf(context.tallies, cell, metric, context.byPage).value_or(none);
    const auto amounts = amountsOf(context, cell);
    const auto found = amounts.find(context.currency);
    const auto minor =
        found == amounts.end() ? std::nullopt : minorOf(found->second, context.tallies.cells[cell], metric);
    return minor ? static_cast<double>(*minor) : none;
}

} // namespace sightglass::query
