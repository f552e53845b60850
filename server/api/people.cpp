// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/peoplelist.h"
#include "api/resourcejson.h"
#include "api/resources.h"
#include "domain/identityspans.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <charconv>

namespace sightglass::api {

namespace {

using domain::Event;
using domain::IdentitySpan;

constexpr domain::TimeRange kAlways{TimePoint::min(), TimePoint::max()};
constexpr std::size_t kKeyDigits = 16;

std::string keyText(std::uint64_t key)
{
    return QString::number(key, 16).rightJustified(qsizetype(kKeyDigits), u'0').toStdString();
}

std::optional<std::uint64_t> parseKey(const std::string& text)
{
    std::uint64_t key = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), key, 16);
    const bool isKey = text.size() == kKeyDigits && error == std::errc() && end == text.data() + text.size() && key != 0;
    return isKey ? std::optional(key) : std::nullopt;
}

Expected<std::vector<domain::IdentityLink>> linksOf(const Call& call, ProjectId project)
{
    const Expected<std::unique_ptr<domain::EventScan>> scan = call.parts.store.openScan();
    if (!scan)
        return unexpected(scan.error());
    return (*scan)->identityLinks(project);
}

/// The visitor keys that {id} may mean: itself, or those of a user id or an anonymous id.
std::vector<std::uint64_t> keysOf(const Call& call, ProjectId project)
{
    const std::string& id = call.ids.at(1);
    std::vector<std::uint64_t> keys = call.parts.visitorKeys(project, id);
    if (const std::optional<std::uint64_t> key = parseKey(id))
        keys.push_back(*key);
    return keys;
}

/// The one of them of which there are events.
Expected<std::uint64_t> keyOf(const Call& call, ProjectId project)
{
    const Expected<std::vector<Event>> first =
        call.parts.store.personEvents(project, keysOf(call, project), std::nullopt, 1);
    if (!first)
        return unexpected(first.error());
    if (first->empty())
        return unexpected(ErrorCode::NotFound, QStringLiteral("there is nobody \"%1\"").arg(toQString(call.ids.at(1))));
    return first->front().visitor;
}

/// A person of the project by {id}.
struct Found
{
    domain::Project project;
    std::uint64_t key = 0;
    std::vector<IdentitySpan> spans;
};

Expected<Found> personOf(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<std::uint64_t> key = keyOf(call, project->id);
    if (!key)
        return unexpected(key.error());
    const Expected<std::vector<domain::IdentityLink>> links = linksOf(call, project->id);
    if (!links)
        return unexpected(links.error());
    const std::uint64_t person = domain::IdentityGraph(*links).resolve(*key, TimePoint::max());
    return Found{*project, person, domain::identitySpans(*links, person)};
}

/// The person's events after the cursor, oldest first; `after` is moved to the last that was looked at.
Expected<std::vector<Event>> eventsOf(const Call& call, const Found& person, std::optional<storage::EventCursor>& after,
                                      int limit, bool& hasMore)
{
    std::vector<Event> page;
    hasMore = true;
    while (hasMore && int(page.size()) < limit) {
        if (call.cancel.isCancelled())
            return unexpected(ErrorCode::Cancelled, QStringLiteral("the list was stopped"));
        const int wanted = limit - int(page.size());
        Expected<std::vector<Event>> events =
            call.parts.store.personEvents(person.project.id, domain::keysOf(person.spans), after, wanted);
        if (!events)
            return unexpected(events.error());
        hasMore = int(events->size()) == wanted;
        for (Event& event : *events) {
            after = storage::EventCursor::at(event);
            if (holds(person.spans, event.visitor, event.eventTime))
                page.push_back(std::move(event));
        }
    }
    return page;
}

