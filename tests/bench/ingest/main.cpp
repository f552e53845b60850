// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast events get in, as ratios against references measured in the same run on the same machine.
//
//   bench_ingest [--program sightglassd] [--seconds 5] [--preload 10000000] [--durability full] [--sync-delay ms]

#include "bench/ingest/references.h"
#include "support/childserver.h"
#include "support/loadgenerator.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

#include <cstdio>

using namespace sightglass;
using namespace sightglass::bench;
using namespace sightglass::test;

namespace {

struct Measured
{
    LoadResult load;
    double cpuMicrosPerRequest = 0;
    double residentMb = 0;
};

Measured measure(qint64 pid, const LoadPlan& plan)
{
    const ProcessFigures before = figuresOf(pid);
    Measured m;
    m.load = runLoad(plan);
    const ProcessFigures after = figuresOf(pid);
    m.residentMb = after.peakResidentMb;
    if (m.load.requests > 0)
        m.cpuMicrosPerRequest = (after.cpuSeconds - before.cpuSeconds) * 1e6 / static_cast<double>(m.load.requests);
    return m;
}

void print(const char* what, int connections, const Measured& m, const char* ratioName, double ratio)
{
    std::printf("%-22s %4d conn  %9.0f req/s  p50 %7.2f ms  p99 %7.2f ms  cpu %6.1f us/req  peak %5.0f MB  refused %lld broken %lld",
                what, connections, m.load.rate(), m.load.p50Ms, m.load.p99Ms, m.cpuMicrosPerRequest, m.residentMb,
                static_cast<long long>(m.load.refused), static_cast<long long>(m.load.broken));
    if (ratioName)
        std::printf("  = %.2f of %s", ratio, ratioName);
    std::printf("\n");
    std::fflush(stdout);
}

class Bench
{
public:
    Bench(const QCommandLineParser& options, const QString& directory)
        : m_directory(directory)
        , m_seconds(options.value(QStringLiteral("seconds")).toDouble())
        , m_preload(options.value(QStringLiteral("preload")).toLongLong())
        , m_full(options.value(QStringLiteral("durability")) == QLatin1String("full"))
        , m_hub(options.value(QStringLiteral("program")), directory + QStringLiteral("/data"),
                {QStringLiteral("SIGHTGLASS_DURABILITY=") + options.value(QStringLiteral("durability")),
                 QStringLiteral("SIGHTGLASS_SYNC_DELAY=") + options.value(QStringLiteral("sync-delay"))})
    {
    }

    int run()
    {
        QDir().mkpath(m_directory + QStringLiteral("/data"));
        m_fdatasync = fdatasyncPerSecond(m_directory, 2);
        std::printf("fdatasync              %9.0f /s\n", m_fdatasync);
        m_key = m_hub.addProject();
        double readyMs = 0;
        if (m_key.isEmpty() || !m_hub.start(&readyMs))
            return 1;
        std::printf("hub ready after        %9.0f ms\n", readyMs);
        singles();
        idleConnections();
        batches();
        return restart();
    }

private:
    LoadPlan plan(std::uint16_t port, int connections, const char* prefix)
    {
        LoadPlan p;
        p.port = port;
        p.connections = connections;
        p.duration = std::chrono::milliseconds(static_cast<int>(m_seconds * 1000));
        p.writeKey = m_key.toStdString();
        p.idPrefix = std::string(prefix) + std::to_string(++m_runs);
        return p;
    }

    void singles()
    {
        const std::optional<Nginx> nginx = Nginx::start();
        if (!nginx)
            std::printf("nginx is not installed: no reference\n");
        for (const int connections : {1, 50, 500}) {
            Measured reference;
            if (nginx) {
                reference = measure(nginx->pid(), plan(nginx->port(), connections, "n"));
                print("nginx, constant", connections, reference, nullptr, 0);
            }
            const Measured ours = measure(m_hub.pid(), plan(m_hub.port(), connections, "s"));
            if (connections == 1)
                print("hub, single events", connections, ours, "fdatasync", ours.load.rate() / m_fdatasync);
            else
                print("hub, single events", connections, ours, "nginx", nginx ? ours.load.rate() / reference.load.rate() : 0);
            if (nginx)
                std::printf("%-22s %.2f x nginx's processor per request\n", "", ours.cpuMicrosPerRequest / reference.cpuMicrosPerRequest);
        }
    }

    void idleConnections()
    {
        const Measured without = measure(m_hub.pid(), plan(m_hub.port(), 50, "w"));
        LoadPlan crowded = plan(m_hub.port(), 50, "i");
        crowded.idleConnections = 2000;
        const Measured with = measure(m_hub.pid(), crowded);
        print("2000 idle beside", 50, with, "the rate without them", with.load.rate() / without.load.rate());
    }

    void batches()
    {
        if (m_preload > 0) {
            LoadPlan fill = plan(m_hub.port(), 8, "p");
            fill.path = "/v1/batch";
            fill.eventsPerRequest = 100;
            fill.maxRequests = m_preload / 100;
            fill.duration = std::chrono::minutes(10);
            const LoadResult filled = runLoad(fill);
            std::printf("filled %lld ids in %.1f s\n", static_cast<long long>(filled.requests * 100), filled.seconds);
        }
        LoadPlan batch = plan(m_hub.port(), 8, "b");
        batch.path = "/v1/batch";
        batch.eventsPerRequest = 100;
        const Measured m = measure(m_hub.pid(), batch);
        const double raw = rawInsertsPerSecond(m_directory, 420, 100, m_full, 3);
        std::printf("raw SQLite loop        %9.0f rows/s (100 a transaction)\n", raw);
        print("hub, batches of 100", 8, m, "the raw loop", m.load.rate() * 100 / raw);
        std::printf("%-22s %9.0f events/s stored\n", "", m.load.rate() * 100);
    }

    int restart()
    {
        if (!m_hub.terminate())
            return 1;
        double readyMs = 0;
        if (!m_hub.start(&readyMs))
            return 1;
        std::printf("ready again after      %9.0f ms, resident %.0f MB\n", readyMs, figuresOf(m_hub.pid()).peakResidentMb);
        return 0;
    }

    QString m_directory;
    double m_seconds;
    std::int64_t m_preload;
    bool m_full;
    ChildHub m_hub;
    QString m_key;
    double m_fdatasync = 0;
    int m_runs = 0;
};

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const auto option = [&parser](const char* name, const char* help, const QString& value) {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(help), QStringLiteral("value"), value});
    };
    option("program", "The sightglassd to measure.", QCoreApplication::applicationDirPath() + QStringLiteral("/sightglassd"));
    option("seconds", "Length of one measurement.", QStringLiteral("5"));
    option("preload", "Ids in the horizon before batches are measured.", QStringLiteral("10000000"));
    option("durability", "full or normal.", QStringLiteral("full"));
    option("sync-delay", "Milliseconds added to every commit.", QStringLiteral("0"));
    option("directory", "Where the data lies during the run.", QDir::tempPath());
    parser.process(app);
    QTemporaryDir directory(parser.value(QStringLiteral("directory")) + QStringLiteral("/sightglass-bench-XXXXXX"));
    return Bench(parser, directory.path()).run();
}
