// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timetext.h"
#include "ingest/goatcounter/counterimage.h"
#include "ingest/goatcounter/pixel.h"
#include "intake/goatcounterintake.h"
#include "intakefixture.h"
#include "wirevectors.h"

#include <QJsonArray>
#include <QTest>

#include <zlib.h>

#include <bit>
#include <limits>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;
using ingest::goatcounter::CounterFormat;
using ingest::goatcounter::CounterNumbers;
using ingest::goatcounter::CounterQuestion;

namespace {

/// Two tokens, and a count that is always the same: `counter` of a vector says which, and which sites are public.
intake::GoatcounterParts partsOf(const QJsonObject& counter)
{
    intake::GoatcounterParts parts;
    parts.scopeOf = [](std::string_view authorization) -> std::optional<domain::Scope> {
        if (authorization == "Bearer gc_token")
            return domain::Scope::Write;
        return authorization == "Bearer gc_reader" ? std::optional(domain::Scope::Read) : std::nullopt;
    };
    const CounterNumbers numbers{counter.value(u"views"_s).toInteger(1234), counter.value(u"visitors"_s).toInteger(56)};
    parts.count = [numbers](const auto&, const auto&, const auto&, const intake::GoatcounterParts::Counted& done) {
        done(numbers);
    };
    for (const QJsonValue& site : counter.value(u"public"_s).toArray())
        parts.publicSites.push_back(site.toString().toStdString());
    return parts;
}

/// The intake of GoatCounter with the site `shop`.
struct GoatcounterHub : test::IntakeSurroundings
{
    explicit GoatcounterHub(const QJsonObject& setup = {})
        : IntakeSurroundings(test::withSourceId(setup, u"goatcounterSite"_s, u"shop"_s))
        , goatcounter(service, partsOf(setup.value(u"counter"_s).toObject()))
    {
    }
    domain::Response send(const QJsonObject& request)
    {
        return test::answerOf(goatcounter.handlers(), test::wireRequest(request));
    }
    domain::Response get(const QString& target) { return send({{u"method"_s, u"GET"_s}, {u"target"_s, target}}); }

    intake::GoatcounterIntake goatcounter;
};

} // namespace

