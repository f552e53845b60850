// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resources.h"
#include "query/personkeys.h"
#include "storage/store.h"

#include <QJsonArray>

#include <algorithm>
#include <limits>
#include <tuple>

namespace sightglass::api {

namespace {

using storage::ClickGroup;

/// Newest first.
Expected<std::vector<ClickGroup>> clickGroupsOf(const Call& call, ProjectId project)
{
    Expected<std::vector<ClickGroup>> groups = call.parts.store.clickGroups(project);
    if (groups) {
        std::sort(groups->begin(), groups->end(), [](const ClickGroup& a, const ClickGroup& b) {
            return std::tie(b.at, a.click) < std::tie(a.at, b.click);
        });
    }
    return groups;
}

/// With the ids that its people had when they carried the click id; nobody knows them of events that have gone.
Expected<QJsonObject> clickLinkJson(const Call& call, ProjectId project, const ClickGroup& group)
{
    QJsonArray users;
    QJsonArray browsers;
    for (const ClickGroup::Member& member : group.members) {
        const storage::EventCursor before{member.first, fromMs(std::numeric_limits<std::int64_t>::min()), {}, {}};
        const Expected<std::vector<domain::Event>> event =
            call.parts.store.personEvents(project, {member.key}, before, 1);
        if (!event)
            return unexpected(event.error());
        if (event->empty())
            continue;
        const bool isUser = event->front().visitorBasis == domain::VisitorBasis::Person;
        (isUser ? users : browsers).append(toQString(isUser ? event->front().userId : event->front().anonymousId));
    }
    return QJsonObject{{QStringLiteral("id"), QString::fromStdString(query::personKeyText(group.click))},
                       {QStringLiteral("at"), timeText(group.at)},
                       {QStringLiteral("user_ids"), users},
                       {QStringLiteral("anonymous_ids"), browsers}};
}

} // namespace

/// Query members: `limit`, `cursor`. Each is a click id that people of OpenTrace's resources carried and what makes
/// them one person (spec opentrace §9.2 point 3); of the click id itself only a keyed hash is known.
Answer listClickLinks(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    const Expected<std::vector<ClickGroup>> groups = clickGroupsOf(call, project->id);
    if (!groups)
        return unexpected(groups.error());
    return list(static_cast<std::int64_t>(groups->size()), *page, [&](std::int64_t i) -> Expected<QJsonObject> {
        if (call.cancel.isCancelled())
            return unexpected(ErrorCode::Cancelled, QStringLiteral("the list was stopped"));
        return clickLinkJson(call, project->id, (*groups)[static_cast<std::size_t>(i)]);
    });
}

/// {x} is the `id` of a list. Events stay as they are, and so does what the people have in common otherwise.
Answer removeClickLink(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<std::vector<ClickGroup>> groups = clickGroupsOf(call, project->id);
    if (!groups)
        return unexpected(groups.error());
    const std::optional<std::uint64_t> click = query::parsePersonKey(call.ids[1]);
    const bool isThere =
        std::any_of(groups->begin(), groups->end(), [&click](const ClickGroup& one) { return one.click == click; });
    if (!isThere)
        return unexpected(ErrorCode::NotFound, QStringLiteral("there is no such click id that links people"));
    if (const Expected<void> cut = call.parts.store.cutClickLinks(*click); !cut)
        return unexpected(cut.error());
    const QString subject =
        QStringLiteral("project %1: click id %2").arg(idText(project->id.value), toQString(call.ids[1]));
    if (const Expected<void> written = audit(call, "click-link.cut", subject); !written)
        return unexpected(written.error());
    return noContent();
}

} // namespace sightglass::api
