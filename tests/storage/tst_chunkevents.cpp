// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Events become a chunk and come back whole.
#include "storage/chunkfixture.h"
#include "storage/columnfixture.h"
#include "storage/columns/columnids.h"
#include "storage/columns/eventcolumns.h"
#include "storage/eventmembers.h"
#include "storage/storefixture.h"
#include "support/eventmaker.h"
#include "support/pageviewhistory.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace sightglass;
using namespace sightglass::storage::columns;
using namespace sightglass::test;
using domain::Event;

class ChunkEventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsComeBack_data();
    void eventsComeBack();
    void everyMemberIsKept();
    void rowsCanBeAskedFor();
    void theSummaryTellsTheRanges();
    void rawTextsComeBackByteForByte_data();
    void rawTextsComeBackByteForByte();
    void orderOfTheEventsDoesNotMatter();
    void bodiesSayTheSameAsTheirEvents();
    void pageViewsAreSmall();
};

/// Rows that are spread over their columns without becoming an Event, and those that must become one.
void ChunkEventsTest::bodiesSayTheSameAsTheirEvents()
{
    constexpr std::size_t rows = 2000;
    EventMaker maker(20260304);
    storage::PackedEvents packed;
    for (std::size_t i = 0; i < rows; ++i) {
        Event event = maker.make();
        event.raw = i % 5 == 0 ? event.raw : "";
        if (i % 3 != 0)
            event.warnings.clear();
        if (i % 7 == 0)
            event.revenueMinor = domain::kAbsent;
        packed.add(event);
    }
    EventColumns fromBodies(rows);
    EventColumns fromEvents(rows);
    std::size_t direct = 0;
    for (const storage::PackedEvent& row : packed.rows()) {
        Event event;
        QVERIFY(packed.unpack(row, event));
        fromEvents.add(event);
        if (fromBodies.addBody(row, packed.body(row)))
            ++direct;
        else
            fromBodies.add(event);
    }
    QVERIFY(direct > rows / 4 && direct < rows);
    const auto sealed = [runs = someRuns(rows)](const EventColumns& columns) {
        Compressor compressor;
        ChunkBuilder builder(rows, runs.size());
        columns.addTo(builder, compressor, runs);
        return builder.finish();
    };
    const SealedChunk one = sealed(fromBodies);
    const SealedChunk other = sealed(fromEvents);
    QVERIFY(one.header == other.header);
    QVERIFY(one.columns == other.columns);
}

void ChunkEventsTest::eventsComeBack_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("random");
    QTest::newRow("one random event") << 1 << true;
    QTest::newRow("two random events") << 2 << true;
    QTest::newRow("a few random events") << 37 << true;
    QTest::newRow("many random events") << 1500 << true;
    QTest::newRow("one page view") << 1 << false;
    QTest::newRow("a small site's page views") << 300 << false;
    QTest::newRow("a larger site's page views") << 9000 << false;
}

void ChunkEventsTest::eventsComeBack()
{
    QFETCH(int, count);
    QFETCH(bool, random);
    test::PageViewDay plan;
    plan.day = test::at(kChunkDay);
    plan.views = count;
    plan.internalReferrers = true;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        plan.seed = static_cast<std::uint32_t>(seed);
        plan.timesInMessageIds = seed % 2 == 0;
        const std::vector<Event> events =
            random ? randomEvents(seed, static_cast<std::size_t>(count)) : test::pageViews(plan);
        const Opened chunk = opened(sealEvents(events));
        const Expected<std::vector<Event>> back = chunk.reader().events();
        QVERIFY2(back.has_value(), back ? "" : qPrintable(back.error().detail + back.error().where));
        const std::vector<Event> expected = inRowOrder(events);
        QCOMPARE(back->size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            if ((*back)[i] == expected[i])
                continue;
            QCOMPARE(lineOf((*back)[i]), lineOf(expected[i]));
            QFAIL("an event differs in what JSON does not show");
        }
    }
}

