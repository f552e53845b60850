// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dropinvectors.h"
#include "intake/plausibleintake.h"
#include "intakefixture.h"

#include <QTest>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString kBrowser =
    u"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"_s;

/// A hub of one source, example.com, that speaks Plausible.
struct Fixture : test::IntakeSurroundings
{
    explicit Fixture(const QJsonObject& setup = {{u"source"_s,
                                                  QJsonObject{{u"hosts"_s, QJsonArray{u"example.com"_s}}}}})
        : IntakeSurroundings(setup, test::wholePipeline())
        , plausible(service)
    {
    }
    domain::Response send(const QJsonObject& request)
    {
        return test::answerOf(plausible.handlers(), test::routedRequest(request));
    }
    domain::Response post(const QJsonObject& json)
    {
        return send({{u"method"_s, u"POST"_s},
                     {u"path"_s, u"/api/event"_s},
                     {u"json"_s, json},
                     {u"headers"_s, QJsonObject{{u"User-Agent"_s, kBrowser}}}});
    }
    domain::Response script(const QString& file)
    {
        return send({{u"method"_s, u"GET"_s}, {u"path"_s, QString(u"/js/"_s + file)}});
    }

    intake::PlausibleIntake plausible;
};

const QJsonObject kView{{u"n"_s, u"pageview"_s}, {u"u"_s, u"https://example.com/"_s}, {u"d"_s, u"example.com"_s}};

} // namespace

