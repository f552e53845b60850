// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast events get in, as ratios against references measured in the same run on the same machine (design §7).
//
//   bench_ingest [--program sightglassd] [--seconds 5] [--preload 10000000] [--durability full|normal|both]
//                [--sync-delay ms] [--only part,…] [--protocols name,…] [--directory DIR] [--data DIR]
//
// Parts: one (1 connection against fdatasync), many (50 and 500 against nginx), idle (2 000 idle connections beside
// 50), batches (of 100, against a raw SQLite loop), protocols (a single event in the words of each protocol --protocols
// names, 50 connections, against Segment's). With --data the hub's directory is kept, and a next run with the same one
// only adds the ids that are still missing.

#include "bench/ingest/measured.h"
#include "bench/ingest/protocols.h"
#include "bench/ingest/references.h"
#include "support/childserver.h"
#include "support/requesttemplate.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

using namespace sightglass;
using namespace sightglass::bench;
using namespace sightglass::test;

namespace {

constexpr int kBatch = 100;
constexpr int kBatchConnections = 8;
constexpr int kIdleConnections = 2000;
constexpr int kProtocolConnections = 50;
constexpr double kReferenceSeconds = 2;
constexpr std::int64_t kSealedWhenSo = 100'000; ///< The hub seals 65 536 rows at a time.

struct Options
{
    QString program;
    QString directory; ///< For references.
    QString data;      ///< The hub's.
    QStringList parts; ///< Empty: all.
    QStringList protocols;
    QStringList durabilities;
    double seconds = 5;
    std::int64_t preload = 0;
    int syncDelayMs = 0;

    [[nodiscard]] bool wants(const char* part) const { return parts.isEmpty() || parts.contains(QLatin1String(part)); }
};

/// One hub with one durability, measured from start to restart.
class Bench
{
public:
    Bench(const Options& options, const QString& durability)
        : m_options(options)
        , m_isFull(durability == QLatin1String("full"))
        , m_hub(options.program, options.data,
                {QStringLiteral("SIGHTGLASS_DURABILITY=") + durability,
                 QStringLiteral("SIGHTGLASS_SYNC_DELAY=%1").arg(options.syncDelayMs),
                 QStringLiteral("SIGHTGLASS_ADDRESS_RATE=0")})
    {
        std::printf("--- durability %s\n", qPrintable(durability));
    }

    bool run()
    {
        m_key = m_hub.addProject();
        if (m_key.isEmpty())
            return false;
        if (m_options.wants("protocols"))
            m_source = m_hub.addSource(QStringLiteral("shop-%1.example").arg(QDateTime::currentMSecsSinceEpoch()));
        if (!start())
            return false;
        preload();
        catchUp();
        if (m_options.wants("one"))
            oneConnection();
        if (m_options.wants("many"))
            manyConnections();
        if (m_options.wants("idle"))
            idleConnections();
        if (m_options.wants("batches"))
            batches();
        if (m_options.wants("protocols"))
            protocols();
        return m_hub.terminate() && start() && m_hub.terminate();
    }

private:
    bool start()
    {
        double readyMs = 0;
        if (!m_hub.start(&readyMs))
            return false;
        const auto table = readEventTable(m_options.data + QStringLiteral("/sightglass.db"));
        std::printf("hub ready after        %9.0f ms with %lld events, resident %.0f MB\n", readyMs,
                    table ? static_cast<long long>(table->lastSeq) : 0, figuresOf(m_hub.pid()).peakResidentMb);
        return true;
    }

    /// Ids are unique across runs and as long as senders' own.
    LoadPlan plan(std::uint16_t port, int connections)
    {
        LoadPlan p;
        p.port = port;
        p.connections = connections;
        p.duration = std::chrono::milliseconds(static_cast<int>(m_options.seconds * 1000));
        p.writeKey = m_key.toStdString();
        p.idPrefix = "bench-" + std::to_string(QDateTime::currentMSecsSinceEpoch()) + "-" + std::to_string(++m_runs);
        return p;
    }
    LoadPlan batchPlan()
    {
        LoadPlan p = plan(m_hub.port(), kBatchConnections);
        p.path = "/v1/batch";
        p.eventsPerRequest = kBatch;
        return p;
    }

