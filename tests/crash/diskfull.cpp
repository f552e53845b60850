// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A full disk: 503, nothing lost or torn, and intake goes on when space returns.
//
//   crash_diskfull --directory DIR [--program sightglassd]     DIR lies on a small file system of its own (diskfull.sh)

#include "crash/ledger.h"
#include "support/childserver.h"
#include "support/loadgenerator.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace sightglass::test;

namespace {

LoadResult load(const ChildHub& hub, const QString& key, const std::string& prefix, std::chrono::milliseconds duration, Ledger& ledger)
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
    std::printf("%-7s answered 200: %lld, refused: %lld, broken: %lld\n", prefix.c_str(), static_cast<long long>(result.requests),
                static_cast<long long>(result.refused), static_cast<long long>(result.broken));
    return result;
}

bool run(ChildHub& hub, const QString& ballast)
{
    const QString key = hub.addProject();
    if (key.isEmpty() || !hub.start())
        return false;
    QFile filler(ballast);
    if (!filler.open(QIODevice::WriteOnly) || filler.write(QByteArray(16 * 1024 * 1024, 'x')) < 0)
        return false;
    filler.close();
    Ledger ledger;
    if (load(hub, key, "before", std::chrono::milliseconds(200), ledger).requests == 0)
        return false;
    LoadResult full;
    for (int i = 0; i < 60 && full.refused == 0; ++i)
        full = load(hub, key, "fill" + std::to_string(i), std::chrono::milliseconds(1000), ledger);
    if (full.refused == 0 || full.broken != 0)
        return false;
    QFile::remove(ballast);
    LoadResult after;
    for (int i = 0; i < 20 && after.requests == 0; ++i)
        after = load(hub, key, "after" + std::to_string(i), std::chrono::milliseconds(500), ledger);
    return after.requests > 0 && hub.terminate() && holdsAgainst(hub, ledger);
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
    ChildHub hub(parser.value(QStringLiteral("program")), directory + QStringLiteral("/data"));
    const bool good = run(hub, directory + QStringLiteral("/ballast"));
    std::printf("full disk: %s\n", good ? "nothing lost, intake resumed" : "FAILED");
    return good ? 0 : 1;
}
