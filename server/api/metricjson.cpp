// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/metricjson.h"

#include "query/formula.h"

#include <QJsonDocument>
#include <QUrl>

#include <algorithm>
#include <array>
#include <map>

namespace sightglass::api {

namespace {

constexpr std::array kDefinitions{"question", "formula", "data", "script", "request"};
constexpr int kFewestPullSeconds = 60; // openmetrics §14.2
constexpr int kMostPullSeconds = 31 * 24 * 3600;
constexpr qsizetype kMaxPoints = 10'000;
constexpr qsizetype kMaxKey = 200;

Unexpected wrong(const QString& why, const char* member)
{
    return unexpected(ErrorCode::InvalidInput, why, u'/' + QLatin1String(member));
}

Members::Take oneOf(QJsonObject& body, const char* name, const QStringList& allowed)
{
    return [&body, name, allowed](const QJsonValue& value) -> QString {
        if (!allowed.contains(value.toString()))
            return QStringLiteral("one of: ") + allowed.join(u' ');
        body.insert(QLatin1String(name), value);
        return {};
    };
}

Members::Take keepText(QJsonObject& body, const char* name, qsizetype most)
{
    return [&body, name, most](const QJsonValue& value) {
        if (!value.isString() || value.toString().size() > most)
            return QStringLiteral("a text of at most %1 characters").arg(most);
        body.insert(QLatin1String(name), value);
        return QString();
    };
}

Members::Take keepObject(QJsonObject& body, const char* name)
{
    return [&body, name](const QJsonValue& value) {
        if (!value.isObject())
            return QStringLiteral("an object");
        body.insert(QLatin1String(name), value);
        return QString();
    };
}

bool isPoint(const QJsonValue& value, QLatin1String index)
{
    const QJsonObject point = value.toObject();
    const QJsonValue number = point.value(QLatin1String("value"));
    return point.size() == 2 && point.value(index).isDouble() && (number.isDouble() || number.isNull());
}

Expected<void> checkData(const QString& type, const QJsonObject& body)
{
    const QJsonValue data = body.value(QLatin1String("data"));
    if (type == QLatin1String("total"))
        return data.isDouble() || data.isNull() ? Expected<void>() : wrong(QStringLiteral("must be a number"), "data");
    const bool isSeries = type == QLatin1String("timeSerie");
    const QLatin1String index(isSeries ? "tsId" : "order");
    const QJsonArray points = data.toArray();
    if (!data.isArray() || points.size() > kMaxPoints)
        return wrong(QStringLiteral("must be a list of at most %1 points").arg(kMaxPoints), "data");
    for (qsizetype i = 0; i < points.size(); ++i) {
        if (!isPoint(points.at(i), index))
            return unexpected(ErrorCode::InvalidInput, QStringLiteral("must be a point {\"%1\", \"value\"}").arg(index),
                              QStringLiteral("/data/%1").arg(i));
    }
    if (isSeries && !body.contains(QLatin1String("timeStep")))
        return wrong(QStringLiteral("a time series needs the step of its tsIds"), "timeStep");
    return {};
}

Expected<void> checkRequest(const QString& type, const QJsonObject& body)
{
    const QJsonObject request = body.value(QLatin1String("request")).toObject();
    for (const QString& member : request.keys()) {
        if (!QStringList{QStringLiteral("url"), QStringLiteral("params"), QStringLiteral("every")}.contains(member))
            return unexpected(ErrorCode::InvalidInput, QStringLiteral("unknown member; allowed: url params every"),
                              QStringLiteral("/request/") + member);
    }
    const QUrl url(request.value(QLatin1String("url")).toString(), QUrl::StrictMode);
    const bool isWeb = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !isWeb || url.host().isEmpty() || !url.userInfo().isEmpty() || url.toString().size() > 2000)
        return wrong(QStringLiteral("must be an address of http or https, without a password"), "request/url");
    const QJsonValue params = request.value(QLatin1String("params"));
    if (!params.isUndefined() && !params.isObject())
        return wrong(QStringLiteral("must be an object"), "request/params");
    const double every = request.value(QLatin1String("every"))
                             .toDouble(request.contains(QLatin1String("every")) ? 0 : kUsualPullSeconds);
    if (!(every >= kFewestPullSeconds && every <= kMostPullSeconds) || every != static_cast<int>(every))
        return wrong(
            QStringLiteral("must be whole seconds from %1 to %2").arg(kFewestPullSeconds).arg(kMostPullSeconds),
            "request/every");
    if (type == QLatin1String("timeSerie") && !body.contains(QLatin1String("timeStep")))
        return wrong(QStringLiteral("a time series needs the step of its tsIds"), "timeStep");
    return {};
}

Expected<void> checkFormula(const QString& type, const QJsonObject& body)
{
    if (type == QLatin1String("funnel"))
        return wrong(QStringLiteral("a formula is a total or a timeSerie"), "type");
    const auto formula = query::Formula::parse(body.value(QLatin1String("formula")).toString().toStdString());
    if (!formula)
        return wrong(formula.error().detail, "formula");
    const QJsonObject bindings = body.value(QLatin1String("bindings")).toObject();
    for (const QString& letter : bindings.keys()) {
        if (letter.size() != 1 || letter[0] < u'A' || letter[0] > u'Z' || !bindings.value(letter).isObject())
            return wrong(QStringLiteral("must bind letters from A to Z to descriptions"), "bindings");
    }
    for (const char letter : formula->letters()) {
        if (!bindings.contains(QString(QLatin1Char(letter))))
            return wrong(QStringLiteral("the letter %1 is bound to nothing").arg(QLatin1Char(letter)), "bindings");
    }
    return {};
}

} // namespace

