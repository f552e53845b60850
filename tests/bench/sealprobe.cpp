// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_sealprobe [--events N] [--raw] [--directory DIR]
// Fills a store with N events (default 500 000) and prints how long senders wait for single events while nothing else
// happens and while all of it is sealed; then the rate of sealing, bytes an event before and after, the time of a
// snapshot with cold and with warm columns, and resident memory.
#include "bench/storesetup.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <future>
#include <thread>

using namespace sightglass;
using namespace sightglass::bench;

namespace {

/// Waits in milliseconds of single events, one every 2 ms, until `stop`.
std::vector<double> waits(storage::Store& store, PageViews& views, const Clock& clock, const std::atomic<bool>& stop)
{
    std::vector<double> out;
    while (!stop) {
        std::promise<void> stored;
        QElapsedTimer timer;
        timer.start();
        need(store.sink().submit(views.next(clock.now(), 1), [&](const Expected<domain::StoreOutcome>& outcome) {
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

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption(
        {QStringLiteral("events"), QStringLiteral("Events to seal."), QStringLiteral("n"), QStringLiteral("500000")});
    parser.addOption({QStringLiteral("raw"), QStringLiteral("With the texts as sent.")});
    parser.addOption({QStringLiteral("directory"), QStringLiteral("Where the data goes."), QStringLiteral("dir"), {}});
    parser.process(app);
    const QTemporaryDir temporary;
    storage::StoreOptions options;
    options.directory = parser.isSet(QStringLiteral("directory")) ? parser.value(QStringLiteral("directory"))
                                                                  : temporary.filePath(QStringLiteral("data"));
    options.sealing.rows = 1'000'000'000; // only when asked
    const SystemClock clock;
    const Site site = openSite(options, clock);
    storage::Store* const store = site.store.get();
    PageViews views(site.source.id, {20'000, std::chrono::hours(240), parser.isSet(QStringLiteral("raw"))}, 7);
    const std::int64_t events = parser.value(QStringLiteral("events")).toLongLong();
    for (std::int64_t sent = 0; sent < events; sent += 500) {
        std::promise<void> stored;
        need(store->sink().submit(views.next(clock.now(), 500),
                                  [&](const Expected<domain::StoreOutcome>&) { stored.set_value(); }));
        stored.get_future().wait();
    }
    printMemory("filled");
    printSnapshot("of fresh rows", *store, site.source.project);

    std::atomic<bool> stop = false;
    std::future<std::vector<double>> quiet =
        std::async(std::launch::async, [&] { return waits(*store, views, clock, stop); });
    std::this_thread::sleep_for(std::chrono::seconds(3));
    stop = true;
    printWaits("without sealing", quiet.get());
    stop = false;
    std::future<std::vector<double>> busy =
        std::async(std::launch::async, [&] { return waits(*store, views, clock, stop); });
    QElapsedTimer timer;
    timer.start();
    const double cpu = cpuSeconds();
    need(store->seal());
    const double cpuUsed = cpuSeconds() - cpu;
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    stop = true;
    printWaits("while sealing", busy.get());
    const storage::StoreFigures figures = store->figures();
    std::printf("sealed and deleted %lld rows in %.1f s: %.0f rows/s, %lld chunks, %.1f bytes a row, %.1f before\n",
                static_cast<long long>(figures.sealedRows), seconds, double(figures.sealedRows) / seconds,
                static_cast<long long>(figures.chunks), double(figures.sealedBytes) / double(figures.sealedRows),
                double(figures.sealedRawBytes) / double(figures.sealedRows));
    std::printf("%.2f us of processor a row\n", cpuUsed * 1e6 / double(figures.sealedRows));
    printMemory("sealed");
    printSnapshot("with cold columns", *store, site.source.project);
    printSnapshot("with warm columns", *store, site.source.project);
    printMemory("asked");
    store->drain();
    return 0;
}
