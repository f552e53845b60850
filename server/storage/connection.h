// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/statement.h"

#include <QString>

#include <memory>
#include <string_view>

struct sqlite3;

namespace sightglass::storage {

/// One connection to the database file through the SQLite C API, closed by its destructor.
/// Thread: used by one at a time; interrupt() from any. Owner: whoever opened it; statements must go first.
/// Errors: Unavailable (disk full), Busy, Corrupt, Conflict (a constraint), Io, Internal; see sqliteError().
class Connection
{
public:
    enum class Mode { ReadWrite, ReadOnly };
    static constexpr int kBusyTimeoutMs = 10'000;

    [[nodiscard]] static Expected<Connection> open(const QString& file, Mode mode);

    /// Runs statements that give no rows, e.g. a schema step.
    [[nodiscard]] Expected<void> execute(std::string_view sql);
    [[nodiscard]] Expected<Statement> prepare(std::string_view sql);
    /// BEGIN IMMEDIATE and COMMIT, prepared once: parsing them would cost as much as storing an event. See Transaction.
    [[nodiscard]] Expected<void> begin() { return runPrepared(m_begin, "BEGIN IMMEDIATE"); }
    [[nodiscard]] Expected<void> commit() { return runPrepared(m_commit, "COMMIT"); }
    /// The first column of the first row of a query, for pragmas and counts; `fallback` when there is no row.
    [[nodiscard]] Expected<std::int64_t> number(std::string_view sql, std::int64_t fallback = 0);

    /// Stops what runs on the connection; it fails with Cancelled.
    void interrupt();
    [[nodiscard]] bool inTransaction() const;
    [[nodiscard]] int changedRows() const;
    /// Refuses to grow the file past this many pages, as a full disk would; 0 lifts the cap.
    [[nodiscard]] Expected<void> capPages(std::int64_t pages);

    [[nodiscard]] sqlite3* handle() const { return m_db.get(); }

private:
    struct Close
    {
        void operator()(sqlite3* db) const;
    };
    explicit Connection(sqlite3* db)
        : m_db(db)
    {
    }

    [[nodiscard]] Expected<void> runPrepared(Statement& statement, std::string_view sql);

    std::unique_ptr<sqlite3, Close> m_db;
    Statement m_begin, m_commit;
};

} // namespace sightglass::storage
