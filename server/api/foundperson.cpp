// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/foundperson.h"

#include "query/personkeys.h"

namespace sightglass::api {

namespace {

Expected<std::vector<domain::IdentityLink>> linksOf(const Call& call, ProjectId project)
{
    const Expected<std::unique_ptr<domain::EventScan>> scan = call.parts.store.openScan();
    if (!scan)
        return unexpected(scan.error());
    return (*scan)->identityLinks(project);
}

/// The one key of which there are events.
Expected<std::uint64_t> keyOf(const Call& call, ProjectId project)
{
    const Expected<std::vector<domain::Event>> first =
        call.parts.store.personEvents(project, keysNamed(call, project), std::nullopt, 1);
    if (!first)
        return unexpected(first.error());
    if (first->empty())
        return unexpected(ErrorCode::NotFound, QStringLiteral("there is nobody \"%1\"").arg(toQString(call.ids.at(1))));
    return first->front().visitor;
}

} // namespace

std::vector<std::uint64_t> keysNamed(const Call& call, ProjectId project)
{
    const std::string& id = call.ids.at(1);
    std::vector<std::uint64_t> keys = call.parts.visitorKeys(project, id);
    if (const std::optional<std::uint64_t> key = query::parsePersonKey(id))
        keys.push_back(*key);
    return keys;
}

Expected<FoundPerson> personOf(const Call& call)
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
    return FoundPerson{*project, person, domain::identitySpans(*links, person)};
}

Expected<std::vector<domain::Event>> eventsOf(const Call& call, const FoundPerson& person,
                                              std::optional<storage::EventCursor>& after, int limit, bool& hasMore)
{
    std::vector<domain::Event> page;
    hasMore = true;
    while (hasMore && int(page.size()) < limit) {
        if (call.cancel.isCancelled())
            return unexpected(ErrorCode::Cancelled, QStringLiteral("the list was stopped"));
        const int wanted = limit - int(page.size());
        Expected<std::vector<domain::Event>> events =
            call.parts.store.personEvents(person.project.id, domain::keysOf(person.spans), after, wanted);
        if (!events)
            return unexpected(events.error());
        hasMore = int(events->size()) == wanted;
        for (domain::Event& event : *events) {
            after = storage::EventCursor::at(event);
            if (holds(person.spans, event.visitor, event.eventTime))
                page.push_back(std::move(event));
        }
    }
    return page;
}

} // namespace sightglass::api
