// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the time of each report over a seeded history in memory and through a store: bench_queryprobe [events]
#include "query/history.h"
#include "storage/store.h"
#include "support/manualclock.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <future>

using namespace sightglass;
using namespace sightglass::test;

namespace {

constexpr TimePoint kFrom = fromMs(1'772'323'200'000); // 2026-03-01T00:00Z
constexpr int kDays = 30;

std::vector<domain::Event> history(int count, SourceId source)
{
    std::mt19937_64 random(7);
    std::vector<domain::Event> out;
    out.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        domain::Event e;
        e.source = source;
        e.kind = random() % 5 ? domain::Kind::Pageview : domain::Kind::Custom;
        e.name = e.kind == domain::Kind::Custom ? "signup" : "pageview";
        e.messageId = "id-" + std::to_string(i);
        e.path = "/page/" + std::to_string((random() % 1000) * (random() % 1000) / 1000);
        e.country = random() % 3 ? "DE" : "FR";
        e.referrerHost = random() % 4 ? "" : "google.com";
        e.visitorBasis = domain::VisitorBasis::Client;
        e.visitor = 1 + (random() % static_cast<std::uint64_t>(std::max(1, count / 10))) * 0x9e3779b97f4a7c15ULL;
        e.eventTime = e.receivedAt = kFrom + std::chrono::milliseconds(std::int64_t{kDays} * 86'400'000 / count * i);
        out.push_back(std::move(e));
    }
    return out;
}

void ask(const char* where, domain::EventScan& scan, const domain::Project& project)
{
    const auto description = [](const char* kind, const char* property) {
        QJsonObject out{
            {QStringLiteral("kind"), QString::fromLatin1(kind)},
            {QStringLiteral("from"), QStringLiteral("2026-03-01")},
            {QStringLiteral("to"), QStringLiteral("2026-03-31")},
            {QStringLiteral("metrics"), QJsonArray{QStringLiteral("visitors"), QStringLiteral("visits"),
                                                   QStringLiteral("pageviews"), QStringLiteral("bounce_rate")}}};
        if (property)
            out.insert(QStringLiteral("property"), QString::fromLatin1(property));
        return out;
    };
    const std::pair<const char*, const char*> questions[] = {{"summary", nullptr},
                                                             {"timeseries", nullptr},
                                                             {"breakdown", "page"},
                                                             {"breakdown", "source"},
                                                             {"breakdown", "country"}};
    for (const auto& [kind, property] : questions) {
        QElapsedTimer timer;
        timer.start();
        const QJsonObject answer =
            answerOf(scan, description(kind, property), kFrom + std::chrono::hours(24 * kDays), project);
        std::printf("%-7s %-10s %-8s %8.1f ms%s\n", where, kind, property ? property : "",
                    static_cast<double>(timer.nsecsElapsed()) / 1e6,
                    answer.contains(QStringLiteral("error")) ? "  FAILED" : "");
    }
}

} // namespace

int main(int argc, char** argv)
{
    const int count = argc > 1 ? std::max(1, std::atoi(argv[1])) : 1'000'000;
    domain::Project project = testProject();
    project.name = "Probe";
    const QTemporaryDir directory;
    const ManualClock clock(kFrom + std::chrono::hours(24 * kDays));
    storage::StoreOptions options;
    options.directory = directory.path();
    options.durability = storage::Durability::Normal;
    options.queueBytes = std::size_t{1} << 30;
    auto store = storage::Store::open(options, clock);
    const auto added =
        store ? (*store)->control().addProject(project) : Expected<domain::Project>(unexpected(store.error()));
    domain::Source source;
    source.project = added ? added->id : ProjectId();
    const auto kept =
        added ? (*store)->control().addSource(source) : Expected<domain::Source>(unexpected(added.error()));
    if (!kept) {
        std::fprintf(stderr, "no store: %s\n", qPrintable(kept.error().detail));
        return 1;
    }
    project.id = added->id;
    const std::vector<domain::Event> events = history(count, kept->id);
    std::printf("%d events\n", count);
    {
        MemoryScan memory(events, 65536);
        ask("memory", memory, project);
    }
    for (std::size_t at = 0; at < events.size(); at += 1000) {
        std::promise<bool> stored;
        const auto last = std::min(events.size(), at + 1000);
        const auto taken = (*store)->sink().submit(
            {events.begin() + static_cast<std::ptrdiff_t>(at), events.begin() + static_cast<std::ptrdiff_t>(last)},
            [&stored](const Expected<domain::StoreOutcome>& done) { stored.set_value(done.has_value()); });
        if (!taken || !stored.get_future().get())
            return 1;
    }
    const auto scan = (*store)->openScan();
    if (!scan)
        return 1;
    ask("store", **scan, project);
    return 0;
}
