// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/datadirectory.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>
#include <utility>

namespace sightglass::storage {

namespace {

QString reason()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

Expected<void> create(const QString& path)
{
    if (QFileInfo(path).isDir())
        return {};
    const QString parent = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(parent) || ::mkdir(QFile::encodeName(path).constData(), S_IRWXU) != 0) {
        return unexpected(ErrorCode::Io,
                          QStringLiteral("The data directory %1 cannot be created: %2.").arg(path, reason()), path);
    }
    return {};
}

Unexpected heldByOther(const QString& path, int descriptor)
{
    char text[32] = {};
    const ssize_t size = ::pread(descriptor, text, sizeof text - 1, 0);
    const qint64 pid = size > 0 ? QByteArray(text, size).trimmed().toLongLong() : 0;
    const QString holder = pid > 0 ? QStringLiteral("process %1").arg(pid) : QStringLiteral("another process");
    return unexpected(ErrorCode::Conflict, QStringLiteral("The data directory %1 is in use by %2.").arg(path, holder),
                      path);
}

} // namespace

Expected<DataDirectory> DataDirectory::acquire(const QString& path)
{
    if (const Expected<void> created = create(path); !created)
        return unexpected(created.error());
    const QByteArray file = QFile::encodeName(QDir(path).filePath(QStringLiteral("lock")));
    const int descriptor = ::open(file.constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return unexpected(ErrorCode::Io,
                          QStringLiteral("%1 cannot be opened: %2.").arg(QFile::decodeName(file), reason()), path);
    DataDirectory directory(path, descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return heldByOther(path, descriptor);
    const QByteArray pid = QByteArray::number(qint64(::getpid())) + '\n';
    // The number is for people only; a full disk must not keep the hub from starting.
    if (::ftruncate(descriptor, 0) == 0)
        std::ignore = ::pwrite(descriptor, pid.constData(), size_t(pid.size()), 0);
    return directory;
}

DataDirectory::DataDirectory(DataDirectory&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

DataDirectory::~DataDirectory()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

QString DataDirectory::databaseFile(const QString& directory)
{
    return QDir(directory).filePath(QStringLiteral("sightglass.db"));
}

} // namespace sightglass::storage
