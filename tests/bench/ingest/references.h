// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <cstdint>
#include <memory>
#include <optional>

namespace sightglass::bench {

/// How often a second this disk really syncs what a write-ahead log writes for one changed page: a frame of 4 120
/// bytes behind the one before, then fdatasync.
struct SyncRates
{
    /// In a file that has its size and its blocks already, as a log has once it was filled: the faster of the two,
    /// and the reference. It begins again at the front after 16 MiB.
    double inPlace = 0;
    /// In a file that grows with every write, so that each sync writes the file system's own journal as well.
    double growing = 0;
};
[[nodiscard]] SyncRates syncRates(const QString& directory, double seconds);

/// The table of fresh events and the mean size of a body, as found in the database of a hub.
struct EventTable
{
    QByteArray sql;
    int bodyBytes = 0;
    std::int64_t lastSeq = 0;
    std::int64_t freshRows = 0; ///< Not yet sealed, or not yet deleted afterwards.
};
[[nodiscard]] std::optional<EventTable> readEventTable(const QString& databaseFile);

/// Rows a second of the plainest possible SQLite C program: the same table in a file of its own in `directory`, bodies
/// of the same size, transactions of `rowsPerCommit` rows, synchronous=FULL or NORMAL, everything else as SQLite
/// ships.
[[nodiscard]] double rawInsertsPerSecond(const QString& directory, const EventTable& table, int rowsPerCommit,
                                         bool full, double seconds);

/// nginx with tests/bench/ingest/nginx.conf.in on a free port; dies with the object.
class Nginx
{
public:
    /// Nothing when nginx is not installed or does not start.
    [[nodiscard]] static std::optional<Nginx> start();
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] qint64 pid() const { return m_process->processId(); }

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    struct Stop
    {
        void operator()(QProcess* process) const;
    };
    std::unique_ptr<QProcess, Stop> m_process;
    std::uint16_t m_port = 0;
};

} // namespace sightglass::bench
