// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/idfilter.h"
#include "storage/idhash.h"
#include "storage/idsegments.h"
#include "storage/idsketch.h"
#include "storage/recentids.h"
#include "storage/schema.h"
#include "storage/storefixture.h"
#include "storage/transaction.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>

using namespace sightglass;
using domain::Event;
using domain::Source;
using domain::StoreOutcome;
using test::makeEvent;
using Item = StoreOutcome::Item;
using namespace std::chrono_literals;

class DeduplicationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFilterFindsEveryPosition_data();
    void theFilterFindsEveryPosition();
    void theFilterIsRarelyWrong();
    void theSketchKnowsEveryFilter_data();
    void theSketchKnowsEveryFilter();
    void hashesDependOnTheSecret();
    void recentIdsForgetWhatWasCutOff();
    void segmentsFindWhatWasAppended();
    void segmentsMergeAndAreDropped();
    void anIdIsOnlyAsWideAsItsProject();
    void projectsDoNotShareIds();
    void idsFollowAMovedSource();
    void theHorizonEnds();
    void duplicatesAreKnownAfterARestart();
    void duplicatesAreKnownAfterACrash();
    void manyIdsGoThroughSegments();
};

namespace {

std::vector<std::uint64_t> sortedHashes(std::size_t count, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::vector<std::uint64_t> hashes(count);
    std::generate(hashes.begin(), hashes.end(), std::ref(random));
    std::sort(hashes.begin(), hashes.end());
    return hashes;
}

std::vector<Event> numbered(const Source& source, int first, int count, TimePoint time)
{
    std::vector<Event> events;
    for (int i = first; i < first + count; ++i)
        events.push_back(makeEvent(source, "id-" + std::to_string(i), time));
    return events;
}

std::ptrdiff_t duplicates(const Expected<StoreOutcome>& outcome)
{
    return outcome ? std::count(outcome->items.begin(), outcome->items.end(), Item::Duplicate) : -1;
}

/// A database with the schema and nothing else.
Expected<storage::Connection> emptyDatabase(const QTemporaryDir& directory)
{
    Expected<storage::Connection> connection =
        storage::Connection::open(directory.filePath(QStringLiteral("x.db")), storage::Connection::Mode::ReadWrite);
    if (connection) {
        if (const Expected<void> migrated = storage::migrate(*connection); !migrated)
            return unexpected(migrated.error());
    }
    return connection;
}

} // namespace

void DeduplicationTest::theFilterFindsEveryPosition_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 2, 31, 32, 33, 1000, 100'000})
        QTest::addRow("%d hashes", count) << count;
}

void DeduplicationTest::theFilterFindsEveryPosition()
{
    QFETCH(int, count);
    const std::vector<std::uint64_t> hashes = sortedHashes(std::size_t(count), 3);
    const storage::IdFilter made(hashes);
    const auto read = storage::IdFilter::fromBytes(made.bucketBytes(), made.printBytes());
    QVERIFY(read);
    for (std::size_t i = 0; i < hashes.size(); ++i)
        QVERIFY(read->find(hashes[i], [i](std::size_t position) { return position == i; }));
    QCOMPARE(read->count(), std::size_t(count));
}

