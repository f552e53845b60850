// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/freshrows.h"
#include "storage/snapshotrows.h"
#include "storage/storefixture.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

using namespace sightglass;
using domain::Event;
using domain::ScanRequest;
using domain::Source;
using domain::TimeRange;
using storage::Connection;
using storage::EventCursor;
using test::makeEvent;
using test::SnapshotRows;
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
    void duplicatesOfSealedEventsAreFound();
    void newestFirstIsPagedAcrossTheBorder();
    void aPersonsEventsArePaged();
    void removedSourcesAreGone();
    void movedSourcesTakeTheirEvents();
    void lateEventsAreMerged();
    void aBackupHoldsSealedEvents();
    void aFullDiskTearsNothing();
    void figuresTellOfSealing();
    void checkFindsDamage_data();
    void checkFindsDamage();
    void sealingEndsThoughEventsGoOnToCome();
    void questionsAndSealingRunTogether();
};

namespace {

const TimeRange kAlways{test::at("1900-01-01T00:00:00.000Z"), test::at("2100-01-01T00:00:00.000Z")};

ScanRequest everything(ProjectId project)
{
    return test::wholeRequest(project, kAlways, {"key0", "missing", "key2"}, {"key1"});
}

/// Random events of one source, some of which tie, with ids that differ.
std::vector<Event> someEvents(const Source& source, TimePoint around, int count, unsigned seed)
{
    std::mt19937_64 random(seed);
    std::vector<Event> events;
    for (int i = 0; i < count; ++i) {
        Event event = test::randomEvent(random, source, around);
        event.visitor = (random() % 20) << 59 >> (random() % 2);
        event.eventTime = around - std::chrono::hours(random() % 100);
        event.messageId = random() % 5 == 0 ? "" : std::to_string(seed) + "-" + std::to_string(i);
        events.push_back(std::move(event));
    }
    return events;
}

Expected<void> change(const QString& file, std::string_view sql)
{
    Expected<Connection> connection = Connection::open(file, Connection::Mode::ReadWrite);
    if (!connection)
        return unexpected(connection.error());
    return connection->execute(sql);
}

/// Everything a snapshot says of a project.
SnapshotRows seenOf(test::StoreFixture& fixture, ProjectId project, QString& wrong)
{
    auto scan = fixture.store().openScan();
    const ScanRequest request = everything(project);
    const auto snapshot = (*scan)->open(request, domain::Cancellation());
    if (!snapshot) {
        wrong = snapshot.error().detail;
        return {};
    }
    return test::readSnapshot(**snapshot, request, wrong);
}

SnapshotRows expectedOf(const std::vector<Event>& events, ProjectId project)
{
    SnapshotRows rows;
    for (const Event& event : events)
        rows[event.seq.value] = test::snapshotRow(event, everything(project));
    return rows;
}

std::vector<std::int64_t> seqsOf(const std::vector<Event>& events)
{
    std::vector<std::int64_t> seqs;
    for (const Event& event : events)
        seqs.push_back(event.seq.value);
    return seqs;
}

} // namespace

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

void SealingTest::duplicatesOfSealedEventsAreFound()
{
    using Item = domain::StoreOutcome::Item;
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(400)));
    const Source source = fixture.addSource("site");
    const Source other = fixture.addSource("other");
    const TimePoint now = fixture.clock.now();
    QVERIFY(fixture.submit({makeEvent(source, "a", now), makeEvent(other, "b", now), makeEvent(source, "", now)}));
    QVERIFY(fixture.store().seal());
    for (int restart = 0; restart < 2; ++restart) {
        const auto again = fixture.submit(
            {makeEvent(source, "a", now + 1h), makeEvent(other, "b", now + 1h), makeEvent(source, "", now)});
        QVERIFY(again->items == (std::vector{Item::Duplicate, Item::Duplicate, Item::Stored}));
        fixture.close();
        QVERIFY(fixture.open(test::quickSealing(400)));
    }
    // The same id of another project, and past the horizon, is another event.
    const auto distinct = fixture.submit({makeEvent(other, "a", now), makeEvent(source, "a", now + 8 * 24h)});
    QVERIFY(distinct->items == (std::vector{Item::Stored, Item::Stored}));
}

