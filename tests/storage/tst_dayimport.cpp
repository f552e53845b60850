// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Events that come in as chunks are those that come in fresh and are sealed.
#include "storage/sealfixture.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>
#include <tuple>

using namespace sightglass;
using namespace sightglass::test;
using domain::Event;
using domain::Source;
using domain::StoreOutcome;

namespace {

/// Events of one UTC day in the order of arrival, numbered from 1 on; many link somebody.
std::vector<Event> dayOfEvents(const Source& source, const char* day, int count, unsigned seed)
{
    std::vector<Event> events = someEvents(source, at(day), count, seed);
    std::int64_t seq = 0;
    for (Event& event : events) {
        event.eventTime = at(day) + std::chrono::minutes(seq * 7919 % 1440);
        event.seq = EventSeq(++seq);
    }
    return events;
}

Expected<storage::ImportOutcome> import(StoreFixture& fixture, ProjectId project, const std::vector<Event>& events)
{
    storage::ImportedDay day;
    for (const Event& event : events)
        day.add(event);
    return fixture.store().importDay(project, std::move(day));
}

std::vector<domain::IdentityLink> linksOf(StoreFixture& fixture, ProjectId project)
{
    std::vector<domain::IdentityLink> links = fixture.links(project);
    const auto key = [](const domain::IdentityLink& l) { return std::tuple(l.from, l.merge, l.at, l.to); };
    std::sort(links.begin(), links.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    return links;
}

bool isDuplicate(const Expected<StoreOutcome>& outcome)
{
    return outcome && outcome->items == std::vector{StoreOutcome::Item::Duplicate};
}

} // namespace

class DayImportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importedIsAsSealed_data();
    void importedIsAsSealed();
    void whatTheDayHasIsLeftOut();
    void aForgottenIdIsMadeUpForByTheRest();
    void liveAndImportedEventsKnowEachOther();
    void newestFirstGoesByNumber();
    void liveEventsBesideImportedOnesAreSealed();
    void numbersAreNotGivenTwice();
    void severalDaysComeAtOnce();
    void whatAnImportLeavesIsMergedWithoutBeingAsked();
    void severalDaysInOneCallAreRefused();
};

void DayImportTest::importedIsAsSealed_data()
{
    QTest::addColumn<int>("chunkRows");
    QTest::newRow("in one chunk") << 4000;
    QTest::newRow("in many") << 100;
}

void DayImportTest::importedIsAsSealed()
{
    QFETCH(int, chunkRows);
    StoreFixture imported;
    StoreFixture sealed;
    QVERIFY(imported.open(quickSealing(std::size_t(chunkRows))) && sealed.open(quickSealing(std::size_t(chunkRows))));
    const Source source = imported.addSource();
    QCOMPARE(sealed.addSource().id, source.id);
    const std::vector<Event> events = dayOfEvents(source, "2026-03-05T00:00:00.000Z", 900, 1);
    const auto outcome = import(imported, source.project, events);
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
    QCOMPARE(outcome->stored, 900);
    QVERIFY(sealed.submit(events));
    QVERIFY(sealed.store().seal());
    QString wrong;
    QVERIFY(seenOf(imported, source.project, wrong) == expectedOf(events, source.project));
    QVERIFY(seenOf(sealed, source.project, wrong) == expectedOf(events, source.project));
    QCOMPARE(wrong, QString());
    QVERIFY(imported.events(source.project) == sealed.events(source.project));
    QVERIFY(linksOf(imported, source.project) == linksOf(sealed, source.project));
    const storage::StoreFigures a = imported.store().figures();
    const storage::StoreFigures b = sealed.store().figures();
    QCOMPARE(a.events, b.events);
    QCOMPARE(a.freshRows, 0);
    QVERIFY(b.sealedRawBytes > 0 && a.sealedRawBytes >= b.sealedRawBytes); // only fresh rows are packed
    if (b.chunks == 1)                                                     // sealing cuts by arrival, too
        QCOMPARE(a.sealedBytes, b.sealedBytes);
    imported.close();
    QCOMPARE(storage::check(imported.directory()).value(), std::vector<QString>());
    QVERIFY(imported.open(quickSealing(400)));
    QVERIFY(seenOf(imported, source.project, wrong) == expectedOf(events, source.project));
    QCOMPARE(imported.store().figures().events, b.events);
}

