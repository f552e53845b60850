// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/listedpeople.h"

namespace sightglass::api {

namespace {

constexpr int kPeopleAtOnce = 1000;
constexpr qsizetype kMostListed = 10'000; // what a filter may list (query/filterreader.h)
const QLatin1String kPeoplePointer("/people");

Error belowPeople(Error error)
{
    if (error.where.startsWith(u'/'))
        error.where.prepend(kPeoplePointer);
    return error;
}

/// Ids of people, row by row.
struct IdLists
{
    QJsonArray users;
    QJsonArray sessions;
    qint64 leftOut = 0;

    void take(const QJsonObject& row)
    {
        const QJsonValue user = row.value(QLatin1String("user_id"));
        const QJsonValue session = row.value(QLatin1String("anonymous_id"));
        if (user.isString())
            users.append(user);
        else if (session.isString())
            sessions.append(session);
        else
            ++leftOut;
    }
    [[nodiscard]] QJsonArray filters() const
    {
        QJsonObject people;
        if (!users.isEmpty())
            people.insert(QStringLiteral("users"), users);
        if (!sessions.isEmpty())
            people.insert(QStringLiteral("sessions"), sessions);
        return {QJsonObject{{QStringLiteral("people"), people}}};
    }
};

} // namespace

Expected<ListedPeople> listedPeople(const Call& call, const domain::Project& project, const QJsonObject& description)
{
    const QString kind = description.value(QLatin1String("kind")).toString();
    if (kind != QLatin1String("people") && kind != QLatin1String("funnel_people"))
        return unexpected(ErrorCode::InvalidInput,
                          QStringLiteral("must be a description whose kind is people or funnel_people"),
                          kPeoplePointer + QLatin1String("/kind"));
    QJsonObject page = description;
    page.insert(QStringLiteral("limit"), kPeopleAtOnce);
    page.remove(QStringLiteral("cursor"));
    IdLists ids;
    for (;;) {
        const Expected<QJsonObject> answer = call.parts.ask(project, page, call.cancel);
        if (!answer)
            return unexpected(belowPeople(answer.error()));
        for (const QJsonValue& row : answer->value(QLatin1String("rows")).toArray())
            ids.take(row.toObject());
        if (ids.users.size() + ids.sessions.size() > kMostListed)
            return unexpected(
                ErrorCode::TooLarge,
                QStringLiteral("more than %1 ids would have to be kept; choose fewer people").arg(kMostListed),
                kPeoplePointer);
        if (!answer->contains(QLatin1String("next")))
            break;
        page.insert(QStringLiteral("cursor"), answer->value(QLatin1String("next")));
    }
    if (ids.users.isEmpty() && ids.sessions.isEmpty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("nobody with an id is in this list"), kPeoplePointer);
    return ListedPeople{ids.filters(), ids.leftOut};
}

} // namespace sightglass::api