void DeduplicationTest::theFilterIsRarelyWrong()
{
    const storage::IdFilter filter(sortedHashes(100'000, 3));
    std::mt19937_64 random(4);
    int wrong = 0;
    for (int i = 0; i < 100'000; ++i)
        wrong += filter.find(random(), [](std::size_t) { return true; });
    QVERIFY2(wrong < 100, qPrintable(QString::number(wrong)));
    QVERIFY(!storage::IdFilter::fromBytes("abc", "ab"));
    QVERIFY(!storage::IdFilter::fromBytes(filter.bucketBytes(), "ab"));
}

void DeduplicationTest::theSketchKnowsEveryFilter_data()
{
    QTest::addColumn<QList<int>>("sizes");
    QTest::addColumn<int>("mostWrong"); ///< Of 100 000 other hashes.
    QTest::addRow("none") << QList<int>{} << 0;
    QTest::addRow("one hash") << QList<int>{1} << 1000;
    QTest::addRow("a small list among large ones") << QList<int>{200'000, 7, 60'000} << 9000;
    QTest::addRow("many") << QList<int>(12, 131'072) << 9000;
}

void DeduplicationTest::theSketchKnowsEveryFilter()
{
    QFETCH(const QList<int>, sizes);
    QFETCH(const int, mostWrong);
    std::vector<std::vector<std::uint64_t>> lists;
    for (const int size : sizes)
        lists.push_back(sortedHashes(std::size_t(size), 5 + lists.size()));
    storage::IdSketch sketch(std::size_t(std::accumulate(sizes.begin(), sizes.end(), 0)));
    for (const auto& hashes : lists)
        sketch.add(storage::IdFilter(hashes));
    for (const auto& hashes : lists)
        QVERIFY(std::all_of(hashes.begin(), hashes.end(), [&](std::uint64_t hash) { return sketch.mayHold(hash); }));
    std::mt19937_64 random(4);
    int wrong = 0;
    for (int i = 0; i < 100'000; ++i)
        wrong += sketch.mayHold(random());
    QVERIFY2(wrong <= mostWrong, qPrintable(QString::number(wrong)));
    QVERIFY(!sketch.suits(100'000'000));
}

void DeduplicationTest::hashesDependOnTheSecret()
{
    const storage::IdHash one(std::string(32, 'a'));
    const storage::IdHash two(std::string(32, 'b'));
    QCOMPARE(one("message"), one("message"));
    QVERIFY(one("message") != two("message"));
    QVERIFY(one("message") != one("messagf"));
    QVERIFY(one("") != 0);
}

void DeduplicationTest::recentIdsForgetWhatWasCutOff()
{
    storage::RecentIds recent;
    for (std::int64_t i = 0; i < 5000; ++i)
        recent.add({std::uint64_t(i % 100 + 1), i});
    recent.truncate(150);
    QCOMPARE(recent.count(), 150u);
    std::vector<std::int64_t> seen;
    recent.find(7, [&](std::int64_t seq) {
        seen.push_back(seq);
        return false;
    });
    std::sort(seen.begin(), seen.end());
    QVERIFY(seen == (std::vector<std::int64_t>{6, 106}));
    recent.clear();
    QVERIFY(!recent.find(7, [](std::int64_t) { return true; }));
}

void DeduplicationTest::segmentsFindWhatWasAppended()
{
    const QTemporaryDir directory;
    Expected<storage::Connection> connection = emptyDatabase(directory);
    QVERIFY(connection);
    storage::IdSegments segments(*connection);
    std::vector<storage::IdEntry> entries;
    std::mt19937_64 random(5);
    for (std::int64_t seq = 1; seq <= 2000; ++seq)
        entries.push_back({seq % 10 == 0 ? 42 : random(), seq});
    QVERIFY(segments.append(entries, fromMs(1)));
    storage::IdSegments reopened(*connection);
    QVERIFY(reopened.load());
    QVERIFY(reopened.verify());
    for (const storage::IdEntry& entry : entries) {
        const auto found =
            reopened.find(entry.hash, [&](std::int64_t seq) -> Expected<bool> { return seq == entry.seq; });
        QVERIFY(found && *found);
    }
    int asked = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto found = reopened.find(random(), [&](std::int64_t) -> Expected<bool> { return ++asked > 0; });
        QVERIFY(found && !*found);
    }
    QCOMPARE(asked, 0); // false positives of the filter end at the segment's own hashes
}

void DeduplicationTest::segmentsMergeAndAreDropped()
{
    const QTemporaryDir directory;
    Expected<storage::Connection> connection = emptyDatabase(directory);
    QVERIFY(connection);
    storage::IdSegments segments(*connection);
    std::mt19937_64 random(6);
    std::vector<storage::IdEntry> all;
    for (int part = 0; part < 9; ++part) {
        std::vector<storage::IdEntry> entries;
        for (int i = 0; i < 500; ++i)
            all.push_back(entries.emplace_back(storage::IdEntry{random(), std::int64_t(all.size()) + 1}));
        QVERIFY(segments.append(entries, fromMs(part)));
        QVERIFY(segments.compact());
    }
    QCOMPARE(segments.segmentCount(), 2u);
    QCOMPARE(segments.idCount(), all.size());
    QVERIFY(segments.verify());
    for (const storage::IdEntry& entry : all)
        QVERIFY(*segments.find(entry.hash, [&](std::int64_t seq) -> Expected<bool> { return seq == entry.seq; }));
    QVERIFY(segments.dropBefore(fromMs(8)));
    QCOMPARE(segments.segmentCount(), 1u);
    QCOMPARE(segments.idCount(), 500u);
    QVERIFY(segments.dropBefore(fromMs(9)));
    QCOMPARE(*connection->number("SELECT count(*) FROM id_block"), 0);
}

void DeduplicationTest::anIdIsOnlyAsWideAsItsProject()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    const Source other = fixture.addSource("other");
    QVERIFY(fixture.submit({makeEvent(source, "same", fixture.clock.now())}));
    QCOMPARE(duplicates(fixture.submit({makeEvent(other, "same", fixture.clock.now())})), 0);
    QCOMPARE(duplicates(fixture.submit({makeEvent(other, "same", fixture.clock.now())})), 1);
    QCOMPARE(duplicates(fixture.submit({makeEvent(source, "same", fixture.clock.now())})), 1);
}

void DeduplicationTest::projectsDoNotShareIds()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source first = fixture.addSource("first");
    Source sibling;
    sibling.project = first.project;
    sibling.name = "sibling";
    sibling = *fixture.store().control().addSource(sibling);
    QVERIFY(fixture.submit({makeEvent(first, "a", fixture.clock.now())}));
    QCOMPARE(duplicates(fixture.submit({makeEvent(sibling, "a", fixture.clock.now())})), 1);
    QCOMPARE(duplicates(fixture.submit({makeEvent(fixture.addSource("other"), "a", fixture.clock.now())})), 0);
}

void DeduplicationTest::idsFollowAMovedSource()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    Source source = fixture.addSource("first");
    const Source other = fixture.addSource("other");
    QVERIFY(fixture.submit({makeEvent(source, "a", fixture.clock.now())}));
    source.project = other.project;
    QVERIFY(fixture.store().control().updateSource(source));
    QCOMPARE(duplicates(fixture.submit({makeEvent(source, "a", fixture.clock.now())})), 1);
    QCOMPARE(duplicates(fixture.submit({makeEvent(other, "a", fixture.clock.now())})), 1);
    QCOMPARE(fixture.events(other.project).size(), 1u);
}

void DeduplicationTest::theHorizonEnds()
{
    test::StoreFixture fixture;
    storage::StoreOptions options;
    options.dedupHorizon = 24h;
    QVERIFY(fixture.open(options));
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit({makeEvent(source, "a", fixture.clock.now())}));
    fixture.clock.advance(24h - 1ms);
    QCOMPARE(duplicates(fixture.submit({makeEvent(source, "a", fixture.clock.now())})), 1);
    fixture.clock.advance(1ms);
    QCOMPARE(duplicates(fixture.submit({makeEvent(source, "a", fixture.clock.now())})), 0);
}

