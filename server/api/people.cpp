// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/foundperson.h"
#include "api/portrait.h"
#include "api/resourcejson.h"
#include "api/resources.h"
#include "query/personkeys.h"

#include <QJsonArray>

#include <set>

namespace sightglass::api {

namespace {

constexpr int kEventsPerRead = 1000;

/// What a query string says as a description of the kind `people` (spec api §4): texts as they stand, filters as JSON.
Expected<QJsonObject> descriptionOf(const domain::Request& request)
{
    QJsonObject out{{QStringLiteral("kind"), QStringLiteral("people")}};
    for (const char* member : {"search", "sort", "cursor", "bots", "from", "to", "range", "timezone"}) {
        if (const std::optional<std::string> text = domain::queryMember(request.query, member))
            out.insert(QLatin1String(member), toQString(*text));
    }
    const Expected<int> limit = limitOf(request);
    if (!limit)
        return unexpected(limit.error());
    out.insert(QStringLiteral("limit"), *limit);
    const Expected<QJsonArray> filters = filtersOf(request);
    if (!filters)
        return unexpected(filters.error());
    out.insert(QStringLiteral("filters"), *filters);
    return out;
}

/// Ids that payments and agreements of a person may stand under: the one asked for, and those of the person's events.
Expected<std::vector<std::string>> recordIdsOf(const Call& call)
{
    std::set<std::string> ids{call.ids.at(1)};
    const Expected<FoundPerson> person = personOf(call);
    if (!person && person.error().code != ErrorCode::NotFound)
        return unexpected(person.error());
    std::optional<storage::EventCursor> after;
    for (bool hasMore = person.has_value(); hasMore;) {
        const Expected<std::vector<domain::Event>> events = eventsOf(call, *person, after, kEventsPerRead, hasMore);
        if (!events)
            return unexpected(events.error());
        for (const domain::Event& event : *events)
            ids.insert({event.anonymousId, event.userId});
    }
    return std::vector<std::string>(ids.begin(), ids.end());
}

} // namespace

/// Query members: `limit`, `cursor`, `search` (in user and anonymous ids), `sort`, `filters` (a JSON list), `bots`, and
/// `from` and `to` or `range` with `timezone`; all of them as in a description of the kind `people`. Beside a list's
/// members: `total`, the number of people on all pages.
Answer listPeople(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<QJsonObject> description = descriptionOf(call.request);
    if (!description)
        return unexpected(description.error());
    Expected<QJsonObject> people = call.parts.ask(*project, *description, call.cancel);
    if (!people)
        return unexpected(people.error());
    QJsonObject out{{QStringLiteral("items"), people->value(QLatin1String("rows"))},
                    {QStringLiteral("total"), people->value(QLatin1String("total"))}};
    if (people->contains(QLatin1String("next")))
        out.insert(QStringLiteral("next"), people->value(QLatin1String("next")));
    return json(out);
}

/// {id} is the `id` of a list, a user id or an anonymous id. Beside a list's members: `traits`, `user_ids`,
/// `anonymous_ids`.
Answer getPerson(const Call& call)
{
    const Expected<FoundPerson> person = personOf(call);
    if (!person)
        return unexpected(person.error());
    const Expected<QJsonObject> people =
        call.parts.ask(person->project,
                       {{QStringLiteral("kind"), QStringLiteral("people")},
                        {QStringLiteral("id"), QString::fromStdString(query::personKeyText(person->key))},
                        {QStringLiteral("bots"), QStringLiteral("include")}},
                       call.cancel);
    if (!people)
        return unexpected(people.error());
    const QJsonArray rows = people->value(QLatin1String("rows")).toArray();
    if (rows.isEmpty())
        return unexpected(ErrorCode::NotFound, QStringLiteral("there is no such person"));
    Portrait portrait;
    std::optional<storage::EventCursor> after;
    for (bool hasMore = true; hasMore;) {
        const Expected<std::vector<domain::Event>> events = eventsOf(call, *person, after, kEventsPerRead, hasMore);
        if (!events)
            return unexpected(events.error());
        for (const domain::Event& event : *events)
            portrait.add(event);
    }
    QJsonObject out = rows.first().toObject();
    portrait.writeTo(out);
    return json(out);
}

/// {id} as for getPerson(). Answers with the job, also when nobody is known by that id (any more). Backups that were
/// made before are not touched, and the answer says so.
Answer erasePerson(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<std::vector<std::string>> ids = recordIdsOf(call);
    if (!ids)
        return unexpected(ids.error());
    if (const Expected<void> forgotten = call.parts.store.trackerRecords().forget(project->id, *ids); !forgotten)
        return unexpected(forgotten.error());
    const Expected<JobState> job = call.parts.startErasure(project->id, keysNamed(call, project->id));
    if (!job)
        return unexpected(job.error());
    // Who it was shall not stand in the audit log.
    const QString subject = QStringLiteral("project %1: a person").arg(idText(project->id.value));
    if (const Expected<void> written = audit(call, "person.erase", subject); !written)
        return unexpected(written.error());
    QJsonObject out = toJson(*job);
    out.insert(QStringLiteral("not_covered"), QJsonArray{QStringLiteral("backups")});
    return json(out, 202);
}

} // namespace sightglass::api
