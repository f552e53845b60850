// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with events that are sealed: found, paged, moved, removed, merged, saved, checked.
#include "storage/sealfixture.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace sightglass;
using namespace sightglass::test;
using domain::Event;
using domain::Source;
using storage::Connection;
using storage::EventCursor;
using namespace std::chrono_literals;

class SealedEventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void duplicatesOfSealedEventsAreFound();
    void newestFirstIsPagedAcrossTheBorder();
    void aPersonsEventsArePaged();
    void removedSourcesAreGone();
    void movedSourcesTakeTheirEvents();
    void lateEventsAreMerged();
    void aBackupHoldsSealedEvents();
    void checkFindsDamage_data();
    void checkFindsDamage();
};

namespace {

Expected<void> change(const QString& file, std::string_view sql)
{
    Expected<Connection> connection = Connection::open(file, Connection::Mode::ReadWrite);
    if (!connection)
        return unexpected(connection.error());
    return connection->execute(sql);
}

} // namespace

void SealedEventsTest::duplicatesOfSealedEventsAreFound()
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

void SealedEventsTest::newestFirstIsPagedAcrossTheBorder()
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

void SealedEventsTest::aPersonsEventsArePaged()
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

void SealedEventsTest::removedSourcesAreGone()
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

void SealedEventsTest::movedSourcesTakeTheirEvents()
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

void SealedEventsTest::lateEventsAreMerged()
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

void SealedEventsTest::aBackupHoldsSealedEvents()
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

void SealedEventsTest::checkFindsDamage_data()
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

void SealedEventsTest::checkFindsDamage()
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

QTEST_GUILESS_MAIN(SealedEventsTest)
#include "tst_sealedevents.moc"
