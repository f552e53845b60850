// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Fresh rows become chunks without anybody seeing a difference.
#include "storage/sealfixture.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace sightglass;
using namespace sightglass::test;
using domain::Event;
using domain::ScanRequest;
using domain::Source;
using namespace std::chrono_literals;

class SealingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sealingChangesNothingThatIsSeen_data();
    void sealingChangesNothingThatIsSeen();
    void aSnapshotKeepsWhatItHasSeen();
    void manyFreshRowsAreSealedUnasked();
    void oldRowsAreSealedUnasked();
    void sealedRowsLeaveTheTable();
    void aFullDiskTearsNothing();
    void figuresTellOfSealing();
    void sealingEndsThoughEventsGoOnToCome();
    void questionsAndSealingRunTogether();
};

void SealingTest::sealingChangesNothingThatIsSeen_data()
{
    QTest::addColumn<int>("sealAfter");
    QTest::addColumn<unsigned>("seed");
    for (const unsigned seed : {1u, 2u, 3u}) {
        QTest::addRow("all of it, history %u", seed) << 6 << seed;
        QTest::addRow("half of it, history %u", seed) << 3 << seed;
        QTest::addRow("bit by bit, history %u", seed) << 1 << seed;
    }
}

void SealingTest::sealingChangesNothingThatIsSeen()
{
    QFETCH(int, sealAfter);
    QFETCH(unsigned, seed);
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(400)));
    const Source source = fixture.addSource("site");
    const Source other = fixture.addSource("other");
    std::vector<Event> events = someEvents(source, fixture.clock.now(), 1200, seed);
    std::shuffle(events.begin(), events.end(), std::mt19937_64(seed + 100)); // any order of arrival
    std::vector<Event> stored;
    std::int64_t seq = 0;
    for (int batch = 0; batch < 6; ++batch) {
        std::vector<Event> part(events.begin() + batch * 200, events.begin() + (batch + 1) * 200);
        for (Event& event : part) {
            event.seq = EventSeq(++seq);
            stored.push_back(event);
        }
        QVERIFY(fixture.submit(part));
        QVERIFY(fixture.submit({makeEvent(other, {}, fixture.clock.now())}));
        ++seq;
        if ((batch + 1) % sealAfter == 0)
            QVERIFY(fixture.store().seal());
    }
    QString wrong;
    QVERIFY(seenOf(fixture, source.project, wrong) == expectedOf(stored, source.project));
    QCOMPARE(wrong, QString());
    for (Event& event : stored)
        event.project = source.project;
    QVERIFY(fixture.events(source.project) == stored);
    QCOMPARE(fixture.store().figures().events, seq);
    QCOMPARE(fixture.store().figures().freshRows, 0);
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
    QVERIFY(fixture.open(test::quickSealing(400)));
    QVERIFY(seenOf(fixture, source.project, wrong) == expectedOf(stored, source.project));
    QCOMPARE(wrong, QString());
}

void SealingTest::aSnapshotKeepsWhatItHasSeen()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(400)));
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 300, 4)));
    QVERIFY(fixture.store().seal());
    QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 300, 5)));
    const ScanRequest request = everything(source.project);
    auto snapshot = (*fixture.store().openScan())->open(request, domain::Cancellation());
    QVERIFY(snapshot);
    QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 300, 6)));
    QVERIFY(fixture.store().seal());
    QVERIFY(fixture.store().control().removeSource(source.id));
    QVERIFY(fixture.store().seal());
    QString wrong;
    QCOMPARE(test::readSnapshot(**snapshot, request, wrong).size(), 600u);
    QCOMPARE(wrong, QString());
    QVERIFY(seenOf(fixture, source.project, wrong).empty());
}

void SealingTest::manyFreshRowsAreSealedUnasked()
{
    test::StoreFixture fixture;
    storage::StoreOptions options = test::quickSealing(100);
    options.sealing.rows = 500;
    QVERIFY(fixture.open(options));
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 499, 7)));
    QCOMPARE(fixture.store().figures().chunks, 0);
    QVERIFY(fixture.submit({makeEvent(source, "last", fixture.clock.now())}));
    QTRY_VERIFY(fixture.store().figures().freshRows < 500);
    QTRY_VERIFY(fixture.store().figures().sealedRows > 0);
    QCOMPARE(fixture.events(source.project).size(), 500u);
}