QString cursorText(const storage::EventCursor& cursor)
{
    const QJsonArray parts{qint64(toMs(cursor.eventTime)), qint64(toMs(cursor.receivedAt)), toQString(cursor.messageId),
                           qint64(cursor.seq.value)};
    return QString::fromLatin1(QJsonDocument(parts).toJson(QJsonDocument::Compact)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

std::optional<storage::EventCursor> parseCursor(const std::string& text)
{
    const QByteArray bytes = QByteArray::fromBase64(QByteArray::fromStdString(text), QByteArray::Base64UrlEncoding);
    const QJsonArray parts = QJsonDocument::fromJson(bytes).array();
    if (parts.size() != 4)
        return std::nullopt;
    return storage::EventCursor{fromMs(parts[0].toInteger()), fromMs(parts[1].toInteger()),
                                parts[2].toString().toStdString(), EventSeq(parts[3].toInteger())};
}

Expected<Bots> botsOf(const domain::Request& request)
{
    const std::string text = domain::queryMember(request.query, "bots").value_or("exclude");
    if (text == "exclude")
        return Bots::Exclude;
    if (text == "include")
        return Bots::Include;
    if (text == "only")
        return Bots::Only;
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("bots must be exclude, include or only"),
                      QStringLiteral("/bots"));
}

Expected<std::vector<PersonSummary>> readPeople(const Call& call, const domain::Project& project, Bots bots)
{
    const Expected<std::unique_ptr<domain::EventScan>> scan = call.parts.store.openScan();
    if (!scan)
        return unexpected(scan.error());
    const Expected<std::vector<domain::IdentityLink>> links = (*scan)->identityLinks(project.id);
    if (!links)
        return unexpected(links.error());
    const Expected<std::vector<domain::Source>> sources = call.parts.store.control().sources(project.id);
    if (!sources)
        return unexpected(sources.error());
    std::set<SourceId> apps;
    for (const domain::Source& source : *sources) {
        if (source.kind == domain::SourceKind::App)
            apps.insert(source.id);
    }
    PeopleList people(*links, std::move(apps), bots);
    return people.read(**scan, project.id, kAlways, call.cancel).transform([&] { return people.take(); });
}

QJsonObject toJson(const PersonSummary& person)
{
    QJsonObject out{{QStringLiteral("id"), toQString(keyText(person.key))},
                    {QStringLiteral("first_seen"), timeText(person.firstSeen)},
                    {QStringLiteral("last_seen"), timeText(person.lastSeen)},
                    {QStringLiteral("events"), qint64(person.events)},
                    {QStringLiteral("pageviews"), qint64(person.pageviews)}};
    const auto add = [&out](const char* name, const std::string& text) {
        if (!text.empty())
            out.insert(QLatin1String(name), toQString(text));
    };
    add("user_id", person.userId);
    add("anonymous_id", person.anonymousId);
    add("country", person.country);
    return out;
}

bool isAsked(const PersonSummary& person, const QString& search)
{
    return search.isEmpty() || toQString(person.userId).contains(search, Qt::CaseInsensitive) ||
           toQString(person.anonymousId).contains(search, Qt::CaseInsensitive);
}

QJsonValue valueJson(const domain::PropertyValue& value)
{
    return std::visit([](const auto& v) -> QJsonValue {
        if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::string>)
            return toQString(v);
        else if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::int64_t>)
            return qint64(v);
        else
            return v;
    }, value);
}

/// Traits merged by key, and the ids by which the person was known.
class Portrait
{
public:
    void add(const Event& event)
    {
        for (const domain::Property& trait : event.traitsOnce) {
            if (!m_traits.contains(toQString(trait.key)))
                m_traits.insert(toQString(trait.key), valueJson(trait.value));
        }
        if (event.kind != domain::Kind::Group) {
            for (const domain::Property& trait : event.traits)
                m_traits.insert(toQString(trait.key), valueJson(trait.value));
        }
        note(m_userIds, event.userId);
        note(m_anonymousIds, event.anonymousId);
    }
    void writeTo(QJsonObject& out) const
    {
        out.insert(QStringLiteral("traits"), m_traits);
        out.insert(QStringLiteral("user_ids"), m_userIds);
        out.insert(QStringLiteral("anonymous_ids"), m_anonymousIds);
    }

private:
    static void note(QJsonArray& ids, const std::string& id)
    {
        if (!id.empty() && !ids.contains(toQString(id)))
            ids.append(toQString(id));
    }
    QJsonObject m_traits;
    QJsonArray m_userIds;
    QJsonArray m_anonymousIds;
};

} // namespace

