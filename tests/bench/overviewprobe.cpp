// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what the questions of the overview page cost over a store that is there (as tests/bench/query leaves it), each
// alone and all together: bench_overviewprobe DIRECTORY [rounds] [only those whose line has this text]
#include "query/history.h"
#include "query/queryjson.h"
#include "storage/store.h"
#include "support/manualclock.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace sightglass;
using namespace sightglass::test;

namespace {

constexpr TimePoint kFrom = fromMs(1'735'689'600'000); // 2025-01-01T00:00Z, as tests/bench/query/history.mjs
constexpr int kDays = 365;

struct Range
{
    const char* name;
    int from;
    int days;
};
constexpr Range kRanges[] = {{"30 days", 300, 30}, {"a year", 0, kDays}};

QJsonObject asked(const Range& range, QJsonObject question)
{
    const auto day = [](int days) { return iso(kFrom + std::chrono::hours(24 * days)); };
    question.insert(QStringLiteral("from"), day(range.from));
    question.insert(QStringLiteral("to"), day(range.from + range.days));
    question.insert(QStringLiteral("timezone"), QStringLiteral("UTC"));
    return question;
}

/// What the window's page asks: see app/models/overviewdata.cpp.
std::vector<QJsonObject> overview(const Range& range)
{
    const QJsonArray metrics{QStringLiteral("visitors"),       QStringLiteral("visits"),
                             QStringLiteral("pageviews"),      QStringLiteral("bounce_rate"),
                             QStringLiteral("visit_duration"), QStringLiteral("events"),
                             QStringLiteral("revenue")};
    const QJsonObject series{{QStringLiteral("kind"), QStringLiteral("timeseries")},
                             {QStringLiteral("interval"), QStringLiteral("day")},
                             {QStringLiteral("metrics"), metrics}};
    std::vector<QJsonObject> out{asked(range, {{QStringLiteral("kind"), QStringLiteral("summary")},
                                               {QStringLiteral("metrics"), metrics},
                                               {QStringLiteral("compare"), QStringLiteral("previous")}}),
                                 asked(range, series),
                                 asked({range.name, range.from - range.days, range.days}, series)};
    for (const char* const property : {"page", "source", "country", "browser", "event"})
        out.push_back(asked(range, {{QStringLiteral("kind"), QStringLiteral("breakdown")},
                                    {QStringLiteral("property"), QString::fromLatin1(property)},
                                    {QStringLiteral("metrics"), QJsonArray{QStringLiteral("visitors")}},
                                    {QStringLiteral("limit"), 9}}));
    return out;
}

double memoryMb(const char* key)
{
    QFile file(QStringLiteral("/proc/self/status"));
    const QList<QByteArray> lines = file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
    for (const QByteArray& line : lines) {
        if (line.startsWith(key))
            return line.mid(static_cast<qsizetype>(qstrlen(key)) + 1).replace("kB", "").trimmed().toDouble() / 1024;
    }
    return 0;
}

/// Best of some rounds: what else runs on the machine hardly matters to the processor's time.
void measure(const char* range, const QString& name, storage::Store& store, const std::vector<QJsonObject>& questions,
             const domain::Project& project, int rounds)
{
    double best = 1e9;
    double first = 0;
    double wall = 1e9;
    bool failed = false;
    for (int i = 0; i < rounds; ++i) {
        const auto scan = store.openScan();
        if (!scan)
            return;
        QElapsedTimer timer;
        timer.start();
        const std::clock_t begun = std::clock();
        for (const QJsonObject& answer : answersOf(**scan, questions, kFrom + std::chrono::hours(24 * kDays), project))
            failed = failed || answer.contains(QStringLiteral("error"));
        const double took = static_cast<double>(std::clock() - begun) * 1000 / CLOCKS_PER_SEC;
        first = i == 0 ? took : first;
        best = std::min(best, took);
        wall = std::min(wall, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::printf("%-8s %-24s %9.1f ms of processor (first %9.1f), %9.1f ms%s\n", range, qPrintable(name), best, first,
                wall, failed ? "  FAILED" : "");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_overviewprobe DIRECTORY [rounds] [text]\n");
        return 2;
    }
    const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    const QString wanted = argc > 3 ? QString::fromLocal8Bit(argv[3]) : QString();
    const ManualClock clock(kFrom + std::chrono::hours(24 * kDays));
    storage::StoreOptions options;
    options.directory = QString::fromLocal8Bit(argv[1]);
    auto store = storage::Store::open(options, clock);
    if (!store) {
        std::fprintf(stderr, "no store: %s\n", qPrintable(store.error().detail));
        return 1;
    }
    const auto project = (*store)->control().project(ProjectId(1));
    if (!project)
        return 1;
    for (const Range& range : kRanges) {
        const auto ask = [&](const QString& name, const std::vector<QJsonObject>& questions) {
            if (QString(QLatin1String(range.name) + u' ' + name).contains(wanted))
                measure(range.name, name, **store, questions, *project, rounds);
        };
        const std::vector<QJsonObject> questions = overview(range);
        for (const QJsonObject& question : questions)
            ask(question.value(QStringLiteral("kind")).toString() + u' ' +
                    question.value(QStringLiteral("property")).toString(),
                {question});
        ask(QStringLiteral("together"), questions);
    }
    std::printf("peak %.0f MB\n", memoryMb("VmHWM:"));
    return 0;
}
