// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/storefixture.h"

#include <QFileInfo>
#include <QTest>

using namespace sightglass;
using domain::Event;
using domain::Source;
using domain::StoreOutcome;
using test::makeEvent;
using Item = StoreOutcome::Item;

class StoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEventComesBackAsItWasStored();
    void outcomesFollowTheOrderOfTheSubmission();
    void eventsSurviveARestart();
    void sequenceNumbersAreNeverGivenTwice();
    void theDirectoryIsPrivateAndLocked();
    void aNewerDatabaseIsRefused();
    void anEventOfARemovedSourceGoesToUnassigned();
    void secretsAreStableAndDistinct();
    void dailySecretsLastTwoDays();
    void pagesOfRecentEventsJoin();
    void drainAnswersEveryone();
    void liveEventsCarryTheirPlace();
};

namespace {

/// Keeps what is published.
class RecordingFeed final : public domain::LiveFeed
{
public:
    Subscription listen(Listener) override { return {}; }
    bool hasListeners() const override { return listening; }
    void stored(Events events) override { published.push_back(std::move(events)); }
    void rejected(domain::Rejection) override {}

    bool listening = true;
    std::vector<Events> published;
};

} // namespace

void StoreTest::anEventComesBackAsItWasStored()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    std::mt19937_64 random(7);
    std::vector<Event> events;
    for (int i = 0; i < 300; ++i) {
        events.push_back(test::randomEvent(random, source, fixture.clock.now()));
        events.back().messageId = "id" + std::to_string(i);
    }
    QVERIFY(fixture.submit(events));
    std::vector<Event> stored = fixture.events(source.project);
    QCOMPARE(stored.size(), events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        events[i].seq = EventSeq(std::int64_t(i) + 1);
        events[i].project = source.project;
        QVERIFY(stored[i] == events[i]);
    }
}

void StoreTest::outcomesFollowTheOrderOfTheSubmission()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    const TimePoint now = fixture.clock.now();
    const auto first =
        fixture.submit({makeEvent(source, "a", now), makeEvent(source, "", now), makeEvent(source, "a", now)});
    QVERIFY(first);
    QVERIFY(first->items == (std::vector{Item::Stored, Item::Stored, Item::Duplicate}));
    const auto second =
        fixture.submit({makeEvent(source, "", now), makeEvent(source, "a", now), makeEvent(source, "b", now)});
    QVERIFY(second);
    QVERIFY(second->items == (std::vector{Item::Stored, Item::Duplicate, Item::Stored}));
    const storage::StoreFigures figures = fixture.store().figures();
    QCOMPARE(figures.events, 4);
    QCOMPARE(figures.duplicates, 2);
    QCOMPARE(figures.commits, 2);
    QCOMPARE(figures.queuedBytes, 0);
    QVERIFY(figures.fileBytes > 0);
    QVERIFY(figures.diskFreeBytes > 0);
    QVERIFY(figures.writable);
}

void StoreTest::eventsSurviveARestart()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit({makeEvent(source, "a", fixture.clock.now())}));
    const std::string secret = fixture.store().secret("visitor");
    fixture.close();
    QVERIFY(fixture.open());
    QCOMPARE(fixture.events(source.project).size(), 1u);
    QCOMPARE(fixture.store().figures().events, 1);
    QCOMPARE(fixture.store().secret("visitor"), secret);
    QVERIFY(fixture.store().sources().byWriteKey(source.writeKey) != nullptr);
    QVERIFY(fixture.store().sources().byWriteKey(source.writeKey)->source == source);
}

void StoreTest::sequenceNumbersAreNeverGivenTwice()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source kept = fixture.addSource("kept");
    const Source gone = fixture.addSource("gone");
    QVERIFY(fixture.submit({makeEvent(kept, "a", fixture.clock.now()), makeEvent(gone, "b", fixture.clock.now())}));
    QVERIFY(fixture.store().control().removeProject(gone.project));
    QTRY_COMPARE(fixture.store().figures().events, 1);
    fixture.close();
    QVERIFY(fixture.open());
    QVERIFY(fixture.submit({makeEvent(kept, "c", fixture.clock.now())}));
    QCOMPARE(fixture.events(kept.project).back().seq.value, 3);
}

void StoreTest::theDirectoryIsPrivateAndLocked()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::ExeGroup | QFileDevice::ExeOther;
    QVERIFY(!(QFileInfo(fixture.directory()).permissions() & others));
    QVERIFY(!(QFileInfo(fixture.file()).permissions() & others));
    storage::StoreOptions options;
    options.directory = fixture.directory();
    const auto second = storage::Store::open(options, fixture.clock);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Conflict);
    QVERIFY(second.error().detail.contains(fixture.directory()));
    QVERIFY(second.error().detail.contains(QString::number(QCoreApplication::applicationPid())));
    fixture.close();
    QVERIFY(storage::Store::open(options, fixture.clock));
}

