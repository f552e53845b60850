// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/controlstore.h"

#include <QJsonObject>
#include <QSqlDatabase>

namespace sightglass::storage {

/// Table `setting`: values as JSON text by key; a null value removes its key. Thread: the writer's.
class SettingRepository
{
public:
    explicit SettingRepository(QSqlDatabase database)
        : m_database(std::move(database))
    {
    }

    [[nodiscard]] Expected<QJsonObject> all();
    [[nodiscard]] Expected<void> set(const QJsonObject& changed);

private:
    QSqlDatabase m_database;
};

/// Table `audit`. Thread: the writer's.
class AuditRepository
{
public:
    explicit AuditRepository(QSqlDatabase database)
        : m_database(std::move(database))
    {
    }

    [[nodiscard]] Expected<void> add(const AuditEntry& entry);
    /// Newest first.
    [[nodiscard]] Expected<std::vector<AuditEntry>> newest(int limit);

private:
    QSqlDatabase m_database;
};

} // namespace sightglass::storage
