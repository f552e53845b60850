// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the table keeps of the links says the same as all of them, in whatever order they came.
#include "storage/identitylinks.h"
#include "storage/schema.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <random>

using namespace sightglass;
using domain::IdentityGraph;
using domain::IdentityLink;
using storage::Connection;
using storage::IdentityLinks;
using storage::SourceLink;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t kBrowser = 7;
constexpr std::uint64_t kAnn = 0x8000'0000'0000'0001; // negative in the file, large in the graph
constexpr std::uint64_t kBen = 2;
constexpr std::uint64_t kCleo = 3;
const TimePoint kStart = fromMs(1'770'000'000'000);

/// Links of the browser: a letter for the person and the hour, as in "a1 b5 a10".
std::vector<IdentityLink> linksOf(const char* text, bool merge = false)
{
    std::vector<IdentityLink> links;
    for (const QByteArray& word : QByteArray(text).split(' ')) {
        const std::uint64_t person = word.startsWith('a') ? kAnn : word.startsWith('b') ? kBen : kCleo;
        links.push_back({kBrowser, person, kStart + std::chrono::hours(word.mid(1).toInt()), merge});
    }
    return links;
}

/// A table of links in a file of its own.
class Table
{
public:
    Table()
        : m_connection(
              Connection::open(m_place.filePath(QStringLiteral("links.db")), Connection::Mode::ReadWrite).value())
        , m_isReady(storage::migrate(m_connection)
                        .and_then([&] { return m_connection.execute("BEGIN"); }) // nothing here needs the disk
                        .and_then([&] { return links.prepare(m_connection); }))
    {
    }
    [[nodiscard]] bool add(const std::vector<IdentityLink>& added)
    {
        return m_isReady && std::all_of(added.begin(), added.end(), [&](const IdentityLink& link) {
                   return links.add(SourceId(1), link).has_value();
               });
    }
    [[nodiscard]] std::vector<IdentityLink> rows()
    {
        std::vector<IdentityLink> rows;
        const std::vector<SourceLink> all = storage::readIdentityLinks(m_connection).value();
        for (const SourceLink& row : all)
            rows.push_back(row.second);
        return rows;
    }

private:
    QTemporaryDir m_place;
    Connection m_connection;

public:
    IdentityLinks links;

private:
    const Expected<void> m_isReady;
};

/// Whom the browser stood for from an hour before the first link until long after the last, by the half hour.
std::vector<std::uint64_t> personsOf(const std::vector<IdentityLink>& links)
{
    const IdentityGraph graph(links);
    std::vector<std::uint64_t> persons;
    for (int half = -2; half < 80; ++half)
        persons.push_back(graph.resolve(kBrowser, kStart + half * 30min));
    return persons;
}

} // namespace

class IdentityLinksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOrderOfArrivalDoesNotMatter_data();
    void theOrderOfArrivalDoesNotMatter();
    void theFirstAndTheLastPersonAreAlwaysRight();
    void repetitionsTakeTwoRows();
    void onlyEndsOfRunsAreImported();
    void aLinkIsTakenBackWithItsRepetition();
    void changesOfAKeyAreNoticed();
};

void IdentityLinksTest::theOrderOfArrivalDoesNotMatter_data()
{
    QTest::addColumn<QByteArray>("links");
    QTest::newRow("one person, then another") << QByteArray("a1 b5");
    QTest::newRow("another in between") << QByteArray("a1 b5 a10");
    QTest::newRow("two in between") << QByteArray("a1 b5 c7 a10");
    QTest::newRow("two take turns") << QByteArray("a1 b5 a10 b20");
    QTest::newRow("two at the same time") << QByteArray("a1 b1 c9");
    QTest::newRow("three take turns") << QByteArray("a1 b2 c3 a4 b5 c6");
}

