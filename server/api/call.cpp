// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/call.h"

#include "core/timetext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonParseError>

#include <algorithm>
#include <charconv>
#include <limits>

namespace sightglass::api {

namespace {

/// A member of the query string.
Expected<std::int64_t> numberOf(const domain::Request& request, const char* name, std::int64_t least, std::int64_t most,
                                std::int64_t otherwise)
{
    const std::optional<std::string> text = domain::queryMember(request.query, name);
    if (!text)
        return otherwise;
    bool ok = false;
    const std::int64_t value = toQString(*text).toLongLong(&ok);
    if (!ok || value < least || value > most)
        return unexpected(
            ErrorCode::InvalidInput,
            QStringLiteral("%1 must be a number from %2 to %3").arg(QString::fromLatin1(name)).arg(least).arg(most));
    return value;
}

} // namespace

domain::Response json(const QJsonObject& object, int status)
{
    domain::Response out;
    out.status = status;
    out.contentType = "application/json";
    out.headers.emplace_back("Cache-Control", "no-store");
    out.body = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
    return out;
}

domain::Response noContent()
{
    domain::Response out;
    out.status = 204;
    return out;
}

Expected<std::int64_t> parseId(const std::string& text)
{
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc() || end != text.data() + text.size() || id <= 0)
        return unexpected(ErrorCode::NotFound,
                          QStringLiteral("there is nothing with the id \"%1\"").arg(toQString(text)));
    return id;
}

Expected<domain::Project> projectOf(const Call& call)
{
    const Expected<std::int64_t> id = parseId(call.ids.front());
    if (!id)
        return unexpected(id.error());
    return call.parts.store.control().project(ProjectId(*id));
}

Expected<domain::SavedItem> savedItemOf(const Call& call, domain::SavedKind kind)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<std::int64_t> id = parseId(call.ids[1]);
    if (!id)
        return unexpected(id.error());
    return call.parts.store.control().savedItem(project->id, kind, SavedId(*id));
}

Expected<void> audit(const Call& call, const char* action, const QString& subject)
{
    return call.parts.store.control().audit(
        {call.parts.clock.now(), call.actor.name, QString::fromLatin1(action), subject});
}

Expected<int> limitOf(const domain::Request& request)
{
    return numberOf(request, "limit", 1, 1000, 100).transform([](std::int64_t limit) { return int(limit); });
}

Expected<Page> pageOf(const domain::Request& request)
{
    const Expected<int> limit = limitOf(request);
    if (!limit)
        return unexpected(limit.error());
    const Expected<std::int64_t> cursor = numberOf(request, "cursor", 0, std::numeric_limits<int>::max(), 0);
    if (!cursor)
        return unexpected(cursor.error());
    return Page{*limit, *cursor};
}

Expected<QJsonArray> filtersOf(const domain::Request& request)
{
    const std::optional<std::string> text = domain::queryMember(request.query, "filters");
    if (!text || text->empty())
        return QJsonArray();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(*text), &error);
    if (!document.isArray())
        return unexpected(ErrorCode::InvalidInput,
                          QStringLiteral("filters must be a JSON list of filters: %1").arg(error.errorString()),
                          QStringLiteral("/filters"));
    return document.array();
}

domain::Response list(const QJsonArray& all, const Page& page)
{
    return *list(all.size(), page,
                 [&all](std::int64_t i) { return Expected<QJsonObject>(all.at(qsizetype(i)).toObject()); });
}

Expected<domain::Response> list(std::int64_t count, const Page& page,
                                const std::function<Expected<QJsonObject>(std::int64_t)>& itemAt)
{
    QJsonArray items;
    const std::int64_t begin = std::min(page.cursor, count);
    const std::int64_t end = std::min(count, begin + page.limit);
    for (std::int64_t i = begin; i < end; ++i) {
        const Expected<QJsonObject> item = itemAt(i);
        if (!item)
            return unexpected(item.error());
        items.append(*item);
    }
    QJsonObject out{{QStringLiteral("items"), items}};
    if (end < count)
        out.insert(QStringLiteral("next"), idText(end));
    return json(out);
}

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString timeText(TimePoint time)
{
    return toQString(formatTime(time));
}

QString idText(std::int64_t id)
{
    return QString::number(id);
}

} // namespace sightglass::api
