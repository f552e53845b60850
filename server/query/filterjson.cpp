// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/queryjson.h"

#include "query/calendar.h"
#include "query/filterreader.h"
#include "query/querynames.h"

namespace sightglass::query {

using domain::Condition;
using domain::Filter;

namespace {

/// Times stand in UTC: a cohort's range is the same in every zone.
QJsonObject toJson(const domain::CohortRule& rule)
{
    const Calendar utc{QTimeZone("UTC")};
    return {{QStringLiteral("did"), query::toJson(rule.did)},
            {QStringLiteral("times"), rule.times},
            {QStringLiteral("from"), utc.label(rule.range.from)},
            {QStringLiteral("to"), utc.label(rule.range.to)}};
}

QJsonArray textList(const std::vector<std::string>& texts)
{
    QJsonArray out;
    for (const std::string& text : texts)
        out.append(QString::fromStdString(text));
    return out;
}

} // namespace

QJsonArray toJson(const std::vector<Filter>& filters)
{
    QJsonArray out;
    for (const Filter& filter : filters)
        out.append(toJson(filter));
    return out;
}

QJsonObject toJson(const Filter& filter)
{
    if (filter.property == kPeopleList)
        return {{QStringLiteral("people"),
                 QJsonObject{{QStringLiteral("users"), textList(filter.children.at(0).values)},
                             {QStringLiteral("sessions"), textList(filter.children.at(1).values)}}}};
    if (filter.node == Filter::Node::Not)
        return {{QStringLiteral("not"), toJson(filter.children.front())}};
    if (filter.node != Filter::Node::Leaf)
        return {{filter.node == Filter::Node::All ? QStringLiteral("all") : QStringLiteral("any"),
                 toJson(filter.children)}};
    if (filter.cohort)
        return {{QStringLiteral("cohort"), toJson(*filter.cohort)}};
    QJsonObject out{{QStringLiteral("property"), QString::fromStdString(filter.property)},
                    {QStringLiteral("op"), QString::fromUtf8(name(filter.op))}};
    const QJsonArray values = textList(filter.values);
    if (filter.goal)
        out.insert(QStringLiteral("value"), toJson(*filter.goal));
    else if (values.size() == 1)
        out.insert(QStringLiteral("value"), values.first());
    else if (!values.isEmpty())
        out.insert(QStringLiteral("value"), values);
    return out;
}

QJsonObject toJson(const Condition& condition)
{
    QJsonObject out;
    const QString page = QString::fromStdString(condition.page);
    if (!condition.event.empty())
        out.insert(QStringLiteral("event"), QString::fromStdString(condition.event));
    if (condition.kind)
        out.insert(QStringLiteral("kind"), QString::fromUtf8(domain::name(*condition.kind)));
    if (condition.scrollDepth)
        out.insert(QStringLiteral("scroll"),
                   QJsonObject{{QStringLiteral("page"), page}, {QStringLiteral("depth"), *condition.scrollDepth}});
    else if (condition.timeOnPage)
        out.insert(QStringLiteral("time_on_page"),
                   QJsonObject{{QStringLiteral("page"), page}, {QStringLiteral("seconds"), *condition.timeOnPage}});
    else if (!page.isEmpty())
        out.insert(QStringLiteral("page"), page);
    if (!condition.filters.empty())
        out.insert(QStringLiteral("filters"), toJson(condition.filters));
    return out;
}

} // namespace sightglass::query
