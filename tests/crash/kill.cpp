// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 under load, again and again: every event whose request was answered 200 is there, once.
//
//   crash_kill [--rounds 20] [--seed N] [--program sightglassd] [--durability full]

#include "crash/ledger.h"
#include "support/childserver.h"
#include "support/loadgenerator.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <random>
#include <thread>

using namespace sightglass::test;

namespace {

/// Load from many connections until the hub dies `after` this many milliseconds.
void oneRound(ChildHub& hub, const QString& key, int round, std::chrono::milliseconds after, Ledger& ledger)
{
    LoadPlan plan;
    plan.port = hub.port();
    plan.connections = round % 3 == 0 ? 200 : 40;
    plan.duration = std::chrono::seconds(20);
    plan.eventsPerRequest = round % 4 == 3 ? 20 : 1;
    plan.path = plan.eventsPerRequest > 1 ? "/v1/batch" : "/v1/track";
    plan.writeKey = key.toStdString();
    plan.idPrefix = "round" + std::to_string(round);
    plan.acknowledged = [&](std::int64_t first) { ledger.add(plan.idPrefix, first, plan.eventsPerRequest); };
    std::thread load([&plan] { (void)runLoad(plan); });
    std::this_thread::sleep_for(after);
    hub.kill9();
    load.join();
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const auto option = [&parser](const char* name, const char* help, const QString& value) {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(help), QStringLiteral("value"), value});
    };
    option("rounds", "How often to kill.", QStringLiteral("20"));
    option("seed", "Seed of the delays.", QStringLiteral("1"));
    option("durability", "full or normal.", QStringLiteral("full"));
    option("program", "The sightglassd to kill.",
           QCoreApplication::applicationDirPath() + QStringLiteral("/sightglassd"));
    parser.process(app);

    QTemporaryDir directory;
    ChildHub hub(parser.value(QStringLiteral("program")), directory.path(),
                 {QStringLiteral("SIGHTGLASS_DURABILITY=") + parser.value(QStringLiteral("durability")),
                  QStringLiteral("SIGHTGLASS_SEAL_ROWS=1024"), QStringLiteral("SIGHTGLASS_BACKGROUND_SHARE=50")});
    const QString key = hub.addProject();
    if (key.isEmpty()) {
        std::fprintf(stderr, "could not add a project\n");
        return 1;
    }
    std::mt19937 random(parser.value(QStringLiteral("seed")).toUInt());
    std::uniform_int_distribution<int> delay(5, 600);
    Ledger ledger;
    double slowest = 0;
    for (int round = 0; round < parser.value(QStringLiteral("rounds")).toInt(); ++round) {
        double readyMs = 0;
        if (!hub.start(&readyMs)) {
            std::fprintf(stderr, "round %d: the hub did not start\n", round);
            return 1;
        }
        slowest = std::max(slowest, readyMs);
        const std::chrono::milliseconds after(delay(random));
        oneRound(hub, key, round, after, ledger);
        std::printf("round %3d: ready in %4.0f ms, killed after %3lld ms, %lld requests answered so far\n", round,
                    readyMs, static_cast<long long>(after.count()), static_cast<long long>(ledger.answered));
        std::fflush(stdout);
    }
    std::printf("slowest start %.0f ms\n", slowest);
    return holdsAgainst(hub, ledger) ? 0 : 1;
}
