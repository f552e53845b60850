// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs.h"
#include "domain/scan.h"
#include "service/recordfile.h"
#include "storage/store.h"

#include <QString>

namespace sightglass::service {

/// What to export, and to which file of this machine; a named pipe will do.
struct ExportPlan
{
    ProjectId project;
    domain::TimeRange range;
    ExchangeFormat format = ExchangeFormat::Ndjson;
    QString file;
};

/// Writes a project's events, oldest first, in the form that ImportJob reads (spec api §1 `export`).
/// Thread: that of its job, which it blocks. Errors: Io, Cancelled, and those of Store::eachEvent().
[[nodiscard]] Expected<void> exportEvents(const ExportPlan& plan, storage::Store& store, JobControl& control);

} // namespace sightglass::service
