// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/savedjson.h"

#include "api/call.h"
#include "api/members.h"
#include "api/metricjson.h"
#include "core/timetext.h"

namespace sightglass::api {

namespace {

using domain::SavedItem;
using domain::SavedKind;

/// A member that is kept as it is once it has the right JSON type.
Members::Take keep(QJsonObject& body, const char* name, QJsonValue::Type type, const char* allowed)
{
    return [&body, name, type, allowed](const QJsonValue& value) {
        if (value.type() != type)
            return QString::fromLatin1(allowed);
        body.insert(QLatin1String(name), value);
        return QString();
    };
}

Members::Take keepTime(QJsonObject& body, const char* name)
{
    return [&body, name](const QJsonValue& value) {
        if (!parseTime(value.toString().toStdString()))
            return QStringLiteral("a time of RFC 3339 such as 2026-03-01T09:00:00Z");
        body.insert(QLatin1String(name), value);
        return QString();
    };
}

/// Blank means as it was (spec sierra §10.6).
Members::Take keepEventName(QJsonObject& body)
{
    return [&body](const QJsonValue& value) {
        const QString name = value.toString().trimmed();
        if (!value.isString() || name.toUtf8().size() > 256)
            return QStringLiteral("a text of at most 256 bytes");
        if (!name.isEmpty())
            body.insert(QLatin1String("eventName"), name);
        return QString();
    };
}

/// Within the limits of what a page may send (spec sierra §5.4).
Members::Take keepMetadata(QJsonObject& body)
{
    return [&body](const QJsonValue& value) {
        const QJsonObject map = value.toObject();
        bool fits = value.isObject() && map.size() <= 32;
        for (auto it = map.begin(); fits && it != map.end(); ++it)
            fits = it.value().isString() && !it.key().isEmpty() && it.key().toUtf8().size() <= 256 &&
                   it.value().toString().toUtf8().size() <= 1024;
        if (!fits)
            return QStringLiteral("an object of at most 32 texts");
        body.insert(QLatin1String("metadata"), map);
        return QString();
    };
}

Members::Take keepTrigger(QJsonObject& body)
{
    return [&body](const QJsonValue& value) {
        const QStringList known{QStringLiteral("click"), QStringLiteral("visit"), QStringLiteral("submit"),
                                QStringLiteral("scroll")};
        if (!known.contains(value.toString()))
            return QStringLiteral("click, visit, submit or scroll");
        body.insert(QStringLiteral("trigger"), value);
        return QString();
    };
}

Members membersOf(SavedItem& item)
{
    Members members;
    members.text("name", item.name, item.kind == SavedKind::Annotation ? 0 : 1, 200);
    QJsonObject& body = item.body;
    const auto add = [&](const char* name, QJsonValue::Type type, const char* allowed) {
        members.custom(name, keep(body, name, type, allowed));
    };
    switch (item.kind) {
    case SavedKind::Goal: add("condition", QJsonValue::Object, "a condition, an object"); break;
    case SavedKind::Segment: add("filters", QJsonValue::Array, "a list of filters"); break;
    case SavedKind::Report:
        add("query", QJsonValue::Object, "a query description, an object");
        add("view", QJsonValue::Object, "an object of the window's own");
        break;
    case SavedKind::Annotation:
        members.custom("at", keepTime(body, "at"));
        add("text", QJsonValue::String, "a text");
        break;
    case SavedKind::Cohort:
        add("did", QJsonValue::Object, "a condition, an object");
        add("times", QJsonValue::Double, "a number");
        for (const char* name : {"range", "from", "to"})
            add(name, QJsonValue::String, "a text");
        break;
    case SavedKind::Metric: addMetricMembers(members, body); break;
    case SavedKind::Pixel:
        members.custom("eventName", keepEventName(body));
        members.custom("metadata", keepMetadata(body));
        break;
    case SavedKind::Rule:
        members.custom("trigger", keepTrigger(body));
        add("selector", QJsonValue::String, "a text");
        add("source", QJsonValue::String, "a source's id, a text");
        break;
    }
    return members;
}

const char* neededMember(SavedKind kind)
{
    switch (kind) {
    case SavedKind::Goal: return "condition";
    case SavedKind::Segment: return "filters";
    case SavedKind::Report: return "query";
    case SavedKind::Annotation: return "at";
    case SavedKind::Cohort: return "did";
    case SavedKind::Metric: return "type";
    case SavedKind::Pixel: return "pixelId";
    case SavedKind::Rule: return "trigger";
    }
    return "";
}

QJsonObject summaryOf(const char* member, const QJsonValue& value)
{
    return {{QStringLiteral("kind"), QStringLiteral("summary")}, {QLatin1String(member), value}};
}

/// Ids are counted, not told: there may be thousands.
QJsonObject summaryOfFrozen(const QJsonObject& frozen)
{
    QJsonObject out{{QStringLiteral("at"), frozen.value(QLatin1String("at"))},
                    {QStringLiteral("left_out"), frozen.value(QLatin1String("left_out"))}};
    for (const QLatin1String ids : {QLatin1String("users"), QLatin1String("sessions")})
        out.insert(ids, frozen.value(ids).toArray().size());
    return out;
}

} // namespace

QJsonObject toJson(const SavedItem& item)
{
    QJsonObject out = item.body;
    if (const QJsonObject frozen = out.value(QLatin1String("frozen")).toObject(); !frozen.isEmpty())
        out.insert(QStringLiteral("frozen"), summaryOfFrozen(frozen));
    out.insert(QStringLiteral("id"), idText(item.id.value));
    out.insert(QStringLiteral("name"), toQString(item.name));
    out.insert(QStringLiteral("createdAt"), timeText(item.createdAt));
    out.insert(QStringLiteral("changedAt"), timeText(item.changedAt));
    return out;
}

QJsonObject newPixel(const std::string& pixelId)
{
    return {{QStringLiteral("pixelId"), toQString(pixelId)},
            {QStringLiteral("eventName"), QStringLiteral("pixel")},
            {QStringLiteral("metadata"), QJsonObject()}};
}

Expected<void> apply(const QJsonObject& body, SavedItem& item)
{
    // A new range takes the place of the old one, whichever way either is given.
    if (item.kind == SavedKind::Cohort &&
        (body.contains(QLatin1String("range")) || body.contains(QLatin1String("from")))) {
        for (const char* name : {"range", "from", "to"})
            item.body.remove(QLatin1String(name));
    }
    if (item.kind == SavedKind::Metric)
        dropOtherDefinitions(body, item.body);
    if (Expected<void> taken = membersOf(item).take(body); !taken)
        return taken;
    if (item.name.empty() && item.kind != SavedKind::Annotation)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("this needs a name"), QStringLiteral("/name"));
    const QLatin1String needed(neededMember(item.kind));
    if (!item.body.contains(needed))
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("this member is needed"), u'/' + needed);
    if (item.kind == SavedKind::Rule && !item.body.contains(QLatin1String("selector")))
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("this member is needed"),
                          QStringLiteral("/selector"));
    return item.kind == SavedKind::Metric ? checkMetric(item.body) : Expected<void>();
}

Error SavedQuestion::inTermsOfItem(Error error) const
{
    if (error.where.startsWith(pointerThere))
        error.where = pointerHere + error.where.mid(pointerThere.size());
    return error;
}

std::vector<SavedQuestion> questionsOf(const SavedItem& item)
{
    switch (item.kind) {
    case SavedKind::Goal:
        return {{summaryOf("goal", item.body.value(QLatin1String("condition"))), QStringLiteral("/goal"),
                 QStringLiteral("/condition")}};
    case SavedKind::Segment: return {{summaryOf("filters", item.body.value(QLatin1String("filters"))), {}, {}}};
    case SavedKind::Report: return {{item.body.value(QLatin1String("query")).toObject(), {}, QStringLiteral("/query")}};
    case SavedKind::Cohort:
        return {{summaryOf("filters", QJsonArray{QJsonObject{{QStringLiteral("cohort"), item.body}}}),
                 QStringLiteral("/filters/0/cohort"),
                 {}}};
    case SavedKind::Metric: return metricQuestions(item.body);
    case SavedKind::Annotation:
    case SavedKind::Pixel:
    case SavedKind::Rule: break;
    }
    return {};
}

} // namespace sightglass::api