void ChunkEventsTest::everyMemberIsKept()
{
    // Of each member alone, so that none stands in for another.
    const std::vector<Event> events = randomEvents(11, 400);
    std::size_t members = 0;
    const auto alone = [&](auto set) {
        Event empty;
        Event event;
        for (const Event& random : events) {
            set(random, event);
            if (!(event == empty))
                break;
        }
        ++members;
        QVERIFY(!(event == empty));
        const Opened chunk = opened(sealEvents({event}));
        const auto back = chunk.reader().events();
        QVERIFY(back.has_value());
        QVERIFY(back->front() == event);
    };
    alone([](const Event& from, Event& to) { to.seq = from.seq; });
    alone([](const Event& from, Event& to) { to.source = from.source; });
    alone([](const Event& from, Event& to) { to.visitor = from.visitor; });
    alone([](const Event& from, Event& to) { to.eventTime = from.eventTime; });
    alone([](const Event& from, Event& to) { to.receivedAt = from.receivedAt; });
    alone([](const Event& from, Event& to) { to.kind = from.kind; });
    // All that a body holds: the n-th member of the table, each in turn.
    const auto isSet = [](const auto& value) { return !(value == std::decay_t<decltype(value)>{}); };
    std::size_t total = 0;
    const Event empty;
    storage::eachMember(empty, [&total](auto&&...) { ++total; });
    QVERIFY(total > 75);
    for (std::size_t wanted = 0; wanted < total; ++wanted) {
        alone([&](const Event& from, Event& to) {
            std::size_t number = 0;
            storage::eachMember(from, [&](storage::Member member, const auto& value, auto&&...) {
                if (number++ != wanted)
                    return;
                if (!isSet(value) && member != storage::Member::Interactive)
                    return;
                storage::eachMember(to, [&](storage::Member other, auto& target, auto&&...) {
                    if constexpr (std::is_same_v<std::decay_t<decltype(target)>, std::decay_t<decltype(value)>>) {
                        if (other == member)
                            target = value;
                    }
                });
            });
        });
    }
    QCOMPARE(members, total + 6);
}

void ChunkEventsTest::rowsCanBeAskedFor()
{
    const std::vector<Event> events = inRowOrder(randomEvents(3, 200));
    const Opened chunk = opened(sealEvents(events));
    const std::vector<std::uint32_t> rows = {199, 0, 17, 17, 18, 0, 120};
    const auto some = chunk.reader().events(rows);
    QVERIFY(some.has_value());
    QCOMPARE(some->size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        QVERIFY((*some)[i] == events[rows[i]]);
    QVERIFY(chunk.reader().events(std::vector<std::uint32_t>{})->empty());
    const auto beyond = chunk.reader().events(std::vector<std::uint32_t>{200});
    QVERIFY(!beyond);
    QCOMPARE(beyond.error().code, ErrorCode::InvalidInput);
}

void ChunkEventsTest::theSummaryTellsTheRanges()
{
    const std::vector<Event> events = randomEvents(8, 100);
    const SealedChunk chunk = sealEvents(events);
    const auto least = [&](auto get) {
        return get(*std::min_element(events.begin(), events.end(),
                                     [&](const Event& a, const Event& b) { return get(a) < get(b); }));
    };
    const auto most = [&](auto get) {
        return get(*std::max_element(events.begin(), events.end(),
                                     [&](const Event& a, const Event& b) { return get(a) < get(b); }));
    };
    QCOMPARE(chunk.summary.rows, events.size());
    QVERIFY(chunk.summary.firstTime == least([](const Event& e) { return e.eventTime; }));
    QVERIFY(chunk.summary.lastTime == most([](const Event& e) { return e.eventTime; }));
    QCOMPARE(chunk.summary.firstSeq.value, least([](const Event& e) { return e.seq.value; }));
    QCOMPARE(chunk.summary.lastSeq.value, most([](const Event& e) { return e.seq.value; }));
    QCOMPARE(chunk.summary.firstVisitor, least([](const Event& e) { return e.visitor; }));
    QCOMPARE(chunk.summary.lastVisitor, most([](const Event& e) { return e.visitor; }));
    std::size_t bytes = chunk.header.size();
    for (const ColumnBlob& blob : chunk.columns)
        bytes += blob.bytes.size();
    QCOMPARE(chunk.summary.bytes, bytes);
}

void ChunkEventsTest::rawTextsComeBackByteForByte_data()
{
    QTest::addColumn<QByteArray>("raw");
    const auto row = [](const char* name, const QByteArray& raw) { QTest::newRow(name) << raw; };
    row("an object", R"({"a":1,"b":"text","c":[1,2,3],"d":null,"e":{"f":true}})");
    row("blanks as the sender set them", "{ \"a\" :\t1 ,\n \"b\": \"x\" }\r\n");
    row("numbers as the sender spelled them", R"({"a":1.50,"b":1e5,"c":-0,"d":12345678901234567890})");
    row("a name twice", R"({"a":1,"a":2})");
    row("escapes", R"({"a\"b":"x\\\"y\u00e9\n","c":"\\"})");
    row("members of the event",
        R"({"messageId":"id \"quoted\"","url":"https://x.example/\\?a=1","title":"tab\there"})");
    row("properties of the event", R"({"properties":{"plan":"pro","seats":12,"price":19.99,"paid":true,"note":"12"}})");
    row("times",
        R"({"timestamp":"2026-03-10T10:00:00.000Z","sentAt":"2026-03-10T10:00:00Z","x":"2026-13-10T10:00:00.000Z"})");
    row("no JSON", "hello world");
    row("a string that does not end", R"({"a":"x)");
    row("a control byte in a name", "{\"a\x01\":1}");
    row("a control byte in a text", "{\"a\":\"\x01\x02\",\"b\":\x01}");
    row("a quote alone", "\"");
    row("a lone text", "\"text\"");
    row("lists of many lengths", R"([[],[1],["a","b"],{"x":[{}]}])");
    row("bytes that are no UTF-8", "{\"a\":\"\xff\xfe\"}");
}

