// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who carried one click id is one person, unless too many did (spec opentrace §9.2 point 3, T63).
#include "storage/clicklinks.h"
#include "storage/importedday.h"
#include "storage/rebuild.h"
#include "storage/schema.h"
#include "storage/storefixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>

using namespace sightglass;
using domain::Event;
using domain::IdentityGraph;
using domain::IdentityLink;
using domain::Source;
using storage::ClickLinks;
using storage::ClickSighting;
using storage::Connection;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t kClick = 0x9000'0000'0000'0001; // negative in the file
const TimePoint kStart = fromMs(1'770'000'000'000);

bool isUser(std::uint64_t key)
{
    return key >= 0x8000'0000'0000'0000;
}

/// Sightings of one click id: a letter for user or browser, a number, and the day, as in "b1@0 u1@30".
std::vector<ClickSighting> sightingsOf(const QByteArray& text)
{
    std::vector<ClickSighting> sightings;
    for (const QByteArray& word : text.split(' ')) {
        const std::uint64_t base = word.startsWith('u') ? 0x8000'0000'0000'0000 : 0;
        const int at = int(word.indexOf('@'));
        const std::uint64_t key = base + word.mid(1, at - 1).toULongLong();
        sightings.push_back(
            {SourceId(1), kClick, key, base != 0, toMs(kStart + std::chrono::days(word.mid(at + 1).toInt()))});
    }
    return sightings;
}

/// The groups that links make of those who were seen, named by their keys.
std::set<std::set<std::uint64_t>> groupsOf(const std::vector<IdentityLink>& links,
                                           const std::vector<ClickSighting>& sightings)
{
    const IdentityGraph graph(links);
    std::map<std::uint64_t, std::set<std::uint64_t>> byPerson;
    for (const ClickSighting& seen : sightings)
        byPerson[graph.resolve(seen.key, fromMs(seen.at))].insert(seen.key);
    std::set<std::set<std::uint64_t>> groups;
    for (const auto& [person, keys] : byPerson)
        groups.insert(keys);
    return groups;
}

/// The tables in a file of their own.
class Table
{
public:
    Table()
        : m_connection(
              Connection::open(m_place.filePath(QStringLiteral("clicks.db")), Connection::Mode::ReadWrite).value())
    {
        m_isReady = storage::migrate(m_connection)
                        .and_then([&] { return m_connection.execute("BEGIN"); }) // nothing here needs the disk
                        .and_then([&] { return links.prepare(m_connection); })
                        .and_then([&] { return clicks.prepare(m_connection); })
                        .has_value();
    }
    [[nodiscard]] bool add(const std::vector<ClickSighting>& sightings)
    {
        return m_isReady && std::all_of(sightings.begin(), sightings.end(),
                                        [&](const ClickSighting& seen) { return clicks.add(seen).has_value(); });
    }
    [[nodiscard]] std::vector<IdentityLink> rows()
    {
        std::vector<IdentityLink> rows;
        const std::vector<storage::SourceLink> all = storage::readIdentityLinks(m_connection).value();
        for (const storage::SourceLink& row : all)
            rows.push_back(row.second);
        return rows;
    }
    [[nodiscard]] std::int64_t number(const char* sql) { return m_connection.number(sql).value(); }

private:
    QTemporaryDir m_place;
    Connection m_connection;
    bool m_isReady = false;

public:
    storage::IdentityLinks links;
    ClickLinks clicks{links};
};

/// An OpenTrace event that carries a click id.
Event clicked(const Source& source, std::uint64_t key, TimePoint at, const std::string& click = "IwAR2F4")
{
    Event event = test::makeEvent(source, {}, at);
    event.project = source.project;
    event.protocol = domain::Protocol::OpenTrace;
    event.visitor = key;
    event.visitorBasis = isUser(key) ? domain::VisitorBasis::Person : domain::VisitorBasis::Client;
    event.clickIds = {{"fbclid", click}};
    return event;
}

constexpr std::uint64_t kAda = 0x8000'0000'0000'0001;
constexpr std::uint64_t kBob = 0x8000'0000'0000'0002;
constexpr std::uint64_t kCleo = 0x8000'0000'0000'0003;
constexpr std::uint64_t kDora = 0x8000'0000'0000'0004;
constexpr std::uint64_t kBrowser = 1;
constexpr std::uint64_t kPhone = 2;

} // namespace

class ClickLinksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsOnePerson_data();
    void whoIsOnePerson();
    void onlyOpenTraceLinksPeople();
    void anExplicitLinkOutlivesTheGuard();
    void repetitionsWriteNothing();
    void aClickIdOfManyBrowsersIsBounded();
    void whatWasCutLinksNobodyAnyMore();
    void groupsAreThoseWhoAreLinked();
    void whoWasAloneIsForgotten();
    void aStoreThatOpensAgainGoesOn();
    void importedEventsLinkToo();
    void erasingLeavesNothing();
    void aSharedClickIdStaysShared();
    void whatIsKeptGoesWithItsSource();
    void whatWasRolledBackIsNotRemembered();
};

void ClickLinksTest::whoIsOnePerson_data()
{
    QTest::addColumn<QByteArray>("seen");
    QTest::addColumn<int>("people");
    QTest::newRow("a browser, then its user") << QByteArray("b1@0 u1@2") << 1;
    QTest::newRow("after thirty days") << QByteArray("b1@0 u1@30") << 1;
    QTest::newRow("too late") << QByteArray("b1@0 u1@31") << 2;
    QTest::newRow("the browser came back meanwhile") << QByteArray("b1@0 b1@25 u1@50") << 1;
    QTest::newRow("two browsers") << QByteArray("b1@0 b2@1") << 1;
    QTest::newRow("two users") << QByteArray("u1@0 u2@1") << 1;
    QTest::newRow("two browsers of a user") << QByteArray("b1@0 b2@1 u1@2") << 1;
    QTest::newRow("one leads to the other") << QByteArray("b1@0 b2@20 u1@45") << 1;
    QTest::newRow("two people, months apart") << QByteArray("b1@0 u1@1 b2@90 u2@91") << 2;
    QTest::newRow("three users") << QByteArray("u1@0 b1@1 u2@2 u3@3") << 1;
    QTest::newRow("shared by four users") << QByteArray("u1@0 u2@1 u3@2 u4@3") << 4;
    QTest::newRow("and a browser") << QByteArray("b1@0 u1@0 u2@1 u3@2 u4@3") << 5;
    QTest::newRow("four users, months apart") << QByteArray("u1@0 u2@90 u3@180 u4@270 b1@0") << 5;
}

