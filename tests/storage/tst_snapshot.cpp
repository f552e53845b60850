// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/freshrows.h"
#include "storage/narrowcolumn.h"
#include "storage/sealfixture.h"
#include "storage/snapshotrows.h"
#include "storage/storefixture.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <thread>

using namespace sightglass;
using domain::Event;
using domain::kAbsent;
using domain::ScanRequest;
using domain::Source;
using domain::TextColumn;
using domain::TimeRange;
using test::SnapshotRows;
using namespace std::chrono_literals;

class SnapshotTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyColumnSaysWhatTheEventSays_data();
    void everyColumnSaysWhatTheEventSays();
    void rowsThatComeLaterAreNotInIt();
    void threadsReadChunksTogether();
    void theDictionaryHoldsTheTextsOfTheChunk();
    void columnsTogetherSayWhatEachSaysAlone();
    void openingStopsWhenCancelled();
    void anUnknownProjectHasNoChunks();
    void aLongDayIsCutAtVisitors();
    void numbersTakeTheirNarrowestForm_data();
    void numbersTakeTheirNarrowestForm();

private:
    [[nodiscard]] std::unique_ptr<domain::EventSnapshot> open(const ScanRequest& request);

    test::StoreFixture m_fixture;
    Source m_source;
    Source m_sibling;
    Source m_other;
    std::vector<Event> m_events;
};

namespace {

const TimeRange kAlways{test::at("1900-01-01T00:00:00.000Z"), test::at("2100-01-01T00:00:00.000Z")};

ScanRequest everything(ProjectId project, TimeRange range = kAlways)
{
    return test::wholeRequest(project, range, {"key0", "missing", "key2"}, {"key1"});
}

} // namespace

void SnapshotTest::initTestCase()
{
    storage::StoreOptions options;
    options.durability = storage::Durability::Normal;
    QVERIFY(m_fixture.open(options));
    m_source = m_fixture.addSource("site");
    m_other = m_fixture.addSource("other");
    m_sibling.project = m_source.project;
    m_sibling = *m_fixture.store().control().addSource(m_sibling);
    std::mt19937_64 random(12);
    const Source* const sources[] = {&m_source, &m_sibling, &m_other};
    for (int batch = 0; batch < 20; ++batch) {
        std::vector<Event> events;
        for (int i = 0; i < 300; ++i) {
            Event event = test::randomEvent(random, *sources[random() % 3], m_fixture.clock.now());
            event.visitor = random() % 50 << 58; // some visitors with many rows, and unsigned order
            if (random() % 4 == 0)
                event.eventTime = m_fixture.clock.now() - 24h; // ties
            if (random() % 100 == 0)
                event.eventTime = fromMs(-1); // the last moment of a day before 1970
            event.messageId = random() % 4 == 0 ? "" : std::to_string(random());
            event.seq = EventSeq(std::int64_t(m_events.size()) + 1);
            events.push_back(event);
            m_events.push_back(event);
        }
        QVERIFY(m_fixture.submit(events));
    }
}

std::unique_ptr<domain::EventSnapshot> SnapshotTest::open(const ScanRequest& request)
{
    auto scan = m_fixture.store().openScan();
    return scan ? (*scan)->open(request, domain::Cancellation()).value() : nullptr;
}

void SnapshotTest::everyColumnSaysWhatTheEventSays_data()
{
    QTest::addColumn<TimeRange>("range");
    QTest::addColumn<std::vector<domain::Kind>>("kinds");
    const TimePoint now = m_fixture.clock.now();
    const std::vector<domain::Kind> all;
    QTest::newRow("all of it") << kAlways << all;
    QTest::newRow("a day") << TimeRange{now - 48h, now - 24h} << all;
    QTest::newRow("no time at all") << TimeRange{now, now} << all;
    QTest::newRow("before everything") << TimeRange{kAlways.from, fromMs(-1)} << all;
    QTest::newRow("two kinds") << kAlways << std::vector{domain::Kind::Pageview, domain::Kind::Background};
}

