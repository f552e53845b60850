// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/propertytext.h"
#include "storage/eventmap.h"
#include "storage/storefixture.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace sightglass;
using domain::Event;
using domain::NumberColumn;
using domain::ScanRequest;
using domain::Source;
using domain::TextColumn;
using domain::TimeRange;
using test::makeEvent;
using namespace std::chrono_literals;

class RowScanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyColumnSaysWhatTheEventSays_data();
    void everyColumnSaysWhatTheEventSays();
    void columnsNotAskedForCostNothing();
    void aScanStopsWhenCancelled();
    void anUnknownProjectHasNothing();
    void theExtentFollowsTheEvents();
    void zonesLeaveOutWhatCannotMatch();
    void linksSayEachThingOnce();
    void linksOutOfOrderKeepTheirMeaning();
    void anAliasJoinsTheClientOfItsPreviousId();
    void linksFollowAMovedSource();

private:
    test::StoreFixture m_fixture;
    Source m_source;
    Source m_sibling;
    Source m_other;
    std::map<std::int64_t, Event> m_events; ///< By sequence, of all projects.
};

namespace {

const std::vector<std::string> kProperties = {"key0", "missing", "key2"};
const std::vector<std::string> kTraits = {"key1"};
const std::vector<std::string> kVitals = {"key1", "key2"};

/// What a row of a chunk says, in one comparable piece.
struct Row
{
    std::vector<std::int64_t> numbers;
    std::vector<std::string> texts;
    bool operator==(const Row&) const = default;
};

std::string propertyOf(const domain::PropertyMap& map, const std::string& key)
{
    const auto found = std::find_if(map.begin(), map.end(), [&](const domain::Property& p) { return p.key == key; });
    return found == map.end() ? std::string() : domain::propertyText(found->value);
}

/// Of a vital only a number is read.
std::string vitalOf(const domain::PropertyMap& map, const std::string& key)
{
    const auto found = std::find_if(map.begin(), map.end(), [&](const domain::Property& p) { return p.key == key; });
    const bool isNumber = found != map.end() && (std::holds_alternative<std::int64_t>(found->value) ||
                                                 std::holds_alternative<double>(found->value));
    return isNumber ? propertyOf(map, key) : std::string();
}

std::vector<std::int64_t> numbersOf(const Event& e)
{
    const auto number = [](auto value) { return static_cast<std::int64_t>(value); };
    return {e.seq.value,
            toMs(e.eventTime),
            toMs(e.receivedAt),
            number(e.kind),
            number(e.protocol),
            e.source.value,
            number(e.visitorBasis),
            number(e.visitor),
            e.interactive,
            e.engagementMs,
            e.scrollDepth ? *e.scrollDepth : domain::kAbsent,
            e.revenueMinor.value_or(domain::kAbsent),
            e.valueMinor.value_or(domain::kAbsent),
            number(e.device),
            e.screenWidth,
            e.screenHeight,
            e.bot.isBot(),
            !e.excluded.empty(),
            number(e.linkKind),
            e.historical,
            domain::isUnhandled(e)};
}

Row rowOf(const Event& e)
{
    Row row{numbersOf(e),
            {e.name,    e.messageId,   e.userId,       e.anonymousId, e.sessionHint, e.linkedId,    e.hostname,
             e.path,    e.title,       e.referrerHost, e.utmSource,   e.utmMedium,   e.utmCampaign, e.utmContent,
             e.utmTerm, e.sourceParam, e.clickIdKind,  e.country,     e.language,    e.browser,     e.browserVersion,
             e.os,      e.osVersion,   e.appVersion,   e.currency,    e.viewId,      e.bot.rule}};
    for (const std::string& key : kProperties)
        row.texts.push_back(propertyOf(e.properties, key));
    for (const std::string& key : kTraits)
        row.texts.push_back(propertyOf(e.traits, key));
    for (const std::string& key : kVitals)
        row.texts.push_back(vitalOf(e.vitals, key));
    return row;
}

Row rowOf(const domain::Chunk& chunk, std::size_t index)
{
    Row row;
    for (std::size_t column = 0; column < domain::kNumberColumns; ++column)
        row.numbers.push_back(chunk.numbers(static_cast<NumberColumn>(column))[index]);
    for (std::size_t column = 0; column < domain::kTextColumns; ++column)
        row.texts.emplace_back(chunk.texts(static_cast<TextColumn>(column)).at(index));
    for (std::size_t i = 0; i < kProperties.size(); ++i)
        row.texts.emplace_back(chunk.property(i).at(index));
    for (std::size_t i = 0; i < kTraits.size(); ++i)
        row.texts.emplace_back(chunk.trait(i).at(index));
    for (std::size_t i = 0; i < kVitals.size(); ++i)
        row.texts.emplace_back(chunk.vital(i).at(index));
    return row;
}

ScanRequest wholeRequest(ProjectId project, TimeRange range)
{
    ScanRequest request;
    request.project = project;
    request.range = range;
    for (std::size_t column = 0; column < domain::kNumberColumns; ++column)
        request.numbers.push_back(static_cast<NumberColumn>(column));
    for (std::size_t column = 0; column < domain::kTextColumns; ++column)
        request.texts.push_back(static_cast<TextColumn>(column));
    request.properties = kProperties;
    request.traits = kTraits;
    request.vitals = kVitals;
    return request;
}

const TimeRange kAlways{fromMs(0), test::at("2100-01-01T00:00:00.000Z")};

} // namespace

