// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A person is erased: nothing of what they sent is found in any file of the data directory, everybody else's events are
// as they were.
#include "storage/storefixture.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace sightglass;
using domain::Event;
using domain::Source;
using namespace std::chrono_literals;

namespace {

constexpr const char* kMark = "Ada-Lovelace-7f3e9c";
constexpr std::uint64_t kAda = 0x1111'2222'3333'4444;
constexpr std::uint64_t kAdasBrowser = 0x5555'6666'7777'8888;
constexpr std::uint64_t kBob = 0x2222'0000'0000'0001;
constexpr std::uint64_t kCarol = 0x3333'0000'0000'0001;

bool always(std::int64_t, std::int64_t)
{
    return true;
}

QByteArray filesOf(const QString& directory)
{
    QByteArray all;
    for (QDirIterator files(directory, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); files.hasNext();) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

/// Of one visitor; with a mark in every text where a person may leave one.
std::vector<Event> visitorEvents(const Source& source, std::uint64_t visitor, TimePoint from, int count,
                                 const std::string& mark)
{
    std::mt19937_64 random(visitor);
    std::vector<Event> events;
    for (int i = 0; i < count; ++i) {
        Event event = test::randomEvent(random, source, from);
        event.visitor = visitor;
        event.eventTime = from + std::chrono::minutes(i);
        event.linkKind = domain::LinkKind::None;
        event.linkFrom = event.linkTo = event.linkFromClient = 0;
        event.messageId = mark + "-" + std::to_string(visitor) + "-" + std::to_string(i);
        for (std::string* text : {&event.userId, &event.anonymousId, &event.title, &event.url, &event.sessionHint})
            *text = mark + std::to_string(i % 3);
        event.properties.push_back({"mail", mark});
        event.traits.push_back({"name", mark});
        event.raw = "{\"who\":\"" + mark + "\"}";
        events.push_back(std::move(event));
    }
    return events;
}

Event link(Event event, std::uint64_t from, std::uint64_t to)
{
    event.linkKind = domain::LinkKind::Identify;
    event.linkFrom = from;
    event.linkTo = event.visitor = to;
    return event;
}

/// The blobs of all chunks, by chunk and column.
std::map<std::int64_t, QByteArray> blobsOf(const QString& file)
{
    std::map<std::int64_t, QByteArray> blobs;
    Expected<storage::Connection> connection = storage::Connection::open(file, storage::Connection::Mode::ReadOnly);
    auto rows = connection->prepare("SELECT id, data FROM chunk_column");
    while (rows->step().value_or(false)) {
        const std::string_view data = rows->blob(1);
        blobs[rows->integer(0)] = QByteArray(data.data(), qsizetype(data.size()));
    }
    return blobs;
}

} // namespace

class ErasingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsFoundOfThePerson_data();
    void nothingIsFoundOfThePerson();
    void whoSharedABrowserKeepsTheirTime();
    void whoComesBackIsSomebodyNew();
    void whatIsFreshIsErasedWheneverItIsAsked();
    void theirMessageIdsAreForgotten();
    void countsStayRight();
};

void ErasingTest::nothingIsFoundOfThePerson_data()
{
    QTest::addColumn<int>("sealedParts");
    QTest::newRow("all fresh") << 0;
    QTest::newRow("some sealed, some fresh") << 1;
    QTest::newRow("all sealed") << 2;
}

void ErasingTest::nothingIsFoundOfThePerson()
{
    QFETCH(int, sealedParts);
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source source = fixture.addSource();
    const TimePoint start = fixture.clock.now() - 48h;
    QVERIFY(fixture.submit(visitorEvents(source, kAdasBrowser, start, 200, kMark)));
    QVERIFY(fixture.submit(visitorEvents(source, kBob, start, 200, "Bob")));
    QVERIFY(filesOf(fixture.directory()).contains(kMark));
    if (sealedParts > 0)
        QVERIFY(fixture.store().seal());
    std::vector<Event> identified = visitorEvents(source, kAda, start + 24h, 100, kMark);
    identified.front() = link(identified.front(), kAdasBrowser, kAda);
    QVERIFY(fixture.submit(identified));
    QVERIFY(fixture.submit(visitorEvents(source, kCarol, start + 24h, 100, "Carol")));
    if (sealedParts > 1)
        QVERIFY(fixture.store().seal());
    std::vector<Event> others = fixture.events(source.project);
    std::erase_if(others, [](const Event& event) { return event.visitor == kAda || event.visitor == kAdasBrowser; });
    const std::map<std::int64_t, QByteArray> before = blobsOf(fixture.file());

    // Whichever of the keys is named, it is the same person.
    QCOMPARE(fixture.store().erasePerson(source.project, kAdasBrowser, always).value(), 300);
    const auto isFound = [&] { return filesOf(fixture.directory()).contains(kMark); };
    QVERIFY(!isFound());
    QVERIFY(fixture.store().compact(always));
    QVERIFY(!isFound());
    QVERIFY(fixture.events(source.project) == others);
    QVERIFY(fixture.store().personEvents(source.project, {kAda, kAdasBrowser}, std::nullopt, 10)->empty());
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(*) FROM identity_link"), 0);
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(*) FROM erasure"), 0);
    // Compressed texts are no texts to look for: the bytes of the chunks that held them are gone, too.
    const QByteArray files = filesOf(fixture.directory());
    QByteArray now;
    for (const auto& [column, blob] : blobsOf(fixture.file()))
        now += blob;
    for (const auto& [column, blob] : before) {
        const QByteArray middle = blob.mid(blob.size() / 2 - 16, 32);
        QVERIFY2(blob.size() < 64 || now.contains(middle) || !files.contains(middle),
                 qPrintable(QString::number(column)));
    }

    QCOMPARE(fixture.store().erasePerson(source.project, kAda, always).value(), 0);
    QVERIFY(fixture.events(source.project) == others);
    fixture.close();
    QVERIFY(!isFound());
    QVERIFY(storage::check(fixture.directory())->empty());
}

