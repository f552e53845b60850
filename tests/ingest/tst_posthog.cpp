// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/posthogintake.h"
#include "intakefixture.h"
#include "wirevectors.h"

#include <QJsonArray>
#include <QTest>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The intake of PostHog with the token phc_test.
struct PosthogHub : test::IntakeSurroundings
{
    explicit PosthogHub(const QJsonObject& setup = {})
        : IntakeSurroundings(test::withSourceId(setup, u"posthogToken"_s, u"phc_test"_s))
        , posthog(service)
    {
    }
    domain::Response send(const QJsonObject& request)
    {
        return test::answerOf(posthog.handlers(), test::wireRequest(request));
    }
    domain::Response post(const QString& target, const QString& body)
    {
        return send({{u"method"_s, u"POST"_s}, {u"target"_s, target}, {u"body"_s, body}});
    }

    intake::PosthogIntake posthog;
};

std::int64_t counted(PosthogHub& hub, const char* outcome)
{
    return hub.counters.at(std::string("sightglass_events_total{protocol=\"posthog\",outcome=\"") + outcome + "\"}");
}

} // namespace

/// Walks tests/vectors/posthog; tests/e2e sends the same over a socket.
class TestPosthog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vector_data()
    {
        QTest::addColumn<QJsonObject>("in");
        QTest::addColumn<QJsonObject>("out");
        const auto vectors = test::wireVectors(u"posthog"_s);
        QVERIFY(vectors.size() > 50);
        for (const test::WireVector& vector : vectors)
            QTest::newRow(qPrintable(vector.origin)) << vector.in << vector.out;
    }
    void vector()
    {
        QFETCH(QJsonObject, in);
        QFETCH(QJsonObject, out);
        PosthogHub hub(in);
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

    void refusedItemsAreCountedOneByOne()
    {
        PosthogHub hub;
        QString batch = u"{\"event\":\"a\"}"_s;
        for (int i = 0; i < 299; ++i)
            batch += u",{\"event\":\"a\"}"_s;
        QCOMPARE(hub.post(u"/batch/"_s, u"{\"api_key\":\"phc_test\",\"batch\":["_s + batch + u"]}"_s).status, 200);
        QCOMPARE(hub.counters.at("sightglass_refused_total{protocol=\"posthog\",reason=\"no_distinct_id\"}").load(),
                 300);
        QCOMPARE(hub.feed.rejections.size(), std::size_t(101)); // a hundred, and what sums up the others
        QCOMPARE(hub.feed.rejections.back().items, 200);
        QCOMPARE(hub.feed.rejections.front().source, SourceId(7));
    }

    void moreEventsThanAreTakenAtOnceAreTooLarge()
    {
        const auto batchOf = [](qsizetype events) -> QString {
            return u"[{\"api_key\":\"phc_test\",\"event\":\"a\",\"distinct_id\":1}"_s + u",1"_s.repeated(events - 1) +
                   u']';
        };
        PosthogHub hub;
        QCOMPARE(hub.post(u"/batch"_s, batchOf(10'001)).status, 413);
        QCOMPARE(hub.post(u"/batch"_s, batchOf(10'000)).status, 200);
        QCOMPARE(hub.sink.events.size(), std::size_t(1));
        QCOMPARE(hub.post(u"/batch"_s, u'[' + u"[],"_s.repeated(1'000'000) + u"[]]"_s).status, 413);
    }

    void anUnknownTokenIsRememberedAndAKnownOneNeverShown()
    {
        PosthogHub hub;
        QCOMPARE(hub.post(u"/e"_s, u"{\"api_key\":\"phc_nope\",\"event\":\"a\",\"distinct_id\":1}"_s).status, 401);
        QCOMPARE(hub.send({{u"method"_s, u"GET"_s}, {u"target"_s, u"/array/phc_page/config.js"_s}}).status, 404);
        const auto senders = hub.unknown.list();
        QCOMPARE(senders.size(), std::size_t(2));
        for (const domain::UnknownSender& sender : senders)
            QVERIFY(sender.id == "phc_nope" || sender.id == "phc_page");
        QCOMPARE(
            hub.post(u"/e"_s, u"{\"api_key\":\"phc_test\",\"event\":\"a\",\"properties\":{\"token\":\"phc_test\"}}"_s)
                .status,
            200);
        for (const domain::Rejection& rejection : hub.feed.rejections)
            QVERIFY(rejection.excerpt.find("phc_test") == std::string::npos && rejection.key != "phc_test");
    }

    void theSettingsScriptHoldsTheSettings()
    {
        PosthogHub hub;
        const domain::Response script =
            hub.send({{u"method"_s, u"GET"_s}, {u"target"_s, u"/array/phc_test/config.js"_s}});
        const domain::Response config = hub.send({{u"method"_s, u"GET"_s}, {u"target"_s, u"/array/phc_test/config"_s}});
        QCOMPARE(script.contentType, std::string("application/javascript; charset=utf-8"));
        QVERIFY(script.body.find("[\"phc_test\"]={\"config\":" + config.body + ",\"siteApps\":[]}") !=
                std::string::npos);
    }

    void whatIsThrownAwayIsCounted()
    {
        PosthogHub hub;
        QCOMPARE(hub.post(u"/s/"_s, u"x"_s).status, 200);
        QCOMPARE(hub.post(u"/e"_s, u"{\"api_key\":\"phc_test\",\"event\":\"$snapshot\",\"distinct_id\":1}"_s).status,
                 200);
        QCOMPARE(counted(hub, "discarded"), 2);
    }

    void whatIsCapturedByItselfIsThrownAwayIfTheProjectSaysSo()
    {
        const QString batch =
            u"[{\"event\":\"$autocapture\",\"distinct_id\":1},{\"event\":\"$rageclick\",\"distinct_id\":1},"
            "{\"event\":\"$dead_click\",\"distinct_id\":1},{\"event\":\"$copy_autocapture\",\"distinct_id\":1},"
            "{\"event\":\"clicked\",\"distinct_id\":1}]"_s;
        for (const QString& word : {u"drop"_s, u"30days"_s, u"keep"_s}) {
            PosthogHub hub({{u"project"_s, QJsonObject{{u"automaticEvents"_s, word}}}});
            QCOMPARE(hub.post(u"/batch"_s, u"{\"api_key\":\"phc_test\",\"batch\":"_s + batch + u'}').status, 200);
            QCOMPARE(hub.sink.events.size(), std::size_t(word == u"drop" ? 1 : 5));
            QCOMPARE(hub.sink.events.back().name, std::string("clicked"));
            if (word == u"drop")
                QCOMPARE(counted(hub, "discarded"), 4);
        }
    }

    void anImageDoesNotWaitForASlowStore()
    {
        PosthogHub hub;
        hub.sink.mode = test::RecordingSink::Mode::Hold;
        std::atomic<int> status = 0;
        const auto request = test::wireRequest(
            {{u"method"_s, u"GET"_s},
             {u"target"_s,
              u"/e?img=1&data=%7B%22api_key%22:%22phc_test%22,%22event%22:%22a%22,%22distinct_id%22:1%7D"_s}});
        hub.posthog.capture(domain::Request(request), [&status](const domain::Response& r) { status = r.status; });
        QCOMPARE(hub.sink.held.size(), std::size_t(1));
        QTRY_COMPARE(status.load(), 200);
    }

    void aStatedAddressCountsOnlyFromTrustedSenders_data()
    {
        QTest::addColumn<bool>("trusted");
        QTest::newRow("a stranger") << false;
        QTest::newRow("a program on this machine") << true;
    }
    void aStatedAddressCountsOnlyFromTrustedSenders()
    {
        QFETCH(bool, trusted);
        const domain::Request request = test::wireRequest(
            {{u"method"_s, u"POST"_s},
             {u"target"_s, u"/e"_s},
             {u"private"_s, trusted},
             {u"json"_s, QJsonObject{{u"event"_s, u"a"_s},
                                     {u"distinct_id"_s, u"u"_s},
                                     {u"api_key"_s, u"phc_test"_s},
                                     {u"properties"_s, QJsonObject{{u"$ip"_s, u"198.51.100.7"_s}}}}}});
        json::Parser parser;
        const auto document = parser.parse(request.body);
        const auto envelope = ingest::posthog::openEnvelope(document->root);
        const auto decoded =
            ingest::posthog::decode(request, std::get<ingest::posthog::Envelope>(envelope), false, test::testSource());
        QCOMPARE(decoded.events.front().address, trusted ? std::string("198.51.100.7") : std::string());
    }
};

QTEST_GUILESS_MAIN(TestPosthog)
#include "tst_posthog.moc"
