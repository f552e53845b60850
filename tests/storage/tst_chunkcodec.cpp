// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/eventjson.h"
#include "domain/propertytext.h"
#include "storage/columns/chunkreader.h"
#include "storage/columns/columnids.h"
#include "storage/columns/compression.h"
#include "storage/columns/sealedchunk.h"
#include "storage/storefixture.h"
#include "support/pageviewhistory.h"
#include "support/sourcefolder.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>
#include <tuple>

using namespace sightglass;
using namespace sightglass::storage::columns;
using domain::Event;
using domain::NumberColumn;
using domain::TextColumn;

namespace {

constexpr const char* kDay = "2026-03-10T00:00:00.000Z";

/// The order that rows of a chunk have, written down once more.
std::vector<Event> inRowOrder(std::vector<Event> events)
{
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
        return std::tie(a.visitor, a.eventTime, a.receivedAt, a.messageId, a.seq) <
               std::tie(b.visitor, b.eventTime, b.receivedAt, b.messageId, b.seq);
    });
    return events;
}

std::vector<Event> randomEvents(std::uint64_t seed, std::size_t count)
{
    std::mt19937_64 random(seed);
    domain::Source source;
    source.id = SourceId(7);
    std::vector<Event> events;
    std::vector<std::uint64_t> visitors;
    for (std::size_t i = 0; i < count; ++i) {
        Event event = test::randomEvent(random, source, test::at(kDay));
        event.seq = EventSeq(static_cast<std::int64_t>(1000 + (i * 7919) % count));
        event.linkFromClient = random() % 4 == 0 ? random() : 0;
        visitors.push_back(event.visitor);
        if (random() % 2 == 0)
            event.visitor = visitors[random() % visitors.size()]; // some visitors come again
        if (random() % 8 == 0)
            event.consent = std::numeric_limits<std::int64_t>::min();
        events.push_back(std::move(event));
    }
    return events;
}

/// A chunk with only the blobs that it names for something.
struct Opened
{
    ChunkHeader header;
    ColumnBlobs blobs;
    [[nodiscard]] ChunkReader reader() const { return {header, blobs}; }
};

Opened opened(const SealedChunk& chunk)
{
    Opened result{ChunkHeader::parse(chunk.header).value(), {}};
    for (const ColumnBlob& blob : chunk.columns)
        result.blobs.add(blob.number, blob.bytes);
    return result;
}

ColumnBlobs only(const SealedChunk& chunk, const std::vector<std::uint16_t>& numbers)
{
    ColumnBlobs blobs;
    for (const ColumnBlob& blob : chunk.columns) {
        if (std::find(numbers.begin(), numbers.end(), blob.number) != numbers.end())
            blobs.add(blob.number, blob.bytes);
    }
    return blobs;
}

std::int64_t numberOf(const Event& e, NumberColumn column)
{
    const auto number = [](auto value) { return static_cast<std::int64_t>(value); };
    switch (column) {
    case NumberColumn::Seq:
        return e.seq.value;
    case NumberColumn::EventTime:
        return toMs(e.eventTime);
    case NumberColumn::ReceivedAt:
        return toMs(e.receivedAt);
    case NumberColumn::Kind:
        return number(e.kind);
    case NumberColumn::Protocol:
        return number(e.protocol);
    case NumberColumn::Source:
        return e.source.value;
    case NumberColumn::VisitorBasis:
        return number(e.visitorBasis);
    case NumberColumn::Visitor:
        return number(e.visitor);
    case NumberColumn::Interactive:
        return e.interactive;
    case NumberColumn::EngagementMs:
        return e.engagementMs;
    case NumberColumn::ScrollDepth:
        return e.scrollDepth ? *e.scrollDepth : domain::kAbsent;
    case NumberColumn::RevenueMinor:
        return e.revenueMinor.value_or(domain::kAbsent);
    case NumberColumn::ValueMinor:
        return e.valueMinor.value_or(domain::kAbsent);
    case NumberColumn::Device:
        return number(e.device);
    case NumberColumn::ScreenWidth:
        return e.screenWidth;
    case NumberColumn::ScreenHeight:
        return e.screenHeight;
    case NumberColumn::IsBot:
        return e.bot.isBot();
    case NumberColumn::IsExcluded:
        return !e.excluded.empty();
    case NumberColumn::LinkKind:
        return number(e.linkKind);
    case NumberColumn::Historical:
        return e.historical;
    case NumberColumn::Unhandled:
        return domain::isUnhandled(e);
    }
    return 0;
}

