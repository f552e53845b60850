// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_storeprobe [--ids N] [--events N] [--directory DIR]
// Prints what the store takes in batches of 100 events with unique ids while N ids (default 10 million) are in the
// de-duplication horizon, next to a raw SQLite loop that inserts the same columns with the same bodies, 100 rows a
// transaction, in the same run; then the time to open that store again, the rate of a scan, and resident memory.
#include "storage/eventcodec.h"
#include "storage/sqltext.h"
#include "storage/store.h"
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
using storage::Durability;

namespace {

constexpr int kBatch = 100;
constexpr int kInFlight = 64; ///< Batches that wait for their answer, as so many connections would.

/// Makes believable page views with random ids.
class Generator
{
public:
    explicit Generator(SourceId source)
    {
        m_event.source = source;
        m_event.kind = domain::Kind::Pageview;
        m_event.name = "pageview";
        m_event.route = "segment.batch";
        m_event.visitorBasis = domain::VisitorBasis::Client;
        m_event.hostname = "www.example.com";
        m_event.title = "Pricing for small teams";
        m_event.referrerHost = "search.example";
        m_event.language = "en";
        m_event.country = "DE";
        m_event.browser = "Firefox";
        m_event.browserVersion = "128.0";
        m_event.os = "Linux";
        m_event.device = domain::Device::Desktop;
        m_event.libraryName = "analytics.js";
        m_event.properties = {{"plan", std::string("pro")}, {"seats", std::int64_t{12}}};
    }

    domain::Event next(TimePoint now)
    {
        char id[40];
        std::snprintf(id, sizeof id, "%016llx-%016llx", static_cast<unsigned long long>(m_random()),
                      static_cast<unsigned long long>(m_random()));
        m_event.messageId = id;
        m_event.anonymousId = id + 17;
        m_event.visitor = m_random() % 500'000 + 1;
        m_event.path = "/page/" + std::to_string(m_random() % 500);
        m_event.receivedAt = m_event.timestamp = now;
        m_event.eventTime = now;
        return m_event;
    }
    std::vector<domain::Event> batch(TimePoint now)
    {
        std::vector<domain::Event> events;
        for (int i = 0; i < kBatch; ++i)
            events.push_back(next(now));
        return events;
    }

private:
    domain::Event m_event;
    std::mt19937_64 m_random{std::random_device{}()};
};

void die(const Error& error)
{
    std::fprintf(stderr, "%s %s\n", qPrintable(error.detail), qPrintable(error.where));
    std::exit(1);
}

template <typename T> T need(Expected<T> value)
{
    if (!value)
        die(value.error());
    if constexpr (!std::is_void_v<T>)
        return std::move(*value);
}

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
double fill(storage::Store& store, Generator& generator, std::int64_t events, const Clock& clock)
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
        need(store.sink().submit(generator.batch(clock.now()), done));
    }
    window.waitForAll();
    return perSecond(events, timer.nsecsElapsed());
}

/// The reference: the same rows through the bare C API, one transaction a batch.
double rawLoop(const QString& directory, Durability durability, std::int64_t events)
{
    const QString file = directory + QLatin1String("/raw.db");
    storage::Connection connection = need(storage::Connection::open(file, storage::Connection::Mode::ReadWrite));
    need(connection.execute("PRAGMA journal_mode = WAL"));
    need(connection.execute(durability == Durability::Full ? "PRAGMA synchronous = FULL"
                                                           : "PRAGMA synchronous = NORMAL"));
    need(connection.execute(storage::sqlText("schema", "1")));
    storage::Statement insert = need(connection.prepare(storage::sqlText("event", "add")));
    Generator generator{SourceId(1)};
    std::string body;
    storage::encodeBody(generator.next(fromMs(1'770'000'000'000)), body);
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

void printMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS") || line.startsWith("VmHWM"))
            std::printf("%s\n", line.simplified().constData());
    }
}

void printScan(storage::Store& store, ProjectId project)
{
    auto scan = need(store.openScan());
    domain::ScanRequest request;
    request.project = project;
    request.range = need(scan->extent(project));
    request.range.to += std::chrono::milliseconds(1);
    request.numbers = {domain::NumberColumn::EventTime, domain::NumberColumn::Visitor, domain::NumberColumn::Kind};
    request.texts = {domain::TextColumn::Path, domain::TextColumn::Country};
    std::int64_t rows = 0;
    QElapsedTimer timer;
    timer.start();
    need(scan->scan(
        request, [&](const domain::Chunk& chunk) { rows += std::int64_t(chunk.rows()); }, domain::Cancellation()));
    std::printf("scan of five columns: %lld rows, %.0f rows/s\n", static_cast<long long>(rows),
                perSecond(rows, timer.nsecsElapsed()));
}

std::unique_ptr<storage::Store> openStore(const QString& directory, Durability durability, const Clock& clock)
{
    storage::StoreOptions options;
    options.directory = directory + QLatin1String("/data");
    options.durability = durability;
    QElapsedTimer timer;
    timer.start();
    auto store = need(storage::Store::open(options, clock));
    std::printf("open: %lld ms with %lld events\n", static_cast<long long>(timer.elapsed()),
                static_cast<long long>(store->figures().events));
    return store;
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
    parser.addOption({QStringLiteral("directory"), QStringLiteral("Where to work; default: a temporary one."),
                      QStringLiteral("DIR"), QDir::tempPath()});
    parser.process(app);
    const std::int64_t ids = parser.value(QStringLiteral("ids")).toLongLong();
    const std::int64_t events = parser.value(QStringLiteral("events")).toLongLong();
    const QTemporaryDir directory(parser.value(QStringLiteral("directory")) + QLatin1String("/storeprobe"));
    std::setvbuf(stdout, nullptr, _IOLBF, 0);

    const SystemClock clock;
    auto store = openStore(directory.path(), Durability::Normal, clock);
    domain::Project project;
    project.name = "Bench";
    project = need(store->control().addProject(project));
    domain::Source source;
    source.project = project.id;
    source = need(store->control().addSource(source));
    Generator generator(source.id);
    std::printf("preload of %lld ids: %.0f events/s\n", static_cast<long long>(ids),
                fill(*store, generator, ids, clock));
    for (const Durability durability : {Durability::Normal, Durability::Full}) {
        store.reset();
        store = openStore(directory.path(), durability, clock);
        const double rate = fill(*store, generator, events, clock);
        const double raw = rawLoop(directory.path(), durability, events);
        std::printf("durability %s: %.0f events/s, raw loop %.0f rows/s, ratio %.2f\n",
                    durability == Durability::Full ? "full" : "normal", rate, raw, rate / raw);
    }
    printMemory();
    printScan(*store, project.id);
    printMemory();
    return 0;
}
