// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/project.h"

#include <QSqlDatabase>

#include <vector>

namespace sightglass::storage {

/// Table `source`. Thread: the writer's. Errors: NotFound, Conflict (a public id that another source has; `where` names
/// the column), and those of ControlQuery.
class SourceRepository
{
public:
    explicit SourceRepository(QSqlDatabase database)
        : m_database(std::move(database))
    {
    }

    [[nodiscard]] Expected<std::vector<domain::Source>> all();
    [[nodiscard]] Expected<std::vector<domain::Source>> ofProject(ProjectId project);
    [[nodiscard]] Expected<domain::Source> get(SourceId id);
    /// Gives the id; public ids are all set already.
    [[nodiscard]] Expected<domain::Source> add(domain::Source source);
    [[nodiscard]] Expected<domain::Source> update(domain::Source source);
    /// The row goes now; its events are noted for deletion.
    [[nodiscard]] Expected<void> remove(SourceId id);

private:
    QSqlDatabase m_database;
};

/// Fills in every public id that is empty with a fresh random one, in the form its protocol expects.
void makePublicIds(domain::Source& source);

} // namespace sightglass::storage
