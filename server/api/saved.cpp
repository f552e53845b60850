// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/listedpeople.h"
#include "api/resources.h"
#include "api/savedjson.h"
#include "core/ulid.h"

namespace sightglass::api {

namespace {

using domain::SavedItem;
using domain::SavedKind;

QString subject(const SavedItem& item)
{
    return QStringLiteral("%1 %2 \"%3\"").arg(toQString(name(item.kind)), idText(item.id.value), toQString(item.name));
}

std::string action(SavedKind kind, const char* verb)
{
    return std::string(name(kind)) + '.' + verb;
}

/// Takes the body's members and asks whether the questions in it can be answered.
Expected<void> change(const Call& call, const QJsonObject& body, SavedItem& item)
{
    if (Expected<void> applied = apply(body, item); !applied)
        return applied;
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    for (const SavedQuestion& question : questionsOf(item)) {
        const Expected<void> checked = call.parts.checkDescription(*project, question.description);
        if (!checked)
            return unexpected(question.inTermsOfItem(checked.error()));
    }
    return {};
}

} // namespace

Answer listSaved(const Call& call, SavedKind kind)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    QJsonArray all;
    for (const SavedItem& item : call.parts.store.control().saved(project->id, kind))
        all.append(toJson(item));
    return list(all, *page);
}

/// A new segment may be the people of a list, `people`, a description of kind people or funnel_people (openmetrics
/// §12.9): they stand in its filters, and the answer's `left_out` counts those who have no id.
Answer addSaved(const Call& call, SavedKind kind)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    SavedItem item;
    item.project = project->id;
    item.kind = kind;
    if (kind == SavedKind::Pixel)
        item.body = newPixel(newUlid(call.parts.clock.now()));
    QJsonObject body = call.body;
    std::optional<ListedPeople> listed;
    if (const QJsonValue people = body.value(QLatin1String("people"));
        kind == SavedKind::Segment && people.isObject() && !body.contains(QLatin1String("filters"))) {
        const Expected<ListedPeople> found = listedPeople(call, *project, people.toObject());
        if (!found)
            return unexpected(found.error());
        listed = *found;
        body.remove(QLatin1String("people"));
        body.insert(QStringLiteral("filters"), listed->filters);
    }
    if (const Expected<void> changed = change(call, body, item); !changed)
        return unexpected(changed.error());
    const Expected<SavedItem> added = call.parts.store.control().addSaved(item);
    if (!added)
        return unexpected(added.error());
    if (const Expected<void> written = audit(call, action(kind, "add").c_str(), subject(*added)); !written)
        return unexpected(written.error());
    QJsonObject shown = toJson(*added);
    if (listed)
        shown.insert(QStringLiteral("left_out"), listed->leftOut);
    return json(shown, 201);
}

Answer getSaved(const Call& call, SavedKind kind)
{
    return savedItemOf(call, kind).transform([](const SavedItem& item) { return json(toJson(item)); });
}

Answer changeSaved(const Call& call, SavedKind kind)
{
    Expected<SavedItem> item = savedItemOf(call, kind);
    if (!item)
        return unexpected(item.error());
    if (const Expected<void> applied = change(call, call.body, *item); !applied)
        return unexpected(applied.error());
    const Expected<SavedItem> changed = call.parts.store.control().updateSaved(*item);
    if (!changed)
        return unexpected(changed.error());
    if (const Expected<void> written = audit(call, action(kind, "change").c_str(), subject(*changed)); !written)
        return unexpected(written.error());
    return json(toJson(*changed));
}

Answer removeSaved(const Call& call, SavedKind kind)
{
    const Expected<SavedItem> item = savedItemOf(call, kind);
    if (!item)
        return unexpected(item.error());
    if (const Expected<void> removed = call.parts.store.control().removeSaved(item->id); !removed)
        return unexpected(removed.error());
    if (const Expected<void> written = audit(call, action(kind, "remove").c_str(), subject(*item)); !written)
        return unexpected(written.error());
    return noContent();
}

} // namespace sightglass::api