void SealingTest::newestFirstIsPagedAcrossTheBorder()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(50)));
    const Source source = fixture.addSource("site");
    const Source other = fixture.addSource("other");
    for (unsigned batch = 0; batch < 4; ++batch) {
        QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 60, 20 + batch)));
        QVERIFY(fixture.submit(someEvents(other, fixture.clock.now(), 10, 30 + batch)));
        if (batch == 2)
            QVERIFY(fixture.store().seal());
    }
    std::vector<std::int64_t> seen;
    for (EventSeq before;;) {
        const auto page = fixture.store().recentEvents(source.project, before, 7);
        QVERIFY(page);
        if (page->empty())
            break;
        for (const std::int64_t seq : seqsOf(*page))
            seen.push_back(seq);
        before = page->back().seq;
    }
    QCOMPARE(seen.size(), 240u);
    QVERIFY(std::is_sorted(seen.rbegin(), seen.rend()));
    QCOMPARE(std::set<std::int64_t>(seen.begin(), seen.end()).size(), 240u);
}

void SealingTest::aPersonsEventsArePaged()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(100)));
    const Source source = fixture.addSource("site");
    const Source other = fixture.addSource("other");
    QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 400, 40)));
    QVERIFY(fixture.submit(someEvents(other, fixture.clock.now(), 100, 41)));
    QVERIFY(fixture.store().seal());
    QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 200, 42)));
    std::vector<Event> expected = fixture.events(source.project);
    const std::vector<std::uint64_t> keys = {expected[0].visitor, expected[1].visitor, 4711};
    std::erase_if(expected,
                  [&](const Event& e) { return std::find(keys.begin(), keys.end(), e.visitor) == keys.end(); });
    std::sort(expected.begin(), expected.end(),
              [](const Event& a, const Event& b) { return EventCursor::at(a) < EventCursor::at(b); });
    QVERIFY(expected.size() > 30);
    std::vector<Event> seen;
    for (std::optional<EventCursor> after;;) {
        const auto page = fixture.store().personEvents(source.project, keys, after, 11);
        QVERIFY(page);
        QVERIFY(page->size() <= 11);
        seen.insert(seen.end(), page->begin(), page->end());
        if (page->empty())
            break;
        after = EventCursor::at(page->back());
    }
    QVERIFY(seen == expected);
    QVERIFY(fixture.store().personEvents(source.project, {}, {}, 10)->empty());
}

void SealingTest::removedSourcesAreGone()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(400)));
    const Source source = fixture.addSource("site");
    Source sibling;
    sibling.project = source.project;
    sibling = *fixture.store().control().addSource(sibling);
    std::vector<Event> kept = someEvents(source, fixture.clock.now(), 500, 50);
    std::int64_t seq = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        QVERIFY(fixture.submit({makeEvent(sibling, {}, fixture.clock.now() - std::chrono::hours(i % 90))}));
        kept[i].seq = EventSeq(seq += 2);
        QVERIFY(fixture.submit({kept[i]}));
        if (i == 400)
            QVERIFY(fixture.store().seal());
    }
    QVERIFY(fixture.store().control().removeSource(sibling.id));
    QString wrong;
    for (int restart = 0; restart < 2; ++restart) { // at once, and when the chunks have been made anew
        QVERIFY(seenOf(fixture, source.project, wrong) == expectedOf(kept, source.project));
        QCOMPARE(wrong, QString());
        QCOMPARE(fixture.events(source.project).size(), kept.size());
        QVERIFY(fixture.store().seal());
    }
    QTRY_COMPARE(fixture.store().figures().sealedRows, std::int64_t(kept.size()));
    QVERIFY(fixture.store().control().removeProject(source.project));
    QVERIFY(fixture.store().seal());
    QCOMPARE(fixture.store().figures().chunks, 0);
    fixture.close();
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(*) FROM chunk_column"), 0);
    QVERIFY(storage::check(fixture.directory())->empty());
}

void SealingTest::movedSourcesTakeTheirEvents()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(400)));
    Source source = fixture.addSource("first");
    const Source other = fixture.addSource("other");
    QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 300, 60)));
    QVERIFY(fixture.submit(someEvents(other, fixture.clock.now(), 100, 61)));
    QVERIFY(fixture.store().seal());
    const ProjectId before = source.project;
    source.project = other.project;
    QVERIFY(fixture.store().control().updateSource(source));
    QString wrong;
    for (int round = 0; round < 2; ++round) { // at once, and when the chunks have been made anew
        QCOMPARE(seenOf(fixture, other.project, wrong).size(), 400u);
        QCOMPARE(seenOf(fixture, before, wrong).size(), 0u);
        QCOMPARE(wrong, QString());
        QVERIFY(fixture.store().seal());
    }
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(DISTINCT project) FROM chunk"), 1);
}

