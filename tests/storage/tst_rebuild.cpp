// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rebuild.h"
#include "storage/storefixture.h"

#include <QTest>

using namespace sightglass;
using domain::Event;
using domain::Source;
using namespace std::chrono_literals;

namespace {

std::vector<Event> history(const Source& source, TimePoint around, int count, unsigned seed)
{
    std::mt19937_64 random(seed);
    std::vector<Event> events;
    for (int i = 0; i < count; ++i) {
        Event event = test::randomEvent(random, source, around);
        event.messageId = i % 4 == 0 ? "" : std::to_string(seed) + "-" + std::to_string(i);
        events.push_back(std::move(event));
    }
    return events;
}

} // namespace

class RebuildTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasLostComesBack_data();
    void whatWasLostComesBack();
    void aMergeTakenBackStaysSo();
    void aRunningHubIsLeftAlone();
    void nothingIsThereToRebuild();
};

void RebuildTest::whatWasLostComesBack_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::newRow("nothing") << QByteArray("SELECT 1");
    QTest::newRow("counts are wrong") << QByteArray(
        "UPDATE source_extent SET events = 7, first_time = 0, last_time = 1");
    QTest::newRow("ids are gone") << QByteArray("DELETE FROM id_block; DELETE FROM id_segment");
    QTest::newRow("links are gone") << QByteArray("DELETE FROM identity_link");
}

void RebuildTest::whatWasLostComesBack()
{
    QFETCH(QByteArray, damage);
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source one = fixture.addSource();
    const Source other = fixture.addSource();
    const std::vector<Event> sealed = history(one, fixture.clock.now() - 2h, 700, 1);
    const std::vector<Event> fresh = history(other, fixture.clock.now() - 1h, 200, 2);
    QVERIFY(fixture.submit(sealed));
    QVERIFY(fixture.store().seal());
    QVERIFY(fixture.submit(fresh));
    const auto state = [&fixture, &one, &other] {
        const auto scan = fixture.store().openScan();
        const auto extent = [&](const Source& source) {
            const domain::TimeRange range = (*scan)->extent(source.project).value();
            return std::pair(range.from, range.to);
        };
        return std::tuple(fixture.store().figures().events, extent(one), extent(other),
                          domain::IdentityGraph((*scan)->identityLinks(one.project).value()).isEmpty(),
                          (*scan)->identityLinks(other.project)->size());
    };
    const auto before = state();
    fixture.close();
    {
        Expected<storage::Connection> file =
            storage::Connection::open(fixture.file(), storage::Connection::Mode::ReadWrite);
        QVERIFY(file && file->execute(damage.toStdString()));
    }
    QCOMPARE(storage::rebuild(fixture.directory(), fixture.clock.now(), 24h * 7).value(), 900);
    QVERIFY(storage::check(fixture.directory())->empty());
    QVERIFY(fixture.open(test::quickSealing(300)));
    QVERIFY(state() == before);
    // Duplicates are known again, and only they.
    const auto count = [](const std::vector<Event>& events) {
        return std::count_if(events.begin(), events.end(), [](const Event& event) { return event.messageId.empty(); });
    };
    QVERIFY(fixture.submit(sealed));
    QVERIFY(fixture.submit(fresh));
    QCOMPARE(fixture.store().figures().events, 900 + count(sealed) + count(fresh));
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
}

void RebuildTest::aMergeTakenBackStaysSo()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source source = fixture.addSource();
    Event naming;
    naming.kind = domain::Kind::Identify;
    naming.source = source.id;
    naming.project = source.project;
    naming.visitorBasis = domain::VisitorBasis::Person;
    naming.visitor = naming.linkTo = 12;
    naming.linkFrom = 11;
    naming.linkKind = domain::LinkKind::Merge;
    naming.eventTime = naming.timestamp = naming.receivedAt = fixture.clock.now() - 2h;
    Event again = naming; // says the same an hour later, and nothing new
    again.eventTime = again.timestamp = again.receivedAt = fixture.clock.now() - 1h;
    QVERIFY(fixture.submit({naming, again}));
    const auto links = [&] { return fixture.links(source.project); };
    QCOMPARE(links().size(), std::size_t(1));
    QVERIFY(fixture.store().removeIdentityLink(links().front()));
    QVERIFY(links().empty());
    for (const bool sealed : {false, true}) {
        if (sealed)
            QVERIFY(fixture.store().seal());
        fixture.close();
        QCOMPARE(storage::rebuild(fixture.directory(), fixture.clock.now(), 24h * 7).value(), 2);
        QVERIFY(fixture.open(test::quickSealing(300)));
        QVERIFY(links().empty());
    }
    Event later = naming; // is said after the merge was taken back
    later.eventTime = later.timestamp = later.receivedAt = fixture.clock.now() + 1min;
    QVERIFY(fixture.submit({later}));
    QCOMPARE(links().size(), std::size_t(1));
}

void RebuildTest::aRunningHubIsLeftAlone()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    QCOMPARE(storage::rebuild(fixture.directory(), fixture.clock.now(), 24h).error().code, ErrorCode::Conflict);
}

void RebuildTest::nothingIsThereToRebuild()
{
    const QTemporaryDir place;
    QCOMPARE(storage::rebuild(place.path(), TimePoint{}, 24h).error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(RebuildTest)
#include "tst_rebuild.moc"