    void preload()
    {
        const auto table = readEventTable(m_options.data + QStringLiteral("/sightglass.db"));
        const std::int64_t missing = m_options.preload - (table ? table->lastSeq : 0);
        if (missing <= 0)
            return;
        LoadPlan fill = batchPlan();
        fill.maxRequests = (missing + kBatch - 1) / kBatch;
        fill.duration = std::chrono::minutes(20);
        const LoadResult filled = runLoad(fill);
        std::printf("filled %lld ids in %.1f s\n", static_cast<long long>(filled.requests * kBatch), filled.seconds);
        std::fflush(stdout);
    }

    /// Filling leaves more fresh rows than a hub has that keeps up. They are sealed first: while a second core is taken
    /// by them, nothing else is measured.
    void catchUp()
    {
        const auto begun = std::chrono::steady_clock::now();
        const auto rowsBehind = [this] {
            const auto table = readEventTable(m_options.data + QStringLiteral("/sightglass.db"));
            return table ? table->freshRows : 0;
        };
        const std::int64_t before = rowsBehind();
        std::int64_t behind = before;
        for (; behind > kSealedWhenSo; behind = rowsBehind())
            std::this_thread::sleep_for(std::chrono::milliseconds(500));
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
        if (before > behind)
            std::printf("sealed %lld rows that were behind in %.1f s\n", static_cast<long long>(before - behind),
                        took.count());
        std::fflush(stdout);
    }

    /// What the disk does changes by the minute: the reference is taken before and after.
    void oneConnection()
    {
        const SyncRates before = syncRates(m_options.directory, kReferenceSeconds);
        const Measured ours = measure(m_hub.pid(), plan(m_hub.port(), 1));
        const SyncRates after = syncRates(m_options.directory, kReferenceSeconds);
        const double syncs = (before.inPlace + after.inPlace) / 2;
        std::printf("fdatasync              %9.0f /s before, %.0f /s after (%.0f and %.0f in a growing file)\n",
                    before.inPlace, after.inPlace, before.growing, after.growing);
        const double withDelay = 1 / (1 / std::max(syncs, 1.0) + m_options.syncDelayMs / 1000.0);
        print("hub, single events", 1, ours, {"fdatasync", withDelay});
        const auto nginx = Nginx::start();
        if (!nginx)
            return;
        const Measured reference = measure(nginx->pid(), plan(nginx->port(), 1));
        print("nginx, constant", 1, reference);
        // On a disk as fast as a loopback exchange no server can reach the rate of bare syncs.
        const double both = 1 / (1 / std::max(reference.load.rate(), 1.0) + 1 / withDelay);
        std::printf("%-22s an nginx answer and a sync in turn would give %.0f /s, %.2f of fdatasync; the hub has %.2f "
                    "of that\n",
                    "", both, both / withDelay, ours.load.rate() / both);
    }

    void manyConnections()
    {
        const std::optional<Nginx> nginx = Nginx::start();
        if (!nginx)
            std::printf("nginx is not installed: no reference\n");
        for (const int connections : {50, 500}) {
            Measured reference;
            if (nginx) {
                reference = measure(nginx->pid(), plan(nginx->port(), connections));
                print("nginx, constant", connections, reference);
            }
            const Measured ours = measure(m_hub.pid(), plan(m_hub.port(), connections));
            print("hub, single events", connections, ours, {"nginx", reference.load.rate()});
            if (nginx)
                std::printf("%-22s %.2f x nginx's processor per request\n", "",
                            ours.cpuMicrosPerRequest / reference.cpuMicrosPerRequest);
        }
    }

    void idleConnections()
    {
        const Measured without = measure(m_hub.pid(), plan(m_hub.port(), 50));
        LoadPlan crowded = plan(m_hub.port(), 50);
        crowded.idleConnections = kIdleConnections;
        print("2000 idle beside", 50, measure(m_hub.pid(), crowded), {"the rate without them", without.load.rate()});
    }

    void batches()
    {
        const Measured m = measure(m_hub.pid(), batchPlan());
        const auto table = readEventTable(m_options.data + QStringLiteral("/sightglass.db"));
        const double raw =
            table ? rawInsertsPerSecond(m_options.directory, *table, kBatch, m_isFull, m_options.seconds) : 0;
        std::printf("raw SQLite loop        %9.0f rows/s (100 a transaction, bodies of %d bytes)\n", raw,
                    table ? table->bodyBytes : 0);
        print("hub, batches of 100", kBatchConnections, m, {"the raw loop", raw}, kBatch);
    }

    [[nodiscard]] std::int64_t storedEvents() const
    {
        const auto table = readEventTable(m_options.data + QStringLiteral("/sightglass.db"));
        return table ? table->lastSeq : 0;
    }

