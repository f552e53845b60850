// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/cellreport.h"
#include "query/property.h"

#include <QJsonArray>

#include <algorithm>
#include <limits>

namespace sightglass::query {

namespace {

using domain::Condition;
using domain::Filter;
using domain::NamedGoal;
using Goals = std::vector<const NamedGoal*>;

constexpr const char* kConversions = "conversions";

Filter anyOfGoals(const Goals& goals)
{
    Filter out;
    out.node = Filter::Node::Any;
    for (const NamedGoal* const goal : goals) {
        Filter leaf;
        leaf.node = Filter::Node::Leaf;
        leaf.property = "goal";
        leaf.goal = std::make_shared<const Condition>(goal->condition);
        out.children.push_back(std::move(leaf));
    }
    return out;
}

/// What the goals make together; of none, a condition that nothing meets.
Condition unionOf(const Goals& goals)
{
    Condition out;
    if (goals.empty())
        out.filters.push_back(anyOfGoals({}));
    for (const NamedGoal* const goal : goals)
        out.anyOf.push_back(goal->condition);
    return out;
}

/// Summaries put together. A row is what the events that meet its goal say, as for every property of events; the
/// metrics of goals are those of its own goal, by the people and visits of the whole question (metrics §5), unless the
/// question names a goal.
class GoalBreakdown
{
public:
    explicit GoalBreakdown(ReportContext& context);
    [[nodiscard]] Expected<QJsonObject> answer();

private:
    struct Row
    {
        const NamedGoal* goal = nullptr;
        QJsonObject metrics;
        double sort = 0;
    };
    [[nodiscard]] Expected<std::vector<Row>> reached();
    [[nodiscard]] Expected<QJsonObject> numbers(const Goals& goals);
    [[nodiscard]] Expected<QJsonObject> total();
    [[nodiscard]] Expected<QJsonObject> summary(const std::vector<Filter>& filters, const Condition& goal,
                                                const std::vector<std::string>& metrics);
    [[nodiscard]] double sortValue(const QJsonObject& metrics) const;

    ReportContext& m_context;
    std::vector<std::string> m_ofEvents; ///< Metrics of the events that meet a goal.
    std::vector<std::string> m_ofGoals;  ///< Metrics of the row's own goal.
};

GoalBreakdown::GoalBreakdown(ReportContext& context)
    : m_context(context)
{
    for (const std::string& name : context.query.metrics) {
        Metric metric{};
        const bool isOfGoal = parseMetric(name, metric) && needsGoal(metric) && !context.query.goal;
        (isOfGoal ? m_ofGoals : m_ofEvents).push_back(name);
    }
}

Expected<QJsonObject> GoalBreakdown::summary(const std::vector<Filter>& filters, const Condition& goal,
                                             const std::vector<std::string>& metrics)
{
    if (metrics.empty())
        return QJsonObject();
    domain::Query query = m_context.query;
    query.kind = domain::QueryKind::Summary;
    query.property.clear();
    query.goals.clear();
    query.filters = filters;
    query.goal = goal;
    query.metrics = metrics;
    query.sort = metrics.front();
    ReportContext context{m_context.scan,     m_context.sources, m_context.names,  m_context.project, query,
                          m_context.calendar, m_context.now,     m_context.cancel, m_context.limits,  m_context.stats};
    ReportContext* const asked = &context;
    const Expected<QJsonObject> answer = std::move(answerCells({&asked, 1}).front());
    m_context.stats = context.stats;
    if (!answer)
        return unexpected(answer.error());
    return answer->value(QStringLiteral("metrics")).toObject();
}

/// The metrics asked for, of what any of the goals chooses.
Expected<QJsonObject> GoalBreakdown::numbers(const Goals& goals)
{
    const Condition goal = m_context.query.goal.value_or(unionOf(goals));
    std::vector<Filter> filters = m_context.query.filters;
    auto ofGoals = summary(filters, goal, m_ofGoals);
    if (!ofGoals)
        return ofGoals;
    filters.push_back(anyOfGoals(goals));
    auto out = summary(filters, goal, m_ofEvents);
    if (!out)
        return out;
    for (auto it = ofGoals->constBegin(); it != ofGoals->constEnd(); ++it)
        out->insert(it.key(), it.value());
    return out;
}

Expected<std::vector<GoalBreakdown::Row>> GoalBreakdown::reached()
{
    std::vector<Row> out;
    for (const NamedGoal& goal : m_context.query.goals) {
        const auto conversions = summary(m_context.query.filters, goal.condition, {kConversions});
        if (!conversions)
            return unexpected(conversions.error());
        if (conversions->value(QLatin1String(kConversions)).toDouble() == 0)
            continue;
        auto metrics = numbers({&goal});
        if (!metrics)
            return unexpected(metrics.error());
        const double sort = sortValue(*metrics);
        out.push_back({&goal, *std::move(metrics), sort});
    }
    std::stable_sort(out.begin(), out.end(), [](const Row& a, const Row& b) { return a.sort > b.sort; });
    return out;
}

/// No value comes last.
double GoalBreakdown::sortValue(const QJsonObject& metrics) const
{
    QJsonValue value = metrics.value(QString::fromStdString(m_context.query.sort));
    if (value.isObject())
        value = value.toObject().value(QString::fromStdString(m_context.project.currency)).toString().toDouble();
    return value.isDouble() ? value.toDouble() : -std::numeric_limits<double>::infinity();
}

Expected<QJsonObject> GoalBreakdown::total()
{
    Goals all;
    for (const NamedGoal& goal : m_context.query.goals)
        all.push_back(&goal);
    return summary(m_context.query.filters, m_context.query.goal.value_or(unionOf(all)), m_context.query.metrics);
}

Expected<QJsonObject> GoalBreakdown::answer()
{
    const auto found = reached();
    if (!found)
        return unexpected(found.error());
    const std::size_t begin = std::min(found->size(), static_cast<std::size_t>(m_context.query.offset));
    const std::size_t end = std::min(found->size(), begin + static_cast<std::size_t>(m_context.query.limit));
    QJsonArray rows;
    Goals others;
    for (std::size_t i = begin; i < found->size(); ++i) {
        const Row& one = (*found)[i];
        if (i >= end) {
            others.push_back(one.goal);
            continue;
        }
        QJsonObject row = one.metrics;
        row.insert(QStringLiteral("value"), QString::fromStdString(one.goal->id));
        row.insert(QStringLiteral("name"), QString::fromStdString(one.goal->name));
        rows.append(row);
    }
    const auto other = numbers(others);
    if (!other)
        return other;
    const auto all = total();
    if (!all)
        return all;
    QJsonObject out{{QStringLiteral("rows"), rows}, {QStringLiteral("other"), *other}, {QStringLiteral("total"), *all}};
    if (end < found->size())
        out.insert(QStringLiteral("next"), QString::number(end));
    return out;
}

} // namespace

bool isByGoal(const domain::Query& query)
{
    return query.kind == domain::QueryKind::Breakdown && query.property == "goal";
}

Expected<QJsonObject> goalBreakdown(ReportContext& context)
{
    return GoalBreakdown(context).answer();
}

} // namespace sightglass::query
