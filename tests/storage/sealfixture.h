// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/snapshotrows.h"
#include "storage/storefixture.h"

#include <QString>

#include <cstdint>
#include <string_view>
#include <vector>

namespace sightglass::test {

/// Every column, and some properties and traits, of all times.
[[nodiscard]] domain::ScanRequest everything(ProjectId project);
/// Random events of one source, some of which tie, with ids that differ.
[[nodiscard]] std::vector<domain::Event> someEvents(const domain::Source& source, TimePoint around, int count,
                                                    unsigned seed);

/// Everything a snapshot says of a project; `wrong` says what it breaks of its promises.
[[nodiscard]] SnapshotRows seenOf(StoreFixture& fixture, ProjectId project, QString& wrong);
[[nodiscard]] SnapshotRows expectedOf(const std::vector<domain::Event>& events, ProjectId project);
[[nodiscard]] std::vector<std::int64_t> seqsOf(const std::vector<domain::Event>& events);

} // namespace sightglass::test
