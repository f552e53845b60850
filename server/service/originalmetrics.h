// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs.h"
#include "service/recordfile.h"
#include "storage/store.h"

#include <QString>

namespace sightglass::service {

/// Puts the metrics of an original OpenMetrics server (openmetrics §13.1, §14.5) among a project's own: with their
/// data, their request, or what they held as a text that nothing ever runs. A metric is known again by the key that its
/// document's id makes; unchanged ones count as duplicates.
/// Thread: that of a job. Errors: Io, TooLarge, InvalidInput, Cancelled; a document that is no metric is counted and
/// told.
[[nodiscard]] Expected<void> importOriginalMetrics(const QString& file, ExchangeFormat format,
                                                   const std::string& fileName, ProjectId project,
                                                   storage::Store& store, JobControl& control);

} // namespace sightglass::service
