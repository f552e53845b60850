// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/eventmap.h"
#include "storage/snapshotrows.h"
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
    void aColumnMayBeNamedTwice();
    void openingStopsWhenCancelled();
    void anUnknownProjectHasNothing();
    void theExtentFollowsTheEvents();
    void zonesLeaveOutWhatCannotMatch();
    void linksSayEachThingOnce();
    void linksOutOfOrderKeepTheirMeaning();
    void anAliasJoinsTheClientOfItsPreviousId();
    void linksFollowAMovedSource();
    void linksAreReadAgainWhenTheyHaveChanged();

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
    ScanRequest request = test::wholeRequest(m_source.project, range, kProperties, kTraits);
    request.kinds = kinds;
    const auto snapshot = (*scan)->open(request, domain::Cancellation());
    QVERIFY(snapshot);
    QString wrong;
    const test::SnapshotRows seen = test::readSnapshot(**snapshot, request, wrong);
    QCOMPARE(wrong, QString());
    test::SnapshotRows expected;
    for (const auto& [seq, event] : m_events) {
        const bool isKind = kinds.empty() || std::find(kinds.begin(), kinds.end(), event.kind) != kinds.end();
        if (event.source != m_other.id && isKind && range.contains(event.eventTime))
            expected[seq] = test::snapshotRow(event, request);
    }
    QVERIFY(seen == expected);
}

void RowScanTest::aColumnMayBeNamedTwice()
{
    auto scan = m_fixture.store().openScan();
    ScanRequest request;
    request.project = m_other.project;
    request.range = kAlways;
    request.numbers = {NumberColumn::Source, NumberColumn::Source};
    const auto snapshot = (*scan)->open(request, domain::Cancellation());
    QVERIFY(snapshot);
    std::int64_t rows = 0;
    for (std::size_t i = 0; i < (*snapshot)->chunks().size(); ++i) {
        const auto chunk = (*snapshot)->chunk(i);
        QVERIFY(chunk);
        for (std::size_t row = 0; row < (*chunk)->rows(); ++row)
            rows += (*chunk)->numbers(NumberColumn::Source).at(row) == m_other.id.value;
    }
    QCOMPARE(rows, std::count_if(m_events.begin(), m_events.end(),
                                 [&](const auto& e) { return e.second.source == m_other.id; }));
}

void RowScanTest::openingStopsWhenCancelled()
{
    auto scan = m_fixture.store().openScan();
    domain::Cancellation cancel;
    cancel.cancel();
    const ScanRequest request = test::wholeRequest(m_source.project, kAlways);
    const auto snapshot = (*scan)->open(request, cancel);
    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().code, ErrorCode::Cancelled);
    // The scan can be used again afterwards.
    QVERIFY((*scan)->open(request, domain::Cancellation()));
}

void RowScanTest::anUnknownProjectHasNothing()
{
    auto scan = m_fixture.store().openScan();
    const ProjectId unknown(4711);
    const auto snapshot = (*scan)->open(test::wholeRequest(unknown, kAlways), domain::Cancellation());
    QVERIFY(snapshot);
    QVERIFY((*snapshot)->chunks().empty());
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
    QVERIFY(fixture.links(source.project) == expected);
    fixture.close();
    QVERIFY(fixture.open());
    QVERIFY(fixture.submit(
        {linking(source, 1, 10, t + 2h), linking(source, 1, 11, t + 3h), linking(source, 1, 10, t + 4h)}));
    QCOMPARE(fixture.links(source.project).size(), 4u);
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
    const domain::IdentityGraph graph(fixture.links(source.project));
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
    QVERIFY(fixture.links(source.project) == expected);
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
    QCOMPARE(fixture.links(other.project).size(), 1u);
    QCOMPARE(fixture.events(other.project).size(), 1u);
}

void RowScanTest::linksAreReadAgainWhenTheyHaveChanged()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource("first");
    const Source other = fixture.addSource("other");
    const TimePoint t = fixture.clock.now();
    const auto visitorsOf = [&](const Source& of) {
        return (*fixture.store().openScan())->linkedVisitors(of.project).value();
    };
    const auto none = visitorsOf(source);
    QVERIFY(none->isEmpty());
    QVERIFY(fixture.submit({makeEvent(source, "a", t)}));
    QCOMPARE(visitorsOf(source), none);
    QVERIFY(fixture.submit({linking(source, 1, 10, t)}));
    const auto one = visitorsOf(source);
    QCOMPARE(one->of(1).front().person, 10u);
    QVERIFY(visitorsOf(other)->isEmpty());
    QCOMPARE(visitorsOf(source), one);
    QVERIFY(fixture.submit({linking(source, 1, 10, t + 1s)})); // nothing new
    QCOMPARE(visitorsOf(source), one);
    QVERIFY(fixture.submit({linking(source, 2, 10, t)}));
    QCOMPARE(visitorsOf(source)->count(), 2u);
    QVERIFY(fixture.store().removeIdentityLink({2, 10, t, false}));
    QCOMPARE(visitorsOf(source)->count(), 1u);
    QVERIFY(fixture.store().erasePerson(source.project, 10, [](std::int64_t, std::int64_t) { return true; }));
    QVERIFY(visitorsOf(source)->isEmpty());
}

QTEST_GUILESS_MAIN(RowScanTest)
#include "tst_rowscan.moc"
