// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/drawnhistory.h"
#include "query/history.h"
#include "query/personkeys.h"
#include "query/queryjson.h"
#include "support/manualclock.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::test;
using domain::PeopleOrder;
using domain::QueryKind;

/// Who did what (metrics §2, §3; api §3 `/people`), counted by hand.
class TestPeopleList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatEverybodyDidIsCounted_data();
    void whatEverybodyDidIsCounted();
    void ordersPutTheLargestFirst_data();
    void ordersPutTheLargestFirst();
    void pagesTogetherAreTheList();
    void peopleOfAFunnelComeInPagesToo();
    void linkedIdsAreOnePerson();
    void theLastNameIsShown_data();
    void theLastNameIsShown();
    void descriptionsAreRead_data();
    void descriptionsAreRead();
    void cursorsAreRead_data();
    void cursorsAreRead();

private:
    /// a has two visits, b one that goes past midnight, c only said who they are.
    static inline const QString kHistory =
        QStringLiteral("a: / 10:00{country=DE}, /pricing 10:05, signup 10:06, / 11:00 |"
                       "b: / 23:50, @engagement 23:55, /docs d1 00:05 |"
                       "c: @identify 12:00{user=carol} |"
                       "d: / d2{bot=x}");

    static domain::Query days(const char* from, const char* to)
    {
        return drawnQuestion(QueryKind::People, QString::fromLatin1(from), QString::fromLatin1(to));
    }
    static QJsonObject ask(const QString& history, const domain::Query& query)
    {
        return askDrawn(drawnHistory(history), query, drawnTime(QStringLiteral("d9")));
    }
    /// "anonymous id: visits events pageviews" of everybody, in order.
    static QString shown(const QJsonObject& answer)
    {
        QStringList out;
        const QJsonArray rows = answer.value(QStringLiteral("rows")).toArray();
        for (const QJsonValue& row : rows) {
            const auto count = [&row](const char* member) {
                return QString::number(row[QLatin1String(member)].toInt(-1));
            };
            out.append(row[QStringLiteral("anonymous_id")].toString() + u": " + count("visits") + u' ' +
                       count("events") + u' ' + count("pageviews"));
        }
        return out.join(QStringLiteral(", "));
    }
};

void TestPeopleList::whatEverybodyDidIsCounted_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("country");
    QTest::addColumn<QString>("people");
    const auto row = [](const char* name, const char* from, const char* to, const char* country, const char* people) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(country) << QString::fromLatin1(people);
    };
    row("all of them", "d0 00:00", "d9", "", "b: 1 2 2, c: 0 0 0, a: 2 4 3");
    row("a visit belongs to the day it starts on", "d1 00:00", "d2 00:00", "", "b: 0 1 1");
    row("an engagement record was seen too", "d0 23:52", "d0 23:56", "", "b: 0 0 0");
    row("a filter chooses visits and with them their people", "d0 00:00", "d9", "DE", "a: 1 3 2");
    row("nobody", "d4 00:00", "d5 00:00", "", "");
}

void TestPeopleList::whatEverybodyDidIsCounted()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, country);
    QFETCH(QString, people);
    domain::Query query = days(from.constData(), to.constData());
    if (!country.isEmpty())
        query.filters = {is("country", country.constData())};
    const QJsonObject answer = ask(kHistory, query);
    QCOMPARE(shown(answer), people);
    QCOMPARE(answer.value(QStringLiteral("total")).toInt(-1), int(people.count(u':')));
    QVERIFY(!answer.contains(QStringLiteral("next")));
}

void TestPeopleList::ordersPutTheLargestFirst_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<QString>("people");
    QTest::newRow("last seen") << int(PeopleOrder::LastSeen) << QStringLiteral("b c a");
    QTest::newRow("first seen") << int(PeopleOrder::FirstSeen) << QStringLiteral("b c a");
    QTest::newRow("visits") << int(PeopleOrder::Visits) << QStringLiteral("a b c");
    QTest::newRow("events") << int(PeopleOrder::Events) << QStringLiteral("a b c");
    QTest::newRow("pageviews") << int(PeopleOrder::Pageviews) << QStringLiteral("a b c");
}

void TestPeopleList::ordersPutTheLargestFirst()
{
    QFETCH(int, order);
    QFETCH(QString, people);
    domain::Query query = days("d0 00:00", "d9");
    query.people.sort = PeopleOrder(order);
    const QJsonArray rows = ask(kHistory, query).value(QStringLiteral("rows")).toArray();
    QStringList ids;
    for (const QJsonValue& row : rows)
        ids.append(row[QStringLiteral("anonymous_id")].toString());
    QCOMPARE(ids.join(u' '), people);
}

