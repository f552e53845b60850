// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <cstdint>
#include <memory>

namespace sightglass::test {

/// What a process and its children have used so far.
struct ProcessFigures
{
    double cpuSeconds = 0;
    double peakResidentMb = 0;
};
[[nodiscard]] ProcessFigures figuresOf(qint64 pid);

/// `sightglassd serve` in a process of its own on a free port, with a project and its write key.
/// Thread: the one that made it. Killed when destroyed.
class ChildHub
{
public:
    /// `program` is sightglassd; `directory` keeps the data between starts.
    ChildHub(QString program, QString directory, QStringList settings = {});
    ~ChildHub();

    /// Makes the project once; returns its write key, "" with a message on standard error when that fails.
    [[nodiscard]] QString addProject();
    /// Adds another source to that project; the source as API v2 gives it, empty with a message on standard error when
    /// that fails.
    [[nodiscard]] QJsonObject addSource(const QString& host);
    /// False when it did not get ready. `readyMs` is the time from exec to the ready line.
    [[nodiscard]] bool start(double* readyMs = nullptr);
    void kill9();
    /// SIGTERM; true when it exited 0.
    [[nodiscard]] bool terminate();
    /// Runs another command of sightglassd on the same data; standard output, exit status.
    [[nodiscard]] QByteArray run(const QStringList& arguments, int* status = nullptr) const;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] qint64 pid() const { return m_process ? m_process->processId() : 0; }

private:
    QString m_program;
    QString m_directory;
    QString m_project; ///< Id of the one made.
    QStringList m_settings;
    std::unique_ptr<QProcess> m_process;
    std::uint16_t m_port = 0;
};

} // namespace sightglass::test
