// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_sealprobe [--events N] [--directory DIR]
// Fills a store with N events (default 500 000) and prints how long senders wait for single events while nothing else
// happens and while all of it is sealed; then the rate of sealing, bytes an event before and after, the time of a
// snapshot with cold and with warm columns, and resident memory.
#include "storage/store.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <future>
#include <random>
#include <thread>

using namespace sightglass;

namespace {

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

/// Page views of 20 000 visitors over ten days.
class Generator
{
public:
    explicit Generator(SourceId source)
    {
        m_event.source = source;
        m_event.kind = domain::Kind::Pageview;
        m_event.name = "pageview";
        m_event.visitorBasis = domain::VisitorBasis::Client;
        m_event.hostname = "www.example.com";
        m_event.language = "en";
        m_event.country = "DE";
        m_event.browser = "Firefox";
        m_event.os = "Linux";
        m_event.properties = {{"plan", std::string("pro")}, {"seats", std::int64_t{12}}};
    }
    std::vector<domain::Event> next(TimePoint now, int count)
    {
        std::vector<domain::Event> events;
        for (int i = 0; i < count; ++i) {
            char id[40];
            std::snprintf(id, sizeof id, "%016llx%016llx", static_cast<unsigned long long>(m_random()),
                          static_cast<unsigned long long>(m_random()));
            m_event.messageId = id;
            m_event.visitor = (m_random() % 20'000 + 1) * 0x9e3779b97f4a7c15u;
            m_event.anonymousId = std::to_string(m_event.visitor);
            m_event.path = "/page/" + std::to_string(m_random() % 500);
            m_event.receivedAt = now;
            m_event.eventTime = m_event.timestamp = now - std::chrono::seconds(m_random() % 864'000);
            events.push_back(m_event);
        }
        return events;
    }

private:
    domain::Event m_event;
    std::mt19937_64 m_random{7};
};

/// Waits in milliseconds of single events, one every 2 ms, until `stop`.
std::vector<double> waits(storage::Store& store, Generator& generator, const Clock& clock,
                          const std::atomic<bool>& stop)
{
    std::vector<double> out;
    while (!stop) {
        std::promise<void> stored;
        QElapsedTimer timer;
        timer.start();
        need(store.sink().submit(generator.next(clock.now(), 1), [&](const Expected<domain::StoreOutcome>& outcome) {
            if (!outcome)
                die(outcome.error());
            stored.set_value();
        }));
        stored.get_future().wait();
        out.push_back(double(timer.nsecsElapsed()) / 1e6);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return out;
}

void printWaits(const char* when, std::vector<double> ms)
{
    std::sort(ms.begin(), ms.end());
    const auto at = [&](double share) { return ms[std::size_t(double(ms.size() - 1) * share)]; };
    std::printf("wait of a sender %s: p50 %.1f ms, p99 %.1f ms, most %.1f ms (%zu events)\n", when, at(0.5), at(0.99),
                ms.back(), ms.size());
}

void printSnapshot(const char* when, storage::Store& store, ProjectId project)
{
    domain::ScanRequest request;
    request.project = project;
    auto scan = need(store.openScan());
    request.range = need(scan->extent(project));
    request.range.to += std::chrono::milliseconds(1);
    request.numbers = {domain::NumberColumn::EventTime, domain::NumberColumn::ReceivedAt, domain::NumberColumn::Kind,
                       domain::NumberColumn::IsBot};
    request.texts = {domain::TextColumn::Path, domain::TextColumn::Country};
    QElapsedTimer timer;
    timer.start();
    const auto snapshot = need(scan->open(request, domain::Cancellation()));
    const double opened = double(timer.nsecsElapsed()) / 1e6;
    std::size_t rows = 0;
    for (std::size_t i = 0; i < snapshot->chunks().size(); ++i)
        rows += need(snapshot->chunk(i))->rows();
    std::printf("snapshot %s: open %.1f ms, all columns of %zu rows in %zu chunks %.1f ms\n", when, opened, rows,
                snapshot->chunks().size(), double(timer.nsecsElapsed()) / 1e6);
}

void printMemory(const char* when)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS") || line.startsWith("VmHWM"))
            std::printf("%s %s\n", when, line.simplified().constData());
    }
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption(
        {QStringLiteral("events"), QStringLiteral("Events to seal."), QStringLiteral("n"), QStringLiteral("500000")});
    parser.addOption({QStringLiteral("directory"), QStringLiteral("Where the data goes."), QStringLiteral("dir"), {}});
    parser.process(app);
    const QTemporaryDir temporary;
    storage::StoreOptions options;
    options.directory = parser.isSet(QStringLiteral("directory")) ? parser.value(QStringLiteral("directory"))
                                                                  : temporary.filePath(QStringLiteral("data"));
    options.sealing.rows = 1'000'000'000; // only when asked
    const SystemClock clock;
    const auto store = need(storage::Store::open(options, clock));
    domain::Project project;
    project.name = "Site";
    domain::Source source;
    source.project = need(store->control().addProject(project)).id;
    source = need(store->control().addSource(source));
    Generator generator(source.id);
    const std::int64_t events = parser.value(QStringLiteral("events")).toLongLong();
    for (std::int64_t sent = 0; sent < events; sent += 500) {
        std::promise<void> stored;
        need(store->sink().submit(generator.next(clock.now(), 500),
                                  [&](const Expected<domain::StoreOutcome>&) { stored.set_value(); }));
        stored.get_future().wait();
    }
    printMemory("filled");
    printSnapshot("of fresh rows", *store, source.project);

    std::atomic<bool> stop = false;
    std::future<std::vector<double>> quiet =
        std::async(std::launch::async, [&] { return waits(*store, generator, clock, stop); });
    std::this_thread::sleep_for(std::chrono::seconds(3));
    stop = true;
    printWaits("without sealing", quiet.get());
    stop = false;
    std::future<std::vector<double>> busy =
        std::async(std::launch::async, [&] { return waits(*store, generator, clock, stop); });
    QElapsedTimer timer;
    timer.start();
    need(store->seal());
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    stop = true;
    printWaits("while sealing", busy.get());
    const storage::StoreFigures figures = store->figures();
    std::printf("sealed and deleted %lld rows in %.1f s: %.0f rows/s, %lld chunks, %.1f bytes a row, %.1f before\n",
                static_cast<long long>(figures.sealedRows), seconds, double(figures.sealedRows) / seconds,
                static_cast<long long>(figures.chunks), double(figures.sealedBytes) / double(figures.sealedRows),
                double(figures.sealedRawBytes) / double(figures.sealedRows));
    printMemory("sealed");
    printSnapshot("with cold columns", *store, source.project);
    printSnapshot("with warm columns", *store, source.project);
    printMemory("asked");
    store->drain();
    return 0;
}
