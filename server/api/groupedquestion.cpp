// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/groupedquestion.h"

#include "api/problem.h"
#include "domain/saved.h"

#include <QJsonArray>

namespace sightglass::api {

namespace {

constexpr qsizetype kMaxGroups = 20;
constexpr qsizetype kMaxQueries = 32;

QJsonObject narrowed(QJsonObject description, const QJsonObject& filter)
{
    const QJsonValue given = description.value(QLatin1String("filters"));
    if (!given.isUndefined() && !given.isArray())
        return description; // whoever reads it says what is wrong
    QJsonArray filters = given.toArray();
    filters.append(filter);
    description.insert(QStringLiteral("filters"), filters);
    return description;
}

Expected<void> takeIdentifiedOnly(QJsonObject& description)
{
    const QJsonValue only = description.take(QLatin1String("identified_only"));
    if (!only.isUndefined() && !only.isBool())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("must be true or false"),
                          QStringLiteral("/identified_only"));
    if (only.toBool())
        description = narrowed(description, {{QStringLiteral("property"), QStringLiteral("user_id")},
                                             {QStringLiteral("op"), QStringLiteral("is_set")}});
    return {};
}

Expected<domain::SavedItem> groupOf(const Call& call, const domain::Project& project, const QJsonValue& id)
{
    const Expected<std::int64_t> number = parseId(id.toString().toStdString());
    if (!number)
        return unexpected(number.error());
    return call.parts.store.control().savedItem(project.id, domain::SavedKind::Segment, SavedId(*number));
}

} // namespace

Expected<QJsonObject> answerTogether(const Call& call, const domain::Project& project)
{
    const QJsonArray queries = call.body.value(QLatin1String("queries")).toArray();
    if (queries.isEmpty() || queries.size() > kMaxQueries || call.body.size() != 1)
        return unexpected(
            ErrorCode::InvalidInput,
            QStringLiteral("must be a list of 1 to %1 descriptions, and nothing beside it").arg(kMaxQueries),
            QStringLiteral("/queries"));
    std::vector<QJsonObject> descriptions;
    for (qsizetype i = 0; i < queries.size(); ++i) {
        QJsonObject description = queries.at(i).toObject();
        const auto refused = [i](const QString& detail, const QString& where) {
            return unexpected(ErrorCode::InvalidInput, detail, QStringLiteral("/queries/%1%2").arg(i).arg(where));
        };
        if (!queries.at(i).isObject())
            return refused(QStringLiteral("must be a description"), {});
        if (description.contains(QLatin1String("groups")))
            return refused(QStringLiteral("groups are asked for by themselves"), QStringLiteral("/groups"));
        if (const Expected<void> taken = takeIdentifiedOnly(description); !taken)
            return refused(taken.error().detail, taken.error().where);
        descriptions.push_back(std::move(description));
    }
    const std::vector<Expected<QJsonObject>> answers = call.parts.askAll(project, descriptions, call.cancel);
    QJsonArray out;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (answers[i]) {
            out.append(*answers[i]);
            continue;
        }
        Error error = answers[i].error();
        if (error.code == ErrorCode::Cancelled) // time is up for all of them
            return unexpected(std::move(error));
        if (error.where.startsWith(u'/'))
            error.where.prepend(QStringLiteral("/queries/%1").arg(i));
        out.append(QJsonObject{{QStringLiteral("error"), problemBody(error)}});
    }
    return QJsonObject{{QStringLiteral("answers"), out}};
}

Expected<QJsonObject> answerGrouped(const Call& call, const domain::Project& project)
{
    QJsonObject description = call.body;
    const QJsonValue groups = description.take(QLatin1String("groups"));
    if (const Expected<void> taken = takeIdentifiedOnly(description); !taken)
        return unexpected(taken.error());
    if (groups.isUndefined())
        return call.parts.ask(project, description, call.cancel);
    const QJsonArray ids = groups.toArray();
    if (ids.isEmpty() || ids.size() > kMaxGroups)
        return unexpected(ErrorCode::InvalidInput,
                          QStringLiteral("must be a list of 1 to %1 ids of segments").arg(kMaxGroups),
                          QStringLiteral("/groups"));
    QJsonArray out;
    for (const QJsonValue& id : ids) {
        const Expected<domain::SavedItem> group = groupOf(call, project, id);
        if (!group)
            return unexpected(group.error());
        const Expected<QJsonObject> answer =
            call.parts.ask(project, narrowed(description, {{QStringLiteral("segment"), id}}), call.cancel);
        if (!answer)
            return answer;
        out.append(QJsonObject{{QStringLiteral("group"), id},
                               {QStringLiteral("name"), toQString(group->name)},
                               {QStringLiteral("answer"), *answer}});
    }
    return QJsonObject{{QStringLiteral("groups"), out}};
}

} // namespace sightglass::api
