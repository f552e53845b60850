// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup.h"

#include "storage/connection.h"
#include "storage/datadirectory.h"
#include "storage/schema.h"
#include "storage/sqliteerror.h"
#include "storage/store.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>
#include <sqlite3.h>

namespace sightglass::storage {

namespace {

/// In one step: pieces would have to start over whenever the writer commits.
Expected<void> copyPages(Connection& from, Connection& to)
{
    sqlite3_backup* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (backup == nullptr)
        return unexpected(sqliteError(to.handle(), sqlite3_errcode(to.handle()), QStringLiteral("backup")));
    const int rc = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (rc != SQLITE_DONE)
        return unexpected(sqliteError(nullptr, rc, QStringLiteral("backup")));
    return {};
}

Expected<void> copyInto(const QString& from, const QString& to)
{
    Expected<Connection> source = Connection::open(from, Connection::Mode::ReadOnly);
    if (!source)
        return unexpected(source.error());
    Expected<Connection> target = Connection::open(to, Connection::Mode::ReadWrite);
    if (!target)
        return unexpected(target.error());
    // The copy stands alone: no log beside it.
    return copyPages(*source, *target).and_then([&] { return target->execute("PRAGMA journal_mode = DELETE"); });
}

/// A backup that cannot be opened later must not replace what is there.
Expected<void> inspect(const QString& file)
{
    Expected<Connection> connection = Connection::open(file, Connection::Mode::ReadOnly);
    if (!connection)
        return unexpected(connection.error());
    const Expected<std::int64_t> version = connection->number("PRAGMA user_version");
    if (!version)
        return unexpected(version.error());
    if (*version < 1)
        return unexpected(ErrorCode::Corrupt, QStringLiteral("%1 is not a database of this program.").arg(file), file);
    if (*version > kSchemaVersion)
        return unexpected(ErrorCode::Unsupported, QStringLiteral("%1 was made by a newer version.").arg(file), file);
    Expected<Statement> check = connection->prepare("PRAGMA quick_check(1)");
    if (!check)
        return unexpected(check.error());
    const Expected<bool> row = check->step();
    if (!row || !*row || check->text(0) != "ok")
        return unexpected(ErrorCode::Corrupt, QStringLiteral("%1 is damaged.").arg(file), file);
    return {};
}

void removeDatabase(const QString& file)
{
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(file + QLatin1String(suffix));
}

} // namespace

Expected<void> copyDatabase(const QString& from, const QString& to)
{
    if (QFileInfo::exists(to))
        return unexpected(ErrorCode::Conflict, QStringLiteral("%1 exists already.").arg(to), to);
    if (!QFileInfo::exists(from))
        return unexpected(ErrorCode::NotFound, QStringLiteral("There is no file %1.").arg(from), from);
    const QString partial = to + QLatin1String(".partial");
    removeDatabase(partial);
    Expected<void> copied = copyInto(from, partial);
    if (copied) {
        QFile::setPermissions(partial, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        if (!QFile::rename(partial, to))
            copied = unexpected(ErrorCode::Io, QStringLiteral("%1 cannot be written.").arg(to), to);
    }
    if (!copied)
        removeDatabase(partial);
    return copied;
}

Expected<void> restore(const QString& backupFile, const QString& directory, bool force)
{
    if (!QFileInfo::exists(backupFile))
        return unexpected(ErrorCode::NotFound, QStringLiteral("There is no file %1.").arg(backupFile), backupFile);
    const Expected<DataDirectory> held = DataDirectory::acquire(directory);
    if (!held)
        return unexpected(held.error());
    const QString database = held->databaseFile();
    if (QFileInfo::exists(database) && !force) {
        return unexpected(ErrorCode::Conflict,
                          QStringLiteral("%1 holds a database already; --force replaces it.").arg(directory), database);
    }
    const QString fresh = database + QLatin1String(".restored");
    removeDatabase(fresh);
    if (Expected<void> ready = inspect(backupFile).and_then([&] { return copyDatabase(backupFile, fresh); }); !ready)
        return ready;
    // The old log goes first: beside the new file it would be replayed into it.
    for (const char* suffix : {"-wal", "-shm", "-journal"})
        QFile::remove(database + QLatin1String(suffix));
    if (std::rename(QFile::encodeName(fresh).constData(), QFile::encodeName(database).constData()) != 0)
        return unexpected(ErrorCode::Io, QStringLiteral("%1 cannot be written.").arg(database), database);
    return {};
}

} // namespace sightglass::storage
