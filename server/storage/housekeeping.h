// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/connection.h"
#include "storage/eventmap.h"

namespace sightglass::storage {

/// What the writer does to the file when no events wait: keeps the write-ahead log small, deletes the events of removed
/// sources in slices, and finds out whether a full disk has room again.
/// Thread and owner: the writer's.
class Housekeeping
{
public:
    explicit Housekeeping(Connection& connection);

    /// Copies the log into the database when it has grown past its bound. Between groups; never waits for readers.
    void checkpointIfLarge();
    /// Copies and empties the log, unless a reader is in the way.
    void checkpointAll();

    /// Deletes one slice of what is left of removed sources; false when nothing is left.
    [[nodiscard]] Expected<bool> removeSlice(EventMap& map);
    /// Writes and removes some pages, as a group of events would need them.
    [[nodiscard]] Expected<void> probeSpace();

private:
    Connection& m_connection;
    int m_walPages = 0;
};

} // namespace sightglass::storage