void addMetricMembers(Members& members, QJsonObject& body)
{
    members.custom(
        "type", oneOf(body, "type", {QStringLiteral("total"), QStringLiteral("timeSerie"), QStringLiteral("funnel")}));
    members.custom("unit", oneOf(body, "unit", {QStringLiteral("%"), QStringLiteral("int"), QStringLiteral("float")}));
    members.custom("timeStep", oneOf(body, "timeStep",
                                     {QStringLiteral("mn"), QStringLiteral("hour"), QStringLiteral("day"),
                                      QStringLiteral("week"), QStringLiteral("month")}));
    members.custom("desc", keepText(body, "desc", 2000));
    members.custom("key", keepText(body, "key", kMaxKey));
    members.custom("formula", keepText(body, "formula", qsizetype(query::Formula::kMaxBytes)));
    members.custom("script", keepText(body, "script", 100'000));
    members.custom("question", keepObject(body, "question"));
    members.custom("bindings", keepObject(body, "bindings"));
    members.custom("request", keepObject(body, "request"));
    members.custom("data", [&body](const QJsonValue& value) {
        body.insert(QLatin1String("data"), value);
        return QString();
    });
    members.custom("order", [&body](const QJsonValue& value) {
        if (!value.isDouble())
            return QStringLiteral("a number");
        body.insert(QLatin1String("order"), value);
        return QString();
    });
}

void dropOtherDefinitions(const QJsonObject& change, QJsonObject& body)
{
    const bool isDefined = std::any_of(kDefinitions.begin(), kDefinitions.end(),
                                       [&change](const char* name) { return change.contains(QLatin1String(name)); });
    for (const char* name : {"question", "formula", "bindings", "data", "script", "request", "pulled"}) {
        if (isDefined &&
            !(QLatin1String(name) == QLatin1String("bindings") && change.contains(QLatin1String("formula"))))
            body.remove(QLatin1String(name));
    }
}

Expected<void> checkMetric(const QJsonObject& body)
{
    const auto definitions = std::count_if(kDefinitions.begin(), kDefinitions.end(),
                                           [&body](const char* name) { return body.contains(QLatin1String(name)); });
    if (definitions != 1)
        return wrong(QStringLiteral("give exactly one of: question formula data script request"), "question");
    const QString type = body.value(QLatin1String("type")).toString();
    if (body.contains(QLatin1String("formula")))
        return checkFormula(type, body);
    if (body.contains(QLatin1String("request")))
        return checkRequest(type, body);
    return body.contains(QLatin1String("data")) ? checkData(type, body) : Expected<void>();
}

std::vector<SavedQuestion> metricQuestions(const QJsonObject& body)
{
    if (body.contains(QLatin1String("question")))
        return {{body.value(QLatin1String("question")).toObject(), {}, QStringLiteral("/question")}};
    std::vector<SavedQuestion> out;
    const QJsonObject bindings = body.value(QLatin1String("bindings")).toObject();
    for (const QString& letter : bindings.keys())
        out.push_back({bindings.value(letter).toObject(), {}, QStringLiteral("/bindings/") + letter});
    return out;
}

Expected<QJsonValue> pulledData(const QJsonObject& body, const QByteArray& answer)
{
    // Qt reads objects and lists only; the answer may be a bare number.
    const QJsonArray list = QJsonDocument::fromJson('[' + answer + ']').array();
    if (list.size() != 1)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("the answer is not JSON"));
    QJsonObject metric = body;
    metric.insert(QStringLiteral("data"),
                  list.first().isObject() ? list.first().toObject().value(QLatin1String("data")) : list.first());
    return checkData(metric.value(QLatin1String("type")).toString(), metric).transform([&metric] {
        return metric.value(QLatin1String("data"));
    });
}

QJsonArray mergedPoints(const QJsonArray& points, const QJsonArray& more)
{
    std::map<double, QJsonValue> byId;
    for (const QJsonArray& list : {points, more}) {
        for (const QJsonValue& point : list)
            byId.insert_or_assign(point.toObject().value(QLatin1String("tsId")).toDouble(), point);
    }
    QJsonArray out;
    for (const auto& [id, point] : byId)
        out.append(point);
    return out;
}

} // namespace sightglass::api
