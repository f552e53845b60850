// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_storeprobe [--ids N] [--events N] [--raw] [--directory DIR]
// Prints what the store takes in batches of 100 events with unique ids while N ids (default 10 million) are in the
// de-duplication horizon, next to a raw SQLite loop that inserts the same columns with the same bodies, 100 rows a
// transaction, in the same run; then the time to open that store again, the rate of a scan, and resident memory.
#include "bench/storesetup.h"
#include "storage/bodyencoder.h"
#include "storage/sqltext.h"
#include "storage/transaction.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <random>

using namespace sightglass;
using namespace sightglass::bench;
using storage::Durability;

namespace {

constexpr int kBatch = 100;
constexpr int kInFlight = 64; ///< Batches that wait for their answer, as so many connections would.

double perSecond(std::int64_t count, std::int64_t ns)
{
    return double(count) * 1e9 / double(std::max<std::int64_t>(ns, 1));
}

/// Lets so many submissions wait at once.
class Window
{
public:
    void enter()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_inFlight < kInFlight; });
        ++m_inFlight;
    }
    void leave()
    {
        const std::lock_guard lock(m_mutex);
        --m_inFlight;
        m_changed.notify_all();
    }
    void waitForAll()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_inFlight == 0; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_inFlight = 0;
};

/// Submits that many events in batches; gives events per second, all answered.
double fill(storage::Store& store, PageViews& views, std::int64_t events, const Clock& clock)
{
    Window window;
    QElapsedTimer timer;
    timer.start();
    for (std::int64_t sent = 0; sent < events; sent += kBatch) {
        window.enter();
        const auto done = [&window](Expected<domain::StoreOutcome> outcome) {
            if (!outcome)
                die(outcome.error());
            window.leave();
        };
        need(store.sink().submit(views.next(clock.now(), kBatch), done));
    }
    window.waitForAll();
    return perSecond(events, timer.nsecsElapsed());
}

/// The reference: the same rows through the bare C API, one transaction a batch.
double rawLoop(const QString& directory, Durability durability, std::int64_t events, bool withRaw)
{
    const QString file = directory + QLatin1String("/raw.db");
    storage::Connection connection = need(storage::Connection::open(file, storage::Connection::Mode::ReadWrite));
    need(connection.execute("PRAGMA journal_mode = WAL"));
    need(connection.execute(durability == Durability::Full ? "PRAGMA synchronous = FULL"
                                                           : "PRAGMA synchronous = NORMAL"));
    need(connection.execute(storage::sqlText("schema", "1")));
    storage::Statement insert = need(connection.prepare(storage::sqlText("event", "add")));
    PageViews::Plan plan;
    plan.withRaw = withRaw;
    PageViews views(SourceId(1), plan, 1);
    std::string body;
    storage::BodyEncoder().encode(views.next(fromMs(1'770'000'000'000)), body);
    QElapsedTimer timer;
    timer.start();
    for (std::int64_t seq = 1; seq <= events;) {
        storage::Transaction transaction = need(storage::Transaction::begin(connection));
        for (int i = 0; i < kBatch; ++i, ++seq) {
            insert.bind(1, seq).bind(2, 1).bind(3, 1'770'000'000'000 + seq).bind(4, 1'770'000'000'000 + seq);
            insert.bind(5, 0).bind(6, seq * 7919).bindBlob(7, body);
            need(insert.run());
        }
        need(transaction.commit());
    }
    const double rate = perSecond(events, timer.nsecsElapsed());
    QFile::remove(file);
    QFile::remove(file + QLatin1String("-wal"));
    QFile::remove(file + QLatin1String("-shm"));
    return rate;
}

void printScan(storage::Store& store, ProjectId project)
{
    auto scan = need(store.openScan());
    domain::ScanRequest request;
    request.project = project;
    request.range = need(scan->extent(project));
    request.range.to += std::chrono::milliseconds(1);
    request.numbers = {domain::NumberColumn::EventTime, domain::NumberColumn::Kind};
    request.texts = {domain::TextColumn::Path, domain::TextColumn::Country};
    std::int64_t rows = 0;
    QElapsedTimer timer;
    timer.start();
    const auto snapshot = need(scan->open(request, domain::Cancellation()));
    for (std::size_t i = 0; i < snapshot->chunks().size(); ++i)
        rows += std::int64_t(need(snapshot->chunk(i))->rows());
    std::printf("scan of visitors and four columns: %lld rows, %.0f rows/s\n", static_cast<long long>(rows),
                perSecond(rows, timer.nsecsElapsed()));
}

Site openMeasured(const QString& directory, Durability durability, const Clock& clock)
{
    storage::StoreOptions options;
    options.directory = directory + QLatin1String("/data");
    options.durability = durability;
    QElapsedTimer timer;
    timer.start();
    Site site = openSite(options, clock);
    std::printf("open: %lld ms with %lld events\n", static_cast<long long>(timer.elapsed()),
                static_cast<long long>(site.store->figures().events));
    return site;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({QStringLiteral("ids"), QStringLiteral("Ids in the horizon before measuring."),
                      QStringLiteral("N"), QStringLiteral("10000000")});
    parser.addOption({QStringLiteral("events"), QStringLiteral("Events per measurement."), QStringLiteral("N"),
                      QStringLiteral("1000000")});
    parser.addOption({QStringLiteral("raw"), QStringLiteral("With the texts as sent.")});
    parser.addOption({QStringLiteral("directory"), QStringLiteral("Where to work; default: a temporary one."),
                      QStringLiteral("DIR"), QDir::tempPath()});
    parser.process(app);
    const std::int64_t ids = parser.value(QStringLiteral("ids")).toLongLong();
    const std::int64_t events = parser.value(QStringLiteral("events")).toLongLong();
    PageViews::Plan plan;
    plan.withRaw = parser.isSet(QStringLiteral("raw"));
    const QTemporaryDir directory(parser.value(QStringLiteral("directory")) + QLatin1String("/storeprobe"));
    std::setvbuf(stdout, nullptr, _IOLBF, 0);

    const SystemClock clock;
    Site site = openMeasured(directory.path(), Durability::Normal, clock);
    PageViews views(site.source.id, plan, std::random_device{}());
    std::printf("preload of %lld ids: %.0f events/s\n", static_cast<long long>(ids),
                fill(*site.store, views, ids, clock));
    for (const Durability durability : {Durability::Normal, Durability::Full}) {
        site.store.reset();
        site = openMeasured(directory.path(), durability, clock);
        const double cpu = cpuSeconds();
        const double rate = fill(*site.store, views, events, clock);
        std::printf("%.2f us of processor an event\n", (cpuSeconds() - cpu) * 1e6 / double(events));
        const double raw = rawLoop(directory.path(), durability, events, plan.withRaw);
        std::printf("durability %s: %.0f events/s, raw loop %.0f rows/s, ratio %.2f\n",
                    durability == Durability::Full ? "full" : "normal", rate, raw, rate / raw);
    }
    printMemory("measured");
    printScan(*site.store, site.source.project);
    printMemory("scanned");
    return 0;
}
