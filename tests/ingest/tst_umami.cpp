// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dropinvectors.h"
#include "intake/umamiintake.h"
#include "intakefixture.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

namespace um = ingest::umami;

const QString kSite = u"11111111-2222-4333-8444-555555555555"_s;
const QString kBrowser =
    u"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"_s;
const QJsonObject kSetup{{u"source"_s, QJsonObject{{u"umamiId"_s, kSite}}}};

/// A hub of one source, kSite, that speaks Umami.
struct Fixture : test::IntakeSurroundings
{
    explicit Fixture(const QJsonObject& setup = kSetup)
        : IntakeSurroundings(setup, test::wholePipeline())
        , umami(service, "secret")
    {
    }
    domain::Response send(const QJsonObject& request)
    {
        return test::answerOf(umami.handlers(), test::routedRequest(request));
    }
    domain::Response post(const QString& path, const QJsonValue& json)
    {
        return send({{u"method"_s, u"POST"_s},
                     {u"path"_s, path},
                     {u"json"_s, json},
                     {u"headers"_s, QJsonObject{{u"User-Agent"_s, kBrowser}}}});
    }

    intake::UmamiIntake umami;
};

QJsonObject jsonOf(const domain::Response& answer)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
}

/// The request with the token of an earlier answer, where it says so.
QJsonObject withToken(QJsonObject request, const std::vector<QJsonObject>& given)
{
    if (!request.contains(u"cacheOf"_s))
        return request;
    QJsonObject headers = request.value(u"headers"_s).toObject();
    headers.insert(u"x-umami-cache"_s,
                   given.at(static_cast<std::size_t>(request.take(u"cacheOf"_s).toInt())).value(u"cache"_s));
    request.insert(u"headers"_s, headers);
    return request;
}

/// `sameAs`, `sameSession`, `otherSession`, `otherVisit`: the number of the answer that is compared with.
QString differentIds(const QJsonObject& answer, const QJsonObject& expected, const std::vector<QJsonObject>& given)
{
    const auto check = [&](const QString& rule, const QString& member, bool same) {
        if (!expected.contains(rule))
            return QString();
        const QJsonObject& other = given.at(static_cast<std::size_t>(expected.value(rule).toInt()));
        return (answer.value(member) == other.value(member)) == same ? QString()
                                                                     : rule + u" does not hold for "_s + member;
    };
    return check(u"sameAs"_s, u"sessionId"_s, true) + check(u"sameAs"_s, u"visitId"_s, true) +
           check(u"sameSession"_s, u"sessionId"_s, true) + check(u"otherSession"_s, u"sessionId"_s, false) +
           check(u"otherVisit"_s, u"visitId"_s, false);
}

QJsonObject view(const QString& website = kSite)
{
    const QJsonObject payload{{u"website"_s, website}, {u"hostname"_s, u"example.com"_s}, {u"url"_s, u"/"_s}};
    return {{u"type"_s, u"event"_s}, {u"payload"_s, payload}};
}

} // namespace

