// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A process dies at every step of a rebuild. Afterwards the store is as it was before or as it should be after, and a
// rebuild brings back what was lost.
#include "storage/crashledger.h"
#include "storage/rebuild.h"
#include "storage/storefixture.h"

#include <algorithm>

using namespace sightglass;
using domain::Event;
using domain::Source;
using test::kKilled;
using namespace std::chrono_literals;

namespace {

constexpr int kBatch = 150;
constexpr std::chrono::hours kHorizon{48};
const ProjectId kProject(1);
const TimePoint kNow = test::at("2026-03-10T12:00:00.000Z");
const char* const kPoints[] = {"derived forgotten", "ids written", "links written", "rebuild written",
                               "rebuild committed"};

storage::StoreOptions options(const QString& directory)
{
    storage::StoreOptions out;
    out.directory = directory;
    out.durability = storage::Durability::Normal;
    out.dedupHorizon = kHorizon;
    out.sealing.chunkRows = 100;
    out.sealing.sharePercent = 100;
    return out;
}

std::vector<Event> batch(int number)
{
    std::mt19937_64 random{unsigned(number)};
    Source from;
    from.id = SourceId(1);
    std::vector<Event> events;
    for (int i = 0; i < kBatch; ++i) {
        Event event = test::randomEvent(random, from, kNow);
        event.eventTime = event.receivedAt = kNow - std::chrono::hours(1 + i % 30);
        event.messageId = std::to_string(number) + ":" + std::to_string(i);
        event.linkKind = domain::LinkKind::Identify;
        event.linkFrom = 1000 + unsigned(i);
        event.linkTo = 1 + unsigned(i) % 7;
        event.linkFromClient = 0;
        events.push_back(std::move(event));
    }
    return events;
}

bool damage(const QString& directory)
{
    auto file =
        storage::Connection::open(directory + QLatin1String("/sightglass.db"), storage::Connection::Mode::ReadWrite);
    return file && file->execute("DELETE FROM id_block; DELETE FROM id_segment; DELETE FROM identity_link; "
                                 "UPDATE source_extent SET events = 3");
}

/// A sealed batch and a fresh one; then what follows from them is lost and made anew.
int history(const QString& directory, test::Death& death)
{
    {
        test::ManualClock clock(kNow);
        auto store = storage::Store::open(options(directory), clock);
        if (!store)
            return 1;
        domain::Project project;
        project.name = "Site";
        Source source;
        source.project = (*store)->control().addProject(project).value().id;
        if (!(*store)->control().addSource(source) || !test::submit(**store, batch(1)) || !(*store)->seal() ||
            !test::submit(**store, batch(2)))
            return 2;
    }
    if (!damage(directory))
        return 3;
    death.arm();
    return storage::rebuild(directory, kNow, kHorizon, std::ref(death)) ? 0 : 4;
}

} // namespace

class RebuildCrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRebuildIsDoneOrNotBegun_data();
    void aRebuildIsDoneOrNotBegun();
};

void RebuildCrashTest::aRebuildIsDoneOrNotBegun_data()
{
    test::addDeaths(kPoints, {1});
    QTest::newRow("nowhere") << QByteArray("nowhere") << 1;
}

void RebuildCrashTest::aRebuildIsDoneOrNotBegun()
{
    QFETCH(QByteArray, point);
    QFETCH(int, nth);
    const QTemporaryDir place;
    const QString directory = place.filePath(QStringLiteral("data"));
    QCOMPARE(test::runHistory(directory, point, nth), point == "nowhere" ? 0 : kKilled);
    const QString file = directory + QLatin1String("/sightglass.db");
    const bool isDone = point == "nowhere" || point == "rebuild committed";
    QCOMPARE(test::numberIn(file, "SELECT count(*) > 0 FROM identity_link"), std::int64_t{isDone});
    QCOMPARE(test::numberIn(file, "SELECT count(*) > 0 FROM id_segment"), std::int64_t{isDone});
    QCOMPARE(test::numberIn(file, "SELECT sum(events) FROM source_extent"), isDone ? kBatch : 3);

    QCOMPARE(storage::rebuild(directory, kNow, kHorizon).value(), 2 * kBatch);
    QCOMPARE(storage::check(directory).value(), std::vector<QString>());
    test::ManualClock clock(kNow);
    auto store = storage::Store::open(options(directory), clock);
    QVERIFY(store);
    QCOMPARE((*store)->figures().events, 2 * kBatch);
    QVERIFY(test::submit(**store, batch(1)));
    QVERIFY(test::submit(**store, batch(2)));
    QCOMPARE((*store)->figures().events, 2 * kBatch);
    const auto scan = (*store)->openScan();
    QCOMPARE((*scan)->identityLinks(kProject)->size(), std::size_t(kBatch));
}

int main(int argc, char** argv)
{
    return test::crashMain<RebuildCrashTest>(argc, argv, history);
}

#include "tst_rebuildcrash.moc"