void ChunkEventsTest::rawTextsComeBackByteForByte()
{
    QFETCH(QByteArray, raw);
    std::vector<Event> events(40);
    for (std::size_t i = 0; i < events.size(); ++i) {
        Event& event = events[i];
        event.seq = EventSeq(static_cast<std::int64_t>(i));
        event.visitor = i / 3;
        event.messageId = "id \"quoted\"";
        event.url = R"(https://x.example/\?a=1)";
        event.title = "tab\there";
        event.statedAt = test::at("2026-03-10T10:00:00.000Z");
        event.sentAt = event.statedAt;
        event.properties = {{"plan", std::string("pro")},
                            {"seats", std::int64_t{12}},
                            {"price", 19.99},
                            {"paid", true},
                            {"note", std::string("12")}};
        event.raw = raw.toStdString();
        if (i % 5 == 4) // now and then the members say something else than the text
            event.messageId = event.url = "other", event.properties.clear(), event.statedAt.reset();
        if (i % 7 == 6)
            event.raw.clear();
    }
    events = inRowOrder(std::move(events));
    const Opened chunk = opened(sealEvents(events));
    const auto back = chunk.reader().events();
    QVERIFY(back.has_value());
    for (std::size_t i = 0; i < events.size(); ++i)
        QCOMPARE(QByteArray::fromStdString((*back)[i].raw), QByteArray::fromStdString(events[i].raw));
}

void ChunkEventsTest::orderOfTheEventsDoesNotMatter()
{
    std::vector<Event> events = randomEvents(51, 200);
    const SealedChunk once = sealEvents(events);
    std::shuffle(events.begin(), events.end(), std::mt19937_64(1));
    const SealedChunk again = sealEvents(events);
    QVERIFY(once.header == again.header);
    QVERIFY(once.columns == again.columns);
    QVERIFY(once.summary == again.summary);
}

void ChunkEventsTest::pageViewsAreSmall()
{
    // Design §7: 25 bytes without message ids, 45 with.
    test::PageViewDay plan;
    plan.day = test::at(kChunkDay);
    plan.withRaw = false;
    for (const bool internal : {false, true}) {
        plan.internalReferrers = internal;
        const SealedChunk chunk = sealEvents(test::pageViews(plan));
        std::size_t ids = 0;
        for (const ColumnBlob& blob : chunk.columns)
            ids += blob.number / 2 == idOf(storage::Member::MessageId) ? blob.bytes.size() : 0;
        const double views = static_cast<double>(chunk.summary.rows);
        const double with = static_cast<double>(chunk.summary.bytes) / views;
        const double without = static_cast<double>(chunk.summary.bytes - ids) / views;
        QVERIFY2(without <= 25, qPrintable(QString::number(without)));
        QVERIFY2(with <= 45, qPrintable(QString::number(with)));
    }
}

QTEST_GUILESS_MAIN(ChunkEventsTest)
#include "tst_chunkevents.moc"
