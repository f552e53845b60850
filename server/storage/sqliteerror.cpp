// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqliteerror.h"

#include <sqlite3.h>

namespace sightglass::storage {

namespace {

ErrorCode codeOf(int resultCode)
{
    switch (resultCode & 0xff) {
    case SQLITE_FULL:
    case SQLITE_READONLY: return ErrorCode::Unavailable;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::Busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::Corrupt;
    case SQLITE_CONSTRAINT: return ErrorCode::Conflict;
    case SQLITE_INTERRUPT: return ErrorCode::Cancelled;
    case SQLITE_TOOBIG: return ErrorCode::TooLarge;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM: return ErrorCode::Io;
    default: return ErrorCode::Internal;
    }
}

} // namespace

Error sqliteError(sqlite3* db, int resultCode, const QString& where)
{
    const char* text = db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(resultCode);
    return sqliteError(resultCode, QString::fromUtf8(text), where);
}

Error sqliteError(int resultCode, const QString& text, const QString& where)
{
    return {codeOf(resultCode), QStringLiteral("SQLite says: %1 (%2)").arg(text).arg(resultCode), where};
}

} // namespace sightglass::storage
