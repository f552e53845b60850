// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csvtable.h"
#include "models/overviewdata.h"

namespace sightglass::models {

/// What Overview shows as one table with a row for every number: "part" is "figures", "by day" or the property of a
/// panel, "item" a bucket's start in the project's zone or a value of the property. Amounts have a row per currency.
/// Rates are 0–1 and durations seconds, as in API v2.
[[nodiscard]] CsvTable overviewTable(const OverviewData& data, const QStringList& panels);

/// A bucket's start as the table writes it: "2026-03-08", or "2026-03-08T14:00:00+01:00" below a day.
[[nodiscard]] QString bucketText(const client::Bucket& bucket, const Scope& scope);

} // namespace sightglass::models