void SnapshotTest::everyColumnSaysWhatTheEventSays()
{
    QFETCH(TimeRange, range);
    QFETCH(std::vector<domain::Kind>, kinds);
    ScanRequest request = everything(m_source.project, range);
    request.kinds = kinds;
    SnapshotRows expected;
    for (const Event& event : m_events) {
        const bool isKind = kinds.empty() || std::find(kinds.begin(), kinds.end(), event.kind) != kinds.end();
        if (event.source != m_other.id && isKind && range.contains(event.eventTime))
            expected[event.seq.value] = test::snapshotRow(event, request);
    }
    QString wrong;
    const SnapshotRows seen = test::readSnapshot(*open(request), request, wrong);
    QCOMPARE(wrong, QString());
    QCOMPARE(seen.size(), expected.size());
    QVERIFY(seen == expected);
}

void SnapshotTest::rowsThatComeLaterAreNotInIt()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit({test::makeEvent(source, "a", fixture.clock.now())}));
    auto scan = fixture.store().openScan();
    const ScanRequest request = everything(source.project);
    const auto before = (*scan)->open(request, domain::Cancellation());
    QVERIFY(before);
    QVERIFY(fixture.submit({test::makeEvent(source, "b", fixture.clock.now())}));
    const auto after = (*scan)->open(request, domain::Cancellation());
    QVERIFY(after);
    scan->reset(); // snapshots stand alone
    QString wrong;
    QCOMPARE(test::readSnapshot(**before, request, wrong).size(), 1u);
    QCOMPARE(test::readSnapshot(**after, request, wrong).size(), 2u);
    QCOMPARE(wrong, QString());
}

void SnapshotTest::threadsReadChunksTogether()
{
    const ScanRequest request = everything(m_source.project);
    const auto snapshot = open(request);
    QString wrong;
    const SnapshotRows expected = test::readSnapshot(*snapshot, request, wrong);
    std::vector<SnapshotRows> seen(4);
    std::vector<std::thread> threads;
    for (SnapshotRows& rows : seen) {
        threads.emplace_back([&] {
            QString trouble;
            rows = test::readSnapshot(*snapshot, request, trouble);
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    for (const SnapshotRows& rows : seen)
        QVERIFY(rows == expected);
}

void SnapshotTest::theDictionaryHoldsTheTextsOfTheChunk()
{
    const ScanRequest request = everything(m_source.project);
    const auto snapshot = open(request);
    QVERIFY(!snapshot->chunks().empty());
    for (std::size_t index = 0; index < snapshot->chunks().size(); ++index) {
        const auto chunk = snapshot->chunk(index);
        QVERIFY(chunk);
        for (const TextColumn column : request.texts) {
            const auto texts = snapshot->dictionary(index, column);
            QVERIFY(texts);
            for (std::size_t row = 0; row < (*chunk)->rows(); ++row) {
                const std::string_view text = (*chunk)->texts(column).at(row);
                QVERIFY(text.empty() || std::find(texts->begin(), texts->end(), text) != texts->end());
            }
        }
    }
}

void SnapshotTest::columnsTogetherSayWhatEachSaysAlone()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(100)));
    const Source source = fixture.addSource("site");
    std::mt19937_64 random(31);
    for (const bool sealed : {true, false}) {
        std::vector<Event> events;
        for (int i = 0; i < 300; ++i)
            events.push_back(test::randomEvent(random, source, fixture.clock.now()));
        QVERIFY(fixture.submit(events));
        QVERIFY(!sealed || fixture.store().seal());
    }
    const ScanRequest alone = everything(source.project);
    const auto scan = fixture.store().openScan();
    QVERIFY(scan);
    const std::vector<std::vector<TextColumn>> several{
        {TextColumn::Country}, {TextColumn::Path, TextColumn::UtmSource, TextColumn::ReferrerHost}, alone.texts};
    const auto expected = (*scan)->open(alone, domain::Cancellation()).value();
    bool anyCombined = false;
    for (const std::vector<TextColumn>& together : several) {
        ScanRequest request = alone;
        request.together = together;
        const auto snapshot = (*scan)->open(request, domain::Cancellation()).value();
        QCOMPARE(snapshot->chunks().size(), expected->chunks().size());
        for (std::size_t index = 0; index < snapshot->chunks().size(); ++index) {
            const auto chunk = snapshot->chunk(index);
            const auto whole = expected->chunk(index);
            QVERIFY(chunk && whole);
            const auto combined = (*chunk)->combined();
            anyCombined = anyCombined || combined;
            for (std::size_t row = 0; row < (*whole)->rows(); ++row) {
                for (std::size_t c = 0; c < together.size(); ++c) {
                    const std::string_view text = combined
                                                      ? combined->texts[combined->ids.at(row) * combined->columns + c]
                                                      : (*chunk)->texts(together[c]).at(row);
                    QCOMPARE(std::string(text), std::string((*whole)->texts(together[c]).at(row)));
                }
            }
        }
    }
    QVERIFY(anyCombined);
}

