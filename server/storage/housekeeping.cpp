// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/housekeeping.h"

#include "storage/sqltext.h"
#include "storage/transaction.h"

#include <algorithm>
#include <sqlite3.h>
#include <utility>

namespace sightglass::storage {

namespace {

constexpr int kLargeWalPages = 4096; ///< 16 MiB
constexpr int kCopiedFrom = 2048;    ///< From here on it is copied beside the writer.
constexpr int kRestPages = 512;      ///< So many the writer copies itself, in some milliseconds.
constexpr std::int64_t kFrameHeaderBytes = 24;
constexpr std::int64_t kSliceRows = 16384; ///< Some milliseconds of deleting.
constexpr std::int64_t kIncremental = 2;   ///< sqlite.org/pragma.html#pragma_auto_vacuum

int rememberPages(void* pages, sqlite3*, const char*, int count)
{
    *static_cast<int*>(pages) = count;
    return SQLITE_OK;
}

} // namespace

Housekeeping::Housekeeping(Connection& connection, std::function<void(const char*)> faultPoint)
    : m_connection(connection)
    , m_faultPoint(std::move(faultPoint))
    , m_room(sqlite3_filename_wal(sqlite3_db_filename(connection.handle(), "main")))
    , m_frameBytes(kFrameHeaderBytes + connection.number("PRAGMA page_size").value_or(4096))
{
    // Takes the place of SQLite's automatic checkpoint, which would run inside a sender's commit.
    sqlite3_wal_hook(connection.handle(), rememberPages, &m_walPages);
}

Expected<void> Housekeeping::start(const QString& databaseFile, const char* synchronous)
{
    return m_checkpointer.start(databaseFile, synchronous);
}

void Housekeeping::checkpointIfLarge()
{
    const bool isLarge = m_walPages >= kLargeWalPages; // the disk is slower than the senders: they wait
    if (m_walPages < kCopiedFrom || (m_checkpointer.isCopying() && !isLarge))
        return;
    if (m_walPages - m_copiedPages > kRestPages && !isLarge) {
        m_copiedPages = m_walPages;
        m_checkpointer.begin();
        return;
    }
    checkpoint(SQLITE_CHECKPOINT_PASSIVE);
}

void Housekeeping::keepRoomInLog()
{
    m_mostPages = std::max(m_mostPages, m_walPages);
    m_room.provide(m_walPages * m_frameBytes);
}

void Housekeeping::checkpointAll()
{
    if (m_mostPages > 2 * kLargeWalPages)
        emptyLog();
    else
        checkpoint(SQLITE_CHECKPOINT_PASSIVE);
}

bool Housekeeping::emptyLog()
{
    m_room.forget();
    m_mostPages = 0;
    return checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
}

bool Housekeeping::checkpoint(int mode)
{
    m_checkpointer.wait();
    sqlite3_busy_timeout(m_connection.handle(), 0);
    const int rc = sqlite3_wal_checkpoint_v2(m_connection.handle(), nullptr, mode, nullptr, nullptr);
    sqlite3_busy_timeout(m_connection.handle(), Connection::kBusyTimeoutMs);
    m_walPages = m_copiedPages = 0;
    return rc == SQLITE_OK;
}

Expected<bool> Housekeeping::removeSlice(EventMap& map)
{
    Expected<Statement> pending = m_connection.prepare(sqlText("event", "removedSources"));
    if (!pending)
        return unexpected(pending.error());
    const Expected<bool> row = pending->step();
    if (!row || !*row)
        return row;
    const std::int64_t source = pending->integer(0);
    const std::int64_t next = pending->integer(1);
    pending->reset();
    map.forget(SourceId(source));
    // What is sealed is left to the background.
    const Expected<std::int64_t> first = m_connection.number(sqlText("event", "firstSeq"));
    if (!first)
        return unexpected(first.error());
    const std::int64_t from = std::max(next, *first);
    const Expected<std::int64_t> last = m_connection.number(sqlText("event", "lastSeq"));
    if (!last)
        return unexpected(last.error());

    const auto runOf = [&](std::string_view family, std::string_view name, auto... values) -> Expected<void> {
        Expected<Statement> statement = m_connection.prepare(sqlText(family, name));
        if (!statement)
            return unexpected(statement.error());
        int parameter = 0;
        (statement->bind(++parameter, values), ...);
        return statement->run();
    };
    const auto run = [&](std::string_view name, auto... values) { return runOf("event", name, values...); };
    Expected<Transaction> transaction = Transaction::begin(m_connection);
    if (!transaction)
        return unexpected(transaction.error());
    Expected<void> done;
    if (from <= *last) {
        // Sequence numbers are never given twice, even when the newest rows go.
        done = run("rememberSeq")
                   .and_then([&] { return run("removeSlice", from, from + kSliceRows, source); })
                   .and_then([&] { return run("removeProgress", source, from + kSliceRows); });
    } else {
        done = run("removeLinks", source)
                   .and_then([&] { return run("removeUndoneLinks", source); })
                   .and_then([&] { return runOf("click", "removeSource", source); })
                   .and_then([&] { return runOf("click", "removeSourceLinks", source); })
                   .and_then([&] { return run("removeExtent", source); })
                   .and_then([&] { return run("removeDone", source); });
    }
    return std::move(done).and_then([&] { return transaction->commit(); }).transform([] { return true; });
}

Expected<std::int64_t> Housekeeping::shrink()
{
    const Expected<std::int64_t> mode = m_connection.number("PRAGMA auto_vacuum");
    if (!mode)
        return unexpected(mode.error());
    const Expected<void> done = *mode == kIncremental ? giveBackPages() : m_connection.execute("VACUUM");
    if (!done)
        return unexpected(done.error());
    const Expected<std::int64_t> left = m_connection.number("PRAGMA freelist_count");
    if (left && *left == 0) {
        emptyLog();
        reached("log emptied");
    }
    return left;
}

Expected<void> Housekeeping::giveBackPages()
{
    Expected<Transaction> transaction = Transaction::begin(m_connection);
    if (!transaction)
        return unexpected(transaction.error());
    Expected<void> moved = m_connection.execute("PRAGMA incremental_vacuum(512)"); // some milliseconds
    reached("pages moved");
    Expected<void> done = std::move(moved).and_then([&] { return transaction->commit(); });
    reached("pages given back");
    return done;
}

void Housekeeping::reached(const char* point) const
{
    if (m_faultPoint)
        m_faultPoint(point);
}

Expected<void> Housekeeping::probeSpace()
{
    emptyLog();
    return m_connection.execute(sqlText("hub", "probe")).and_then([&] {
        return m_connection.execute(sqlText("hub", "probeEnd"));
    });
}

} // namespace sightglass::storage
