// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/metricjson.h"
#include "api/metricvalue.h"
#include "api/resources.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace sightglass::api {

namespace {

using domain::SavedItem;
using domain::SavedKind;

std::string tagOf(const QJsonObject& value)
{
    const QByteArray text = QJsonDocument(value).toJson(QJsonDocument::Compact);
    return '"' + QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(32).toStdString() + '"';
}

/// The pushed metric that a caller knows by this key.
std::optional<SavedItem> pushedItem(const Call& call, ProjectId project, const QString& key)
{
    for (SavedItem& item : call.parts.store.control().saved(project, SavedKind::Metric)) {
        if (item.body.value(QLatin1String("key")).toString() == key && item.body.contains(QLatin1String("data")))
            return std::move(item);
    }
    return std::nullopt;
}

/// The points of `body` over those that are there, where it says so.
Expected<void> appendPoints(QJsonObject& body, const SavedItem& item)
{
    const QString mode = body.take(QLatin1String("mode")).toString(QStringLiteral("replace"));
    if (mode == QLatin1String("replace"))
        return {};
    const bool isSeries = body.value(QLatin1String("type")).toString() == QLatin1String("timeSerie");
    if (mode != QLatin1String("append") || !isSeries)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("must be replace, or of a timeSerie append"),
                          QStringLiteral("/mode"));
    const QJsonValue points = body.value(QLatin1String("data"));
    if (points.isArray())
        body.insert(QLatin1String("data"),
                    mergedPoints(item.body.value(QLatin1String("data")).toArray(), points.toArray()));
    return {};
}

} // namespace

/// The value of a metric now; with a tag, so that whoever polls is told 304 while nothing has changed.
Answer metricValue(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<SavedItem> item = savedItemOf(call, SavedKind::Metric);
    if (!item)
        return unexpected(item.error());
    const Expected<QJsonObject> value = valueOf(call, *project, *item);
    if (!value)
        return unexpected(value.error());
    const std::string tag = tagOf(*value);
    const bool isKnown = domain::header(call.request.headers, "If-None-Match") == tag;
    domain::Response response = isKnown ? domain::Response{304, {}, {}, {}} : json(*value);
    response.headers.emplace_back("ETag", tag);
    return response;
}

/// A metric made elsewhere (openmetrics §14.1): `{key, title, type, unit?, desc?, timeStep?, data, mode?}`. The first
/// push makes it, later ones replace its data, or with mode "append" lay their points over it.
Answer pushMetric(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const QString key = call.body.value(QLatin1String("key")).toString();
    if (key.isEmpty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("a pushed metric needs a key"),
                          QStringLiteral("/key"));
    if (!call.body.contains(QLatin1String("data")))
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("a pushed metric needs data"),
                          QStringLiteral("/data"));
    std::optional<SavedItem> known = pushedItem(call, project->id, key);
    SavedItem item = known.value_or(SavedItem{});
    item.project = project->id;
    item.kind = SavedKind::Metric;
    QJsonObject body = call.body;
    if (body.contains(QLatin1String("title")))
        body.insert(QLatin1String("name"), body.take(QLatin1String("title")));
    if (const Expected<void> appended = appendPoints(body, item); !appended)
        return unexpected(appended.error());
    if (const Expected<void> applied = apply(body, item); !applied)
        return unexpected(applied.error());
    storage::ControlStore& control = call.parts.store.control();
    const Expected<SavedItem> stored = known ? control.updateSaved(item) : control.addSaved(item);
    if (!stored)
        return unexpected(stored.error());
    const QString subject = QStringLiteral("metric %1 \"%2\"").arg(idText(stored->id.value), toQString(stored->name));
    if (const Expected<void> written = audit(call, "metric.push", subject); !written)
        return unexpected(written.error());
    return json(toJson(*stored), known ? 200 : 201);
}

/// No body. Asks a pulled metric's address now (openmetrics §14.2) and answers as metricValue().
Answer pullMetric(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<SavedItem> known = savedItemOf(call, SavedKind::Metric);
    if (!known)
        return unexpected(known.error());
    const Expected<SavedItem> item = call.parts.pullMetric(project->id, known->id);
    if (!item)
        return unexpected(item.error());
    const QString subject = QStringLiteral("metric %1 \"%2\"").arg(idText(item->id.value), toQString(item->name));
    if (const Expected<void> written = audit(call, "metric.pull", subject); !written)
        return unexpected(written.error());
    return valueOf(call, *project, *item).transform([](const QJsonObject& value) { return json(value, 201); });
}

} // namespace sightglass::api