/// Forty people of whom many tie, three at a time.
void TestPeopleList::pagesTogetherAreTheList()
{
    QStringList drawing;
    for (int i = 0; i < 40; ++i)
        drawing.append(
            QStringLiteral("p%1: / 10:%2, / 10:%3").arg(i).arg(i % 7, 2, 10, QLatin1Char('0')).arg(10 + i % 5));
    domain::Query query = days("d0 00:00", "d1 00:00");
    const QJsonArray all = ask(drawing.join(u'|'), query).value(QStringLiteral("rows")).toArray();
    QCOMPARE(all.size(), 40);
    query.limit = 3;
    QJsonArray paged;
    QString next = QStringLiteral("first");
    for (int pages = 0; !next.isEmpty() && pages < 20; ++pages) {
        const QJsonObject page = ask(drawing.join(u'|'), query);
        QCOMPARE(page.value(QStringLiteral("total")).toInt(), 40);
        const QJsonArray rows = page.value(QStringLiteral("rows")).toArray();
        for (const QJsonValue& row : rows)
            paged.append(row);
        next = page.value(QStringLiteral("next")).toString();
        query.people.after = query::parsePeopleCursor(next.toStdString());
    }
    QCOMPARE(paged, all);
}

/// Openmetrics §12.9: every second one of forty went on, and q did in two visits.
void TestPeopleList::peopleOfAFunnelComeInPagesToo()
{
    QStringList drawing;
    for (int i = 0; i < 40; ++i)
        drawing.append(QStringLiteral("p%1: /a 10:%2%3")
                           .arg(i)
                           .arg(i % 7, 2, 10, QLatin1Char('0'))
                           .arg(i % 2 ? QStringLiteral(", /b 10:20") : QString()));
    drawing.append(QStringLiteral("q: /a 10:00, /b 10:01, /a 12:00, /b 12:05"));
    domain::Query query =
        drawnQuestion(QueryKind::FunnelPeople, QStringLiteral("d0 00:00"), QStringLiteral("d1 00:00"));
    query.funnel.steps.resize(2);
    query.funnel.steps[0].page = "/a";
    query.funnel.steps[1].page = "/b";
    query.funnel.unit = domain::FunnelUnit::Visit;
    query.funnelPeople.step = 2;
    const QJsonArray all = ask(drawing.join(u'|'), query).value(QStringLiteral("rows")).toArray();
    QCOMPARE(all.size(), 21);
    QCOMPARE(all.first()[QStringLiteral("anonymous_id")].toString(), QStringLiteral("q"));
    QVERIFY(all.first()[QStringLiteral("at")].toString().contains(QStringLiteral("12:05")));
    query.limit = 4;
    QJsonArray paged;
    QString next = QStringLiteral("first");
    for (int pages = 0; !next.isEmpty() && pages < 20; ++pages) {
        const QJsonObject page = ask(drawing.join(u'|'), query);
        QCOMPARE(page.value(QStringLiteral("total")).toInt(), 21);
        for (const QJsonValue& row : page.value(QStringLiteral("rows")).toArray())
            paged.append(row);
        next = page.value(QStringLiteral("next")).toString();
        query.funnelPeople.after = query::parsePeopleCursor(next.toStdString());
    }
    QCOMPARE(paged, all);
    query.funnelPeople = {2, domain::FunnelOutcome::Dropped, {}};
    QCOMPARE(ask(drawing.join(u'|'), query).value(QStringLiteral("total")).toInt(), 20);
}

/// Three browsers, two of which become the user's; the one person has all of their visits.
void TestPeopleList::linkedIdsAreOnePerson()
{
    std::vector<domain::Event> events =
        drawnHistory(QStringLiteral("x: / 09:00 | y: / 10:00 | z: / 11:00 | u: buy 12:00"));
    const std::uint64_t user = events[3].visitor;
    events[3].userId = "ursula";
    for (std::size_t browser : {0, 1}) {
        domain::Event identify = events[3];
        identify.kind = domain::Kind::Identify;
        identify.messageId += std::to_string(browser);
        identify.linkKind = domain::LinkKind::Identify;
        identify.linkFrom = events[browser].visitor;
        identify.linkTo = user;
        events.push_back(identify);
    }
    domain::Query query = days("d0 00:00", "d1 00:00");
    QCOMPARE(shown(askDrawn(events, query, drawnTime(QStringLiteral("d9")))), QStringLiteral("u: 3 3 2, z: 1 1 1"));
    query.people.only = user;
    const QJsonArray rows =
        askDrawn(events, query, drawnTime(QStringLiteral("d9"))).value(QStringLiteral("rows")).toArray();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0][QStringLiteral("user_id")].toString(), QStringLiteral("ursula"));
    QCOMPARE(rows[0][QStringLiteral("first_seen")].toString(), QStringLiteral("2026-03-02T09:00:00.000Z"));
}

