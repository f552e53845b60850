// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/importjob.h"
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <cstdio>
#include <sys/resource.h>
static double cpu(){ rusage u; getrusage(RUSAGE_SELF,&u); return u.ru_utime.tv_sec+u.ru_stime.tv_sec+(u.ru_utime.tv_usec+u.ru_stime.tv_usec)*1e-6; }
using namespace sightglass;
int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QString file = QString::fromLocal8Bit(argv[1]);
    const QTemporaryDir temporary;
    storage::StoreOptions options;
    options.directory = argc > 2 ? QString::fromLocal8Bit(argv[2]) : temporary.filePath(QStringLiteral("data"));
    const SystemClock clock;
    auto store = std::move(*storage::Store::open(options, clock));
    domain::Project project; project.name = "Site";
    domain::Source source;
    project = *store->control().addProject(project);
    source.project = project.id;
    source = *store->control().addSource(source);
    pipeline::PipelineParts parts;
    parts.idSecret = store->secret("ids");
    pipeline::Pipeline pipeline(std::move(parts));
    for (int i = 0; i < 2; ++i) {
    service::ImportPlan plan{project, file, service::ExchangeFormat::Ndjson, {}, options.directory + QStringLiteral("/imports")};
    service::ImportJob job(plan, *store, pipeline);
    JobControl control({});
    QElapsedTimer timer; timer.start(); const double c0 = cpu();
    const auto done = job.run(control);
    const double s = double(timer.nsecsElapsed()) / 1e9;
    if (!done) { std::printf("%s\n", qPrintable(done.error().detail)); return 1; }
    const double c = cpu() - c0; rusage u; getrusage(RUSAGE_SELF,&u); std::printf("cpu %.2f s, rss max %ld MB\n", c, u.ru_maxrss/1024);
    const auto state = control.state();
    std::printf("%lld accepted, %lld duplicates, %.2f s, %.0f events/s, %.2f us cpu an event\n", (long long)state.counts.at("accepted"), (long long)state.counts.at("duplicates"), s, double(state.counts.at("accepted") + state.counts.at("duplicates")) / s, c * 1e6 / double(state.counts.at("accepted") + state.counts.at("duplicates")));
    auto f = store->figures();
    std::printf("chunks %lld, sealed %.2f bytes a row, fresh %lld, file %.2f MB\n", (long long)f.chunks, double(f.sealedBytes) / double(f.sealedRows), (long long)f.freshRows, f.fileBytes / 1e6);
    std::fflush(stdout);
    if (argc > 3) break;
    }
    if (argc > 3) { QElapsedTimer timer; timer.start(); (void)store->seal(); auto f = store->figures();
    std::printf("compacted in %.2f s: chunks %lld, %.2f bytes a row, file %.2f MB\n", double(timer.nsecsElapsed()) / 1e9, (long long)f.chunks, double(f.sealedBytes) / double(f.sealedRows), f.fileBytes / 1e6); }
    store->drain();
}
