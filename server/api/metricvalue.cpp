// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/metricvalue.h"

#include "query/formula.h"

#include <QJsonArray>

#include <array>
#include <optional>

namespace sightglass::api {

namespace {

using query::Formula;
using query::Series;
using query::SeriesValue;

/// One number at each of some times; of a total one without a time.
struct Points
{
    QJsonArray times; ///< Of each point `start`, `complete` and `tsId`.
    Series values;
};

Unexpected wrongForm(const char* wanted)
{
    return unexpected(ErrorCode::InvalidInput,
                      QStringLiteral("the question's answer has no %1").arg(QLatin1String(wanted)));
}

SeriesValue numberIn(const QJsonObject& object, const QString& member)
{
    const QJsonValue value = object.value(member);
    return value.isDouble() ? SeriesValue(value.toDouble()) : std::nullopt;
}

QJsonValue shown(const SeriesValue& value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

/// The member that an answer is about: its first metric or measure.
QString subjectOf(const QJsonObject& answer)
{
    const QJsonObject query = answer.value(QLatin1String("query")).toObject();
    for (const char* list : {"measures", "metrics"}) {
        if (const QJsonArray names = query.value(QLatin1String(list)).toArray(); !names.isEmpty())
            return names.first().toString();
    }
    return QStringLiteral("users"); // of active_users
}

Expected<Points> totalOf(const QJsonObject& answer)
{
    const QString subject = subjectOf(answer);
    for (const char* place : {"measures", "metrics"}) {
        if (answer.contains(QLatin1String(place)))
            return Points{{}, {numberIn(answer.value(QLatin1String(place)).toObject(), subject)}};
    }
    if (answer.contains(subject))
        return Points{{}, {numberIn(answer, subject)}};
    return wrongForm("total");
}

Expected<Points> seriesOf(const QJsonObject& answer)
{
    if (!answer.contains(QLatin1String("buckets")))
        return wrongForm("series; give it an interval");
    const QString subject = subjectOf(answer);
    Points out;
    for (const QJsonValue& value : answer.value(QLatin1String("buckets")).toArray()) {
        const QJsonObject bucket = value.toObject();
        QJsonObject time;
        for (const QLatin1String member : {QLatin1String("start"), QLatin1String("complete"), QLatin1String("tsId")}) {
            if (bucket.contains(member))
                time.insert(member, bucket.value(member));
        }
        out.times.append(time);
        out.values.push_back(numberIn(bucket, subject));
    }
    return out;
}

QJsonValue dataOf(const Points& points, bool isSeries)
{
    if (!isSeries)
        return shown(points.values.empty() ? std::nullopt : points.values.front());
    QJsonArray out;
    for (std::size_t i = 0; i < points.values.size(); ++i) {
        QJsonObject point = points.times.at(qsizetype(i)).toObject();
        point.insert(QStringLiteral("value"), shown(points.values[i]));
        out.append(point);
    }
    return out;
}

Expected<QJsonValue> funnelOf(const QJsonObject& answer)
{
    if (!answer.contains(QLatin1String("steps")))
        return wrongForm("steps");
    QJsonArray out;
    for (const QJsonValue& step : answer.value(QLatin1String("steps")).toArray())
        out.append(QJsonObject{{QStringLiteral("order"), out.size() + 1},
                               {QStringLiteral("value"), step.toObject().value(QLatin1String("count"))}});
    return QJsonValue(out);
}

/// Answers what a definition asks and brings it into the form of the metric's type.
class MetricEvaluator
{
public:
    MetricEvaluator(const Call& call, const domain::Project& project, const QJsonObject& body)
        : m_call(call)
        , m_project(project)
        , m_body(body)
        , m_isSeries(body.value(QLatin1String("type")).toString() == QLatin1String("timeSerie"))
    {
    }

    [[nodiscard]] Expected<QJsonValue> data() const
    {
        if (m_body.contains(QLatin1String("request")))
            return m_body.value(QLatin1String("pulled")).toObject().value(QLatin1String("data"));
        if (m_body.contains(QLatin1String("data")))
            return m_body.value(QLatin1String("data"));
        if (m_body.contains(QLatin1String("formula")))
            return formula().transform([this](const Points& points) { return dataOf(points, m_isSeries); });
        const QJsonObject question = m_body.value(QLatin1String("question")).toObject();
        if (m_body.value(QLatin1String("type")).toString() == QLatin1String("funnel"))
            return ask(question).and_then(funnelOf);
        return points(question).transform([this](const Points& points) { return dataOf(points, m_isSeries); });
    }

private:
    [[nodiscard]] Expected<QJsonObject> ask(const QJsonObject& description) const
    {
        return m_call.parts.ask(m_project, description, m_call.cancel);
    }

    [[nodiscard]] Expected<Points> points(const QJsonObject& description) const
    {
        return ask(description).and_then([this](const QJsonObject& answer) {
            return m_isSeries ? seriesOf(answer) : totalOf(answer);
        });
    }

    [[nodiscard]] Expected<Points> formula() const
    {
        const Expected<Formula> formula =
            Formula::parse(m_body.value(QLatin1String("formula")).toString().toStdString());
        if (!formula)
            return unexpected(formula.error());
        const QJsonObject bindings = m_body.value(QLatin1String("bindings")).toObject();
        std::array<Series, 26> series;
        std::optional<Points> first;
        for (const char letter : formula->letters()) {
            const QString name{QLatin1Char(letter)};
            Expected<Points> bound = points(bindings.value(name).toObject());
            if (!bound)
                return unexpected(bound.error());
            if (first && first->times != bound->times)
                return unexpected(ErrorCode::InvalidInput,
                                  QStringLiteral("the questions of a formula must have the same range and interval"),
                                  QStringLiteral("/bindings/") + name);
            series[std::size_t(letter - 'A')] = bound->values;
            if (!first)
                first = *std::move(bound);
        }
        Points out = first.value_or(Points{{}, {std::nullopt}});
        out.values = formula->evaluate(series, out.values.size());
        return out;
    }

    const Call& m_call;
    const domain::Project& m_project;
    const QJsonObject& m_body;
    const bool m_isSeries;
};

} // namespace

Expected<QJsonObject> valueOf(const Call& call, const domain::Project& project, const domain::SavedItem& item)
{
    QJsonObject out{{QStringLiteral("id"), idText(item.id.value)}, {QStringLiteral("name"), toQString(item.name)}};
    for (const QLatin1String member :
         {QLatin1String("type"), QLatin1String("unit"), QLatin1String("order"), QLatin1String("timeStep")}) {
        if (item.body.contains(member))
            out.insert(member, item.body.value(member));
    }
    if (item.body.contains(QLatin1String("script"))) {
        out.insert(QStringLiteral("status"), QStringLiteral("not executable"));
        return out;
    }
    const Expected<QJsonValue> data = MetricEvaluator(call, project, item.body).data();
    if (!data)
        return unexpected(data.error());
    out.insert(QStringLiteral("data"), data->isUndefined() ? QJsonValue(QJsonValue::Null) : *data);
    for (const QLatin1String member : {QLatin1String("at"), QLatin1String("error")}) {
        if (const QJsonValue said = item.body.value(QLatin1String("pulled")).toObject().value(member);
            !said.isUndefined())
            out.insert(member, said);
    }
    return out;
}

} // namespace sightglass::api
