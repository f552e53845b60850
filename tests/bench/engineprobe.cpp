// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what each report costs over a synthetic year in memory: bench_engineprobe [events] [rounds] [one report's
// number]
#include "query/history.h"
#include "syntheticscan.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <thread>

using namespace sightglass;
using namespace sightglass::test;

namespace {

constexpr TimePoint kFrom = fromMs(1'735'689'600'000); // 2025-01-01T00:00Z
constexpr int kDays = 365;

struct Question
{
    const char* kind;
    const char* property;
    int days;
    const char* filter = nullptr; ///< A page.
    bool ofEvents = false;        ///< Only metrics that need no visits.
};

constexpr Question kQuestions[] = {{"summary", nullptr, kDays},
                                   {"timeseries", nullptr, kDays},
                                   {"breakdown", "page", kDays},
                                   {"breakdown", "source", kDays},
                                   {"breakdown", "country", kDays},
                                   {"summary", nullptr, kDays, "/articles/page-7.html"},
                                   {"summary", nullptr, 30},
                                   {"timeseries", nullptr, 30},
                                   {"breakdown", "page", 30},
                                   {"breakdown", "source", 30},
                                   {"summary", nullptr, kDays, nullptr, true},
                                   {"timeseries", nullptr, kDays, nullptr, true},
                                   {"breakdown", "page", kDays, nullptr, true}};

QJsonObject descriptionOf(const Question& question)
{
    const auto day = [](int days) {
        return QDateTime::fromMSecsSinceEpoch(toMs(kFrom) + 86'400'000LL * days, Qt::UTC).toString(Qt::ISODate);
    };
    QJsonObject out{{QStringLiteral("kind"), QString::fromLatin1(question.kind)},
                    {QStringLiteral("from"), day(kDays - question.days)},
                    {QStringLiteral("to"), day(kDays)},
                    {QStringLiteral("timezone"), QStringLiteral("UTC")},
                    {QStringLiteral("metrics"),
                     question.ofEvents
                         ? QJsonArray{QStringLiteral("visitors"), QStringLiteral("pageviews"), QStringLiteral("events")}
                         : QJsonArray{QStringLiteral("visitors"), QStringLiteral("visits"), QStringLiteral("pageviews"),
                                      QStringLiteral("bounce_rate"), QStringLiteral("visit_duration")}}};
    if (question.property)
        out.insert(QStringLiteral("property"), QString::fromLatin1(question.property));
    if (qstrcmp(question.kind, "timeseries") == 0)
        out.insert(QStringLiteral("interval"), QStringLiteral("day"));
    if (question.filter)
        out.insert(QStringLiteral("filters"),
                   QJsonArray{QJsonObject{{QStringLiteral("property"), QStringLiteral("page")},
                                          {QStringLiteral("op"), QStringLiteral("is")},
                                          {QStringLiteral("value"), QString::fromLatin1(question.filter)}}});
    return out;
}

double memoryMb(const char* key)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith(key))
            return line.mid(static_cast<qsizetype>(qstrlen(key)) + 1).replace("kB", "").trimmed().toDouble() / 1024;
    }
    return 0;
}

void ask(bench::SyntheticScan& scan, const Question& question, std::size_t workers, int rounds)
{
    const QJsonObject description = descriptionOf(question);
    double best = 1e9;
    double bestProcessor = 1e9; // of all threads; what else runs on the machine hardly matters to it
    bool failed = false;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        const std::clock_t begun = std::clock();
        const QJsonObject answer = answerOf(scan, description, kFrom + std::chrono::hours(24 * kDays), testProject(),
                                            {query::EngineLimits().partRows, workers});
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        bestProcessor = std::min(bestProcessor, static_cast<double>(std::clock() - begun) * 1000 / CLOCKS_PER_SEC);
        failed = answer.contains(QStringLiteral("error"));
    }
    const double rows = static_cast<double>(scan.rows()) * question.days / kDays;
    std::printf("%zu thread%s  %-10s %-8s %-7s %3d days %8.1f ms, %8.1f ms of processor, %5.1f ns a row%s\n", workers,
                workers == 1 ? " " : "s", question.kind, question.property ? question.property : "",
                question.ofEvents ? "events"
                : question.filter ? "filter"
                                  : "",
                question.days, best, bestProcessor, bestProcessor * 1e6 / rows, failed ? "  FAILED" : "");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    bench::HistoryShape shape;
    shape.from = kFrom;
    shape.days = kDays;
    shape.rows = argc > 1 ? static_cast<std::size_t>(std::max(1000, std::atoi(argv[1]))) : shape.rows;
    shape.visitors = static_cast<std::uint32_t>(std::max<std::size_t>(100, shape.rows / 20));
    const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 5;
    const int only = argc > 3 ? std::atoi(argv[3]) : -1;
    bench::SyntheticScan scan(shape);
    const double before = memoryMb("VmRSS:");
    std::printf("%zu rows, %.0f MB\n", scan.rows(), before);
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    for (const std::size_t workers : {std::size_t{1}, cores}) {
        for (std::size_t i = 0; i < std::size(kQuestions); ++i) {
            if (only < 0 || static_cast<std::size_t>(only) == i)
                ask(scan, kQuestions[i], workers, rounds);
        }
    }
    std::printf("peak %.0f MB, of which the history %.0f MB\n", memoryMb("VmHWM:"), before);
    return 0;
}
