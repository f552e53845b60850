// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/storefixture.h"

#include <QFileInfo>
#include <QTest>

using namespace sightglass;
using domain::Event;
using domain::Source;

namespace {

std::vector<Event> events(const Source& source, TimePoint around, int count, unsigned seed)
{
    std::mt19937_64 random(seed);
    std::vector<Event> out;
    for (int i = 0; i < count; ++i) {
        Event event = test::randomEvent(random, source, around);
        event.messageId = std::to_string(seed) + "-" + std::to_string(i);
        event.raw.assign(400, 'r');
        out.push_back(std::move(event));
    }
    return out;
}

bool always(std::int64_t, std::int64_t)
{
    return true;
}

} // namespace

class CompactionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsGoneGivesItsSpaceBack_data();
    void whatIsGoneGivesItsSpaceBack();
    void progressReachesItsTotal();
    void itStopsWhenAsked();
    void eventsComeMeanwhile();
};

void CompactionTest::whatIsGoneGivesItsSpaceBack_data()
{
    QTest::addColumn<bool>("isOld");
    QTest::newRow("a file of this version") << false;
    QTest::newRow("a file whose pages cannot be moved one by one") << true;
}

void CompactionTest::whatIsGoneGivesItsSpaceBack()
{
    QFETCH(bool, isOld);
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    if (isOld) {
        fixture.close();
        Expected<storage::Connection> file =
            storage::Connection::open(fixture.file(), storage::Connection::Mode::ReadWrite);
        QVERIFY(file && file->execute("PRAGMA auto_vacuum = NONE; VACUUM"));
        QVERIFY(fixture.open());
    }
    const Source kept = fixture.addSource();
    const Source gone = fixture.addSource();
    QVERIFY(fixture.submit(events(gone, fixture.clock.now(), 6000, 1)));
    QVERIFY(fixture.submit(events(kept, fixture.clock.now(), 500, 2)));
    const std::vector<Event> before = fixture.events(kept.project);
    QVERIFY(fixture.store().control().removeSource(gone.id));
    QVERIFY(fixture.store().seal());
    const std::int64_t bytes = fixture.store().figures().fileBytes;
    QVERIFY(fixture.store().compact(always));
    QCOMPARE(test::numberIn(fixture.file(), "PRAGMA freelist_count"), 0);
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(*) FROM event"), 0);
    QVERIFY2(fixture.store().figures().fileBytes < bytes / 2,
             qPrintable(QString::number(fixture.store().figures().fileBytes)));
    QVERIFY(fixture.events(kept.project) == before);
    QCOMPARE(fixture.store().figures().freshRows, 0);
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
    QVERIFY(fixture.open());
    QVERIFY(fixture.events(kept.project) == before);
}

void CompactionTest::progressReachesItsTotal()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit(events(source, fixture.clock.now(), 3000, 1)));
    std::int64_t last = 0;
    std::int64_t all = 0;
    bool isOrdered = true;
    QVERIFY(fixture.store().compact([&](std::int64_t done, std::int64_t total) {
        isOrdered = isOrdered && done >= last && done <= total;
        last = done;
        all = total;
        return true;
    }));
    QVERIFY(isOrdered);
    QVERIFY(all >= 3000);
    QCOMPARE(last, all);
}

void CompactionTest::itStopsWhenAsked()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit(events(source, fixture.clock.now(), 3000, 1)));
    const Expected<void> stopped = fixture.store().compact([](std::int64_t, std::int64_t) { return false; });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    QVERIFY(fixture.store().compact(always));
    QCOMPARE(fixture.events(source.project).size(), 3000U);
}

void CompactionTest::eventsComeMeanwhile()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit(events(source, fixture.clock.now(), 4000, 1)));
    int sent = 0;
    QVERIFY(fixture.store().compact([&](std::int64_t, std::int64_t) {
        return fixture.submit(events(source, fixture.clock.now(), 10, unsigned(100 + sent++))).has_value();
    }));
    QVERIFY(sent > 0);
    QCOMPARE(fixture.events(source.project).size(), std::size_t(4000 + 10 * sent));
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
}

QTEST_GUILESS_MAIN(CompactionTest)
#include "tst_compaction.moc"