void DayImportTest::whatTheDayHasIsLeftOut()
{
    StoreFixture fixture;
    QVERIFY(fixture.open(quickSealing(400)));
    const Source source = fixture.addSource();
    std::vector<Event> events = dayOfEvents(source, "2025-03-05T00:00:00.000Z", 300, 2);
    const std::vector<Event> first(events.begin(), events.begin() + 100);
    const std::vector<Event> second(events.begin() + 50, events.begin() + 200);
    QVERIFY(fixture.submit(first)); // fresh
    QCOMPARE(import(fixture, source.project, second)->stored, 100);
    QVERIFY(fixture.store().seal());
    QCOMPARE(import(fixture, source.project, events)->stored, 100);
    const auto again = import(fixture, source.project, events);
    QCOMPARE(again->stored, 0);
    QCOMPARE(again->duplicates, 300);
    QCOMPARE(fixture.events(source.project).size(), events.size());
    QCOMPARE(fixture.store().figures().events, 300);
}

void DayImportTest::aForgottenIdIsMadeUpForByTheRest()
{
    StoreFixture fixture;
    QVERIFY(fixture.open(quickSealing(400)));
    const Source source = fixture.addSource();
    std::vector<Event> events = dayOfEvents(source, "2025-03-05T00:00:00.000Z", 300, 2);
    for (Event& event : events)
        event.receivedAt = event.eventTime;
    events.push_back(events.front()); // Of two that differ in nothing else each is one.
    events.back().messageId = "another";
    QCOMPARE(import(fixture, source.project, events)->stored, 301);
    domain::Project project = fixture.store().control().project(source.project).value();
    project.dropMessageIds = true;
    QVERIFY(fixture.store().control().updateProject(project));
    QVERIFY(fixture.store().seal());
    const std::vector<Event> stored = fixture.events(source.project);
    QVERIFY(std::all_of(stored.begin(), stored.end(), [](const Event& event) { return event.messageId.empty(); }));
    const auto again = import(fixture, source.project, events);
    QCOMPARE(again->stored, 0);
    QCOMPARE(again->duplicates, 301);
    events.push_back(events.front());
    events.back().messageId = "third";
    events.push_back(events.front());
    events.back().messageId = "changed";
    events.back().title += "!";
    QCOMPARE(import(fixture, source.project, events)->stored, 2);
    QCOMPARE(import(fixture, source.project, events)->stored, 0);
}

void DayImportTest::liveAndImportedEventsKnowEachOther()
{
    StoreFixture fixture;
    QVERIFY(fixture.open(quickSealing(400)));
    const Source source = fixture.addSource();
    const TimePoint now = fixture.clock.now();
    const Event lately = makeEvent(source, "lately", now - std::chrono::hours(30));
    const Event live = makeEvent(source, "live", now);
    QVERIFY(fixture.submit({live}));
    QCOMPARE(import(fixture, source.project, {lately})->stored, 1);
    QVERIFY(isDuplicate(fixture.submit({lately})));
    Event moved = live; // the same id on another day, within the horizon
    moved.eventTime -= std::chrono::hours(48);
    const Event beside = makeEvent(source, "beside", moved.eventTime);
    const auto outcome = import(fixture, source.project, {beside, moved});
    QVERIFY(outcome);
    QCOMPARE(outcome->stored, 1);
    QCOMPARE(outcome->duplicates, 1);
    fixture.close(); // the ids are in the file, too
    QVERIFY(fixture.open(quickSealing(400)));
    QVERIFY(isDuplicate(fixture.submit({lately})));
    QVERIFY(isDuplicate(fixture.submit({beside})));
    QCOMPARE(fixture.events(source.project).size(), std::size_t(3));
}

void DayImportTest::newestFirstGoesByNumber()
{
    StoreFixture fixture;
    QVERIFY(fixture.open(quickSealing(400)));
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit({makeEvent(source, "1", fixture.clock.now()), makeEvent(source, "2", fixture.clock.now())}));
    QVERIFY(import(fixture, source.project,
                   {makeEvent(source, "3", fixture.clock.now()), makeEvent(source, "4", fixture.clock.now())}));
    QVERIFY(fixture.submit({makeEvent(source, "5", fixture.clock.now())}));
    for (const int limit : {1, 2, 3, 4, 5, 9}) {
        std::string ids;
        const std::vector<Event> newest = fixture.store().recentEvents(source.project, {}, limit).value();
        for (const Event& event : newest)
            ids += event.messageId;
        QCOMPARE(ids, std::string("54321").substr(0, std::size_t(limit)));
    }
    QCOMPARE(fixture.store().recentEvents(source.project, EventSeq(4), 2)->front().messageId, std::string("3"));
}

