// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace sightglass::storage {

/// Keeps written zeros behind the end of the write-ahead log, so that a commit overwrites blocks instead of growing
/// the file. A file that grows makes every fdatasync write the file system's journal too: measured on ext4, 190 syncs a
/// second against 4 000. SQLite reads a log as far as its frames carry the salt and checksum of its header
/// (sqlite.org/fileformat2.html §4.1), so what lies behind them means nothing to it, after a crash neither; it takes no
/// locks on the log, so opening and closing the file here costs it none.
///
/// Thread and owner: the writer's, the only thread that appends to the log. Room is a convenience: when there is none
/// to be had, the log grows as it would without.
class LogRoom
{
public:
    explicit LogRoom(std::string logFile);
    ~LogRoom();
    LogRoom(const LogRoom&) = delete;
    LogRoom& operator=(const LogRoom&) = delete;

    /// The log holds `usedBytes` now. Costs nothing while there is room for the next commits; else the file grows by
    /// about as much again, so that few commits pay for it.
    void provide(std::int64_t usedBytes);
    /// The log may have been cut since.
    void forget() { m_size = 0; }

private:
    [[nodiscard]] bool open();
    void grow(std::int64_t usedBytes);

    const std::string m_file;
    int m_descriptor = -1;
    std::int64_t m_size = 0; ///< Of the file, as far as known.
};

} // namespace sightglass::storage
