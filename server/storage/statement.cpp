// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/statement.h"

#include "storage/sqliteerror.h"

#include <sqlite3.h>

namespace sightglass::storage {

void Statement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

Statement& Statement::bind(int parameter, std::int64_t value)
{
    sqlite3_bind_int64(m_statement.get(), parameter, value);
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view text)
{
    // A null pointer would bind NULL; an empty view is the empty text.
    sqlite3_bind_text(m_statement.get(), parameter, text.empty() ? "" : text.data(), int(text.size()), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bindBlob(int parameter, std::span<const std::byte> bytes)
{
    return bindBlob(parameter, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

Statement& Statement::bindBlob(int parameter, std::string_view bytes)
{
    sqlite3_bind_blob(m_statement.get(), parameter, bytes.empty() ? "" : bytes.data(), int(bytes.size()),
                      SQLITE_STATIC);
    return *this;
}

Statement& Statement::bindNull(int parameter)
{
    sqlite3_bind_null(m_statement.get(), parameter);
    return *this;
}

Expected<bool> Statement::step()
{
    const int rc = sqlite3_step(m_statement.get());
    if (rc == SQLITE_ROW)
        return true;
    Expected<bool> result = false;
    if (rc != SQLITE_DONE)
        result = unexpected(sqliteError(sqlite3_db_handle(m_statement.get()), rc, QString()));
    sqlite3_reset(m_statement.get());
    return result;
}

Expected<void> Statement::run()
{
    const Expected<bool> stepped = step();
    if (!stepped)
        return unexpected(stepped.error());
    if (*stepped)
        reset();
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

std::string_view Statement::text(int column) const
{
    const unsigned char* data = sqlite3_column_text(m_statement.get(), column);
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return data == nullptr ? std::string_view()
                           : std::string_view(reinterpret_cast<const char*>(data), std::size_t(size));
}

std::string_view Statement::blob(int column) const
{
    const void* data = sqlite3_column_blob(m_statement.get(), column);
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return data == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(data), std::size_t(size));
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

} // namespace sightglass::storage
