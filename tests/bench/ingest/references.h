// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <cstdint>
#include <memory>
#include <optional>

namespace sightglass::bench {

/// How often this disk really syncs: 4 KiB appended and fdatasync-ed, over and over, in `directory`.
[[nodiscard]] double fdatasyncPerSecond(const QString& directory, double seconds);

/// Rows a second of the plainest possible SQLite C program: the columns of the fresh-event table, a body of
/// `bodyBytes`, transactions of `rowsPerCommit` rows, synchronous=FULL or NORMAL, in `directory`.
[[nodiscard]] double rawInsertsPerSecond(const QString& directory, int bodyBytes, int rowsPerCommit, bool full, double seconds);

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
