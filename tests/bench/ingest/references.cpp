// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/ingest/references.h"
#include "support/sourcefolder.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

#include <array>
#include <sqlite3.h>
#include <thread>
#include <unistd.h>

namespace sightglass::bench {

namespace {

constexpr std::size_t kFrameBytes = 4096 + 24; ///< A page and its header in a write-ahead log.
constexpr std::size_t kLogBytes = 16 * 1024 * 1024;

double syncsPerSecond(int file, std::size_t wrapAt, double seconds)
{
    std::array<char, kFrameBytes> frame{};
    std::size_t at = 0;
    int rounds = 0;
    QElapsedTimer timer;
    timer.start();
    for (; static_cast<double>(timer.elapsed()) < seconds * 1000; ++rounds) {
        frame.fill(static_cast<char>(rounds));
        if (::pwrite(file, frame.data(), frame.size(), static_cast<off_t>(at)) < 0 || ::fdatasync(file) != 0)
            return 0;
        at += kFrameBytes;
        if (at + kFrameBytes > wrapAt)
            at = 0;
    }
    return rounds / (static_cast<double>(timer.nsecsElapsed()) / 1e9);
}

/// A connection of the plain C interface that closes itself.
struct CloseDatabase
{
    void operator()(sqlite3* db) const { sqlite3_close(db); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
struct FinalizeStatement
{
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

Database openDatabase(const QString& file, int flags)
{
    sqlite3* db = nullptr;
    const int rc = sqlite3_open_v2(file.toUtf8().constData(), &db, flags, nullptr);
    Database opened(db);
    return rc == SQLITE_OK ? std::move(opened) : nullptr;
}

Statement prepare(const Database& db, const char* sql)
{
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db.get(), sql, -1, &statement, nullptr);
    return Statement(statement);
}

} // namespace

SyncRates syncRates(const QString& directory, double seconds)
{
    SyncRates rates;
    QFile file(directory + QStringLiteral("/fdatasync.probe"));
    if (!file.open(QIODevice::ReadWrite | QIODevice::Truncate | QIODevice::Unbuffered))
        return rates;
    rates.growing = syncsPerSecond(file.handle(), SIZE_MAX, seconds);
    file.resize(0);
    file.write(QByteArray(kLogBytes, 'x'));
    ::fsync(file.handle());
    rates.inPlace = syncsPerSecond(file.handle(), kLogBytes, seconds);
    file.remove();
    return rates;
}

std::optional<EventTable> readEventTable(const QString& databaseFile)
{
    const Database db = openDatabase(databaseFile, SQLITE_OPEN_READONLY);
    if (!db)
        return std::nullopt;
    const Statement sql = prepare(db, "SELECT sql FROM sqlite_schema WHERE name = 'event'");
    const Statement size = prepare(db, "SELECT cast(avg(length(body)) AS INTEGER) FROM "
                                       "(SELECT body FROM event ORDER BY seq DESC LIMIT 10000)");
    const Statement last = prepare(db, "SELECT max(coalesce((SELECT max(seq) FROM event), 0), "
                                       "coalesce((SELECT value FROM hub WHERE key = 'covered_seq'), 0))");
    const Statement fresh = prepare(db, "SELECT coalesce(max(seq) - min(seq) + 1, 0) FROM event");
    for (const Statement* query : {&sql, &size, &last, &fresh}) {
        if (!*query || sqlite3_step(query->get()) != SQLITE_ROW)
            return std::nullopt;
    }
    return EventTable{reinterpret_cast<const char*>(sqlite3_column_text(sql.get(), 0)),
                      sqlite3_column_int(size.get(), 0), sqlite3_column_int64(last.get(), 0),
                      sqlite3_column_int64(fresh.get(), 0)};
}

double rawInsertsPerSecond(const QString& directory, const EventTable& table, int rowsPerCommit, bool full,
                           double seconds)
{
    const QString file = directory + QStringLiteral("/raw.db");
    const Database db = openDatabase(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!db)
        return 0;
    const auto run = [&db](const char* sql) { sqlite3_exec(db.get(), sql, nullptr, nullptr, nullptr); };
    run("PRAGMA journal_mode=WAL");
    run(full ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
    run(table.sql.constData());
    const Statement insert =
        prepare(db, "INSERT INTO event (seq, source, event_time, received_at, kind, visitor, body) "
                    "VALUES (?,?,?,?,?,?,?)");
    const QByteArray body(table.bodyBytes, 'x');
    const std::int64_t now = 1'770'000'000'000;
    QElapsedTimer timer;
    timer.start();
    std::int64_t rows = 0;
    while (static_cast<double>(timer.elapsed()) < seconds * 1000) {
        run("BEGIN");
        for (int i = 0; i < rowsPerCommit; ++i) {
            const std::int64_t values[] = {++rows, 1, now + rows, now + rows, 2, rows * 2654435761};
            for (int column = 0; column < 6; ++column)
                sqlite3_bind_int64(insert.get(), column + 1, values[column]);
            sqlite3_bind_blob(insert.get(), 7, body.constData(), static_cast<int>(body.size()), SQLITE_STATIC);
            if (sqlite3_step(insert.get()) != SQLITE_DONE)
                return 0;
            sqlite3_reset(insert.get());
        }
        run("COMMIT");
    }
    const double rate = static_cast<double>(rows) / (static_cast<double>(timer.nsecsElapsed()) / 1e9);
    for (const char* suffix : {"", "-wal", "-shm"})
        QFile::remove(file + QLatin1String(suffix));
    return rate;
}

void Nginx::Stop::operator()(QProcess* process) const
{
    process->terminate();
    process->waitForFinished(5000);
    delete process;
}

std::optional<Nginx> Nginx::start()
{
    QString program = QStandardPaths::findExecutable(QStringLiteral("nginx"));
    if (program.isEmpty())
        program = QStandardPaths::findExecutable(QStringLiteral("nginx"), {QStringLiteral("/usr/sbin")});
    if (program.isEmpty())
        return std::nullopt;
    Nginx nginx;
    nginx.m_directory = std::make_unique<QTemporaryDir>();
    {
        QTcpServer free;
        free.listen(QHostAddress::LocalHost);
        nginx.m_port = free.serverPort();
    }
    QFile pattern(test::sourcePath(QStringLiteral("tests/bench/ingest/nginx.conf.in")));
    QFile conf(nginx.m_directory->filePath(QStringLiteral("nginx.conf")));
    if (!pattern.open(QIODevice::ReadOnly) || !conf.open(QIODevice::WriteOnly))
        return std::nullopt;
    conf.write(pattern.readAll()
                   .replace("@DIR@", nginx.m_directory->path().toUtf8())
                   .replace("@PORT@", QByteArray::number(nginx.m_port)));
    conf.close();
    nginx.m_process.reset(new QProcess);
    nginx.m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    nginx.m_process->start(program, {QStringLiteral("-c"), conf.fileName()});
    for (int tries = 0; tries < 100; ++tries) {
        QTcpSocket probe;
        probe.connectToHost(QHostAddress::LocalHost, nginx.m_port);
        if (probe.waitForConnected(100))
            return nginx;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return std::nullopt;
}

} // namespace sightglass::bench