/// In whatever order they come, and nothing changes when all comes again.
void ClickLinksTest::whoIsOnePerson()
{
    QFETCH(QByteArray, seen);
    QFETCH(int, people);
    const std::vector<ClickSighting> sightings = sightingsOf(seen);
    std::vector<std::size_t> order(sightings.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::optional<std::vector<IdentityLink>> expected;
    Table table; // every order has a click id of its own
    std::uint64_t click = kClick;
    do {
        std::vector<ClickSighting> permuted;
        for (const std::size_t i : order) {
            permuted.push_back(sightings[i]);
            permuted.back().click = click;
        }
        const std::size_t before = table.rows().size();
        QVERIFY(table.add(permuted));
        const std::vector<IdentityLink> rows = table.rows();
        if (!expected) {
            expected = rows;
            QCOMPARE(int(groupsOf(rows, sightings).size()), people);
        }
        QCOMPARE(rows.size() - before, expected->size());
        for (const IdentityLink& link : *expected)
            QCOMPARE(std::size_t(std::count(rows.begin(), rows.end(), link)), rows.size() / expected->size());
        QVERIFY(table.add(permuted));
        table.clicks.forget();
        QVERIFY(table.add(permuted));
        QVERIFY(table.rows() == rows);
        ++click;
    } while (std::next_permutation(order.begin(), order.end()));
}

void ClickLinksTest::onlyOpenTraceLinksPeople()
{
    const Event event = clicked(Source(), kAda, kStart);
    QCOMPARE(storage::clickTexts(event).size(), std::size_t(1));
    Event other = event;
    other.protocol = domain::Protocol::Segment;
    QVERIFY(storage::clickTexts(other).empty());
    for (const domain::VisitorBasis basis :
         {domain::VisitorBasis::None, domain::VisitorBasis::Hash, domain::VisitorBasis::Tab}) {
        other = event;
        other.visitorBasis = basis;
        QVERIFY(storage::clickTexts(other).empty());
    }
    std::set<std::string> texts;
    for (const char* kind : {"fbclid", "ttclid", "gclid", "gbraid", "wbraid", "msclkid"}) {
        other = event;
        other.clickIds = {{kind, "a"}, {"twclid", "a"}, {kind, ""}};
        const std::vector<std::string> found = storage::clickTexts(other);
        QCOMPARE(found.size(), std::size_t(1));
        texts.insert(found.front());
        other.project = ProjectId(7);
        texts.insert(storage::clickTexts(other).front());
    }
    QCOMPARE(texts.size(), std::size_t(12)); // neither networks nor projects meet
}

/// What people said themselves is not taken back with what a click id made one think.
void ClickLinksTest::anExplicitLinkOutlivesTheGuard()
{
    Table table;
    const IdentityLink identified{kBrowser, kAda, kStart, false};
    const IdentityLink later{kBrowser, kAda, kStart + 10min, false};
    QVERIFY(table.add(sightingsOf("b1@0 u1@0")));
    QVERIFY(table.links.add(SourceId(1), identified));
    QVERIFY(table.links.add(SourceId(1), later));
    QVERIFY(table.add(sightingsOf("u2@0 u3@0")));
    QCOMPARE(groupsOf(table.rows(), sightingsOf("b1@0 u1@0 u2@0 u3@0")).size(), std::size_t(1));
    QVERIFY(table.add(sightingsOf("u4@0")));
    QVERIFY(table.rows() == std::vector{identified});
}

void ClickLinksTest::repetitionsWriteNothing()
{
    Table table;
    ClickSighting seen = sightingsOf("b1@0").front();
    const std::int64_t changes = table.number("SELECT total_changes()");
    for (int minute = 0; minute < 120; ++minute, seen.at += 60'000)
        QVERIFY(table.clicks.add(seen));
    QCOMPARE(table.number("SELECT total_changes()") - changes, 2);
    QCOMPARE(table.number("SELECT last_time - first_time FROM click_key"), 3'600'000);
    const std::int64_t links = table.links.changes();
    QVERIFY(table.add(sightingsOf("u1@0")));
    QCOMPARE(table.links.changes(), links + 1); // an erasure that was planned meanwhile has to look again
}

void ClickLinksTest::aClickIdOfManyBrowsersIsBounded()
{
    Table table;
    std::vector<ClickSighting> sightings = sightingsOf("b1@0");
    for (std::uint64_t key = 2; key <= ClickLinks::kMostBrowsers + 10; ++key) {
        sightings.push_back(sightings.front());
        sightings.back().key = key;
    }
    QVERIFY(table.add(sightings));
    QCOMPARE(table.rows().size(), ClickLinks::kMostBrowsers - 1);
    QVERIFY(table.add(sightingsOf("u1@1")));
    QCOMPARE(table.rows().size(), ClickLinks::kMostBrowsers);
}

void ClickLinksTest::whatWasCutLinksNobodyAnyMore()
{
    Table table;
    const IdentityLink identified{kPhone, kAda, kStart, false};
    QVERIFY(table.add(sightingsOf("b1@0 u1@2")));
    QVERIFY(table.links.add(SourceId(1), identified));
    ClickSighting other = sightingsOf("b1@0").front();
    other.click = kClick + 1;
    QVERIFY(table.clicks.add(other));
    QVERIFY(table.clicks.cut(kClick, kStart + std::chrono::days(3)));
    QVERIFY(table.rows() == std::vector{identified});
    QVERIFY(table.add(sightingsOf("b1@0 u1@2 b1@3 u2@5 b1@90 u1@90")));
    QVERIFY(table.rows() == std::vector{identified});
    for (const std::uint64_t click : {kClick, kClick + 1, kClick + 2}) { // cut, of one browser, unknown
        const Expected<void> nothing = table.clicks.cut(click, kStart);
        QVERIFY(!nothing && nothing.error().code == ErrorCode::NotFound);
    }
    other.key = kAda;
    other.isUser = true;
    QVERIFY(table.clicks.add(other)); // another click id says the same
    QCOMPARE(table.rows().size(), std::size_t(2));
}

void ClickLinksTest::groupsAreThoseWhoAreLinked()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    const TimePoint now = fixture.clock.now();
    QVERIFY(fixture.submit({clicked(source, kBrowser, now - 2h), clicked(source, kAda, now - 1h),
                            clicked(source, kPhone, now - 1h, "alone"), clicked(source, kPhone, now - 40 * 24h)}));
    const auto groups = fixture.store().clickGroups(source.project);
    QVERIFY(groups);
    QCOMPARE(groups->size(), std::size_t(1));
    const storage::ClickGroup& group = groups->front();
    QVERIFY(group.at == now - 1h);
    const std::vector<storage::ClickGroup::Member> members{{kBrowser, now - 2h}, {kAda, now - 1h}};
    QVERIFY(std::is_permutation(group.members.begin(), group.members.end(), members.begin(), members.end()));
    QVERIFY(fixture.store().clickGroups(ProjectId(99))->empty());
    QVERIFY(fixture.store().cutClickLinks(group.click));
    QVERIFY(fixture.links(source.project).empty());
    QVERIFY(fixture.store().clickGroups(source.project)->empty());
    fixture.close();
    QVERIFY(fixture.open());
    QVERIFY(fixture.submit({clicked(source, kBrowser, now), clicked(source, kAda, now)}));
    QVERIFY(fixture.links(source.project).empty());
    QCOMPARE(fixture.store().cutClickLinks(group.click).error().code, ErrorCode::NotFound);
}

void ClickLinksTest::whoWasAloneIsForgotten()
{
    Table table;
    for (std::uint64_t click = 1; click <= 100; ++click) { // all over the table
        ClickSighting seen{SourceId(1), click * 0x0123'4567'89ab'cdef, click, false, toMs(kStart)};
        QVERIFY(table.clicks.add(seen));
    }
    QVERIFY(table.add(sightingsOf("b1@0 u1@0")));
    const auto forget = [&](std::chrono::days after) {
        for (int slice = 0; slice < ClickLinks::kSlices; ++slice)
            QVERIFY(table.clicks.forgetOld(kStart + after));
    };
    forget(std::chrono::days(31));
    QCOMPARE(table.number("SELECT count(*) FROM click_key"), 102);
    forget(std::chrono::days(32));
    QCOMPARE(table.number("SELECT count(*) FROM click_key"), 2);
    QCOMPARE(table.rows().size(), std::size_t(1));
    QVERIFY(table.add(sightingsOf("u2@20 u3@20 u4@20"))); // who was linked is remembered
    QVERIFY(table.rows().empty());
    forget(std::chrono::days(300));
    QVERIFY(table.add(sightingsOf("b1@299 u1@299")));
    QVERIFY(table.rows().empty());
}

void ClickLinksTest::aStoreThatOpensAgainGoesOn()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    const TimePoint now = fixture.clock.now();
    QVERIFY(fixture.submit({clicked(source, kBrowser, now - 2h), clicked(source, kPhone, now - 1h)}));
    fixture.close();
    QVERIFY(fixture.open());
    QVERIFY(fixture.submit({clicked(source, kAda, now), clicked(source, kCleo, now, "another")}));
    const auto personOf = [&](std::uint64_t key) {
        return IdentityGraph(fixture.links(source.project)).resolve(key, now);
    };
    QCOMPARE(personOf(kBrowser), kAda);
    QCOMPARE(personOf(kPhone), kAda);
    QCOMPARE(personOf(kCleo), kCleo);
    QVERIFY(fixture.submit({clicked(source, kBob, now)}));
    QCOMPARE(personOf(kBob), kAda);
    fixture.close();
    QVERIFY(storage::rebuild(fixture.directory(), now, 24h));
    QVERIFY(fixture.open());
    QCOMPARE(personOf(kBob), kAda);
    QVERIFY(fixture.submit({clicked(source, kCleo, now), clicked(source, kDora, now)}));
    QVERIFY(fixture.links(source.project).empty());
    fixture.close();
    QVERIFY(storage::rebuild(fixture.directory(), now, 24h));
    QVERIFY(fixture.open());
    QVERIFY(fixture.submit({clicked(source, kBrowser, now), clicked(source, kAda, now)}));
    QVERIFY(fixture.links(source.project).empty());
}

void ClickLinksTest::importedEventsLinkToo()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    const TimePoint yesterday = fixture.clock.now() - 24h;
    QVERIFY(fixture.submit({clicked(source, kAda, fixture.clock.now())}));
    storage::ImportedDay day;
    day.add(clicked(source, kBrowser, yesterday));
    QVERIFY(fixture.store().importDay(source.project, std::move(day)));
    const std::vector<IdentityLink> expected = {{kBrowser, kAda, fixture.clock.now(), false}};
    QVERIFY(fixture.links(source.project) == expected);
}