void StoreTest::aNewerDatabaseIsRefused()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    fixture.close();
    {
        Expected<storage::Connection> connection =
            storage::Connection::open(fixture.file(), storage::Connection::Mode::ReadWrite);
        QVERIFY(connection);
        QVERIFY(connection->execute("PRAGMA user_version = 99"));
    }
    const Expected<void> opened = fixture.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Unsupported);
}

void StoreTest::anEventOfARemovedSourceGoesToUnassigned()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    QVERIFY(fixture.store().control().removeSource(source.id));
    QVERIFY(fixture.submit({makeEvent(source, "a", fixture.clock.now())}));
    QVERIFY(fixture.events(source.project).empty());
    QCOMPARE(fixture.events(domain::kUnassignedProject).size(), 1u);
}

void StoreTest::secretsAreStableAndDistinct()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const std::string visitor = fixture.store().secret("visitor");
    QCOMPARE(visitor.size(), 32u);
    QCOMPARE(fixture.store().secret("visitor"), visitor);
    QVERIFY(fixture.store().secret("other") != visitor);
}

void StoreTest::dailySecretsLastTwoDays()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const TimePoint day = fixture.clock.now();
    const Expected<std::string> first = fixture.store().dailySecret(day);
    QVERIFY(first);
    QCOMPARE(first->size(), 32u);
    QVERIFY(*fixture.store().dailySecret(day - std::chrono::hours(24)) != *first);
    QCOMPARE(fixture.store().dailySecret(day + std::chrono::hours(24)).error().code, ErrorCode::NotFound);
    fixture.close();
    fixture.clock.advance(std::chrono::hours(24));
    QVERIFY(fixture.open());
    QVERIFY(*fixture.store().dailySecret(day) == *first);
    QVERIFY(*fixture.store().dailySecret(fixture.clock.now()) != *first);
    fixture.clock.advance(std::chrono::hours(24));
    QCOMPARE(fixture.store().dailySecret(day).error().code, ErrorCode::NotFound);
    fixture.clock.set(day);
    // Destroyed, not only withheld: turning the clock back makes another one.
    QVERIFY(*fixture.store().dailySecret(day) != *first);
}

void StoreTest::pagesOfRecentEventsJoin()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    const Source other = fixture.addSource("other");
    std::vector<Event> events;
    for (int i = 0; i < 50; ++i)
        events.push_back(makeEvent(i % 3 == 0 ? other : source, std::to_string(i), fixture.clock.now()));
    QVERIFY(fixture.submit(events));
    std::vector<std::int64_t> seen;
    EventSeq before;
    while (true) {
        const auto page = fixture.store().recentEvents(source.project, before, 7);
        QVERIFY(page);
        if (page->empty())
            break;
        for (const Event& event : *page)
            seen.push_back(event.seq.value);
        before = page->back().seq;
    }
    QCOMPARE(seen.size(), 33u);
    QVERIFY(std::is_sorted(seen.rbegin(), seen.rend()));
}

void StoreTest::drainAnswersEveryone()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    std::atomic<int> answered = 0;
    for (int i = 0; i < 200; ++i) {
        QVERIFY(
            fixture.store().sink().submit({makeEvent(source, std::to_string(i), fixture.clock.now())},
                                          [&](Expected<StoreOutcome> outcome) { answered += outcome.has_value(); }));
    }
    fixture.store().drain();
    QCOMPARE(answered.load(), 200);
    const auto late = fixture.submit({makeEvent(source, "late", fixture.clock.now())});
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::Unavailable);
}

void StoreTest::liveEventsCarryTheirPlace()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    RecordingFeed feed;
    fixture.store().setLiveFeed(&feed);
    QVERIFY(fixture.submit({makeEvent(source, "a", fixture.clock.now()), makeEvent(source, "a", fixture.clock.now()),
                            makeEvent(source, "b", fixture.clock.now())}));
    feed.listening = false;
    QVERIFY(fixture.submit({makeEvent(source, "c", fixture.clock.now())}));
    fixture.store().setLiveFeed(nullptr);
    QCOMPARE(feed.published.size(), 1u);
    const std::vector<Event>& live = *feed.published.front();
    QCOMPARE(live.size(), 2u);
    QCOMPARE(live[1].messageId, std::string("b"));
    QCOMPARE(live[1].seq.value, 2);
    QVERIFY(live[1].project == source.project);
}

QTEST_GUILESS_MAIN(StoreTest)
#include "tst_store.moc"