std::string textOf(const Event& e, TextColumn column)
{
    const std::string* const texts[] = {
        &e.name,    &e.messageId,   &e.userId,       &e.anonymousId, &e.sessionHint, &e.linkedId,    &e.hostname,
        &e.path,    &e.title,       &e.referrerHost, &e.utmSource,   &e.utmMedium,   &e.utmCampaign, &e.utmContent,
        &e.utmTerm, &e.sourceParam, &e.clickIdKind,  &e.country,     &e.language,    &e.browser,     &e.browserVersion,
        &e.os,      &e.osVersion,   &e.appVersion,   &e.currency,    &e.viewId,      &e.bot.rule};
    return *texts[static_cast<std::size_t>(column)];
}

std::string valueOf(const domain::PropertyMap& map, const std::string& key)
{
    std::string text;
    for (const domain::Property& property : map) {
        if (property.key == key)
            text = domain::propertyText(property.value);
    }
    return text;
}

QString vectorFolder()
{
    return test::sourcePath(QStringLiteral("tests/vectors/chunks"));
}

/// Some of everything: page views and events with every member at random.
std::vector<Event> goldenEvents()
{
    test::PageViewDay plan;
    plan.day = test::at(kDay);
    plan.views = 40;
    plan.timesInMessageIds = true;
    std::vector<Event> events = test::pageViews(plan);
    for (Event& event : randomEvents(5, 24))
        events.push_back(std::move(event));
    return events;
}

/// A chunk in one file: the header and then each blob with its number, all with their length before them.
std::string fileOf(const SealedChunk& chunk)
{
    std::string file;
    storage::ByteWriter out(file);
    out.bytes(chunk.header);
    for (const ColumnBlob& blob : chunk.columns) {
        out.varint(blob.number);
        out.bytes(blob.bytes);
    }
    return file;
}

Opened openedFile(std::string_view file)
{
    storage::ByteReader in(file);
    Opened result{ChunkHeader::parse(in.bytes()).value(), {}};
    while (!in.atEnd()) {
        const auto number = static_cast<std::uint16_t>(in.varint());
        result.blobs.add(number, std::string(in.bytes()));
    }
    return result;
}

QByteArray lineOf(const Event& event)
{
    return QJsonDocument(domain::toJson(event)).toJson(QJsonDocument::Compact);
}

/// The text form of a number; "" for what is none.
std::string numberOf(const domain::PropertyMap& map, const std::string& key)
{
    const auto at = std::find_if(map.rbegin(), map.rend(), [&](const domain::Property& p) { return p.key == key; });
    const bool isNumber = at != map.rend() && (std::holds_alternative<std::int64_t>(at->value) || std::holds_alternative<double>(at->value));
    return isNumber ? domain::propertyText(at->value) : std::string();
}

} // namespace

class ChunkCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsComeBack_data();
    void eventsComeBack();
    void everyMemberIsKept();
    void rowsCanBeAskedFor();
    void theSummaryTellsTheRanges();
    void everyNumberColumnSaysWhatTheEventSays_data();
    void everyNumberColumnSaysWhatTheEventSays();
    void everyTextColumnSaysWhatTheEventSays_data();
    void everyTextColumnSaysWhatTheEventSays();
    void propertiesAndTraitsComeAsText();
    void keysBeyondTheirColumnsAreStillThere();
    void runsAreVisitors();
    void columnsAtTheirDefaultTakeNoBlob();
    void rawTextsComeBackByteForByte_data();
    void rawTextsComeBackByteForByte();
    void orderOfTheEventsDoesNotMatter();
    void pageViewsAreSmall();
    void damageIsNoticed();
    void damageBehindGoodChecksumsDoesNoHarm();
    void missingBlobsAreCorrupt();
    void releasedFormatsStayReadable_data();
    void releasedFormatsStayReadable();
};