void DeduplicationTest::duplicatesAreKnownAfterARestart()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit(numbered(source, 0, 500, fixture.clock.now())));
    for (int round = 1; round <= 3; ++round) {
        fixture.close();
        QVERIFY(fixture.open());
        QCOMPARE(duplicates(fixture.submit(numbered(source, 0, round * 500, fixture.clock.now()))), round * 500);
        QCOMPARE(duplicates(fixture.submit(numbered(source, round * 500, 500, fixture.clock.now()))), 0);
    }
    QCOMPARE(fixture.store().figures().events, 2000);
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
}

void DeduplicationTest::duplicatesAreKnownAfterACrash()
{
    // What a killed process leaves behind is the file and its log as they are: copy them while the store runs.
    test::StoreFixture running;
    QVERIFY(running.open());
    const Source source = running.addSource();
    QVERIFY(running.submit(numbered(source, 0, 300, running.clock.now())));
    QVERIFY(running.submit(numbered(source, 300, 300, running.clock.now())));
    test::StoreFixture crashed;
    QVERIFY(QDir().mkpath(crashed.directory()));
    for (const char* suffix : {"", "-wal"})
        QVERIFY(QFile::copy(running.file() + QLatin1String(suffix), crashed.file() + QLatin1String(suffix)));
    QVERIFY(crashed.open());
    QCOMPARE(crashed.events(source.project).size(), 600u);
    QCOMPARE(duplicates(crashed.submit(numbered(source, 0, 700, crashed.clock.now()))), 600);
    crashed.close();
    QVERIFY(storage::check(crashed.directory())->empty());
}

void DeduplicationTest::manyIdsGoThroughSegments()
{
    constexpr int kIds = 300'000; // more than two runs hold
    constexpr int kBatch = 10'000;
    test::StoreFixture fixture;
    storage::StoreOptions options;
    options.durability = storage::Durability::Normal;
    QVERIFY(fixture.open(options));
    const Source source = fixture.addSource();
    for (int first = 0; first < kIds; first += kBatch)
        QCOMPARE(duplicates(fixture.submit(numbered(source, first, kBatch, fixture.clock.now()))), 0);
    for (int restart = 0; restart < 2; ++restart) {
        for (int first = 0; first < kIds; first += kIds / 5)
            QCOMPARE(duplicates(fixture.submit(numbered(source, first, 1000, fixture.clock.now()))), 1000);
        fixture.close();
        QVERIFY(fixture.open(options));
    }
    QCOMPARE(fixture.store().figures().events, kIds);
    fixture.close();
    const auto findings = storage::check(fixture.directory());
    QVERIFY(findings);
    QVERIFY2(findings->empty(), qPrintable(findings->empty() ? QString() : findings->front()));
}

QTEST_GUILESS_MAIN(DeduplicationTest)
#include "tst_deduplication.moc"