/// Query members: `limit`, `cursor`, `search` (in user and anonymous ids), `bots`. Last seen first.
Answer listPeople(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    const Expected<Bots> bots = botsOf(call.request);
    if (!bots)
        return unexpected(bots.error());
    const Expected<std::vector<PersonSummary>> people = readPeople(call, *project, *bots);
    if (!people)
        return unexpected(people.error());
    const QString search = toQString(domain::queryMember(call.request.query, "search").value_or(""));
    QJsonArray items;
    std::int64_t passed = 0;
    bool hasMore = false;
    for (const PersonSummary& person : *people) {
        if (!isAsked(person, search) || passed++ < page->cursor)
            continue;
        hasMore = items.size() == page->limit;
        if (hasMore)
            break;
        items.append(toJson(person));
    }
    QJsonObject out{{QStringLiteral("items"), items}};
    if (hasMore)
        out.insert(QStringLiteral("next"), idText(page->cursor + page->limit));
    return json(out);
}

/// {id} is the `id` of a list, a user id or an anonymous id. Beside a list's members: `traits`, `user_ids`, `anonymous_ids`.
Answer getPerson(const Call& call)
{
    const Expected<Found> person = personOf(call);
    if (!person)
        return unexpected(person.error());
    const Expected<std::vector<PersonSummary>> people = readPeople(call, person->project, Bots::Include);
    if (!people)
        return unexpected(people.error());
    const auto own = std::find_if(people->begin(), people->end(),
                                  [&](const PersonSummary& other) { return other.key == person->key; });
    if (own == people->end())
        return unexpected(ErrorCode::NotFound, QStringLiteral("there is no such person"));
    Portrait portrait;
    std::optional<storage::EventCursor> after;
    for (bool hasMore = true; hasMore;) {
        const Expected<std::vector<Event>> events = eventsOf(call, *person, after, 1000, hasMore);
        if (!events)
            return unexpected(events.error());
        for (const Event& event : *events)
            portrait.add(event);
    }
    QJsonObject out = toJson(*own);
    portrait.writeTo(out);
    return json(out);
}

/// {id} as for getPerson(). Answers with the job, also when nobody is known by that id (any more). Backups that were made
/// before are not touched, and the answer says so.
Answer erasePerson(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<JobState> job = call.parts.startErasure(project->id, keysOf(call, project->id));
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

/// Query members: `limit`, `cursor`. Oldest first, shaped like the NDJSON export.
Answer listTimeline(const Call& call)
{
    const Expected<Found> person = personOf(call);
    if (!person)
        return unexpected(person.error());
    const Expected<int> limit = limitOf(call.request);
    if (!limit)
        return unexpected(limit.error());
    std::optional<storage::EventCursor> after;
    if (const std::optional<std::string> text = domain::queryMember(call.request.query, "cursor")) {
        after = parseCursor(*text);
        if (!after)
            return unexpected(ErrorCode::InvalidInput, QStringLiteral("cursor must be what the page before gave as next"),
                              QStringLiteral("/cursor"));
    }
    bool hasMore = false;
    const Expected<std::vector<Event>> events = eventsOf(call, *person, after, *limit, hasMore);
    if (!events)
        return unexpected(events.error());
    QJsonArray items;
    for (const Event& event : *events)
        items.append(call.parts.eventJson(event));
    QJsonObject out{{QStringLiteral("items"), items}};
    if (hasMore && after)
        out.insert(QStringLiteral("next"), cursorText(*after));
    return json(out);
}

} // namespace sightglass::api