void ChunkCodecTest::eventsComeBack_data()
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

void ChunkCodecTest::eventsComeBack()
{
    QFETCH(int, count);
    QFETCH(bool, random);
    test::PageViewDay plan;
    plan.day = test::at(kDay);
    plan.views = count;
    plan.internalReferrers = true;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        plan.seed = static_cast<std::uint32_t>(seed);
        plan.timesInMessageIds = seed % 2 == 0;
        const std::vector<Event> events =
            random ? randomEvents(seed, static_cast<std::size_t>(count)) : test::pageViews(plan);
        const Opened chunk = opened(sealChunk(events));
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

void ChunkCodecTest::everyMemberIsKept()
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
        const Opened chunk = opened(sealChunk({event}));
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
    alone([](const Event& from, Event& to) { to.linkFromClient = from.linkFromClient; });
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
    QCOMPARE(members, total + 7);
}

void ChunkCodecTest::rowsCanBeAskedFor()
{
    const std::vector<Event> events = inRowOrder(randomEvents(3, 200));
    const Opened chunk = opened(sealChunk(events));
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

void ChunkCodecTest::theSummaryTellsTheRanges()
{
    const std::vector<Event> events = randomEvents(8, 100);
    const SealedChunk chunk = sealChunk(events);
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

void ChunkCodecTest::everyNumberColumnSaysWhatTheEventSays_data()
{
    QTest::addColumn<int>("column");
    for (std::size_t column = 0; column < domain::kNumberColumns; ++column)
        QTest::addRow("number column %zu", column) << static_cast<int>(column);
}

void ChunkCodecTest::everyNumberColumnSaysWhatTheEventSays()
{
    QFETCH(int, column);
    const auto which = static_cast<NumberColumn>(column);
    test::PageViewDay plan;
    plan.day = test::at(kDay);
    plan.views = 700;
    for (const std::vector<Event>& events :
         {inRowOrder(randomEvents(21, 333)), inRowOrder(test::pageViews(plan)), std::vector<Event>(5)}) {
        const SealedChunk sealed = sealChunk(events);
        const ChunkHeader header = ChunkHeader::parse(sealed.header).value();
        const ColumnBlobs blobs = only(sealed, header.blobsForNumbers(which));
        const auto numbers = ChunkReader(header, blobs).numbers(which);
        QVERIFY2(numbers.has_value(), numbers ? "" : qPrintable(numbers.error().detail + numbers.error().where));
        for (std::size_t row = 0; row < events.size(); ++row)
            QCOMPARE(numbers->values().at(row), numberOf(events[row], which));
    }
}

void ChunkCodecTest::everyTextColumnSaysWhatTheEventSays_data()
{
    QTest::addColumn<int>("column");
    for (std::size_t column = 0; column < domain::kTextColumns; ++column)
        QTest::addRow("text column %zu", column) << static_cast<int>(column);
}

void ChunkCodecTest::everyTextColumnSaysWhatTheEventSays()
{
    QFETCH(int, column);
    const auto which = static_cast<TextColumn>(column);
    test::PageViewDay plan;
    plan.day = test::at(kDay);
    plan.views = 700;
    plan.internalReferrers = true;
    for (const std::vector<Event>& events :
         {inRowOrder(randomEvents(22, 333)), inRowOrder(test::pageViews(plan)), std::vector<Event>(5)}) {
        const SealedChunk sealed = sealChunk(events);
        const ChunkHeader header = ChunkHeader::parse(sealed.header).value();
        const ColumnBlobs blobs = only(sealed, header.blobsForTexts(which));
        const auto texts = ChunkReader(header, blobs).texts(which);
        QVERIFY2(texts.has_value(), texts ? "" : qPrintable(texts.error().detail + texts.error().where));
        std::vector<std::string> different;
        for (std::size_t row = 0; row < events.size(); ++row) {
            const std::string expected = textOf(events[row], which);
            QCOMPARE(std::string(texts->codes().at(row)), expected);
            if (!expected.empty())
                different.push_back(expected);
        }
        std::sort(different.begin(), different.end());
        different.erase(std::unique(different.begin(), different.end()), different.end());
        const ColumnBlobs words = only(sealed, header.blobsForDictionary(which));
        const auto dictionary = ChunkReader(header, words).dictionary(which);
        QVERIFY(dictionary.has_value());
        std::vector<std::string> known(dictionary->texts().begin() + 1, dictionary->texts().end());
        std::sort(known.begin(), known.end());
        QVERIFY(known == different);
        QVERIFY(dictionary->texts().front().empty());
    }
}

void ChunkCodecTest::propertiesAndTraitsComeAsText()
{
    std::vector<Event> events = randomEvents(31, 500);
    for (std::size_t i = 0; i < events.size(); ++i) {
        events[i].properties.push_back({"price", static_cast<double>(i % 90) / 100});
        if (i % 3 == 0)
            events[i].properties.push_back({"one kind", std::int64_t{3}});
    }
    events = inRowOrder(std::move(events));
    const SealedChunk sealed = sealChunk(events);
    const ChunkHeader header = ChunkHeader::parse(sealed.header).value();
    for (const std::string key : {"key0", "key1", "key2", "price", "one kind", "missing"}) {
        const ColumnBlobs propertyBlobs = only(sealed, header.blobsForProperty(key));
        const ColumnBlobs traitBlobs = only(sealed, header.blobsForTrait(key));
        const auto property = ChunkReader(header, propertyBlobs).property(key);
        const auto trait = ChunkReader(header, traitBlobs).trait(key);
        const ColumnBlobs vitalBlobs = only(sealed, header.blobsForVitals());
        const auto vital = ChunkReader(header, vitalBlobs).vital(key);
        QVERIFY(property.has_value() && trait.has_value() && vital.has_value());
        for (std::size_t row = 0; row < events.size(); ++row) {
            QCOMPARE(std::string(vital->codes().at(row)), numberOf(events[row].vitals, key));
            QCOMPARE(std::string(property->codes().at(row)), valueOf(events[row].properties, key));
            QCOMPARE(std::string(trait->codes().at(row)), valueOf(events[row].traits, key));
        }
    }
    QVERIFY(header.property("missing") == nullptr);
    QCOMPARE(header.property("price")->count, std::uint32_t{500});
    QCOMPARE(QByteArray::fromStdString(header.properties().front().key), QByteArray("price"));
}

void ChunkCodecTest::keysBeyondTheirColumnsAreStillThere()
{
    std::vector<Event> events(60);
    for (std::size_t i = 0; i < events.size(); ++i) {
        events[i].visitor = i / 2;
        for (std::size_t key = 0; key < 50; ++key) {
            events[i].properties.push_back({"p" + std::to_string(i * 50 + key), static_cast<std::int64_t>(key)});
            events[i].traits.push_back({"t" + std::to_string(i * 50 + key), std::string("text")});
        }
        events[i].properties.push_back({"common", true});
    }
    const SealedChunk sealed = sealChunk(events);
    const Opened chunk = opened(sealed);
    for (const ColumnBlob& blob : sealed.columns)
        QVERIFY(blob.number > 0 && blob.number < kBlobNumbers);
    QVERIFY(*chunk.reader().events() == events);
    for (const std::string key : {"p0", "p1300", "p2999", "common"}) {
        const ColumnBlobs blobs = only(sealed, chunk.header.blobsForProperty(key));
        const auto texts = ChunkReader(chunk.header, blobs).property(key);
        QVERIFY(texts.has_value());
        for (std::size_t row = 0; row < events.size(); ++row)
            QCOMPARE(std::string(texts->codes().at(row)), valueOf(events[row].properties, key));
    }
    const ColumnBlobs blobs = only(sealed, chunk.header.blobsForTrait("t2900"));
    QCOMPARE(std::string(ChunkReader(chunk.header, blobs).trait("t2900")->codes().at(58)), std::string("text"));
}

void ChunkCodecTest::runsAreVisitors()
{
    const std::vector<Event> events = inRowOrder(randomEvents(41, 300));
    const SealedChunk sealed = sealChunk(events);
    const ChunkHeader header = ChunkHeader::parse(sealed.header).value();
    const ColumnBlobs blobs = only(sealed, header.blobsForRuns());
    const auto runs = ChunkReader(header, blobs).runs();
    QVERIFY(runs.has_value());
    QCOMPARE(runs->size(), header.runs());
    std::size_t run = 0;
    for (std::size_t row = 0; row < events.size(); ++row) {
        if (row > 0 && events[row].visitor != events[row - 1].visitor)
            QCOMPARE(std::size_t{(*runs)[++run].begin}, row);
        QCOMPARE((*runs)[run].visitor, events[row].visitor);
    }
    QCOMPARE(run + 1, runs->size());
}

void ChunkCodecTest::columnsAtTheirDefaultTakeNoBlob()
{
    const SealedChunk sealed = sealChunk(std::vector<Event>(1000));
    QCOMPARE(sealed.columns.size(), std::size_t{0});
    QVERIFY2(sealed.header.size() < 200, qPrintable(QString::number(sealed.header.size())));
    const ChunkHeader header = ChunkHeader::parse(sealed.header).value();
    QVERIFY(header.column(TextColumn::Path) == nullptr);
    QVERIFY(header.column(NumberColumn::Interactive) == nullptr);
    QVERIFY(header.blobsForEvents().empty());
}

void ChunkCodecTest::rawTextsComeBackByteForByte_data()
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

void ChunkCodecTest::rawTextsComeBackByteForByte()
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
    const Opened chunk = opened(sealChunk(events));
    const auto back = chunk.reader().events();
    QVERIFY(back.has_value());
    for (std::size_t i = 0; i < events.size(); ++i)
        QCOMPARE(QByteArray::fromStdString((*back)[i].raw), QByteArray::fromStdString(events[i].raw));
}

void ChunkCodecTest::orderOfTheEventsDoesNotMatter()
{
    std::vector<Event> events = randomEvents(51, 200);
    const SealedChunk once = sealChunk(events);
    std::shuffle(events.begin(), events.end(), std::mt19937_64(1));
    const SealedChunk again = sealChunk(events);
    QVERIFY(once.header == again.header);
    QVERIFY(once.columns == again.columns);
    QVERIFY(once.summary == again.summary);
}

void ChunkCodecTest::pageViewsAreSmall()
{
    // Design §7: 25 bytes without message ids, 45 with.
    test::PageViewDay plan;
    plan.day = test::at(kDay);
    plan.withRaw = false;
    for (const bool internal : {false, true}) {
        plan.internalReferrers = internal;
        const SealedChunk chunk = sealChunk(test::pageViews(plan));
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

void ChunkCodecTest::damageIsNoticed()
{
    const SealedChunk sealed = sealChunk(randomEvents(61, 50));
    std::mt19937_64 random(1);
    for (int i = 0; i < 300; ++i) {
        std::string header = sealed.header;
        header[random() % header.size()] ^= static_cast<char>(1 << random() % 8);
        const auto parsed = ChunkHeader::parse(header);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::Corrupt);
        Opened chunk = opened(sealed);
        const ColumnBlob& blob = sealed.columns[random() % sealed.columns.size()];
        std::string bytes = blob.bytes;
        bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
        chunk.blobs.add(blob.number, bytes);
        const auto events = chunk.reader().events();
        QVERIFY(!events);
        QCOMPARE(events.error().code, ErrorCode::Corrupt);
    }
    for (std::size_t size = 0; size < sealed.header.size(); ++size)
        QVERIFY(!ChunkHeader::parse(std::string_view(sealed.header).substr(0, size)));
}

void ChunkCodecTest::damageBehindGoodChecksumsDoesNoHarm()
{
    // Whatever the bytes are: an answer or Corrupt, never a byte read out of bounds (the sanitizers watch).
    const SealedChunk sealed = sealChunk(randomEvents(62, 60));
    std::mt19937_64 random(2);
    int refused = 0;
    for (int i = 0; i < 2000; ++i) {
        Opened chunk = opened(sealed);
        const ColumnBlob& blob = sealed.columns[random() % sealed.columns.size()];
        std::string bytes = blob.bytes.substr(0, blob.bytes.size() - 4);
        for (std::uint64_t n = random() % 3 + 1; n > 0; --n)
            bytes[random() % bytes.size()] = static_cast<char>(random());
        if (random() % 8 == 0)
            bytes.resize(random() % bytes.size());
        appendChecksum(bytes);
        chunk.blobs.add(blob.number, bytes);
        const auto events = chunk.reader().events();
        refused += events ? 0 : 1;
        if (!events)
            QCOMPARE(events.error().code, ErrorCode::Corrupt);
    }
    QVERIFY(refused > 100);
    for (int i = 0; i < 2000; ++i) {
        std::string header = sealed.header.substr(0, sealed.header.size() - 4);
        for (std::uint64_t n = random() % 3 + 1; n > 0; --n)
            header[random() % header.size()] = static_cast<char>(random());
        appendChecksum(header);
        const auto parsed = ChunkHeader::parse(header);
        if (!parsed || parsed->rows() > 1000)
            continue;
        const Opened whole = opened(sealed);
        const auto events = ChunkReader(*parsed, whole.blobs).events();
        if (!events)
            QCOMPARE(events.error().code, ErrorCode::Corrupt);
    }
}

void ChunkCodecTest::missingBlobsAreCorrupt()
{
    const SealedChunk sealed = sealChunk(randomEvents(63, 60));
    const ChunkHeader header = ChunkHeader::parse(sealed.header).value();
    for (const ColumnBlob& missing : sealed.columns) {
        ColumnBlobs blobs;
        for (const ColumnBlob& blob : sealed.columns) {
            if (blob.number != missing.number)
                blobs.add(blob.number, blob.bytes);
        }
        const auto events = ChunkReader(header, blobs).events();
        QVERIFY(!events);
        QCOMPARE(events.error().code, ErrorCode::Corrupt);
    }
}

void ChunkCodecTest::releasedFormatsStayReadable_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(vectorFolder()).entryList({QStringLiteral("*.chunk")}, QDir::Files);
    for (const QString& file : files)
        QTest::newRow(qPrintable(file)) << file.section(u'.', 0, 0);
    // The newest format has its file too.
    QTest::newRow("the format that is written") << QStringLiteral("format%1").arg(kChunkFormat);
}

void ChunkCodecTest::releasedFormatsStayReadable()
{
    QFETCH(QString, name);
    const QString path = vectorFolder() + u'/' + name;
    QFile binary(path + QStringLiteral(".chunk"));
    QFile lines(path + QStringLiteral(".ndjson"));
    if (qEnvironmentVariableIsSet("SIGHTGLASS_REWRITE_VECTORS") &&
        name == QStringLiteral("format%1").arg(kChunkFormat)) {
        const std::vector<Event> events = goldenEvents();
        QVERIFY(binary.open(QIODevice::WriteOnly) && lines.open(QIODevice::WriteOnly));
        binary.write(QByteArray::fromStdString(fileOf(sealChunk(events))));
        for (const Event& event : inRowOrder(events))
            lines.write(lineOf(event) + '\n');
        binary.close();
        lines.close();
    }
    QVERIFY(binary.open(QIODevice::ReadOnly) && lines.open(QIODevice::ReadOnly));
    const std::string file = binary.readAll().toStdString();
    const Opened chunk = openedFile(file);
    const auto events = chunk.reader().events();
    QVERIFY2(events.has_value(), events ? "" : qPrintable(events.error().detail + events.error().where));
    const QList<QByteArray> expected = lines.readAll().trimmed().split('\n');
    QCOMPARE(static_cast<qsizetype>(events->size()), expected.size());
    for (std::size_t i = 0; i < events->size(); ++i)
        QCOMPARE(lineOf((*events)[i]), expected[static_cast<qsizetype>(i)]);
}

QTEST_GUILESS_MAIN(ChunkCodecTest)
#include "tst_chunkcodec.moc"