/// Walks tests/vectors/plausible, then what vectors cannot say: what is reported, counted and served.
class TestPlausible : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vector_data()
    {
        QTest::addColumn<QJsonObject>("in");
        QTest::addColumn<QJsonObject>("out");
        const auto cases = test::dropInCases(u"plausible"_s);
        QVERIFY(cases.size() >= 30);
        for (const auto& [in, out] : cases)
            QTest::newRow(qPrintable(in.value(u"origin"_s).toString())) << in << out;
    }
    void vector()
    {
        QFETCH(QJsonObject, in);
        QFETCH(QJsonObject, out);
        Fixture hub(in);
        const QJsonArray requests = in.value(u"requests"_s).toArray();
        const QJsonArray answers = out.value(u"answers"_s).toArray();
        QCOMPARE(answers.size(), requests.size());
        for (qsizetype i = 0; i < requests.size(); ++i) {
            const QString found = test::difference(hub.send(requests.at(i).toObject()), answers.at(i).toObject());
            QVERIFY2(found.isEmpty(), qPrintable(found));
        }
        const QString found = test::difference(hub.sink.events, out.value(u"events"_s).toArray());
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }

    void anUnknownSiteIsRememberedByItsName()
    {
        Fixture hub;
        QJsonObject view = kView;
        view.insert(u"d"_s, u"WWW.Gone.Example, example.com"_s);
        QCOMPARE(hub.post(view).status, 202);
        QCOMPARE(hub.sink.events.size(), std::size_t(1));
        QCOMPARE(hub.feed.rejections.size(), std::size_t(1));
        QCOMPARE(hub.feed.rejections.front().reason, std::string("unknown_site"));
        const auto senders = hub.unknown.list();
        QCOMPARE(senders.size(), std::size_t(1));
        QCOMPARE(senders.front().id, std::string("gone.example"));
        QCOMPARE(senders.front().protocol, domain::Protocol::Plausible);
    }

    void whatIsWrongIsShownOnceAMember()
    {
        Fixture hub;
        QCOMPARE(hub.post({{u"d"_s, u""_s}}).status, 400);
        QStringList details;
        for (const domain::Rejection& rejection : hub.feed.rejections)
            details.append(QString::fromStdString(rejection.detail));
        QCOMPARE(details,
                 QStringList({u"event_name can't be blank"_s, u"url can't be blank"_s, u"domain can't be blank"_s}));
        QCOMPARE(hub.counters.at("sightglass_refused_total{protocol=\"plausible\",reason=\"invalid_event\"}").load(),
                 3);
    }

    void oneVisitorIsOneByAddressAndBrowser()
    {
        Fixture hub;
        for (int i = 0; i < 2; ++i)
            QCOMPARE(hub.post(kView).status, 202);
        QCOMPARE(hub.sink.events.at(0).visitorBasis, domain::VisitorBasis::Hash);
        QVERIFY(hub.sink.events.at(0).visitor != 0);
        QCOMPARE(hub.sink.events.at(0).visitor, hub.sink.events.at(1).visitor);
    }

    void aBotOfAProjectThatKeepsNoneIsOnlyCounted()
    {
        Fixture hub({{u"source"_s, QJsonObject{{u"hosts"_s, QJsonArray{u"example.com"_s}}}},
                     {u"project"_s, QJsonObject{{u"storeFlagged"_s, false}}}});
        const domain::Response answer = hub.send({{u"method"_s, u"POST"_s},
                                                  {u"path"_s, u"/api/event"_s},
                                                  {u"json"_s, kView},
                                                  {u"headers"_s, QJsonObject{{u"User-Agent"_s, u"curl/8.5.0"_s}}}});
        QCOMPARE(domain::header(answer.headers, "X-Plausible-Dropped"), std::string_view("1"));
        QVERIFY(hub.sink.events.empty());
        QCOMPARE(hub.counters.at("sightglass_events_total{protocol=\"plausible\",outcome=\"bot\"}").load(), 1);
    }

    void extensions_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("options");
        QTest::newRow("none") << u"script.js"_s << u"{}"_s;
        QTest::newRow("the other name") << u"plausible.js"_s << u"{}"_s;
        QTest::newRow("several") << u"script.hash.outbound-links.js"_s << uR"({"hash":true,"outbound-links":true})"_s;
        QTest::newRow("unknown ones are ignored") << u"script.nonsense.\"x.local..js"_s << uR"({"local":true})"_s;
        QTest::newRow("another file") << u"app.js"_s << u""_s;
        QTest::newRow("another type") << u"script.css"_s << u""_s;
        QTest::newRow("no suffix") << u"script"_s << u""_s;
    }
    void extensions()
    {
        QFETCH(QString, file);
        QFETCH(QString, options);
        QCOMPARE(QString::fromStdString(intake::plausibleExtensions(file.toStdString())), options);
    }

    void scriptsAreServedWithTheirOptions()
    {
        Fixture hub;
        const auto has = [&hub](const QString& file, const char* part) {
            const domain::Response answer = hub.script(file);
            return answer.status == 200 && answer.body.find(part) != std::string::npos;
        };
        QVERIFY(has(u"script.js"_s, "plausibleOptions={};"));
        QVERIFY(hub.script(u"script.js"_s).body.size() < hub.script(u"script.hash.js"_s).body.size());
        QVERIFY(has(u"plausible.hash.js"_s, R"(plausibleOptions={"hash":true};)"));
        QVERIFY(has(u"pa-wk_test.js"_s, R"(plausibleOptions={"site":true,"domain":"example.com"};)"));
        QVERIFY(has(u"pa-example.com.js"_s, R"("domain":"example.com"})"));
        QVERIFY(has(u"pa-K3cbBjf8O_uT.js"_s, R"(plausibleOptions={"site":true};)"));
        QCOMPARE(hub.script(u"app.js"_s).status, 404);
    }

    void scriptsAreFreshForAnHour()
    {
        Fixture hub;
        const domain::Response first = hub.script(u"script.js"_s);
        QCOMPARE(domain::header(first.headers, "Cache-Control"), std::string_view("public, max-age=3600"));
        const auto tag = QString::fromUtf8(domain::header(first.headers, "ETag"));
        QCOMPARE(hub.send({{u"method"_s, u"GET"_s},
                           {u"path"_s, u"/js/script.js"_s},
                           {u"headers"_s, QJsonObject{{u"If-None-Match"_s, tag}}}})
                     .status,
                 304);
    }
};

QTEST_GUILESS_MAIN(TestPlausible)
#include "tst_plausible.moc"