void SnapshotTest::openingStopsWhenCancelled()
{
    auto scan = m_fixture.store().openScan();
    domain::Cancellation cancel;
    cancel.cancel();
    const auto snapshot = (*scan)->open(everything(m_source.project), cancel);
    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().code, ErrorCode::Cancelled);
    QVERIFY((*scan)->open(everything(m_source.project), domain::Cancellation()));
}

void SnapshotTest::anUnknownProjectHasNoChunks()
{
    QVERIFY(open(everything(ProjectId(4711)))->chunks().empty());
}

void SnapshotTest::aLongDayIsCutAtVisitors()
{
    const ScanRequest request = everything(m_source.project);
    storage::FreshRows rows(request);
    const std::string body(1, char(storage::kBodyVersion));
    std::int64_t seq = 0;
    for (const auto& [visitor, count] :
         std::vector<std::pair<std::uint64_t, int>>{{7, 3}, {2, 4}, {9, 25}, {1, 5}, {11, 1}}) {
        for (int i = 0; i < count; ++i) {
            storage::RowView row;
            row.seq = ++seq;
            row.visitor = visitor;
            row.body = body;
            QVERIFY(rows.add(row));
        }
    }
    rows.finish(10);
    std::vector<std::pair<std::uint64_t, std::size_t>> parts; // first visitor and rows
    for (const auto& part : rows.parts())
        parts.emplace_back(part.info.firstVisitor, part.rows.size());
    QCOMPARE(parts, (std::vector<std::pair<std::uint64_t, std::size_t>>{{1, 9}, {7, 3}, {9, 25}, {11, 1}}));
}

void SnapshotTest::numbersTakeTheirNarrowestForm_data()
{
    QTest::addColumn<std::vector<std::int64_t>>("numbers");
    QTest::addColumn<int>("width");
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    const auto row = [](const char* name, int width, std::vector<std::int64_t> numbers) {
        QTest::newRow(name) << std::move(numbers) << width;
    };
    row("none", 0, {});
    row("all the same", 0, {-5, -5, -5});
    row("all absent", 0, {kAbsent, kAbsent});
    row("256 values", 1, {1000, 1255});
    row("256 values and absent", 2, {1000, 1255, kAbsent});
    row("65536 values", 2, {-1, 65534});
    row("65537 values", 4, {-1, 65535});
    row("2^32 values", 4, {-1, 0xfffffffe});
    row("more than 2^32 values", 8, {-1, 0xffffffff});
    row("as far as it goes", 8, {kAbsent + 1, kMost, 0});
    row("as far as it goes and absent", 8, {kAbsent, kAbsent + 1, kMost, 0});
}

void SnapshotTest::numbersTakeTheirNarrowestForm()
{
    QFETCH(std::vector<std::int64_t>, numbers);
    QFETCH(int, width);
    const storage::NarrowNumbers narrow(numbers);
    QCOMPARE(int(narrow.values().width), width);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        QCOMPARE(narrow.values().at(i), numbers[i]);
}

QTEST_GUILESS_MAIN(SnapshotTest)
#include "tst_snapshot.moc"
