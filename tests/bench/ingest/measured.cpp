// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/ingest/measured.h"

#include "support/childserver.h"

#include <QFile>

#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>

namespace sightglass::bench {

namespace {

double ownCpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Columns "idle" and "iowait" of /proc/stat, all processors.
double idleSeconds()
{
    QFile stat(QStringLiteral("/proc/stat"));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> words = stat.readLine().simplified().split(' ');
    if (words.size() < 6)
        return 0;
    return (words[4].toDouble() + words[5].toDouble()) / double(::sysconf(_SC_CLK_TCK));
}

} // namespace

Measured measure(qint64 pid, const test::LoadPlan& plan)
{
    const test::ProcessFigures before = test::figuresOf(pid);
    const double ownBefore = ownCpuSeconds();
    const double idleBefore = idleSeconds();
    Measured m;
    m.load = test::runLoad(plan);
    const test::ProcessFigures after = test::figuresOf(pid);
    const double cpu = after.cpuSeconds - before.cpuSeconds;
    m.peakResidentMb = after.peakResidentMb;
    if (m.load.requests > 0)
        m.cpuMicrosPerRequest = cpu * 1e6 / double(m.load.requests);
    if (m.load.seconds > 0) {
        m.processShare = 100 * cpu / m.load.seconds;
        m.generatorShare = 100 * (ownCpuSeconds() - ownBefore) / m.load.seconds;
        m.idleShare = 100 * (idleSeconds() - idleBefore) / m.load.seconds;
    }
    return m;
}

void print(const char* what, int connections, const Measured& m, const Reference& reference, int events)
{
    std::printf("%-22s %4d conn %8.0f req/s  p50 %7.3f ms  p99 %7.3f ms  cpu %6.1f us/req  peak %4.0f MB"
                "  cpu%%: it %3.0f generator %3.0f idle %3.0f",
                what, connections, m.load.rate(), m.load.p50Ms, m.load.p99Ms, m.cpuMicrosPerRequest, m.peakResidentMb,
                m.processShare, m.generatorShare, m.idleShare);
    if (m.load.refused + m.load.broken > 0)
        std::printf("  refused %lld broken %lld", static_cast<long long>(m.load.refused),
                    static_cast<long long>(m.load.broken));
    if (events > 1)
        std::printf("  %.0f events/s", m.load.rate() * events);
    if (reference.rate > 0)
        std::printf("  = %.2f of %s", m.load.rate() * events / reference.rate, reference.name.c_str());
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace sightglass::bench