void ClickLinksTest::erasingLeavesNothing()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(100)));
    const Source source = fixture.addSource();
    const TimePoint now = fixture.clock.now();
    QVERIFY(fixture.submit({clicked(source, kBrowser, now - 2h), clicked(source, kPhone, now - 1h),
                            clicked(source, kAda, now), clicked(source, kAda, now, "alone"),
                            clicked(source, kBob, now, "his")}));
    const auto always = [](std::int64_t, std::int64_t) { return true; };
    QCOMPARE(fixture.store().erasePerson(source.project, kBrowser, always).value(), 4);
    QVERIFY(fixture.links(source.project).empty());
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(*) FROM click_link"), 0);
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(*) FROM click_key"), 1);
    // Whoever comes back is somebody new, whom the click id links to nobody of before.
    QVERIFY(fixture.submit({clicked(source, kBrowser, now)}));
    QVERIFY(fixture.links(source.project).empty());
    QVERIFY(fixture.submit({clicked(source, kCleo, now)}));
    QCOMPARE(fixture.links(source.project).size(), std::size_t(1));
}

void ClickLinksTest::aSharedClickIdStaysShared()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(100)));
    const Source source = fixture.addSource();
    const TimePoint now = fixture.clock.now();
    for (const std::uint64_t user : {kAda, kBob, kCleo, kDora})
        QVERIFY(fixture.submit({clicked(source, user, now)}));
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(*) FROM click_key WHERE key = 0"), 1);
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(*) FROM click_key"), 1); // no carrier is kept any more
    const auto always = [](std::int64_t, std::int64_t) { return true; };
    QCOMPARE(fixture.store().erasePerson(source.project, kDora, always).value(), 1);
    QVERIFY(fixture.submit({clicked(source, kAda, now), clicked(source, kBrowser, now)}));
    QVERIFY(fixture.links(source.project).empty());
}

