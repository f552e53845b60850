// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/connection.h"

#include "storage/sqliteerror.h"

#include <sqlite3.h>

namespace sightglass::storage {

void Connection::Close::operator()(sqlite3* db) const
{
    sqlite3_close_v2(db);
}

Expected<Connection> Connection::open(const QString& file, Mode mode)
{
    const int access = mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3* db = nullptr;
    const int rc = sqlite3_open_v2(file.toUtf8().constData(), &db, access | SQLITE_OPEN_NOMUTEX, nullptr);
    Connection connection(db);
    if (rc != SQLITE_OK)
        return unexpected(sqliteError(db, rc, file));
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, kBusyTimeoutMs);
    if (const Expected<void> keys = connection.execute("PRAGMA foreign_keys = ON"); !keys)
        return unexpected(keys.error());
    return connection;
}

Expected<void> Connection::execute(std::string_view sql)
{
    const int rc = sqlite3_exec(m_db.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK)
        return unexpected(sqliteError(m_db.get(), rc, QString::fromUtf8(sql.data(), qsizetype(sql.size())).left(120)));
    return {};
}

Expected<Statement> Connection::prepare(std::string_view sql)
{
    sqlite3_stmt* statement = nullptr;
    const int rc =
        sqlite3_prepare_v3(m_db.get(), sql.data(), int(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (rc != SQLITE_OK)
        return unexpected(sqliteError(m_db.get(), rc, QString::fromUtf8(sql.data(), qsizetype(sql.size())).left(120)));
    return Statement(statement);
}

Expected<void> Connection::runPrepared(Statement& statement, std::string_view sql)
{
    if (!statement.isValid()) {
        Expected<Statement> prepared = prepare(sql);
        if (!prepared)
            return unexpected(prepared.error());
        statement = std::move(*prepared);
    }
    return statement.run();
}

Expected<std::int64_t> Connection::number(std::string_view sql, std::int64_t fallback)
{
    Expected<Statement> query = prepare(sql);
    if (!query)
        return unexpected(query.error());
    const Expected<bool> row = query->step();
    if (!row)
        return unexpected(row.error());
    return *row ? query->integer(0) : fallback;
}

void Connection::interrupt()
{
    sqlite3_interrupt(m_db.get());
}

bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(m_db.get()) == 0;
}

int Connection::changedRows() const
{
    return sqlite3_changes(m_db.get());
}

Expected<void> Connection::capPages(std::int64_t pages)
{
    constexpr std::int64_t kNoCap = 4294967294; // SQLite's own greatest file
    return execute("PRAGMA max_page_count = " + std::to_string(pages > 0 ? pages : kNoCap));
}

} // namespace sightglass::storage
