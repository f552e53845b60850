// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/logroom.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace sightglass::storage {

namespace {

constexpr std::int64_t kLeast = 64 * 1024; ///< A dozen commits of one event; less is no room.
constexpr std::int64_t kFirstStep = 256 * 1024;
constexpr std::int64_t kLongestStep = 4 * 1024 * 1024;

} // namespace

LogRoom::LogRoom(std::string logFile)
    : m_file(std::move(logFile))
{
}

LogRoom::~LogRoom()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void LogRoom::provide(std::int64_t usedBytes)
{
    if (usedBytes + kLeast > m_size && open())
        grow(usedBytes);
}

bool LogRoom::open()
{
    if (m_descriptor < 0)
        m_descriptor = ::open(m_file.c_str(), O_WRONLY | O_CLOEXEC);
    return m_descriptor >= 0;
}

void LogRoom::grow(std::int64_t usedBytes)
{
    struct stat status
    {
    };
    if (::fstat(m_descriptor, &status) != 0)
        return;
    m_size = status.st_size;
    if (usedBytes + kLeast <= m_size)
        return;
    const std::int64_t wanted = m_size + std::clamp(m_size, kFirstStep, kLongestStep);
    const std::string zeros(kLeast, '\0');
    while (m_size < wanted) {
        const auto take = static_cast<std::size_t>(std::min(wanted - m_size, kLeast));
        const ssize_t written = ::pwrite(m_descriptor, zeros.data(), take, m_size);
        if (written <= 0)
            return; // the disk is full, or nearly so: the next commit finds out
        m_size += written;
    }
}

} // namespace sightglass::storage
