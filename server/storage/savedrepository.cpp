// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/savedrepository.h"

#include "storage/controlquery.h"

#include <QJsonDocument>

namespace sightglass::storage {

using domain::SavedItem;

namespace {

Unexpected notFound(SavedId id)
{
    return unexpected(ErrorCode::NotFound, QStringLiteral("There is no saved thing %1.").arg(id.value),
                      QStringLiteral("saved"));
}

QString bodyText(const SavedItem& item)
{
    return QString::fromUtf8(QJsonDocument(item.body).toJson(QJsonDocument::Compact));
}

SavedItem readItem(const ControlQuery& row)
{
    SavedItem item;
    item.id = SavedId(row.integer(0));
    item.project = ProjectId(row.integer(1));
    item.kind = domain::parseSavedKind(row.utf8(2)).value_or(domain::SavedKind::Report);
    item.name = row.utf8(3);
    item.body = QJsonDocument::fromJson(row.bytes(4)).object();
    item.createdAt = row.time(5);
    item.changedAt = row.time(6);
    return item;
}

} // namespace

Expected<std::vector<SavedItem>> SavedRepository::all()
{
    std::vector<SavedItem> items;
    return ControlQuery(m_database, "saved", "all")
        .each([&](const ControlQuery& row) { items.push_back(readItem(row)); })
        .transform([&] { return std::move(items); });
}

Expected<SavedItem> SavedRepository::add(SavedItem item)
{
    ControlQuery query(m_database, "saved", "add");
    query.bind(":project", item.project.value).bind(":kind", name(item.kind)).bind(":name", item.name);
    query.bind(":body", bodyText(item)).bind(":created_at", toMs(item.createdAt));
    if (const Expected<void> done = query.bind(":changed_at", toMs(item.changedAt)).run(); !done)
        return unexpected(done.error());
    item.id = SavedId(query.insertedId());
    return item;
}

Expected<SavedItem> SavedRepository::update(SavedItem item)
{
    ControlQuery query(m_database, "saved", "update");
    query.bind(":name", item.name).bind(":body", bodyText(item)).bind(":changed_at", toMs(item.changedAt));
    if (const Expected<void> done = query.bind(":id", item.id.value).run(); !done)
        return unexpected(done.error());
    if (query.changedRows() == 0)
        return notFound(item.id);
    return item;
}

Expected<void> SavedRepository::remove(SavedId id)
{
    ControlQuery query(m_database, "saved", "remove");
    Expected<void> done = query.bind(":id", id.value).run();
    if (done && query.changedRows() == 0)
        return notFound(id);
    return done;
}

Expected<void> SavedRepository::removeOfProject(ProjectId project)
{
    return ControlQuery(m_database, "saved", "removeOfProject").bind(":project", project.value).run();
}

} // namespace sightglass::storage