void TestPeopleList::theLastNameIsShown_data()
{
    QTest::addColumn<QString>("history");
    QTest::addColumn<QString>("country");
    QTest::newRow("by event time") << QStringLiteral("a: / 10:00{country=DE}, / 11:00{country=FR}")
                                   << QStringLiteral("FR");
    QTest::newRow("in whatever order they came")
        << QStringLiteral("a: / 11:00{country=FR}, / 10:00{country=DE}") << QStringLiteral("FR");
    QTest::newRow("what says nothing changes nothing")
        << QStringLiteral("a: / 10:00{country=DE}, / 11:00") << QStringLiteral("DE");
    QTest::newRow("from before the range") << QStringLiteral("a: / d-9{country=IT}, / 10:00") << QStringLiteral("IT");
    QTest::newRow("at one time by message id, in chunks of their own")
        << QStringLiteral("a: / 10:00{country=DE}, /b 09:00, /c 09:01, / 10:00{country=AT}") << QStringLiteral("AT");
}

void TestPeopleList::theLastNameIsShown()
{
    QFETCH(QString, history);
    QFETCH(QString, country);
    const QJsonArray rows = ask(history, days("d0 00:00", "d1 00:00")).value(QStringLiteral("rows")).toArray();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0][QStringLiteral("country")].toString(), country);
}

void TestPeopleList::descriptionsAreRead_data()
{
    QTest::addColumn<QJsonObject>("members");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char* name, const char* member, const QJsonValue& value, const char* pointer) {
        QTest::newRow(name) << QJsonObject{{QLatin1String(member), value}} << QString::fromLatin1(pointer);
    };
    row("an unknown order", "sort", QStringLiteral("age"), "/sort");
    row("an id that is none", "id", QStringLiteral("carol"), "/id");
    row("the id of nobody", "id", QStringLiteral("0000000000000000"), "/id");
    row("a cursor that is none", "cursor", QStringLiteral("12"), "/cursor");
    row("a search for a number", "search", 7, "/search");
    row("a search without end", "search", QString(1001, u'a'), "/search");
    row("too many at once", "limit", 1001, "/limit");
    row("metrics", "metrics", QJsonArray{QStringLiteral("visits")}, "/metrics");
    row("an order", "sort", QStringLiteral("visits"), "");
    row("an id", "id", QStringLiteral("00000000000000ff"), "");
    row("a cursor", "cursor", QStringLiteral("-5.00000000000000ff"), "");
    row("a search", "search", QStringLiteral("Carol"), "");
}

void TestPeopleList::descriptionsAreRead()
{
    QFETCH(QJsonObject, members);
    QFETCH(QString, pointer);
    const query::QueryContext context{testProject(), drawnTime(QStringLiteral("d9")), {}};
    members.insert(QStringLiteral("kind"), QStringLiteral("people"));
    const auto read = query::parseQuery(members, context);
    QCOMPARE(read ? QString() : read.error().where, pointer);
    if (!read)
        return;
    const auto again = query::parseQuery(query::toJson(*read, testProject()), context);
    QVERIFY(again.has_value());
    QVERIFY(*again == *read);
}

void TestPeopleList::cursorsAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isCursor");
    QTest::newRow("a time and a key") << QByteArray("1772445600000.000000000000000a") << true;
    QTest::newRow("before 1970") << QByteArray("-1.ffffffffffffffff") << true;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("no key") << QByteArray("17.") << false;
    QTest::newRow("a short key") << QByteArray("17.0a") << false;
    QTest::newRow("no number") << QByteArray("x.000000000000000a") << false;
    QTest::newRow("more than a number holds") << QByteArray("99999999999999999999.000000000000000a") << false;
    QTest::newRow("more behind it") << QByteArray("17.000000000000000a ") << false;
}

void TestPeopleList::cursorsAreRead()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isCursor);
    const auto cursor = query::parsePeopleCursor(text.toStdString());
    QCOMPARE(cursor.has_value(), isCursor);
    if (cursor)
        QCOMPARE(QByteArray::fromStdString(query::peopleCursorText(*cursor)), text);
}

QTEST_GUILESS_MAIN(TestPeopleList)
#include "tst_peoplelist.moc"
