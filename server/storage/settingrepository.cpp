// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/settingrepository.h"

#include "storage/controlquery.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace sightglass::storage {

namespace {

/// Any JSON value as text; QJsonDocument only takes arrays and objects, so it stands in an array of one.
QString toText(const QJsonValue& value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

QJsonValue fromText(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).array().at(0);
}

} // namespace

Expected<QJsonObject> SettingRepository::all()
{
    QJsonObject settings;
    return ControlQuery(m_database, "setting", "all")
        .each([&](const ControlQuery& row) { settings.insert(row.text(0), fromText(row.bytes(1))); })
        .transform([&] { return settings; });
}

Expected<void> SettingRepository::set(const QJsonObject& changed)
{
    for (auto it = changed.begin(); it != changed.end(); ++it) {
        ControlQuery query(m_database, "setting", it.value().isNull() ? "remove" : "set");
        query.bind(":key", it.key());
        if (!it.value().isNull())
            query.bind(":value", toText(it.value()));
        if (Expected<void> done = query.run(); !done)
            return done;
    }
    return {};
}

Expected<void> AuditRepository::add(const AuditEntry& entry)
{
    ControlQuery query(m_database, "audit", "add");
    query.bind(":at", toMs(entry.at)).bind(":actor", entry.actor);
    return query.bind(":action", entry.action).bind(":subject", entry.subject).run();
}

Expected<std::vector<AuditEntry>> AuditRepository::newest(int limit)
{
    std::vector<AuditEntry> entries;
    return ControlQuery(m_database, "audit", "newest")
        .bind(":limit", limit)
        .each([&](const ControlQuery& row) {
            entries.push_back({row.time(0), row.text(1), row.text(2), row.text(3)});
        })
        .transform([&] { return std::move(entries); });
}

} // namespace sightglass::storage
