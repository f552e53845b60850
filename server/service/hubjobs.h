// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/jobs.h"
#include "domain/project.h"
#include "domain/sourcedirectory.h"
#include "pipeline/pipeline.h"
#include "storage/store.h"

#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <vector>

namespace sightglass::service {

/// Starts the long pieces of work that API v2 offers. Errors of all: Busy (see Jobs), and InvalidInput for a body that
/// asks for something else than there is; what goes wrong later is told by the job.
/// Thread: any. Owner: the hub's core; what it is given outlives it.
class HubJobs
{
public:
    /// `bookmarkFolder`: see ImportPlan.
    HubJobs(storage::Store& store, const pipeline::Pipeline& pipeline, const domain::SourceDirectory& sources,
            QString bookmarkFolder, const Clock& clock);

    [[nodiscard]] Jobs& jobs() { return m_jobs; }

    /// The body as in api/jobs.cpp.
    [[nodiscard]] Expected<JobState> startImport(const domain::Project& project, const QJsonObject& body);
    [[nodiscard]] Expected<JobState> startExport(const domain::Project& project, const QJsonObject& body);
    [[nodiscard]] Expected<JobState> startCompaction();
    [[nodiscard]] Expected<JobState> startErasure(ProjectId project, std::vector<std::uint64_t> keys);
    [[nodiscard]] Expected<JobState> startRelabelling(ProjectId project);

private:
    [[nodiscard]] Expected<JobState> startMigration(const domain::Project& project, const QJsonObject& body);

    storage::Store& m_store;
    const pipeline::Pipeline& m_pipeline;
    const domain::SourceDirectory& m_sources;
    const QString m_bookmarkFolder;
    const Clock& m_clock;
    Jobs m_jobs;
};

} // namespace sightglass::service
