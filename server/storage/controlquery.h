// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <string>
#include <string_view>

namespace sightglass::storage {

/// A statement of sql/<family>.sql on the control connection, its values bound by name.
/// Thread: the writer's. Errors: Conflict (a constraint), Unavailable (disk full), Corrupt, Io, Internal.
class ControlQuery
{
public:
    ControlQuery(const QSqlDatabase& database, std::string_view family, std::string_view name);

    ControlQuery& bind(const char* parameter, std::int64_t value);
    ControlQuery& bind(const char* parameter, const std::string& text);
    ControlQuery& bind(const char* parameter, std::string_view text);
    ControlQuery& bind(const char* parameter, const QString& text);
    ControlQuery& bind(const char* parameter, const QByteArray& bytes);

    [[nodiscard]] Expected<void> run();
    /// Runs, and calls `read(*this)` for each row.
    template <typename Read> [[nodiscard]] Expected<void> each(Read&& read)
    {
        Expected<void> done = run();
        while (done && m_query.next())
            read(*this);
        return done;
    }

    [[nodiscard]] std::int64_t integer(int column) const { return m_query.value(column).toLongLong(); }
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    [[nodiscard]] TimePoint time(int column) const { return fromMs(integer(column)); }
    [[nodiscard]] QString text(int column) const { return m_query.value(column).toString(); }
    [[nodiscard]] std::string utf8(int column) const { return text(column).toStdString(); }
    [[nodiscard]] QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }
    [[nodiscard]] std::int64_t insertedId() const { return m_query.lastInsertId().toLongLong(); }
    [[nodiscard]] int changedRows() const { return m_query.numRowsAffected(); }

private:
    QSqlQuery m_query;
    bool m_prepared = false;
};

} // namespace sightglass::storage
