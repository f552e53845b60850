// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/store.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <future>
#include <span>
#include <unistd.h>
#include <vector>

namespace sightglass::test {

/// The exit status of a process that died where it should.
inline constexpr int kKilled = 42;

/// What has been done and acknowledged, a letter each; outlives the process.
class Ledger
{
public:
    explicit Ledger(const QString& directory)
        : m_file(directory + QLatin1String(".ledger"))
    {
    }
    [[nodiscard]] bool add(char what)
    {
        return m_file.open(QIODevice::Append) && m_file.write(&what, 1) == 1 && (m_file.close(), true);
    }
    [[nodiscard]] QByteArray all() { return m_file.open(QIODevice::ReadOnly) ? m_file.readAll() : QByteArray(); }

private:
    QFile m_file;
};

/// Whether the events have been acknowledged.
[[nodiscard]] inline bool submit(storage::Store& store, std::vector<domain::Event> events)
{
    std::promise<bool> stored;
    const Expected<void> taken =
        store.sink().submit(std::move(events), [&](const Expected<domain::StoreOutcome>& outcome) {
            stored.set_value(outcome.has_value());
        });
    return taken && stored.get_future().get();
}

/// The place where the process dies: the step `point`, when it is reached for the `nth` time since arm().
class Death
{
public:
    Death(const char* point, int nth)
        : m_point(point)
        , m_nth(nth)
    {
    }
    void arm() { m_isArmed = true; }
    void operator()(const char* reached)
    {
        if (m_isArmed && std::strcmp(reached, m_point) == 0 && ++m_hits == m_nth)
            _exit(kKilled);
    }

private:
    const char* m_point;
    const int m_nth;
    std::atomic<int> m_hits = 0;
    std::atomic<bool> m_isArmed = false;
};

/// Columns `point` and `nth`, with a row for every step and each of the times.
inline void addDeaths(std::span<const char* const> points, std::initializer_list<int> times)
{
    QTest::addColumn<QByteArray>("point");
    QTest::addColumn<int>("nth");
    for (const char* point : points) {
        for (const int nth : times)
            QTest::addRow("%s, time %d", point, nth) << QByteArray(point) << nth;
    }
}

/// Runs this program once more to make its history in `directory` and die; gives its exit status, -1 if it crashed.
[[nodiscard]] inline int runHistory(const QString& directory, const QByteArray& point, int nth)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--history"), directory, QString::fromLatin1(point), QString::number(nth)});
    return child.waitForFinished(60'000) && child.exitStatus() == QProcess::NormalExit ? child.exitCode() : -1;
}

/// main() of a program that is both the test and, when runHistory() starts it, the process that dies.
template <typename Test> int crashMain(int argc, char** argv, int (*history)(const QString& directory, Death& death))
{
    QCoreApplication app(argc, argv);
    if (argc == 5 && std::strcmp(argv[1], "--history") == 0) {
        Death death(argv[3], std::atoi(argv[4]));
        return history(QString::fromLocal8Bit(argv[2]), death);
    }
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace sightglass::test