void RowScanTest::initTestCase()
{
    storage::StoreOptions options;
    options.durability = storage::Durability::Normal;
    QVERIFY(m_fixture.open(options));
    m_source = m_fixture.addSource("site");
    m_other = m_fixture.addSource("other");
    m_sibling.project = m_source.project;
    m_sibling = *m_fixture.store().control().addSource(m_sibling);
    std::mt19937_64 random(11);
    const Source* const sources[] = {&m_source, &m_sibling, &m_other};
    std::int64_t seq = 0;
    for (int batch = 0; batch < 40; ++batch) {
        std::vector<Event> events;
        for (int i = 0; i < 500; ++i) {
            events.push_back(test::randomEvent(random, *sources[random() % 3], m_fixture.clock.now()));
            events.back().messageId = std::to_string(++seq);
            events.back().seq = EventSeq(seq);
            m_events[seq] = events.back();
        }
        QVERIFY(m_fixture.submit(events));
    }
}

void RowScanTest::everyColumnSaysWhatTheEventSays_data()
{
    QTest::addColumn<TimeRange>("range");
    QTest::addColumn<std::vector<domain::Kind>>("kinds");
    const TimePoint now = m_fixture.clock.now();
    const std::vector<domain::Kind> all;
    QTest::newRow("all of it") << kAlways << all;
    QTest::newRow("a day") << TimeRange{now - 48h, now - 24h} << all;
    QTest::newRow("no time at all") << TimeRange{now, now} << all;
    QTest::newRow("before everything") << TimeRange{fromMs(0), fromMs(1)} << all;
    QTest::newRow("two kinds") << kAlways << std::vector{domain::Kind::Pageview, domain::Kind::Background};
}

void RowScanTest::everyColumnSaysWhatTheEventSays()
{
    QFETCH(TimeRange, range);
    QFETCH(std::vector<domain::Kind>, kinds);
    auto scan = m_fixture.store().openScan();
    QVERIFY(scan);
    ScanRequest request = wholeRequest(m_source.project, range);
    request.kinds = kinds;
    std::map<std::int64_t, Row> seen;
    std::size_t rows = 0;
    const auto stats = (*scan)->scan(
        request,
        [&](const domain::Chunk& chunk) {
            rows += chunk.rows();
            for (std::size_t i = 0; i < chunk.rows(); ++i)
                seen[chunk.numbers(NumberColumn::Seq)[i]] = rowOf(chunk, i);
        },
        domain::Cancellation());
    QVERIFY(stats);
    std::map<std::int64_t, Row> expected;
    for (const auto& [seq, event] : m_events) {
        const bool isKind = kinds.empty() || std::find(kinds.begin(), kinds.end(), event.kind) != kinds.end();
        if (event.source != m_other.id && isKind && range.contains(event.eventTime))
            expected[seq] = rowOf(event);
    }
    QCOMPARE(rows, expected.size());
    QCOMPARE(stats->rowsScanned, std::int64_t(expected.size()));
    QVERIFY(seen == expected);
}