void SealingTest::oldRowsAreSealedUnasked()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(400)));
    const Source source = fixture.addSource();
    const auto wakeBackground = [&] {
        Source sibling;
        sibling.project = source.project;
        return fixture.store().control().addSource(sibling).has_value();
    };
    QVERIFY(fixture.submit({makeEvent(source, "a", fixture.clock.now())}));
    fixture.clock.advance(5h);
    QVERIFY(wakeBackground());
    QCOMPARE(fixture.store().figures().freshRows, 1);
    fixture.close();
    fixture.clock.advance(1h);
    QVERIFY(fixture.open(test::quickSealing(400))); // looks at once
    QTRY_COMPARE(fixture.store().figures().freshRows, 0);

    // A day that is over and quiet, though not old.
    fixture.clock.set(test::at("2026-03-11T23:55:00.000Z"));
    QVERIFY(fixture.submit({makeEvent(source, "b", fixture.clock.now())}));
    fixture.clock.set(test::at("2026-03-12T00:04:00.000Z"));
    QVERIFY(wakeBackground());
    QCOMPARE(fixture.store().figures().freshRows, 1);
    fixture.clock.set(test::at("2026-03-12T00:05:00.000Z"));
    QVERIFY(wakeBackground());
    QTRY_COMPARE(fixture.store().figures().freshRows, 0);
    QCOMPARE(fixture.events(source.project).size(), 2u);
}

void SealingTest::sealedRowsLeaveTheTable()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(400)));
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 1000, 8)));
    QVERIFY(fixture.store().seal());
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(*) FROM event"), 0);
    fixture.close();
    QVERIFY(fixture.open(test::quickSealing(400)));
    QVERIFY(fixture.submit({makeEvent(source, "next", fixture.clock.now())}));
    QCOMPARE(fixture.events(source.project).back().seq, EventSeq(1001)); // no number is given twice
}

void SealingTest::aFullDiskTearsNothing()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(400)));
    const Source source = fixture.addSource();
    std::vector<Event> stored = someEvents(source, fixture.clock.now(), 900, 80);
    QVERIFY(fixture.submit(stored));
    QVERIFY(fixture.writer().capPages(1));
    const Expected<void> refused = fixture.store().seal();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Unavailable);
    QCOMPARE(fixture.events(source.project).size(), stored.size());
    QVERIFY(fixture.writer().capPages(0));
    QVERIFY(fixture.store().seal());
    QCOMPARE(fixture.events(source.project).size(), stored.size());
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
}

void SealingTest::figuresTellOfSealing()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(32 * 1024)));
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 900, 90)));
    QCOMPARE(fixture.store().figures().freshRows, 900);
    QVERIFY(fixture.store().seal());
    std::ignore = fixture.events(source.project);
    const storage::StoreFigures figures = fixture.store().figures();
    QCOMPARE(figures.freshRows, 0);
    QCOMPARE(figures.sealedRows, 900);
    QVERIFY(figures.chunks > 0);
    QVERIFY(figures.sealedBytes > 0 && figures.sealedBytes < figures.sealedRawBytes);
    QVERIFY(figures.cacheBytes > 0);
    QVERIFY(figures.lastSeal == fixture.clock.now());
    QVERIFY(figures.job == storage::BackgroundJob::None);
}

void SealingTest::sealingEndsThoughEventsGoOnToCome()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(400)));
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 1000, 11)));
    std::atomic<bool> stop = false;
    std::thread sender([&] {
        while (!stop)
            std::ignore = fixture.submit({makeEvent(source, "", fixture.clock.now())});
    });
    const Expected<void> sealed = fixture.store().seal();
    stop = true;
    sender.join();
    QVERIFY(sealed);
    QVERIFY(fixture.store().figures().sealedRows >= 1000);
}

void SealingTest::questionsAndSealingRunTogether()
{
    test::StoreFixture fixture;
    storage::StoreOptions options = test::quickSealing(200);
    options.sealing.rows = 100;
    options.queryCacheBytes = 100'000; // too small for all of it
    QVERIFY(fixture.open(options));
    const Source source = fixture.addSource("site");
    constexpr int kBatches = 40;
    std::atomic<int> stored = 0;
    std::thread sender([&] {
        for (int batch = 0; batch < kBatches; ++batch) {
            if (fixture.submit(someEvents(source, fixture.clock.now(), 50, unsigned(1000 + batch))))
                stored += 50;
        }
    });
    std::atomic<int> wrongs = 0;
    std::vector<std::thread> askers;
    for (int i = 0; i < 2; ++i) {
        askers.emplace_back([&] {
            auto scan = fixture.store().openScan();
            ScanRequest request = everything(source.project);
            while (stored < kBatches * 50) {
                const int before = stored;
                const auto snapshot = (*scan)->open(request, domain::Cancellation());
                QString wrong;
                const SnapshotRows rows = test::readSnapshot(**snapshot, request, wrong);
                // Nothing that was acknowledged is missing, and of each batch all is there or nothing.
                if (!wrong.isEmpty() || int(rows.size()) < before || rows.size() % 50 != 0)
                    ++wrongs;
            }
        });
    }
    sender.join();
    for (std::thread& asker : askers)
        asker.join();
    QCOMPARE(wrongs.load(), 0);
    QCOMPARE(stored.load(), kBatches * 50);
    QVERIFY(fixture.store().seal());
    QCOMPARE(fixture.events(source.project).size(), std::size_t(kBatches * 50));
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
}

QTEST_GUILESS_MAIN(SealingTest)
#include "tst_sealing.moc"