void DayImportTest::liveEventsBesideImportedOnesAreSealed()
{
    StoreFixture fixture;
    QVERIFY(fixture.open(quickSealing(400)));
    const Source source = fixture.addSource();
    for (int i = 0; i < 5; ++i) {
        const std::string id = std::to_string(i);
        QVERIFY(fixture.submit({makeEvent(source, "live" + id, fixture.clock.now())}));
        QVERIFY(import(fixture, source.project,
                       dayOfEvents(source, ("2026-02-1" + id + "T00:00:00.000Z").c_str(), 70, unsigned(i))));
        QCOMPARE(fixture.store().figures().freshRows, i + 1);
    }
    const std::vector<Event> before = fixture.events(source.project);
    QCOMPARE(before.size(), std::size_t(355));
    QVERIFY(fixture.store().seal());
    QCOMPARE(fixture.store().figures().freshRows, 0);
    QVERIFY(fixture.events(source.project) == before);
    QCOMPARE(numberIn(fixture.file(), "SELECT count(*) FROM event"), 0);
    fixture.close();
    QCOMPARE(storage::check(fixture.directory()).value(), std::vector<QString>());
}

void DayImportTest::numbersAreNotGivenTwice()
{
    StoreFixture fixture;
    QVERIFY(fixture.open(quickSealing(400)));
    const Source source = fixture.addSource();
    QVERIFY(import(fixture, source.project, dayOfEvents(source, "2026-02-03T00:00:00.000Z", 50, 3)));
    fixture.close();
    QVERIFY(fixture.open(quickSealing(400)));
    QVERIFY(fixture.submit({makeEvent(source, "next", fixture.clock.now())}));
    QVERIFY(fixture.store().recentEvents(source.project, {}, 1)->front().seq.value > 50);
    QCOMPARE(fixture.events(source.project).size(), std::size_t(51));
}

void DayImportTest::severalDaysComeAtOnce()
{
    StoreFixture fixture;
    QVERIFY(fixture.open(quickSealing(400)));
    const Source source = fixture.addSource();
    std::vector<std::thread> threads;
    std::atomic<std::int64_t> stored = 0;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&, i] {
            const std::string day = "2026-02-0" + std::to_string(1 + i / 2) + "T00:00:00.000Z"; // each of them twice
            if (const auto outcome =
                    import(fixture, source.project, dayOfEvents(source, day.c_str(), 200, unsigned(i / 2)));
                outcome)
                stored += outcome->stored;
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(stored.load(), 600);
    QCOMPARE(fixture.events(source.project).size(), std::size_t(600));
    QVERIFY(fixture.store().seal());
    fixture.close();
    QCOMPARE(storage::check(fixture.directory()).value(), std::vector<QString>());
}

/// The background looks after it when no more days have come for a moment, not at its next look in ten minutes.
void DayImportTest::whatAnImportLeavesIsMergedWithoutBeingAsked()
{
    StoreFixture fixture;
    QVERIFY(fixture.open(quickSealing(1000)));
    const Source source = fixture.addSource();
    const std::vector<Event> events = dayOfEvents(source, "2026-02-03T00:00:00.000Z", 300, 1);
    for (std::size_t begin = 0; begin < events.size(); begin += 100)
        QVERIFY(import(fixture, source.project, {events.begin() + long(begin), events.begin() + long(begin + 100)}));
    QTRY_COMPARE_WITH_TIMEOUT(fixture.store().figures().chunks, 1, 60'000);
    QCOMPARE(fixture.store().figures().sealedRows, 300);
}

void DayImportTest::severalDaysInOneCallAreRefused()
{
    StoreFixture fixture;
    QVERIFY(fixture.open(quickSealing(400)));
    const Source source = fixture.addSource();
    const TimePoint now = fixture.clock.now();
    for (const std::vector<Event>& events :
         {std::vector<Event>(),
          std::vector{makeEvent(source, "a", now), makeEvent(source, "b", now + std::chrono::hours(24))}}) {
        const auto outcome = import(fixture, source.project, events);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::InvalidInput);
    }
}

QTEST_GUILESS_MAIN(DayImportTest)
#include "tst_dayimport.moc"
