// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/project.h"

#include <QSqlDatabase>

#include <vector>

namespace sightglass::storage {

/// Table `project`. Thread: the writer's. Errors: NotFound, and those of ControlQuery.
class ProjectRepository
{
public:
    explicit ProjectRepository(QSqlDatabase database)
        : m_database(std::move(database))
    {
    }

    [[nodiscard]] Expected<std::vector<domain::Project>> all();
    [[nodiscard]] Expected<domain::Project> get(ProjectId id);
    /// Gives the id.
    [[nodiscard]] Expected<domain::Project> add(domain::Project project);
    [[nodiscard]] Expected<domain::Project> update(domain::Project project);
    [[nodiscard]] Expected<void> remove(ProjectId id);

private:
    QSqlDatabase m_database;
};

} // namespace sightglass::storage
