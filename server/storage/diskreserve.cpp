// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/diskreserve.h"

#include <sys/statvfs.h>

#include <utility>

namespace sightglass::storage {

DiskReserve::DiskReserve(std::string directory, std::int64_t bytes)
    : m_directory(std::move(directory))
    , m_bytes(bytes)
{
}

bool DiskReserve::isLow(std::int64_t promised)
{
    struct statvfs disk
    {
    };
    if (m_bytes == 0 || ::statvfs(m_directory.c_str(), &disk) != 0)
        return false;
    const auto free = static_cast<std::int64_t>(disk.f_bavail) * static_cast<std::int64_t>(disk.f_frsize) - promised;
    m_isLow = free < (m_isLow ? m_bytes + m_bytes / 4 : m_bytes);
    return m_isLow;
}

} // namespace sightglass::storage