    void protocols()
    {
        const Measured segment = measure(m_hub.pid(), plan(m_hub.port(), kProtocolConnections));
        print("segment", kProtocolConnections, segment);
        for (const ProtocolRequest& request : protocolRequests()) {
            if (m_options.protocols.contains(QLatin1String(request.protocol)))
                oneProtocol(request, segment.load.rate());
        }
    }

    /// An answer does not say that anything was stored, so that is looked up.
    void oneProtocol(const ProtocolRequest& request, double segmentRate)
    {
        const auto text = [this](const char* part) { return filledFrom(m_source, part).toStdString(); };
        const std::string body = text(request.body);
        RequestTemplate made(text(request.line) + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(m_hub.port()) +
                                 "\r\n" + text(request.headers) + std::string(kBrowserHeaders),
                             body.empty() ? std::vector<std::string>() : std::vector{body});
        LoadPlan load = plan(m_hub.port(), kProtocolConnections);
        load.request = [&made, base = m_sent](std::int64_t first) -> const std::string& {
            return made.numbered(base + first);
        };
        const std::int64_t before = storedEvents();
        const Measured measured = measure(m_hub.pid(), load);
        const std::int64_t sent = measured.load.requests + measured.load.refused + measured.load.broken;
        m_sent += sent + kProtocolConnections;
        print(request.protocol, kProtocolConnections, measured, {"segment", segmentRate});
        if (const std::int64_t stored = storedEvents() - before; stored != measured.load.requests)
            std::printf("%-22s stored %lld of %lld\n", "", static_cast<long long>(stored),
                        static_cast<long long>(sent));
    }

    const Options& m_options;
    const bool m_isFull;
    ChildHub m_hub;
    QString m_key;
    QJsonObject m_source; ///< That of the protocols.
    /// No id is sent twice, not by a later run either.
    std::int64_t m_sent = QDateTime::currentSecsSinceEpoch() % 10'000'000 * 100'000;
    int m_runs = 0;
};

QStringList protocolNames()
{
    QStringList names;
    for (const ProtocolRequest& request : protocolRequests())
        names.append(QLatin1String(request.protocol));
    return names;
}

Options readOptions(const QString& scratch)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    const auto option = [&parser](const char* name, const char* help, const QString& value) {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(help), QStringLiteral("value"), value});
    };
    option("program", "The sightglassd to measure.",
           QCoreApplication::applicationDirPath() + QStringLiteral("/sightglassd"));
    option("seconds", "Length of one measurement.", QStringLiteral("5"));
    option("preload", "Ids in the horizon before anything is measured.", QStringLiteral("10000000"));
    option("durability", "full, normal or both.", QStringLiteral("both"));
    option("sync-delay", "Milliseconds added to every commit.", QStringLiteral("0"));
    option("only", "Parts to run, separated by commas: one, many, idle, batches, protocols.", QString());
    option("protocols", "Protocols of that part, separated by commas.", protocolNames().join(u','));
    option("directory", "Where references and, without --data, the hub's data lie.", scratch);
    option("data", "The hub's data directory, kept afterwards.", QString());
    parser.process(*QCoreApplication::instance());

    Options options;
    options.program = parser.value(QStringLiteral("program"));
    options.directory = parser.value(QStringLiteral("directory"));
    options.data = parser.value(QStringLiteral("data"));
    if (options.data.isEmpty())
        options.data = scratch + QStringLiteral("/data");
    options.parts = parser.value(QStringLiteral("only")).split(u',', Qt::SkipEmptyParts);
    options.protocols = parser.value(QStringLiteral("protocols")).split(u',', Qt::SkipEmptyParts);
    const QString durability = parser.value(QStringLiteral("durability"));
    options.durabilities = durability == QLatin1String("both")
                               ? QStringList{QStringLiteral("full"), QStringLiteral("normal")}
                               : QStringList{durability};
    options.seconds = parser.value(QStringLiteral("seconds")).toDouble();
    options.preload = parser.value(QStringLiteral("preload")).toLongLong();
    options.syncDelayMs = parser.value(QStringLiteral("sync-delay")).toInt();
    return options;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QTemporaryDir scratch;
    const Options options = readOptions(scratch.path());
    for (const QString& protocol : options.protocols) {
        if (!protocolNames().contains(protocol)) {
            std::fprintf(stderr, "%s is none of %s\n", qPrintable(protocol), qPrintable(protocolNames().join(u',')));
            return 2;
        }
    }
    QDir().mkpath(options.data);
    for (const QString& durability : options.durabilities) {
        if (!Bench(options, durability).run())
            return 1;
    }
    return 0;
}
