// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 under load, again and again: every event whose request was answered 200 is there, once.
//
//   crash [--rounds 20] [--seed N] [--program sightglassd] [--durability full]

#include "support/childserver.h"
#include "support/loadgenerator.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <map>
#include <random>
#include <set>
#include <thread>

using namespace sightglass::test;

namespace {

struct Ledger
{
    std::set<std::string> acknowledged;
    std::int64_t answered = 0;
};

/// Load from `connections` connections until the hub dies `after` this many milliseconds.
void oneRound(ChildHub& hub, const QString& key, int round, int connections, int batch, std::chrono::milliseconds after, Ledger& ledger)
{
    LoadPlan plan;
    plan.port = hub.port();
    plan.connections = connections;
    plan.duration = std::chrono::seconds(20);
    plan.path = batch > 1 ? "/v1/batch" : "/v1/track";
    plan.eventsPerRequest = batch;
    plan.writeKey = key.toStdString();
    plan.idPrefix = "round" + std::to_string(round);
    plan.acknowledged = [&](std::int64_t first) {
        ++ledger.answered;
        for (int i = 0; i < batch; ++i)
            ledger.acknowledged.insert(loadId(plan.idPrefix, first + i));
    };
    std::thread load([&plan] { (void)runLoad(plan); });
    std::this_thread::sleep_for(after);
    hub.kill9();
    load.join();
}

/// Reads the export line by line; how often each id of the load is there.
std::map<std::string, int> storedIds(const ChildHub& hub)
{
    std::map<std::string, int> counts;
    for (const QByteArray& line : hub.run({QStringLiteral("export"), QStringLiteral("1")}).split('\n')) {
        if (line.isEmpty())
            continue;
        const std::string id = QJsonDocument::fromJson(line).object().value(QLatin1String("messageId")).toString().toStdString();
        ++counts[id];
    }
    return counts;
}

int report(const ChildHub& hub, const Ledger& ledger)
{
    const std::map<std::string, int> stored = storedIds(hub);
    const auto lost = std::count_if(ledger.acknowledged.begin(), ledger.acknowledged.end(), [&](const std::string& id) { return !stored.contains(id); });
    const auto twice = std::count_if(stored.begin(), stored.end(), [](const auto& entry) { return entry.second > 1; });
    int status = 0;
    const QByteArray findings = hub.run({QStringLiteral("check")}, &status);
    std::printf("acknowledged %zu, stored %zu, lost %lld, stored twice %lld, check %s\n", ledger.acknowledged.size(), stored.size(),
                static_cast<long long>(lost), static_cast<long long>(twice), status == 0 ? "clean" : findings.constData());
    return lost == 0 && twice == 0 && status == 0 && !ledger.acknowledged.empty() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{QStringLiteral("rounds"), QStringLiteral("How often to kill."), QStringLiteral("n"), QStringLiteral("20")},
                       {QStringLiteral("seed"), QStringLiteral("Seed of the delays."), QStringLiteral("n"), QStringLiteral("1")},
                       {QStringLiteral("durability"), QStringLiteral("full or normal."), QStringLiteral("mode"), QStringLiteral("full")},
                       {QStringLiteral("program"), QStringLiteral("The sightglassd to kill."), QStringLiteral("file"),
                        QCoreApplication::applicationDirPath() + QStringLiteral("/sightglassd")}});
    parser.process(app);
    QTemporaryDir directory;
    ChildHub hub(parser.value(QStringLiteral("program")), directory.path(),
                 {QStringLiteral("SIGHTGLASS_DURABILITY=") + parser.value(QStringLiteral("durability"))});
    const QString key = hub.addProject();
    if (key.isEmpty()) {
        std::fprintf(stderr, "crash: could not add a project\n");
        return 1;
    }
    std::mt19937 random(parser.value(QStringLiteral("seed")).toUInt());
    Ledger ledger;
    double slowest = 0;
    const int rounds = parser.value(QStringLiteral("rounds")).toInt();
    for (int round = 0; round < rounds; ++round) {
        double readyMs = 0;
        if (!hub.start(&readyMs)) {
            std::fprintf(stderr, "crash: round %d did not start\n", round);
            return 1;
        }
        slowest = std::max(slowest, readyMs);
        const std::chrono::milliseconds after(std::uniform_int_distribution<int>(5, 600)(random));
        oneRound(hub, key, round, round % 3 == 0 ? 200 : 40, round % 4 == 3 ? 20 : 1, after, ledger);
        std::printf("round %3d: ready in %4.0f ms, killed after %3lld ms, %lld requests answered so far\n", round, readyMs,
                    static_cast<long long>(after.count()), static_cast<long long>(ledger.answered));
        std::fflush(stdout);
    }
    std::printf("slowest start %.0f ms\n", slowest);
    return report(hub, ledger);
}
