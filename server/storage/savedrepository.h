// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/saved.h"

#include <QSqlDatabase>

#include <vector>

namespace sightglass::storage {

/// Table `saved`. Thread: the writer's. Errors: NotFound, Conflict (no such project), and those of ControlQuery.
class SavedRepository
{
public:
    explicit SavedRepository(QSqlDatabase database)
        : m_database(std::move(database))
    {
    }

    [[nodiscard]] Expected<std::vector<domain::SavedItem>> all();
    /// Gives the id.
    [[nodiscard]] Expected<domain::SavedItem> add(domain::SavedItem item);
    /// Name, body and time of change; the rest stays.
    [[nodiscard]] Expected<domain::SavedItem> update(domain::SavedItem item);
    [[nodiscard]] Expected<void> remove(SavedId id);
    [[nodiscard]] Expected<void> removeOfProject(ProjectId project);

private:
    QSqlDatabase m_database;
};

} // namespace sightglass::storage