/// Walks tests/vectors/umami, then what vectors cannot say: tokens, visits, what is reported and linked.
class TestUmami : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vector_data()
    {
        QTest::addColumn<QJsonObject>("in");
        QTest::addColumn<QJsonObject>("out");
        const auto cases = test::dropInCases(u"umami"_s);
        QVERIFY(cases.size() >= 35);
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
        std::vector<QJsonObject> given;
        for (qsizetype i = 0; i < requests.size(); ++i) {
            const domain::Response answer = hub.send(withToken(requests.at(i).toObject(), given));
            const QJsonObject expected = answers.at(i).toObject();
            const QString found = test::difference(answer, expected) + differentIds(jsonOf(answer), expected, given);
            QVERIFY2(found.isEmpty(), qPrintable(u"answer %1: "_s.arg(i) + found));
            given.push_back(jsonOf(answer));
        }
        const QString found = test::difference(hub.sink.events, out.value(u"events"_s).toArray());
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }

    void identifyJoinsTheVisitorSoFarToThePerson()
    {
        Fixture hub;
        QCOMPARE(hub.post(u"/api/send"_s, view()).status, 200);
        const QJsonObject identify{{u"type"_s, u"identify"_s},
                                   {u"payload"_s, QJsonObject{{u"website"_s, kSite}, {u"id"_s, u"u-7"_s}}}};
        QCOMPARE(hub.post(u"/api/send"_s, identify).status, 200);
        const auto& events = hub.sink.events;
        QCOMPARE(events.size(), std::size_t(2));
        QVERIFY(events[0].visitor != 0);
        QCOMPARE(events[1].linkFrom, events[0].visitor);
        QCOMPARE(events[1].linkTo, events[1].visitor);
        QCOMPARE(events[0].linkTo, std::uint64_t(0));
    }

    void whatIsKeptAsSentLacksTheVisitorsAddress()
    {
        Fixture hub;
        QJsonObject object = view();
        QJsonObject payload = object.value(u"payload"_s).toObject();
        payload.insert(u"ip"_s, u"198.51.100.7"_s);
        payload.insert(u"userAgent"_s, u"Mozilla/5.0"_s);
        object.insert(u"payload"_s, payload);
        QCOMPARE(hub.post(u"/api/send"_s, object).status, 200);
        const std::string& raw = hub.sink.events.at(0).raw;
        QVERIFY(raw.find("198.51") == std::string::npos && raw.find("userAgent") == std::string::npos);
        QVERIFY(raw.find("example.com") != std::string::npos);
    }

    void anUnknownWebsiteIsRemembered()
    {
        Fixture hub;
        const QString other = u"99999999-2222-4333-8444-555555555555"_s;
        QCOMPARE(hub.post(u"/api/send"_s, view(other)).status, 400);
        const auto senders = hub.unknown.list();
        QCOMPARE(senders.size(), std::size_t(1));
        QCOMPARE(senders.front().id, other.toStdString());
        QCOMPARE(hub.feed.rejections.at(0).reason, std::string("unknown_website"));
    }

    void refusalsOfABatchAreToldAHundredTimesAndCountedAll()
    {
        Fixture hub;
        QJsonArray objects{view()};
        for (int i = 0; i < 350; ++i)
            objects.append(i % 2 ? QJsonValue(i) : view(u"99999999-2222-4333-8444-555555555555"_s));
        const QJsonObject answer = jsonOf(hub.post(u"/api/batch"_s, objects));
        QCOMPARE(answer.value(u"errors"_s).toInt(), 350);
        QCOMPARE(answer.value(u"details"_s).toArray().size(), 350);
        QCOMPARE(hub.feed.rejections.size(), std::size_t(102));
        for (const char* reason : {"invalid_event", "unknown_website"})
            QCOMPARE(
                hub.counters.at(std::string("sightglass_refused_total{protocol=\"umami\",reason=\"") + reason + "\"}")
                    .load(),
                175);
        QCOMPARE(hub.sink.events.size(), std::size_t(1));
    }

    void aBatchHasAnEnd()
    {
        Fixture hub;
        std::string body = "[0";
        for (int i = 0; i < 10'000; ++i)
            body += ",0";
        const domain::Response answer = hub.send(
            {{u"method"_s, u"POST"_s}, {u"path"_s, u"/api/batch"_s}, {u"body"_s, QString::fromStdString(body + "]")}});
        QCOMPARE(answer.status, 400);
        QVERIFY(hub.feed.rejections.size() == 1);
    }

    void tokens()
    {
        const um::Token token{SourceId(7), um::derivedUuid("s", "a"), um::derivedUuid("s", "b"),
                              fromMs(1'772'445'600'000)};
        const std::string text = um::encodeToken("s", token);
        const TimePoint now = token.issuedAt + 1h;
        QVERIFY(um::decodeToken("s", text, token.source, now) == token);
        QVERIFY(um::decodeToken("s", text, token.source, token.issuedAt + 24h).has_value());
        QVERIFY(!um::decodeToken("s", text, token.source, token.issuedAt + 24h + 1ms));
        QVERIFY(!um::decodeToken("other", text, token.source, now));
        QVERIFY(!um::decodeToken("s", text, SourceId(8), now));
        QVERIFY(!um::decodeToken("s", text.substr(0, text.size() - 1), token.source, now));
        QVERIFY(!um::decodeToken("s", "", token.source, now));
        for (std::size_t i = 0; i < text.size(); i += 7) {
            std::string changed = text;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            QVERIFY(!um::decodeToken("s", changed, token.source, now));
        }
        QVERIFY(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
                std::string::npos);
    }

    void idsAreUuidsOfVersionEight()
    {
        const QString text = QString::fromStdString(um::uuidText(um::derivedUuid("s", "a")));
        QVERIFY2(QRegularExpression(u"^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s)
                     .match(text)
                     .hasMatch(),
                 qPrintable(text));
        QVERIFY(um::derivedUuid("s", "a") != um::derivedUuid("s", "b"));
        QVERIFY(um::derivedUuid("s", "a") != um::derivedUuid("t", "a"));
    }

    /// A hub that was started anew knows the visitor but not the visit.
    void theTokenContinuesAVisitThatTheHubForgot()
    {
        Fixture before;
        const QJsonObject first = jsonOf(before.post(u"/api/send"_s, view()));
        intake::UmamiIntake again(before.service, "secret");
        const auto ask = [&again](const QString& at, const QString& token) {
            return jsonOf(test::answerOf(
                again.handlers(), test::routedRequest({{u"method"_s, u"POST"_s},
                                                       {u"path"_s, u"/api/send"_s},
                                                       {u"json"_s, view()},
                                                       {u"at"_s, at},
                                                       {u"headers"_s, QJsonObject{{u"User-Agent"_s, kBrowser},
                                                                                  {u"x-umami-cache"_s, token}}}})));
        };
        const QString token = first.value(u"cache"_s).toString();
        const QJsonObject second = ask(u"2025-01-15T14:50:00.000Z"_s, token);
        QCOMPARE(second.value(u"sessionId"_s), first.value(u"sessionId"_s));
        QCOMPARE(second.value(u"visitId"_s), first.value(u"visitId"_s));
        QCOMPARE(ask(u"2025-01-15T15:10:00.000Z"_s, {}).value(u"visitId"_s), first.value(u"visitId"_s));
    }

    void visitsAreForgottenInTurn()
    {
        intake::UmamiVisits visits;
        const auto id = [&visits](std::uint64_t visitor, const char* fresh) {
            return visits.idOf({visitor, fromMs(0), 30min, true}, um::derivedUuid("s", fresh));
        };
        const um::Uuid first = id(1, "first");
        for (std::uint64_t visitor = 2; visitor <= intake::UmamiVisits::kMost + 10; ++visitor)
            static_cast<void>(id(visitor, "x"));
        QVERIFY(id(1, "again") == first); // of the older half, and now recent again
        for (std::uint64_t visitor = 1; visitor <= 2 * intake::UmamiVisits::kMost; ++visitor)
            static_cast<void>(id(1'000'000 + visitor, "x"));
        QVERIFY(id(1, "third") != first);
    }

    void aLateEventDoesNotTakeTheVisitsPlace()
    {
        intake::UmamiVisits visits;
        const auto id = [&visits](std::chrono::minutes at, const char* fresh) {
            return visits.idOf({1, fromMs(0) + at, 30min, true}, um::derivedUuid("s", fresh));
        };
        const um::Uuid open = id(120min, "open");
        QVERIFY(id(10min, "late") == um::derivedUuid("s", "late"));
        QVERIFY(id(100min, "before") == open); // of the same visit, as reports cut it
        QVERIFY(id(80min, "earlier") == open);
        QVERIFY(id(149min, "after") == open);
        QVERIFY(id(179min, "new") == um::derivedUuid("s", "new")); // half an hour after the last sign
    }

    void theScriptIsServedWithATag()
    {
        Fixture hub;
        const domain::Response answer = hub.send({{u"method"_s, u"GET"_s}, {u"path"_s, u"/script.js"_s}});
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.find("umami") != std::string::npos);
        QVERIFY(!domain::header(answer.headers, "ETag").empty());
    }
};

QTEST_GUILESS_MAIN(TestUmami)
#include "tst_umami.moc"
