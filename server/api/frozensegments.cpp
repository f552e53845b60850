// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resources.h"
#include "api/savedjson.h"

#include <QJsonArray>

namespace sightglass::api {

namespace {

using domain::SavedItem;
using domain::SavedKind;

constexpr int kIdsPerQuestion = 1000;
constexpr qsizetype kMostIds = 10'000; ///< What a filter may list (query/filterreader.h).

/// Ids of the people whom the filters choose, each person under every id of that property, and how many have none.
class IdReader
{
public:
    IdReader(const Call& call, const domain::Project& project, QJsonArray filters)
        : m_call(call)
        , m_project(project)
        , m_filters(std::move(filters))
    {
    }

    [[nodiscard]] Expected<QJsonArray> ids(const char* property, const QJsonArray& more = {})
    {
        QJsonArray filters = m_filters;
        for (const QJsonValue& filter : more)
            filters.append(filter);
        QJsonArray out;
        m_without = 0;
        for (int cursor = 0;; cursor += kIdsPerQuestion) {
            const Expected<QJsonObject> answer =
                m_call.parts.ask(m_project, description(property, filters, cursor), m_call.cancel);
            if (!answer)
                return unexpected(answer.error());
            const QJsonArray rows = answer->value(QLatin1String("rows")).toArray();
            for (const QJsonValue& row : rows)
                take(row.toObject(), out);
            if (out.size() > kMostIds)
                return unexpected(
                    ErrorCode::TooLarge,
                    QStringLiteral("more than %1 ids would have to be kept; choose fewer people").arg(kMostIds));
            if (rows.size() < kIdsPerQuestion)
                return out;
        }
    }
    [[nodiscard]] qint64 without() const { return m_without; }

private:
    [[nodiscard]] static QJsonObject description(const char* property, const QJsonArray& filters, int cursor)
    {
        QJsonObject out{{QStringLiteral("kind"), QStringLiteral("breakdown")},
                        {QStringLiteral("range"), QStringLiteral("all")},
                        {QStringLiteral("property"), QLatin1String(property)},
                        {QStringLiteral("metrics"), QJsonArray{QStringLiteral("visitors")}},
                        {QStringLiteral("filters"), filters},
                        {QStringLiteral("limit"), kIdsPerQuestion}};
        if (cursor > 0)
            out.insert(QStringLiteral("cursor"), QString::number(cursor));
        return out;
    }
    void take(const QJsonObject& row, QJsonArray& out)
    {
        if (row.value(QLatin1String("value")).isNull())
            m_without = row.value(QLatin1String("visitors")).toInteger();
        else if (row.value(QLatin1String("visitors")).toInteger() > 0)
            out.append(row.value(QLatin1String("value")));
    }

    const Call& m_call;
    const domain::Project& m_project;
    const QJsonArray m_filters;
    qint64 m_without = 0;
};

Expected<SavedItem> storeSegment(const Call& call, const SavedItem& item, const char* action)
{
    Expected<SavedItem> changed = call.parts.store.control().updateSaved(item);
    if (!changed)
        return changed;
    const QString subject =
        QStringLiteral("segment %1 \"%2\"").arg(idText(changed->id.value), toQString(changed->name));
    if (const Expected<void> written = audit(call, action, subject); !written)
        return unexpected(written.error());
    return changed;
}

} // namespace

/// No body. From now on the segment is the people whom its filters choose at this moment (openmetrics §8.5), known by
/// their ids; visitors without any id are left out and counted. Freezing again asks the filters again.
Answer freezeSegment(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    Expected<SavedItem> item = savedItemOf(call, SavedKind::Segment);
    if (!item)
        return unexpected(item.error());
    IdReader reader(call, *project, item->body.value(QLatin1String("filters")).toArray());
    const Expected<QJsonArray> users = reader.ids("user_id");
    if (!users)
        return unexpected(users.error());
    const QJsonObject anonymous{{QStringLiteral("property"), QStringLiteral("user_id")},
                                {QStringLiteral("op"), QStringLiteral("is_not_set")}};
    const Expected<QJsonArray> sessions = reader.ids("anonymous_id", {anonymous});
    if (!sessions)
        return unexpected(sessions.error());
    if (users->size() + sessions->size() > kMostIds)
        return unexpected(ErrorCode::TooLarge,
                          QStringLiteral("more than %1 ids would have to be kept; choose fewer people").arg(kMostIds));
    item->body.insert(QStringLiteral("frozen"), QJsonObject{{QStringLiteral("at"), timeText(call.parts.clock.now())},
                                                            {QStringLiteral("users"), *users},
                                                            {QStringLiteral("sessions"), *sessions},
                                                            {QStringLiteral("left_out"), reader.without()}});
    return storeSegment(call, *item, "segment.freeze").transform([](const SavedItem& changed) {
        return json(toJson(changed), 201);
    });
}

/// No body. The segment is its filters again.
Answer thawSegment(const Call& call)
{
    Expected<SavedItem> item = savedItemOf(call, SavedKind::Segment);
    if (!item)
        return unexpected(item.error());
    item->body.remove(QLatin1String("frozen"));
    return storeSegment(call, *item, "segment.thaw").transform([](const SavedItem&) { return noContent(); });
}

} // namespace sightglass::api
