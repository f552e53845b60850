// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace sightglass::storage {

/// The part of the disk that events never take: with it the store can still be opened, read, sealed, shrunk and
/// exported, and the machine lives on. Intake stops when less is free and goes on when a quarter more is.
/// Owner and thread: the writer's.
class DiskReserve
{
public:
    /// `bytes` to keep free where `directory` lies; 0 = none.
    DiskReserve(std::string directory, std::int64_t bytes);

    /// Asks the file system. `promised` bytes of what is free will still be needed for what is stored already: the log
    /// that has to be copied. A file system that gives no answer is not low.
    [[nodiscard]] bool isLow(std::int64_t promised);
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }

private:
    const std::string m_directory;
    const std::int64_t m_bytes;
    bool m_isLow = false;
};

} // namespace sightglass::storage
