// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csvtable.h"
#include "models/livefilter.h"
#include "models/sourcesmodel.h"

namespace sightglass::models {

/// The live list as it is filtered, newest first: time in UTC, words as shown, how many events a row stands for.
[[nodiscard]] CsvTable liveTable(const LiveFilter& rows);
/// A project's sources with what this window has seen of each.
[[nodiscard]] CsvTable sourcesTable(const SourcesModel& sources);

} // namespace sightglass::models