void IdentityLinksTest::theOrderOfArrivalDoesNotMatter()
{
    QFETCH(QByteArray, links);
    std::vector<IdentityLink> arriving = linksOf(links.constData());
    const std::vector<std::uint64_t> expected = personsOf(arriving);
    std::vector<std::size_t> order(arriving.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    Table table; // every order has a browser of its own
    std::uint64_t browser = kBrowser;
    do {
        ++browser;
        std::vector<IdentityLink> permuted;
        for (const std::size_t i : order) {
            permuted.push_back(arriving[i]);
            permuted.back().from = browser;
        }
        QVERIFY(table.add(permuted));
        std::vector<IdentityLink> kept = table.rows();
        std::erase_if(kept, [&](const IdentityLink& link) { return link.from != browser; });
        for (IdentityLink& link : kept)
            link.from = kBrowser;
        QVERIFY(personsOf(kept) == expected);
    } while (std::next_permutation(order.begin(), order.end()));
}

void IdentityLinksTest::theFirstAndTheLastPersonAreAlwaysRight()
{
    std::mt19937_64 random(3);
    Table table;
    for (int time = 0; time < 300; ++time) {
        std::vector<IdentityLink> links;
        for (int i = 0; i < 12; ++i)
            links.push_back({kBrowser, 1 + random() % 3, kStart + std::chrono::hours(random() % 30), false});
        const IdentityGraph all(links);
        for (IdentityLink& link : links)
            link.from = kBrowser + 1 + unsigned(time);
        QVERIFY(table.add(links));
        std::vector<IdentityLink> kept = table.rows();
        std::erase_if(kept, [&](const IdentityLink& link) { return link.from != links.front().from; });
        const IdentityGraph graph(kept);
        QCOMPARE(graph.resolve(links.front().from, TimePoint::max()), all.resolve(kBrowser, TimePoint::max()));
        QCOMPARE(graph.resolve(links.front().from, kStart - 1h), all.resolve(kBrowser, kStart - 1h));
    }
}

void IdentityLinksTest::repetitionsTakeTwoRows()
{
    Table table;
    for (int hour = 1; hour < 100; ++hour)
        QVERIFY(table.add({{kBrowser, kAnn, kStart + std::chrono::hours(hour), false}}));
    QVERIFY(table.rows() == linksOf("a1 a99"));
    const std::int64_t changes = table.links.changes();
    QVERIFY(table.add({{kBrowser, kAnn, kStart + 99h + 29min, false}, {kBrowser, kAnn, kStart + 50h, false}}));
    QCOMPARE(table.links.changes(), changes); // the same visit, and one in between
    QVERIFY(table.add(linksOf("a0")));
    QVERIFY(table.rows() == linksOf("a0 a99"));

    Table merges; // hold for good: the first is enough
    QVERIFY(merges.add(linksOf("a5 a9 a3 a7", true)));
    QVERIFY(merges.rows() == linksOf("a3", true));
}

void IdentityLinksTest::onlyEndsOfRunsAreImported()
{
    std::vector<SourceLink> links;
    for (const IdentityLink& link : linksOf("a3 a1 b9 a2 b7 b8 c5"))
        links.emplace_back(SourceId(1), link);
    std::vector<IdentityLink> kept;
    for (const SourceLink& link : storage::withoutRepeats(links))
        kept.push_back(link.second);
    QVERIFY(kept == linksOf("a1 a3 c5 b7 b9"));
}

void IdentityLinksTest::aLinkIsTakenBackWithItsRepetition()
{
    Table table;
    QVERIFY(table.add(linksOf("a1 a4 b5 b9")));
    const TimePoint now = linksOf("b9").front().at;
    QVERIFY(table.links.takeBack(linksOf("a1").front(), now));
    QVERIFY(table.rows() == linksOf("b5 b9"));
    QCOMPARE(table.links.takeBack(linksOf("a1").front(), now).error().code, ErrorCode::NotFound);
    // What says the same comes back no more, and takes nothing else away; what is said later counts.
    QVERIFY(table.add(linksOf("a2")));
    QVERIFY(table.rows() == linksOf("b5 b9"));
    QVERIFY(table.add(linksOf("a10 a3")));
    QVERIFY(table.rows() == linksOf("b5 b9 a10"));
}

void IdentityLinksTest::changesOfAKeyAreNoticed()
{
    Table table;
    QVERIFY(table.add(linksOf("a1")));
    const std::int64_t then = table.links.changes();
    const std::vector<std::uint64_t> browser{kBrowser};
    const std::vector<std::uint64_t> ann{kAnn};
    const std::vector<std::uint64_t> others{kBen, kBrowser + 1};
    QVERIFY(!table.links.haveChanged(then, browser));
    QVERIFY(table.add(linksOf("a5")));
    QVERIFY(table.links.haveChanged(then, browser));
    QVERIFY(table.links.haveChanged(then, ann));
    QVERIFY(!table.links.haveChanged(then, others));
    for (std::uint64_t from = 100; from < 5100; ++from)
        QVERIFY(table.add({{from, kCleo, kStart, false}}));
    QVERIFY(table.links.haveChanged(then, others)); // too long ago to tell
    QVERIFY(!table.links.haveChanged(table.links.changes(), others));
}

QTEST_GUILESS_MAIN(IdentityLinksTest)
#include "tst_identitylinks.moc"
