// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/ingest/references.h"

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

double fdatasyncPerSecond(const QString& directory, double seconds)
{
    QFile file(directory + QStringLiteral("/fdatasync.probe"));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return 0;
    const std::array<char, 4096> page{};
    QElapsedTimer timer;
    timer.start();
    int rounds = 0;
    for (; static_cast<double>(timer.elapsed()) < seconds * 1000; ++rounds) {
        file.write(page.data(), page.size());
        ::fdatasync(file.handle());
    }
    file.remove();
    return rounds / (static_cast<double>(timer.nsecsElapsed()) / 1e9);
}

double rawInsertsPerSecond(const QString& directory, int bodyBytes, int rowsPerCommit, bool full, double seconds)
{
    const QByteArray path = (directory + QStringLiteral("/raw.db")).toUtf8();
    sqlite3* db = nullptr;
    if (sqlite3_open(path.constData(), &db) != SQLITE_OK)
        return 0;
    const auto run = [db](const char* sql) { sqlite3_exec(db, sql, nullptr, nullptr, nullptr); };
    run("PRAGMA journal_mode=WAL");
    run(full ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
    run("CREATE TABLE event(seq INTEGER PRIMARY KEY, source INTEGER NOT NULL, event_time INTEGER NOT NULL, received_at INTEGER NOT NULL, "
        "kind INTEGER NOT NULL, visitor INTEGER NOT NULL, message_hash INTEGER NOT NULL, body BLOB NOT NULL) STRICT");
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(db, "INSERT INTO event VALUES(NULL,?,?,?,?,?,?,?)", -1, &insert, nullptr);
    const QByteArray body(bodyBytes, 'x');
    QElapsedTimer timer;
    timer.start();
    std::int64_t rows = 0;
    while (static_cast<double>(timer.elapsed()) < seconds * 1000) {
        run("BEGIN");
        for (int i = 0; i < rowsPerCommit; ++i, ++rows) {
            for (int column = 1; column <= 6; ++column)
                sqlite3_bind_int64(insert, column, rows * 2654435761 * column);
            sqlite3_bind_blob(insert, 7, body.constData(), static_cast<int>(body.size()), SQLITE_STATIC);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        run("COMMIT");
    }
    const double rate = static_cast<double>(rows) / (static_cast<double>(timer.nsecsElapsed()) / 1e9);
    sqlite3_finalize(insert);
    sqlite3_close(db);
    QFile::remove(QString::fromUtf8(path));
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
    QFile pattern(QStringLiteral(SIGHTGLASS_SOURCE_DIR "/tests/bench/ingest/nginx.conf.in"));
    QFile conf(nginx.m_directory->filePath(QStringLiteral("nginx.conf")));
    if (!pattern.open(QIODevice::ReadOnly) || !conf.open(QIODevice::WriteOnly))
        return std::nullopt;
    conf.write(pattern.readAll().replace("@DIR@", nginx.m_directory->path().toUtf8()).replace("@PORT@", QByteArray::number(nginx.m_port)));
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