void RowScanTest::columnsNotAskedForCostNothing()
{
    auto scan = m_fixture.store().openScan();
    ScanRequest request;
    request.project = m_other.project;
    request.range = kAlways;
    request.numbers = {NumberColumn::Visitor, NumberColumn::Visitor};
    std::size_t rows = 0;
    QVERIFY((*scan)->scan(
        request, [&](const domain::Chunk& chunk) { rows += chunk.numbers(NumberColumn::Visitor).size(); },
        domain::Cancellation()));
    QCOMPARE(rows, std::size_t(std::count_if(m_events.begin(), m_events.end(),
                                             [&](const auto& e) { return e.second.source == m_other.id; })));
}

void RowScanTest::aScanStopsWhenCancelled()
{
    auto scan = m_fixture.store().openScan();
    domain::Cancellation cancel;
    cancel.cancel();
    const auto stats = (*scan)->scan(
        wholeRequest(m_source.project, kAlways), [](const domain::Chunk&) {}, cancel);
    QVERIFY(!stats);
    QCOMPARE(stats.error().code, ErrorCode::Cancelled);
    // The scan can be used again afterwards.
    QVERIFY((*scan)->scan(
        wholeRequest(m_source.project, kAlways), [](const domain::Chunk&) {}, domain::Cancellation()));
}

void RowScanTest::anUnknownProjectHasNothing()
{
    auto scan = m_fixture.store().openScan();
    const ProjectId unknown(4711);
    QCOMPARE((*scan)
                 ->scan(
                     wholeRequest(unknown, kAlways), [](const domain::Chunk&) {}, domain::Cancellation())
                 ->rowsScanned,
             0);
    const auto extent = (*scan)->extent(unknown);
    QVERIFY(extent->from == extent->to);
}

void RowScanTest::theExtentFollowsTheEvents()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    const TimePoint now = fixture.clock.now();
    QVERIFY(fixture.submit(
        {makeEvent(source, "a", now), makeEvent(source, "b", now - 48h), makeEvent(source, "c", now - 1h)}));
    for (int restart = 0; restart < 2; ++restart) {
        auto scan = fixture.store().openScan();
        const auto extent = (*scan)->extent(source.project);
        QVERIFY(extent->from == now - 48h);
        QVERIFY(extent->to == now);
        scan->reset();
        fixture.close();
        QVERIFY(fixture.open());
    }
}

void RowScanTest::zonesLeaveOutWhatCannotMatch()
{
    storage::EventMap map;
    constexpr std::int64_t kZone = std::int64_t{1} << storage::EventMap::kZoneBits;
    const SourceId source(1);
    map.add(std::vector<storage::StoredRow>{
        {1, source, 100}, {kZone - 1, source, 200}, {kZone, source, 300}, {3 * kZone, source, 150}});
    const auto ranges = [&](std::int64_t from, std::int64_t to) { return map.rangesFor({fromMs(from), fromMs(to)}); };
    QVERIFY(ranges(0, 1000) == (std::vector<storage::SeqRange>{{0, 2 * kZone}, {3 * kZone, 4 * kZone}}));
    QVERIFY(ranges(0, 100).empty());
    QVERIFY(ranges(201, 300).empty());
    QVERIFY(ranges(150, 151) == (std::vector<storage::SeqRange>{{0, kZone}, {3 * kZone, 4 * kZone}}));
    QVERIFY(ranges(300, 301) == (std::vector<storage::SeqRange>{{kZone, 2 * kZone}}));
}