/// Walks tests/vectors/goatcounter; tests/e2e sends the same over a socket.
class TestGoatcounter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vector_data()
    {
        QTest::addColumn<QJsonObject>("in");
        QTest::addColumn<QJsonObject>("out");
        const auto vectors = test::wireVectors(u"goatcounter"_s);
        QVERIFY(vectors.size() > 25);
        for (const test::WireVector& vector : vectors)
            QTest::newRow(qPrintable(vector.origin)) << vector.in << vector.out;
    }
    void vector()
    {
        QFETCH(QJsonObject, in);
        QFETCH(QJsonObject, out);
        GoatcounterHub hub(in);
        const QJsonArray requests = in.value(u"requests"_s).toArray();
        const QJsonArray answers = out.value(u"answers"_s).toArray();
        QCOMPARE(answers.size(), requests.size());
        for (qsizetype i = 0; i < requests.size(); ++i) {
            const QString fault = test::faultOf(hub.send(requests.at(i).toObject()), answers.at(i).toObject());
            QVERIFY2(fault.isEmpty(), qPrintable(u"request %1, "_s.arg(i) + fault));
        }
        const QString events = test::faultOf(hub.sink.events, out.value(u"events"_s).toArray());
        QVERIFY2(events.isEmpty(), qPrintable(events));
        if (!out.contains(u"rejected"_s))
            return;
        const QString refused = test::faultOf(hub.feed.rejections, out.value(u"rejected"_s).toArray());
        QVERIFY2(refused.isEmpty(), qPrintable(refused));
    }

    void anUnknownSiteIsRemembered()
    {
        GoatcounterHub hub;
        QCOMPARE(hub.get(u"/gc/nope/count?p=/"_s).status, 400);
        QCOMPARE(hub.unknown.list().size(), std::size_t(1));
        QCOMPARE(hub.unknown.list().front().id, std::string("nope"));
        QCOMPARE(hub.unknown.list().front().protocol, domain::Protocol::Goatcounter);
    }

    void theImageDoesNotWaitForASlowStore()
    {
        GoatcounterHub hub;
        hub.sink.mode = test::RecordingSink::Mode::Hold;
        std::atomic<int> status = 0;
        hub.goatcounter.count(test::wireRequest({{u"method"_s, u"GET"_s}, {u"target"_s, u"/count?p=/a"_s}}),
                              [&status](const domain::Response& response) { status = response.status; });
        QCOMPARE(hub.sink.held.size(), std::size_t(1));
        QTRY_COMPARE(status.load(), 200);
    }

    void aHitWithoutSessionTellsNoAddress_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<std::string>("address");
        QTest::newRow("usually the visitor's") << u"/count?p=/"_s << std::string("203.0.113.9");
        QTest::newRow("with ns none") << u"/count?p=/&ns=true"_s << std::string();
    }
    void aHitWithoutSessionTellsNoAddress()
    {
        QFETCH(QString, target);
        QFETCH(std::string, address);
        const domain::Request request = test::wireRequest(
            {{u"method"_s, u"GET"_s},
             {u"target"_s, target},
             {u"headers"_s, QJsonObject{{u"User-Agent"_s, u"Mozilla/5.0"_s}, {u"Accept-Language"_s, u"de"_s}}}});
        const auto decoded = ingest::goatcounter::decodePixel(request, test::testSource());
        const auto& hit = std::get<domain::DecodedEvent>(decoded);
        QCOMPARE(hit.address, address);
        QCOMPARE(hit.userAgent, std::string("Mozilla/5.0"));
        QCOMPARE(hit.acceptLanguage, std::string("de"));
        QVERIFY(hit.browserExpected);
    }

    void aCountersQuestion_data()
    {
        QTest::addColumn<std::string>("file");
        QTest::addColumn<std::string>("query");
        QTest::addColumn<QStringList>("question"); // format, page, range, from, to; none = refused
        QTest::newRow("a page") << std::string("/a/b.json") << std::string()
                                << QStringList{u"0"_s, u"/a/b"_s, u"all"_s, {}, {}};
        QTest::newRow("a path with dots")
            << std::string("a.b.html.svg") << std::string() << QStringList{u"2"_s, u"/a.b.html"_s, u"all"_s, {}, {}};
        QTest::newRow("a path as pages send it") << std::string("/a%20b/?id=3&utm_source=x.html") << std::string()
                                                 << QStringList{u"1"_s, u"/a b?id=3"_s, u"all"_s, {}, {}};
        QTest::newRow("the site") << std::string("TOTAL.json") << std::string("start=month")
                                  << QStringList{u"0"_s, {}, u"30d"_s, {}, {}};
        QTest::newRow("a year") << std::string("/.json") << std::string("start=year")
                                << QStringList{u"0"_s, u"/"_s, u"12mo"_s, {}, {}};
        QTest::newRow("two dates, both included")
            << std::string("x.json") << std::string("start=2026-02-27&end=2026-02-28")
            << QStringList{u"0"_s, u"/x"_s, {}, u"2026-02-27"_s, u"2026-03-01"_s};
        QTest::newRow("until now") << std::string("x.json") << std::string("start=2026-03-01")
                                   << QStringList{u"0"_s, u"/x"_s, {}, u"2026-03-01"_s, u"2026-03-03"_s};
        QTest::newRow("from the beginning") << std::string("x.json") << std::string("end=2026-03-01")
                                            << QStringList{u"0"_s, u"/x"_s, {}, u"1970-01-01"_s, u"2026-03-02"_s};
        QTest::newRow("no date") << std::string("x.json") << std::string("start=2026-02-31") << QStringList{};
        QTest::newRow("a time") << std::string("x.json") << std::string("start=2026-02-01T00:00:00Z") << QStringList{};
        QTest::newRow("another format") << std::string("x.gif") << std::string() << QStringList{};
        QTest::newRow("no format") << std::string("x") << std::string() << QStringList{};
    }
    void aCountersQuestion()
    {
        QFETCH(std::string, file);
        QFETCH(std::string, query);
        QFETCH(QStringList, question);
        const auto parsed = ingest::goatcounter::parseCounter(file, query, *parseTime("2026-03-02T12:00:00Z"), false);
        QStringList said;
        if (parsed) {
            said << QString::number(static_cast<int>(parsed->format));
            for (const std::string* text : {&parsed->page, &parsed->range, &parsed->from, &parsed->to})
                said << QString::fromStdString(*text);
        }
        QCOMPARE(said, question);
    }

    void aCountersImageHoldsItsDigits_data()
    {
        QTest::addColumn<qint64>("views");
        QTest::addColumn<int>("dots"); // drawn, each a square
        QTest::addColumn<int>("size");
        QTest::newRow("nothing") << qint64(0) << 19 << 5;
        QTest::newRow("one") << qint64(1) << 10 << 5;
        QTest::newRow("in groups") << qint64(1'111'111) << 70 << 4;
        QTest::newRow("as many as there are") << std::numeric_limits<qint64>::max() << -1 << 1;
    }
    void aCountersImageHoldsItsDigits()
    {
        QFETCH(qint64, views);
        QFETCH(int, dots);
        QFETCH(int, size);
        const std::string png = ingest::goatcounter::counterPng(views);
        QCOMPARE(png.substr(0, 8), std::string("\x89PNG\r\n\x1a\n"));
        QCOMPARE(png.substr(png.size() - 8, 4), std::string("IEND"));
        const std::size_t data = png.find("IDAT");
        QVERIFY(data != std::string::npos);
        std::string rows(60 * 26, 'x');
        uLongf bytes = rows.size();
        QCOMPARE(uncompress(reinterpret_cast<Bytef*>(rows.data()), &bytes,
                            reinterpret_cast<const Bytef*>(png.data() + data + 4), png.size() - data - 4),
                 Z_OK);
        QCOMPARE(bytes, uLongf(60 * 26));
        int black = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i % 26 != 0)
                black += 8 - std::popcount(static_cast<unsigned char>(rows[i]));
        }
        if (dots >= 0)
            QCOMPARE(black, dots * size * size);
        QVERIFY(black > 0);
    }

    void aCounterShowsItsNumberInEveryForm_data()
    {
        QTest::addColumn<qint64>("views");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("one") << qint64(1) << QByteArray("1");
        QTest::newRow("three digits") << qint64(999) << QByteArray("999");
        QTest::newRow("four digits") << qint64(1000) << QByteArray("1\u2009000");
        QTest::newRow("seven digits") << qint64(1234567) << QByteArray("1\u2009234\u2009567");
    }
    void aCounterShowsItsNumberInEveryForm()
    {
        QFETCH(qint64, views);
        QFETCH(QByteArray, shown);
        for (const CounterFormat format : {CounterFormat::Json, CounterFormat::Html, CounterFormat::Svg}) {
            const domain::Response answer = ingest::goatcounter::counterAnswer(format, {views, views});
            QCOMPARE(answer.status, 200);
            QVERIFY(answer.body.find(shown.toStdString()) != std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(TestGoatcounter)
#include "tst_goatcounter.moc"
