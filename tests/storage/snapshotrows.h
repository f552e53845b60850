// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"

#include <QString>

#include <compare>
#include <map>
#include <string>
#include <vector>

namespace sightglass::test {

/// What a row of a snapshot says, in one comparable piece.
struct SnapshotRow
{
    std::vector<std::int64_t> numbers;
    std::vector<std::string> texts;
    std::string messageId;
    bool operator==(const SnapshotRow&) const = default;
};
/// By sequence.
using SnapshotRows = std::map<std::int64_t, SnapshotRow>;

/// A request for every column there is, and for these properties and traits.
[[nodiscard]] domain::ScanRequest wholeRequest(ProjectId project, domain::TimeRange range,
                                               std::vector<std::string> properties = {},
                                               std::vector<std::string> traits = {});
/// What such a request must say of an event.
[[nodiscard]] SnapshotRow snapshotRow(const domain::Event& event, const domain::ScanRequest& request);

/// Reads all rows of the request from all chunks (those outside its range or of other kinds left out), and holds each
/// chunk against what SortedChunk and ChunkInfo promise. `wrong` says what is broken, empty = nothing.
[[nodiscard]] SnapshotRows readSnapshot(const domain::EventSnapshot& snapshot, const domain::ScanRequest& request,
                                        QString& wrong);

} // namespace sightglass::test
