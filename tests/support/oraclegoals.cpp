// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclereports.h"

#include "support/oraclemetrics.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace sightglass::test {

using namespace domain;

namespace {

using Goals = std::vector<Condition>;

bool isOfGoal(const QString& metric)
{
    return metric.contains(QStringLiteral("conversion"));
}

/// Metrics of everything the filters leave; any of `goals` converts.
QJsonObject allOf(OracleInput in, const Goals& goals)
{
    if (!in.query.goal)
        in.goals = goals;
    const OracleFacts facts(in, in.query.range);
    const OracleMetrics oracle(facts);
    return oracle.metrics(oracle.everything(in.query.range));
}

Filter meetsAny(const Goals& goals)
{
    Filter any;
    any.node = Filter::Node::Any;
    for (const Condition& goal : goals) {
        Filter one;
        one.node = Filter::Node::Leaf;
        one.property = "goal";
        one.goal = std::make_shared<const Condition>(goal);
        any.children.push_back(one);
    }
    return any;
}

/// A condition that no event meets, since no goals at all would be no question about goals.
Condition nothing()
{
    Condition out;
    out.filters.push_back(meetsAny({}));
    return out;
}

/// Of the events that meet one of the goals; but what is said of conversions is said of everybody the filters leave.
QJsonObject metricsOfGoals(const OracleInput& in, const Goals& goals)
{
    const Goals own = goals.empty() ? Goals{nothing()} : goals;
    OracleInput narrowed = in;
    narrowed.query.filters.push_back(meetsAny(goals));
    QJsonObject out = allOf(narrowed, own);
    if (in.query.goal)
        return out;
    const QJsonObject whole = allOf(in, own);
    for (const QString& metric : whole.keys()) {
        if (isOfGoal(metric))
            out.insert(metric, whole.value(metric));
    }
    return out;
}

bool isReached(OracleInput in, const Condition& goal)
{
    in.query.goal = goal;
    const OracleFacts facts(in, in.query.range);
    for (std::size_t row = 0; row < facts.rows().size(); ++row) {
        if (facts.converts(row) && in.query.range.contains(facts.event(row).eventTime))
            return true;
    }
    return false;
}

double sortKey(const OracleInput& in, const QJsonObject& metrics)
{
    const QJsonValue value = metrics.value(QString::fromStdString(in.query.sort));
    if (value.isDouble())
        return value.toDouble();
    if (value.isObject())
        return value.toObject().value(QString::fromStdString(in.project.currency)).toString().toDouble();
    return -INFINITY;
}

} // namespace

/// Spec api §4: a row for each of the project's goals that was reached; metrics §2 and §5 for what stands in it.
QJsonObject oracleGoals(const OracleInput& in)
{
    std::vector<std::pair<const NamedGoal*, QJsonObject>> found;
    Goals all;
    for (const NamedGoal& goal : in.query.goals) {
        all.push_back(goal.condition);
        if (isReached(in, goal.condition))
            found.emplace_back(&goal, metricsOfGoals(in, {goal.condition}));
    }
    std::stable_sort(found.begin(), found.end(),
                     [&](const auto& a, const auto& b) { return sortKey(in, a.second) > sortKey(in, b.second); });
    QJsonArray rows;
    Goals rest;
    for (std::size_t i = static_cast<std::size_t>(in.query.offset); i < found.size(); ++i) {
        if (rows.size() == in.query.limit) {
            rest.push_back(found[i].first->condition);
            continue;
        }
        QJsonObject row = found[i].second;
        row.insert(QStringLiteral("value"), QString::fromStdString(found[i].first->id));
        row.insert(QStringLiteral("name"), QString::fromStdString(found[i].first->name));
        rows.append(row);
    }
    QJsonObject out{{QStringLiteral("rows"), rows},
                    {QStringLiteral("other"), metricsOfGoals(in, rest)},
                    {QStringLiteral("total"), allOf(in, all.empty() ? Goals{nothing()} : all)}};
    if (!rest.empty())
        out.insert(QStringLiteral("next"), QString::number(in.query.offset + rows.size()));
    return out;
}

} // namespace sightglass::test