void ClickLinksTest::whatIsKeptGoesWithItsSource()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(100)));
    const Source site = fixture.addSource();
    Source bot;
    bot.project = site.project;
    bot = fixture.store().control().addSource(bot).value();
    const TimePoint now = fixture.clock.now();
    QVERIFY(fixture.submit({clicked(site, kBrowser, now - 1h), clicked(bot, kAda, now)}));
    QCOMPARE(fixture.links(site.project).size(), std::size_t(1));
    QVERIFY(fixture.store().control().removeSource(bot.id));
    const auto keys = [&] { return test::numberIn(fixture.file(), "SELECT count(*) FROM click_key"); };
    QTRY_COMPARE(keys(), 1);
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(*) FROM click_link"), 0);
    QVERIFY(fixture.submit({clicked(site, kAda, now)})); // the site's own goes on
    QCOMPARE(fixture.links(site.project).size(), std::size_t(1));
    QVERIFY(fixture.store().control().removeSource(site.id));
    QTRY_COMPARE(keys(), 0);
    QCOMPARE(test::numberIn(fixture.file(), "SELECT count(*) FROM click_link"), 0);
}

void ClickLinksTest::whatWasRolledBackIsNotRemembered()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    const TimePoint now = fixture.clock.now();
    Event big = clicked(source, kBob, now, "another");
    big.title.assign(2'000'000, 'x');
    QVERIFY(fixture.writer().capPages(100));
    QVERIFY(!fixture.submit({clicked(source, kBrowser, now), big}));
    QVERIFY(fixture.writer().capPages(0));
    QVERIFY(fixture.submit({clicked(source, kBrowser, now), clicked(source, kAda, now)}));
    const std::vector<IdentityLink> expected = {{kBrowser, kAda, now, false}};
    QVERIFY(fixture.links(source.project) == expected);
}

QTEST_GUILESS_MAIN(ClickLinksTest)
#include "tst_clicklinks.moc"
