// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A process dies at every step of sealing, merging, deleting and importing. Afterwards every event that was
// acknowledged is there exactly once, the check finds nothing, and the work is done again to its end.
#include "storage/crashledger.h"
#include "storage/storefixture.h"

#include <algorithm>
#include <functional>

using namespace sightglass;
using domain::Event;
using domain::Source;
using test::kKilled;
using test::Ledger;
using test::submit;
using namespace std::chrono_literals;

namespace {

constexpr int kBatch = 60;
const char* const kPoints[] = {"chunks sealed",     "chunks reworked",  "columns written",
                               "columns committed", "chunks added",     "chunks removed",
                               "catalogue written", "chunks committed", "rows deleted"};

storage::StoreOptions options(const QString& directory)
{
    storage::StoreOptions out;
    out.directory = directory;
    out.durability = storage::Durability::Normal;
    out.sealing.chunkRows = 200;
    out.sealing.sharePercent = 100;
    return out;
}

const TimePoint kNow = test::at("2026-03-10T12:00:00.000Z");

std::vector<Event> batch(int number, SourceId source)
{
    std::mt19937_64 random{unsigned(number) * 2 + unsigned(source.value)};
    Source from;
    from.id = source;
    std::vector<Event> events;
    for (int i = 0; i < kBatch; ++i) {
        Event event = test::randomEvent(random, from, kNow);
        event.eventTime = kNow - std::chrono::hours(24 * (1 + i % 2));
        event.visitor = random() % 5;
        event.messageId = std::to_string(source.value) + ":" + std::to_string(number) + ":" + std::to_string(i);
        events.push_back(std::move(event));
    }
    return events;
}

/// Puts a day of the past in.
bool import(storage::Store& store, ProjectId project, int number, SourceId source)
{
    storage::ImportedDay day;
    for (Event event : batch(100 + number, source)) {
        event.eventTime = kNow - std::chrono::hours(24 * (400 + number));
        day.add(event);
    }
    return store.importDay(project, std::move(day)).has_value();
}

/// The history of which every test sees a beginning: six batches of two sources and an import after each, then one
/// source is removed.
int history(const QString& directory, test::Death& death)
{
    test::ManualClock clock(kNow);
    storage::StoreOptions chosen = options(directory);
    chosen.sealing.faultPoint = std::ref(death);
    death.arm();
    auto store = storage::Store::open(chosen, clock);
    if (!store)
        return 1;
    storage::ControlStore& control = (*store)->control();
    domain::Project project;
    project.name = "Site";
    Source source;
    source.project = control.addProject(project)->id;
    const SourceId kept = control.addSource(source)->id;
    const SourceId removed = control.addSource(source)->id;
    Ledger ledger(directory);
    for (int number = 0; number < 6; ++number) {
        if (!submit(**store, batch(number, kept)) || !submit(**store, batch(number, removed)) || !ledger.add('b'))
            return 2;
        if (!import(**store, source.project, number, kept) || !ledger.add('i'))
            return 5;
        if (!(*store)->seal())
            return 3;
    }
    if (!ledger.add('r') || !control.removeSource(removed) || !(*store)->seal())
        return 4;
    return 0;
}

std::vector<std::string> idsOf(storage::Store& store, ProjectId project)
{
    std::vector<std::string> ids;
    const std::vector<Event> events = store.recentEvents(project, EventSeq(), 1'000'000).value();
    for (const Event& event : events)
        ids.push_back(event.messageId);
    std::sort(ids.begin(), ids.end());
    return ids;
}

/// An import that was not acknowledged may be there all the same, but whole.
std::vector<std::string> expectedIds(const QByteArray& ledger, bool isRemoved, int imports)
{
    std::vector<std::string> ids;
    for (int number = 0; number < imports; ++number) {
        for (const Event& event : batch(100 + number, SourceId(1)))
            ids.push_back(event.messageId);
    }
    for (int number = 0; number < int(ledger.count('b')); ++number) {
        for (const Event& event : batch(number, SourceId(1)))
            ids.push_back(event.messageId);
        if (isRemoved)
            continue;
        for (const Event& event : batch(number, SourceId(2)))
            ids.push_back(event.messageId);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace

class SealCrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEventIsThereOnce_data();
    void everyEventIsThereOnce();
};

void SealCrashTest::everyEventIsThereOnce_data()
{
    test::addDeaths(kPoints, {1, 2, 5, 9});
}

void SealCrashTest::everyEventIsThereOnce()
{
    QFETCH(QByteArray, point);
    QFETCH(int, nth);
    const QTemporaryDir place;
    const QString directory = place.filePath(QStringLiteral("data"));
    const int status = test::runHistory(directory, point, nth);
    // Some steps are not taken nine times; the first ones are.
    QVERIFY2(status == kKilled || (status == 0 && nth > 2), QByteArray::number(status).constData());
    QCOMPARE(storage::check(directory).value(), std::vector<QString>());

    const QByteArray ledger = Ledger(directory).all();
    test::ManualClock clock(kNow);
    auto store = storage::Store::open(options(directory), clock);
    QVERIFY(store);
    const ProjectId project(1);
    // It may have died just before the source was removed, or just after.
    const bool isRemoved = (*store)->control().sources(project)->size() == 1;
    QVERIFY(ledger.contains('r') || !isRemoved);
    int imports = int(ledger.count('i'));
    if (idsOf(**store, project) == expectedIds(ledger, isRemoved, imports + 1))
        ++imports;
    const std::vector<std::string> expected = expectedIds(ledger, isRemoved, imports);
    QVERIFY(!expected.empty());
    QVERIFY(idsOf(**store, project) == expected);
    QVERIFY((*store)->seal());
    QVERIFY(idsOf(**store, project) == expected);
    QCOMPARE((*store)->figures().freshRows, 0);
    // What was acknowledged is known again.
    QVERIFY(submit(**store, batch(0, SourceId(1))));
    for (int number = 0; number < imports; ++number)
        QVERIFY(import(**store, project, number, SourceId(1)));
    QVERIFY(idsOf(**store, project) == expected);
    store->reset();
    QCOMPARE(storage::check(directory).value(), std::vector<QString>());
}

int main(int argc, char** argv)
{
    return test::crashMain<SealCrashTest>(argc, argv, history);
}

#include "tst_sealcrash.moc"
