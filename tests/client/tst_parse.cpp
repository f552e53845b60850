// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connection.h"
#include "client/fakehub.h"
#include "client/parsedirectory.h"
#include "client/parsefigures.h"
#include "client/parselive.h"
#include "client/problem.h"
#include "client/question.h"

#include <QJsonArray>
#include <QTest>

using namespace sightglass;
using namespace sightglass::client;
using test::json;
using test::object;

class TestParse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresKeepTheOrderAskedFor()
    {
        const auto figures =
            parseFigures(object("{'metrics':{'visits':5,'visitors':4,'bounce_rate':null,'revenue':{'EUR':'42.50'}},"
                                "'compare':{'visitors':2,'visits':0},'change':{'visitors':1.0,'visits':null},"
                                "'stats':{'rows_scanned':8,'elapsed_ms':1.5,'approximate':false}}"),
                         {QStringLiteral("visitors"), QStringLiteral("visits"), QStringLiteral("bounce_rate"),
                          QStringLiteral("revenue")});
        QVERIFY(figures);
        QCOMPARE(figures->figures.size(), 4);
        QCOMPARE(figures->figures.at(0).now.number, 4.0);
        QCOMPARE(figures->figures.at(0).before.number, 2.0);
        QCOMPARE(figures->figures.at(0).change, 1.0);
        QVERIFY(!figures->figures.at(1).change);
        QVERIFY(!figures->figures.at(2).now.number); // no value is not 0
        QCOMPARE(figures->figures.at(3).now.money, (QList<Money>{{QStringLiteral("EUR"), QStringLiteral("42.50")}}));
        QCOMPARE(figures->figures.at(3).now.drawn(), 42.5);
        QCOMPARE(figures->stats.rowsScanned, 8);
        QVERIFY(figures->find(QStringLiteral("visits")));
        QVERIFY(!figures->find(QStringLiteral("pageviews")));
    }

    void answersWithoutTheirMemberAreCorrupt()
    {
        QCOMPARE(parseFigures({}, {}).error().code, ErrorCode::Corrupt);
        QCOMPARE(parseSeries({}).error().where, QStringLiteral("buckets"));
        QCOMPARE(parseBreakdown({}).error().where, QStringLiteral("rows"));
        QCOMPARE(parseRealtime({}).error().code, ErrorCode::Corrupt);
    }

    void bucketsKeepTheirOffset()
    {
        const auto series = parseSeries(
            object("{'buckets':[{'start':'2026-03-02T00:00:00+01:00','complete':true,'visitors':4,'bounce_rate':null},"
                   "{'start':'2026-03-03T00:00:00+01:00','complete':false,'visitors':1}]}"));
        QVERIFY(series);
        QCOMPARE(series->buckets.size(), 2);
        QCOMPARE(toText(series->buckets.first().start), QStringLiteral("2026-03-01T23:00:00.000Z"));
        QCOMPARE(series->buckets.first().offsetSeconds, 3600);
        QVERIFY(!series->buckets.last().complete);
        QCOMPARE(series->buckets.first().metrics.value(QStringLiteral("visitors")).number, 4.0);
        QVERIFY(!series->buckets.first().metrics.value(QStringLiteral("bounce_rate")).number);
    }

    void breakdownRowsTellAbsentFromEmpty()
    {
        const auto rows = parseBreakdown(
            object("{'rows':[{'value':'/','visitors':4},{'value':null,'visitors':2},{'value':'','visitors':1},"
                   "{'value':7,'visitors':1}],'other':{'visitors':9},'total':{'visitors':12}}"));
        QVERIFY(rows);
        QCOMPARE(rows->rows.at(0).value, QStringLiteral("/"));
        QVERIFY(!rows->rows.at(1).value);
        QCOMPARE(rows->rows.at(2).value, QString());
        QVERIFY(rows->rows.at(2).value);
        QCOMPARE(rows->rows.at(3).value, QStringLiteral("7"));
        QCOMPARE(rows->total.value(QStringLiteral("visitors")).number, 12.0);
    }

    void realtimeHasItsMinutes()
    {
        const auto realtime = parseRealtime(
            object("{'current_visitors':34,'minutes':[{'start':'2026-03-02T09:11:00Z','visitors':3,'pageviews':5}]}"));
        QVERIFY(realtime);
        QCOMPARE(realtime->currentVisitors, 34);
        QCOMPARE(realtime->minutes.first().pageviews, 5);
    }

    void liveBatchesCarryEventsRefusalsAndCounters()
    {
        const auto batch = parseLiveBatch(
            json("{'events':[{'kind':'custom','name':'Order "
                 "Completed','received_at':'2026-03-02T09:12:29.800Z','user_id':'u1',"
                 "'visitor':'9f3a7c2e','country':'DE','source_id':'2','protocol':'segment','revenue_minor':2900,'"
                 "currency':'EUR',"
                 "'bot':{'rule':'crawler:x','reason':'X'},'warnings':['text_cut'],'from_the_future':1}],"
                 "'rejected':[{'reason':'invalid_write_key','protocol':'segment','key':'wk_9f','excerpt':'{}'}],"
                 "'skipped':3,'counters':{'stored':7,'rejected':1}}"));
        QVERIFY(batch);
        const LiveRow& row = batch->events.first();
        QCOMPARE(row.kind, domain::Kind::Custom);
        QCOMPARE(row.name, QStringLiteral("Order Completed"));
        QCOMPARE(row.visitor, QStringLiteral("7c2e"));
        QCOMPARE(row.revenueMinor, 2900);
        QCOMPARE(row.botReason, QStringLiteral("X"));
        QCOMPARE(row.warnings, QStringList{QStringLiteral("text_cut")});
        QCOMPARE(toText(row.at), QStringLiteral("2026-03-02T09:12:29.800Z"));
        QCOMPARE(batch->rejected.first().key, QStringLiteral("wk_9f"));
        QCOMPARE(batch->skipped, 3);
        QCOMPARE(batch->counters, (LiveCounters{7, 1}));
        QCOMPARE(parseLiveBatch("[]").error().code, ErrorCode::Corrupt);
    }

    void eventsMayUseTheExportsSpelling()
    {
        const LiveRow row =
            parseLiveRow(object("{'event':'signup','userId':'u','receivedAt':'2026-03-02T09:12:29Z','messageId':'m'}"));
        QCOMPARE(row.name, QStringLiteral("signup"));
        QCOMPARE(row.userId, QStringLiteral("u"));
        QCOMPARE(row.messageId, QStringLiteral("m"));
    }

    void changesNameOnlyWhatDiffers()
    {
        SourceInfo before =
            parseSource(object("{'id':'2','kind':'web','hosts':['a.example'],'writeKey':'k','linkOnAllEvents':true}"));
        SourceInfo after = before;
        QVERIFY(changes(before, after).isEmpty());
        after.hosts = QStringList{QStringLiteral("b.example")};
        after.ipMode = domain::IpMode::Truncate;
        QCOMPARE(changes(before, after), object("{'hosts':['b.example'],'ipMode':'truncate'}"));
    }

    void problemsBecomeErrors_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("where");
        QTest::newRow("our code wins over the status")
            << 400 << json("{'code':'conflict','detail':'taken','pointer':'/name'}") << int(ErrorCode::Conflict)
            << QStringLiteral("/name");
        QTest::newRow("401 without a body means the token")
            << 401 << QByteArray() << int(ErrorCode::Unauthorized) << QString();
        QTest::newRow("504 means it took too long")
            << 504 << QByteArray("<html>") << int(ErrorCode::Timeout) << QString();
        QTest::newRow("a code of tomorrow falls back to the status")
            << 404 << json("{'code':'vanished'}") << int(ErrorCode::NotFound) << QString();
    }

    void problemsBecomeErrors()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, where);
        const Error error = parseProblem(status, body);
        QTEST(int(error.code), "code");
        QCOMPARE(error.where, where);
        QVERIFY(!error.detail.isEmpty());
    }

    void typedAddresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        QTest::newRow("a bare name gets scheme and port")
            << QStringLiteral("attic") << QStringLiteral("http://attic:8484");
        QTest::newRow("a port is kept") << QStringLiteral(" attic:99 ") << QStringLiteral("http://attic:99");
        QTest::newRow("https keeps its own port and a base path")
            << QStringLiteral("https://example.org/stats/") << QStringLiteral("https://example.org/stats");
        QTest::newRow("another scheme is none") << QStringLiteral("ftp://attic") << QString();
        QTest::newRow("words are none") << QStringLiteral("in the attic") << QString();
    }

    void typedAddresses()
    {
        QFETCH(QString, typed);
        QTEST(addressFromText(typed).toString(), "url");
    }

    void questionsBecomeDescriptions()
    {
        Question question;
        question.kind = QStringLiteral("summary");
        question.metrics = QStringList{QStringLiteral("visitors")};
        question.compare = Period();
        question.filters = {
            {QStringLiteral("country"), QStringLiteral("is"), {QStringLiteral("NO")}},
            {QStringLiteral("page"), QStringLiteral("is_not"), {QStringLiteral("/a"), QStringLiteral("/b")}}};
        QCOMPARE(toJson(question),
                 object("{'kind':'summary','range':'28d','metrics':['visitors'],'compare':'previous','filters':["
                        "{'property':'country','op':'is','value':'NO'},{'property':'page','op':'is_not','value':['/"
                        "a','/b']}]}"));
        question.period.from = fromMs(0);
        question.period.to = fromMs(86'400'000);
        QCOMPARE(toJson(question).value(QStringLiteral("from")).toString(), QStringLiteral("1970-01-01T00:00:00.000Z"));
        QVERIFY(!toJson(question).contains(QStringLiteral("range")));
    }
};

QTEST_GUILESS_MAIN(TestParse)
#include "tst_parse.moc"