void ErasingTest::whoSharedABrowserKeepsTheirTime()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source source = fixture.addSource();
    const TimePoint start = fixture.clock.now() - 48h;
    std::vector<Event> adas = visitorEvents(source, kAda, start + 1h, 1, "Ada");
    std::vector<Event> bobs = visitorEvents(source, kBob, start + 3h, 1, "Bob");
    QVERIFY(fixture.submit({link(adas[0], kAdasBrowser, kAda)}));
    QVERIFY(fixture.submit({link(bobs[0], kAdasBrowser, kBob)}));
    std::vector<Event> browser =
        visitorEvents(source, kAdasBrowser, start, 300, "Browser"); // every minute for five hours
    QVERIFY(fixture.submit(browser));
    QCOMPARE(fixture.store().erasePerson(source.project, kAda, always).value(), 1 + 180);
    const std::vector<Event> left = fixture.events(source.project);
    QCOMPARE(left.size(), 1U + 120U);
    QVERIFY(std::all_of(left.begin(), left.end(), [&](const Event& event) { return event.eventTime >= start + 3h; }));
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(*) FROM identity_link"), 1);
}

void ErasingTest::whoComesBackIsSomebodyNew()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source source = fixture.addSource();
    const TimePoint start = fixture.clock.now() - 10h;
    std::vector<Event> events = visitorEvents(source, kAda, start, 50, "Ada");
    events.front() = link(events.front(), kAdasBrowser, kAda);
    QVERIFY(fixture.submit(events));
    QCOMPARE(fixture.store().erasePerson(source.project, kAda, always).value(), 50);
    std::vector<Event> again = visitorEvents(source, kAda, start + 1h, 20, "Again");
    again.front() = link(again.front(), kAdasBrowser, kAda);
    QVERIFY(fixture.submit(again));
    QVERIFY(fixture.store().seal());
    QCOMPARE(fixture.events(source.project).size(), 20U);
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(*) FROM identity_link"), 1);
}

void ErasingTest::whatIsFreshIsErasedWheneverItIsAsked()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source source = fixture.addSource();
    for (int i = 0; i < 60; ++i) { // the background is at another step each time
        QVERIFY(fixture.submit(visitorEvents(source, kAda, fixture.clock.now() - 1h, 3, "Ada")));
        if (i % 3 != 0)
            std::this_thread::sleep_for(std::chrono::microseconds(37 * i));
        QCOMPARE(fixture.store().erasePerson(source.project, kAda, always).value(), 3);
    }
    QCOMPARE(fixture.events(source.project).size(), 0U);
}

void ErasingTest::theirMessageIdsAreForgotten()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source source = fixture.addSource();
    const TimePoint start = fixture.clock.now() - 10h;
    QVERIFY(fixture.submit(visitorEvents(source, kAda, start, 50, "Ada")));
    QVERIFY(fixture.submit(visitorEvents(source, kBob, start, 70, "Bob")));
    QVERIFY(fixture.store().seal());
    QCOMPARE(test::numberIn(fixture.file(), "SELECT sum(count) FROM id_segment"), 120);
    QCOMPARE(fixture.store().erasePerson(source.project, kAda, always).value(), 50);
    QCOMPARE(test::numberIn(fixture.file(), "SELECT sum(count) FROM id_segment"), 70);
    // Everybody else's duplicates are still found.
    QVERIFY(fixture.submit(visitorEvents(source, kBob, start, 70, "Bob")));
    QCOMPARE(fixture.events(source.project).size(), 70U);
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
}

void ErasingTest::countsStayRight()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source source = fixture.addSource();
    const TimePoint start = fixture.clock.now() - 72h;
    QVERIFY(fixture.submit(visitorEvents(source, kAda, start, 50, "Ada")));
    QVERIFY(fixture.submit(visitorEvents(source, kBob, start + 48h, 70, "Bob")));
    QCOMPARE(fixture.store().figures().events, 120);
    QVERIFY(fixture.store().erasePerson(source.project, kAda, always));
    const auto isRight = [&] {
        const Expected<domain::TimeRange> extent = (*fixture.store().openScan())->extent(source.project);
        return fixture.store().figures().events == 70 && extent->from == start + 48h;
    };
    QVERIFY(isRight());
    fixture.close();
    QVERIFY(fixture.open(test::quickSealing(300)));
    QVERIFY(isRight());
}

QTEST_GUILESS_MAIN(ErasingTest)
#include "tst_erasing.moc"
