// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs.h"
#include "domain/project.h"
#include "pipeline/pipeline.h"
#include "service/originalrows.h"
#include "storage/store.h"

#include <QString>

#include <optional>

namespace sightglass::service {

/// What an original OpenMetrics server held (openmetrics §14.5): one exported collection, or a folder of them, each
/// file named after its collection (`users.json`, `events.jsonl`).
struct OriginalPlan
{
    domain::Project project;
    QString path;
    std::optional<ingest::openmetrics::Collection> collection; ///< None: by the names of files.
    SourceId source;
    QString bookmarkFolder; ///< As of ImportPlan.
    TimePoint now{};
};

/// Puts it into a project, users first and metrics last, each file as ImportJob does: what is there already is left
/// out, what was broken off goes on, lines that cannot be read are counted and named with their file. Lines of JSON, or
/// one array. Active rows that follow from rows of shorter periods count as `implied`. Thread: that of its job, which
/// it blocks. Errors: InvalidInput (no file that is a collection), those of ImportJob.
[[nodiscard]] Expected<void> importOriginal(const OriginalPlan& plan, storage::Store& store,
                                            const pipeline::Pipeline& pipeline, JobControl& control);

} // namespace sightglass::service
