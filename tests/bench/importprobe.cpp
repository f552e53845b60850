// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_importprobe [--days N] [--raw] [--file FILE] [--directory DIR] [--stretch MIB]
// Imports N days (default 20) of 27 000 page views each, or FILE, into an empty store, then once more, when all of them
// are there already: events per second, processor time an event, bytes a row, memory. --raw: with the texts as sent.
#include "bench/storesetup.h"
#include "domain/eventjson.h"
#include "service/importjob.h"
#include "support/pageviewhistory.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace sightglass;
using namespace sightglass::bench;

namespace {

void writeHistory(const QString& name, int days, bool withRaw)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        die(Error{ErrorCode::Io, QStringLiteral("The history cannot be written."), name});
    for (int day = 0; day < days; ++day) {
        test::PageViewDay plan;
        plan.day = fromMs(1'735'689'600'000) + std::chrono::days(day);
        plan.seed = std::uint32_t(day) + 1;
        plan.withRaw = withRaw;
        std::string lines;
        for (const domain::Event& event : test::pageViews(plan)) {
            domain::appendJson(lines, event);
            lines += '\n';
        }
        file.write(lines.data(), qint64(lines.size()));
    }
}

void import(const service::ImportPlan& plan, storage::Store& store, const pipeline::Pipeline& pipeline)
{
    service::ImportJob job(plan, store, pipeline);
    JobControl control({});
    const double cpu = cpuSeconds();
    QElapsedTimer timer;
    timer.start();
    need(job.run(control));
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const auto counts = control.state().counts;
    const auto events = double(counts.at("accepted") + counts.at("duplicates"));
    std::printf("%lld accepted, %lld duplicates: %.0f events/s, %.2f us of processor an event\n",
                static_cast<long long>(counts.at("accepted")), static_cast<long long>(counts.at("duplicates")),
                events / seconds, (cpuSeconds() - cpu) * 1e6 / events);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption(
        {QStringLiteral("days"), QStringLiteral("Days to import."), QStringLiteral("n"), QStringLiteral("20")});
    parser.addOption({QStringLiteral("raw"), QStringLiteral("With the texts as sent.")});
    parser.addOption({QStringLiteral("file"), QStringLiteral("An export as NDJSON."), QStringLiteral("file"), {}});
    parser.addOption({QStringLiteral("directory"), QStringLiteral("Where the data goes."), QStringLiteral("dir"), {}});
    parser.addOption({QStringLiteral("stretch"), QStringLiteral("Read before it is stored."), QStringLiteral("MiB"),
                      QStringLiteral("128")});
    parser.process(app);
    const QTemporaryDir temporary;
    QString file = parser.value(QStringLiteral("file"));
    if (file.isEmpty()) {
        file = temporary.filePath(QStringLiteral("history.ndjson"));
        writeHistory(file, parser.value(QStringLiteral("days")).toInt(), parser.isSet(QStringLiteral("raw")));
    }
    storage::StoreOptions options;
    options.directory = parser.isSet(QStringLiteral("directory")) ? parser.value(QStringLiteral("directory"))
                                                                  : temporary.filePath(QStringLiteral("data"));
    const SystemClock clock;
    const Site site = openSite(options, clock);
    pipeline::PipelineParts parts;
    parts.idSecret = site.store->secret("ids");
    const pipeline::Pipeline pipeline(std::move(parts));
    service::ImportPlan plan{need(site.store->control().project(site.source.project)),
                             file,
                             service::ExchangeFormat::Ndjson,
                             {},
                             options.directory + QStringLiteral("/imports")};
    plan.stretchBytes = parser.value(QStringLiteral("stretch")).toLongLong() * 1024 * 1024;
    for (int time = 0; time < 2; ++time) {
        import(plan, *site.store, pipeline);
        const storage::StoreFigures figures = site.store->figures();
        std::printf("%lld chunks, %.2f bytes a row, file of %.1f MB\n", static_cast<long long>(figures.chunks),
                    double(figures.sealedBytes) / double(figures.sealedRows), double(figures.fileBytes) / 1e6);
        printMemory("imported");
    }
    site.store->drain();
    return 0;
}
