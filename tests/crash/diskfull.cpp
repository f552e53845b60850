// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A full disk: 503, nothing lost or torn, the store can be read, and intake goes on when space returns. First events
// fill it down to the reserve, then another program takes that as well.
//
//   crash_diskfull --directory DIR [--program sightglassd]     DIR lies on a small file system of its own (diskfull.sh)

#include "crash/ledger.h"
#include "support/childserver.h"
#include "support/loadgenerator.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStorageInfo>

#include <cstdio>

using namespace sightglass::test;

namespace {

LoadResult load(const ChildHub& hub, const QString& key, const std::string& prefix, std::chrono::milliseconds duration,
                Ledger& ledger)
{
    LoadPlan plan;
    plan.port = hub.port();
    plan.connections = 20;
    plan.duration = duration;
    plan.eventsPerRequest = 10;
    plan.path = "/v1/batch";
    plan.writeKey = key.toStdString();
    plan.idPrefix = prefix;
    plan.acknowledged = [&](std::int64_t first) { ledger.add(prefix, first, plan.eventsPerRequest); };
    const LoadResult result = runLoad(plan);
    std::printf("%-7s answered 200: %lld, refused: %lld, broken: %lld\n", prefix.c_str(),
                static_cast<long long>(result.requests), static_cast<long long>(result.refused),
                static_cast<long long>(result.broken));
    return result;
}

/// Fills a file until `left` bytes of the disk are free, or until nothing more goes.
void fill(const QString& path, qint64 left)
{
    QFile file(path);
    if (!file.open(QIODevice::Append | QIODevice::Unbuffered))
        return;
    const QByteArray block(64 * 1024, 'x');
    while (QStorageInfo(path).bytesAvailable() > left && file.write(block) == block.size()) {
    }
}

/// Sends until events are refused.
bool fillWithEvents(const ChildHub& hub, const QString& key, Ledger& ledger)
{
    LoadResult full;
    for (int i = 0; i < 60 && full.refused == 0; ++i)
        full = load(hub, key, "fill" + std::to_string(i), std::chrono::milliseconds(1000), ledger);
    return full.refused > 0 && full.broken == 0;
}

bool isTakenAgain(const ChildHub& hub, const QString& key, const std::string& prefix, Ledger& ledger)
{
    LoadResult after;
    for (int i = 0; i < 20 && after.requests == 0; ++i)
        after = load(hub, key, prefix + std::to_string(i), std::chrono::milliseconds(100), ledger);
    return after.requests > 0;
}

/// Events fill the disk but for the reserve: the hub still stops, starts, and can be read.
bool eventsFillIt(ChildHub& hub, const QString& key, const QString& ballast, Ledger& ledger)
{
    fill(ballast, 24 * 1024 * 1024);
    if (load(hub, key, "before", std::chrono::milliseconds(200), ledger).requests == 0 ||
        !fillWithEvents(hub, key, ledger))
        return false;
    if (!hub.terminate() || !holdsAgainst(hub, ledger) || !hub.start())
        return false;
    QFile::remove(ballast);
    return isTakenAgain(hub, key, "after", ledger);
}

/// Another program takes all that is left.
bool strangerFillsIt(const ChildHub& hub, const QString& key, const QString& ballast, Ledger& ledger)
{
    fill(ballast, 0);
    if (!fillWithEvents(hub, key, ledger) || !holdsAgainst(hub, ledger))
        return false;
    QFile::remove(ballast);
    return isTakenAgain(hub, key, "again", ledger);
}

/// Without a reserve commits fail in the middle of writing.
bool runWithoutReserve(ChildHub hub, const QString& ballast)
{
    const QString key = hub.addProject();
    Ledger ledger;
    if (key.isEmpty() || !hub.start())
        return false;
    fill(ballast, 16 * 1024 * 1024);
    if (!fillWithEvents(hub, key, ledger))
        return false;
    QFile::remove(ballast);
    return isTakenAgain(hub, key, "again", ledger) && hub.terminate() && holdsAgainst(hub, ledger);
}

bool runWithReserve(ChildHub hub, const QString& ballast)
{
    const QString key = hub.addProject();
    Ledger ledger;
    return !key.isEmpty() && hub.start() && eventsFillIt(hub, key, ballast, ledger) &&
           strangerFillsIt(hub, key, ballast, ledger) && hub.terminate() && holdsAgainst(hub, ledger);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({QStringLiteral("directory"), QStringLiteral("A small file system."), QStringLiteral("dir"), {}});
    parser.addOption({QStringLiteral("program"), QStringLiteral("The sightglassd to fill."), QStringLiteral("file"),
                      QCoreApplication::applicationDirPath() + QStringLiteral("/sightglassd")});
    parser.process(app);
    const QString directory = parser.value(QStringLiteral("directory"));
    const QString program = parser.value(QStringLiteral("program"));
    const QString ballast = directory + QStringLiteral("/ballast");
    const QString data = directory + QStringLiteral("/data");
    const bool good = runWithoutReserve({program, data, {QStringLiteral("SIGHTGLASS_DISK_RESERVE=0")}}, ballast) &&
                      QDir(data).removeRecursively() &&
                      runWithReserve({program, data, {QStringLiteral("SIGHTGLASS_DISK_RESERVE=6MiB")}}, ballast);
    std::printf("full disk: %s\n", good ? "nothing lost, intake resumed" : "FAILED");
    return good ? 0 : 1;
}