namespace {

Event linking(const Source& source, std::uint64_t from, std::uint64_t to, TimePoint time,
              domain::LinkKind kind = domain::LinkKind::Identify)
{
    Event event = makeEvent(source, {}, time);
    event.linkKind = kind;
    event.linkFrom = from;
    event.linkTo = to;
    return event;
}

std::vector<domain::IdentityLink> linksOf(test::StoreFixture& fixture, ProjectId project)
{
    return (*fixture.store().openScan())->identityLinks(project).value();
}

} // namespace

void RowScanTest::linksSayEachThingOnce()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    const TimePoint t = fixture.clock.now();
    std::vector<Event> events;
    for (int i = 0; i < 100; ++i)
        events.push_back(linking(source, 1, 10, t + i * 1s));
    events.push_back(linking(source, 5, 5, t));
    events.push_back(linking(source, 0, 10, t));
    Event unflagged = linking(source, 7, 10, t);
    unflagged.linkKind = domain::LinkKind::None;
    events.push_back(unflagged);
    events.push_back(linking(source, 10, 20, t, domain::LinkKind::Alias));
    events.push_back(linking(source, 10, 20, t + 1s, domain::LinkKind::Alias));
    QVERIFY(fixture.submit(events));
    QVERIFY(fixture.submit({linking(source, 1, 10, t + 1h)}));
    const std::vector<domain::IdentityLink> expected = {{1, 10, t, false}, {10, 20, t, true}};
    QVERIFY(linksOf(fixture, source.project) == expected);
    fixture.close();
    QVERIFY(fixture.open());
    QVERIFY(fixture.submit(
        {linking(source, 1, 10, t + 2h), linking(source, 1, 11, t + 3h), linking(source, 1, 10, t + 4h)}));
    QCOMPARE(linksOf(fixture, source.project).size(), 4u);
}

void RowScanTest::linksOutOfOrderKeepTheirMeaning()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    const TimePoint t = fixture.clock.now();
    QVERIFY(fixture.submit({linking(source, 1, 10, t + 5h), linking(source, 1, 10, t + 3h),
                            linking(source, 1, 11, t + 4h), linking(source, 1, 11, t + 1h),
                            linking(source, 1, 10, t + 6h), linking(source, 1, 10, t + 2h)}));
    const domain::IdentityGraph graph(linksOf(fixture, source.project));
    QCOMPARE(graph.resolve(1, t), 11u);
    QCOMPARE(graph.resolve(1, t + 1h), 11u);
    QCOMPARE(graph.resolve(1, t + 2h), 10u);
    QCOMPARE(graph.resolve(1, t + 3h + 30min), 10u);
    QCOMPARE(graph.resolve(1, t + 4h), 11u);
}

void RowScanTest::anAliasJoinsTheClientOfItsPreviousId()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    const TimePoint t = fixture.clock.now();
    Event alias = linking(source, 5, 10, t, domain::LinkKind::Alias);
    alias.linkFromClient = 6;
    QVERIFY(fixture.submit({alias}));
    const std::vector<domain::IdentityLink> expected = {{5, 10, t, true}, {6, 10, t, false}};
    QVERIFY(linksOf(fixture, source.project) == expected);
}

void RowScanTest::linksFollowAMovedSource()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    Source source = fixture.addSource("first");
    const Source other = fixture.addSource("other");
    QVERIFY(fixture.submit({linking(source, 1, 10, fixture.clock.now())}));
    source.project = other.project;
    QVERIFY(fixture.store().control().updateSource(source));
    QCOMPARE(linksOf(fixture, other.project).size(), 1u);
    QCOMPARE(fixture.events(other.project).size(), 1u);
}

QTEST_GUILESS_MAIN(RowScanTest)
#include "tst_rowscan.moc"
