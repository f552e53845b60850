// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/parsepeople.h"

#include "client/jsonread.h"
#include "client/parsefigures.h"
#include "client/parselive.h"

#include <QJsonArray>

namespace sightglass::client {

namespace {

Expected<QJsonArray> listIn(const QJsonObject& answer, const QString& member)
{
    const QJsonValue list = answer.value(member);
    if (!list.isArray())
        return unexpected(ErrorCode::Corrupt, QStringLiteral("the answer lacks a member"), member);
    return list.toArray();
}

std::optional<double> numberIn(const QJsonObject& object, const QString& member)
{
    const QJsonValue value = object.value(member);
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

FunnelStep funnelStep(const QJsonObject& object)
{
    return {integer(object, QStringLiteral("count")), numberIn(object, QStringLiteral("overall_rate")),
            numberIn(object, QStringLiteral("step_rate")), integer(object, QStringLiteral("drop_off")),
            numberIn(object, QStringLiteral("median_time_ms"))};
}

PersonRow personRow(const QJsonObject& object)
{
    PersonRow row;
    row.id = text(object, {"id"});
    row.userId = text(object, {"user_id"});
    row.anonymousId = text(object, {"anonymous_id"});
    row.country = text(object, {"country"});
    const QJsonValue at = object.value(QStringLiteral("at"));
    row.at = time(at.isUndefined() ? object.value(QStringLiteral("last_seen")) : at);
    row.steps = integer(object, QStringLiteral("steps"));
    row.visits = integer(object, QStringLiteral("visits"));
    row.events = integer(object, QStringLiteral("events"));
    return row;
}

QDate dateIn(const QJsonObject& object)
{
    return QDate::fromString(text(object, {"date"}), Qt::ISODate);
}

} // namespace

Expected<Funnel> parseFunnel(const QJsonObject& answer)
{
    const Expected<QJsonArray> steps = listIn(answer, QStringLiteral("steps"));
    if (!steps)
        return unexpected(steps.error());
    Funnel out;
    for (const QJsonValue& step : *steps)
        out.steps.append(funnelStep(step.toObject()));
    out.stats = parseStats(answer);
    return out;
}

Expected<PeoplePage> parsePeople(const QJsonObject& answer)
{
    const Expected<QJsonArray> rows = listIn(answer, QStringLiteral("rows"));
    if (!rows)
        return unexpected(rows.error());
    PeoplePage out;
    for (const QJsonValue& row : *rows)
        out.rows.append(personRow(row.toObject()));
    out.total = integer(answer, QStringLiteral("total"), out.rows.size());
    out.next = text(answer, {"next"});
    out.stats = parseStats(answer);
    return out;
}

Expected<Person> parsePerson(const QJsonObject& answer)
{
    Person out;
    out.row = personRow(answer);
    if (out.row.id.isEmpty())
        return unexpected(ErrorCode::Corrupt, QStringLiteral("the answer lacks a member"), QStringLiteral("id"));
    out.firstSeen = time(answer.value(QStringLiteral("first_seen")));
    out.pageviews = integer(answer, QStringLiteral("pageviews"));
    out.traits = answer.value(QStringLiteral("traits")).toObject();
    out.userIds = texts(answer, QStringLiteral("user_ids"));
    out.anonymousIds = texts(answer, QStringLiteral("anonymous_ids"));
    return out;
}

Expected<TimelinePage> parseTimeline(const QJsonObject& answer)
{
    const Expected<QJsonArray> items = listIn(answer, QStringLiteral("items"));
    if (!items)
        return unexpected(items.error());
    TimelinePage out;
    for (const QJsonValue& item : *items) {
        LiveRow row = parseLiveRow(item.toObject());
        const QJsonValue happened = row.json.value(QStringLiteral("event_time"));
        if (!happened.isUndefined())
            row.at = time(happened);
        out.rows.append(row);
    }
    out.next = text(answer, {"next"});
    return out;
}

Expected<Activity> parseActivity(const QJsonObject& answer)
{
    const Expected<QJsonArray> days = listIn(answer, QStringLiteral("days"));
    if (!days)
        return unexpected(days.error());
    Activity out;
    for (const QJsonValue& value : *days) {
        const QJsonObject day = value.toObject();
        out.days.append({dateIn(day), integer(day, QStringLiteral("dau")), integer(day, QStringLiteral("wau")),
                         integer(day, QStringLiteral("mau"))});
    }
    const QJsonArray periods = answer.value(QStringLiteral("lifecycle")).toArray();
    for (const QJsonValue& value : periods) {
        const QJsonObject period = value.toObject();
        out.periods.append(
            {dateIn(period), integer(period, QStringLiteral("new")), integer(period, QStringLiteral("returning")),
             integer(period, QStringLiteral("resurrecting")), integer(period, QStringLiteral("dormant"))});
    }
    out.stickiness = numberIn(answer, QStringLiteral("stickiness"));
    out.isCookieless = truth(answer, QStringLiteral("cookieless"), false);
    out.stats = parseStats(answer);
    return out;
}

} // namespace sightglass::client
