// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/campaign.h"

#include <QSqlDatabase>

#include <vector>

namespace sightglass::storage {

/// Table `campaign`. Thread: the writer's. Errors: NotFound, Conflict, and those of ControlQuery.
class CampaignRepository
{
public:
    explicit CampaignRepository(QSqlDatabase database)
        : m_database(std::move(database))
    {
    }

    [[nodiscard]] Expected<std::vector<domain::Campaign>> all();
    /// Gives the id.
    [[nodiscard]] Expected<domain::Campaign> add(domain::Campaign campaign);
    /// Everything but project and time of creation.
    [[nodiscard]] Expected<domain::Campaign> update(domain::Campaign campaign);
    /// Those of a source go where it goes.
    [[nodiscard]] Expected<void> moveWith(SourceId source, ProjectId project);
    [[nodiscard]] Expected<void> remove(CampaignId id);
    [[nodiscard]] Expected<void> removeOfProject(ProjectId project);

private:
    QSqlDatabase m_database;
};

} // namespace sightglass::storage
