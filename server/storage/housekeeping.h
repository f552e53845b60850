// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/checkpointer.h"
#include "storage/connection.h"
#include "storage/eventmap.h"
#include "storage/logroom.h"

#include <functional>

namespace sightglass::storage {

/// What the writer does to the file when no events wait: keeps the write-ahead log in bounds, deletes the events of
/// removed sources in slices, and finds out whether a full disk has room again. Thread and owner: the writer's.
class Housekeeping
{
public:
    /// `faultPoint`: see SealingOptions.
    explicit Housekeeping(Connection& connection, std::function<void(const char*)> faultPoint = {});

    /// Opens the second connection that copying the log takes. Error: Io.
    [[nodiscard]] Expected<void> start(const QString& databaseFile, const char* synchronous);
    /// Sees to it that the log is copied into the database when it has grown past its bound: beside the writer, but for
    /// the little that came meanwhile. Between groups; never waits for readers.
    void checkpointIfLarge();
    /// Sees to it that the next commits need not grow the log. Between groups.
    void keepRoomInLog();
    /// What copying the log may add to the database, at most.
    [[nodiscard]] std::int64_t logBytes() const { return m_walPages * m_frameBytes; }
    /// Copies the log, unless a reader is in the way. The next commit begins it anew in the blocks it has, unless they
    /// are more than it should ever have: then it is cut.
    void checkpointAll();
    /// Copies the log and cuts it to nothing: what it holds shall not be found any more, or its blocks are wanted.
    /// False when a reader is in the way.
    bool emptyLog();

    /// Deletes one slice of what is left of removed sources; false when nothing is left.
    [[nodiscard]] Expected<bool> removeSlice(EventMap& map);
    /// Gives a slice of the pages that hold nothing any more back to the disk; how many are left. A file that an older
    /// version made is written anew once, which takes as long as copying it.
    [[nodiscard]] Expected<std::int64_t> shrink();
    /// Writes and removes some pages, as a group of events would need them.
    [[nodiscard]] Expected<void> probeSpace();

private:
    bool checkpoint(int mode);
    [[nodiscard]] Expected<void> giveBackPages();
    void reached(const char* point) const;

    Connection& m_connection;
    Checkpointer m_checkpointer;
    const std::function<void(const char*)> m_faultPoint;
    LogRoom m_room;
    std::int64_t m_frameBytes = 0;
    int m_walPages = 0;
    int m_copiedPages = 0; ///< What the log held when the other thread began to copy it; 0 = it has not.
    int m_mostPages = 0;   ///< That the log has held since it was cut.
};

} // namespace sightglass::storage