void SealingTest::lateEventsAreMerged()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(1000)));
    const Source source = fixture.addSource();
    const TimePoint yesterday = fixture.clock.now() - 24h;
    std::vector<Event> stored;
    std::int64_t seq = 0;
    for (int round = 0; round < 12; ++round) {
        std::vector<Event> events;
        for (int i = 0; i < 50; ++i) {
            ++seq;
            events.push_back(makeEvent(source, std::to_string(seq), yesterday + std::chrono::minutes(seq % 600)));
            events.back().visitor = std::uint64_t(seq % 7);
            events.back().seq = EventSeq(seq);
        }
        stored.insert(stored.end(), events.begin(), events.end());
        QVERIFY(fixture.submit(events));
        QVERIFY(fixture.store().seal());
    }
    QVERIFY(fixture.store().figures().chunks <= 2);
    QString wrong;
    QVERIFY(seenOf(fixture, source.project, wrong) == expectedOf(stored, source.project));
    QCOMPARE(wrong, QString());
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
}

void SealingTest::aBackupHoldsSealedEvents()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(400)));
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 700, 70)));
    QVERIFY(fixture.store().seal());
    QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 50, 71)));
    const std::vector<Event> events = fixture.events(source.project);
    const QTemporaryDir elsewhere;
    const QString copy = elsewhere.filePath(QStringLiteral("copy.db"));
    QVERIFY(fixture.store().backup(copy));
    QVERIFY(fixture.store().control().removeProject(source.project));
    fixture.close();
    QVERIFY(storage::restore(copy, fixture.directory(), true));
    QVERIFY(storage::check(fixture.directory())->empty());
    QVERIFY(fixture.open(test::quickSealing(400)));
    QVERIFY(fixture.events(source.project) == events);
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

void SealingTest::checkFindsDamage_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a header that cannot be read") << QByteArray("UPDATE chunk SET header = x'7f'");
    QTest::newRow("columns that cannot be read") << QByteArray("UPDATE chunk_column SET data = x'0102'");
    QTest::newRow("columns that are gone") << QByteArray("DELETE FROM chunk_column");
    QTest::newRow("columns of no chunk") << QByteArray("INSERT INTO chunk_column VALUES (5, x'00')");
    QTest::newRow("a number of rows that is wrong") << QByteArray("UPDATE chunk SET rows = rows + 1");
    QTest::newRow("a range of times that is wrong") << QByteArray("UPDATE chunk SET first_time = first_time - 1");
    QTest::newRow("a range of visitors that is wrong")
        << QByteArray("UPDATE chunk SET last_visitor = last_visitor - 1");
    QTest::newRow("a day that is wrong") << QByteArray("UPDATE chunk SET day = day + 1");
    QTest::newRow("sources that are wrong") << QByteArray("UPDATE chunk SET sources = x'0405'");
    QTest::newRow("an event sealed and fresh")
        << QByteArray("UPDATE hub SET value = 3 WHERE key = 'sealed_seq'; INSERT INTO event "
                      "(seq, source, event_time, received_at, kind, visitor, body) VALUES (7, 1, 0, 0, 2, 0, x'02')");
    QTest::newRow("events sealed past what is covered")
        << QByteArray("UPDATE hub SET value = 100000 WHERE key = 'sealed_seq'");
    QTest::newRow("a chunk twice") << QByteArray(
        "INSERT INTO chunk SELECT 50, project, day, rows, first_time, last_time, first_seq, last_seq, "
        "first_visitor, last_visitor, bytes, raw_bytes, format, sources, header FROM chunk LIMIT 1;"
        "INSERT INTO chunk_column SELECT 50 * 4096 + id % 4096, data FROM chunk_column WHERE id / 4096 = "
        "(SELECT min(id) FROM chunk)");
}

void SealingTest::checkFindsDamage()
{
    QFETCH(QByteArray, sql);
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(400)));
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit(someEvents(source, fixture.clock.now(), 300, 10)));
    QVERIFY(fixture.store().seal());
    fixture.close();
    QVERIFY(change(fixture.file(), {sql.constData(), std::size_t(sql.size())}));
    const auto findings = storage::check(fixture.directory());
    QVERIFY(findings);
    QCOMPARE(findings->empty(), sql.isEmpty());
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
