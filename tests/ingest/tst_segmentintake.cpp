// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intakefixture.h"

#include "core/json.h"
#include "ingest/flatten.h"
#include "pipeline/referencedata.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <numeric>

using namespace sightglass;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

static domain::Request get(const char* path, const char* route, std::vector<std::string> captures = {})
{
    domain::Request request;
    request.path = path;
    request.route = route;
    request.captures = std::move(captures);
    request.receivedAt = test::at("2025-01-15T14:30:10.000Z");
    return request;
}

/// JSON text, written with ' for ".
static std::string quoted(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

static domain::Request post(const char* route, const std::string& body, const char* agent = "")
{
    domain::Request request = get("/v1/any", route, {"track"});
    request.method = domain::Method::Post;
    request.headers = {{"User-Agent", agent}, {"Origin", "https://shop.example"}};
    request.body = quoted(body);
    return request;
}

static QJsonObject parsed(const domain::Response& response)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(response.body)).object();
}

/// What the vectors cannot say: scripts, deadlines, counters and limits of flattening.
class TestSegmentIntake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesTheScripts()
    {
        test::IntakeFixture hub;
        const auto plain = hub.send(get("/analytics.js", "segment.script"));
        QCOMPARE(plain.status, 200);
        QCOMPARE(plain.contentType, std::string("application/javascript; charset=utf-8"));
        QCOMPARE(domain::header(plain.headers, "Cache-Control"), std::string_view("public, max-age=300"));
        QVERIFY(plain.body.find("/v1/batch") != std::string::npos);
        const auto iife = hub.send(get("/analytics.iife.js", "segment.script"));
        QVERIFY(iife.body.find("OpenTrackAnalytics") != std::string::npos);
        const auto keyed = hub.send(get("/analytics.js/v1/wk_test/analytics.min.js", "segment.script", {"wk_test"}));
        QVERIFY(keyed.body.starts_with("(window.analytics=window.analytics||[])._writeKey=\"wk_test\";\n"));
        QVERIFY(keyed.body.ends_with(plain.body));
    }

    void servesTheCoreWhenAsked()
    {
        test::IntakeFixture hub;
        const auto whole = hub.send(get("/analytics.js", "segment.script"));
        auto request = get("/analytics.js", "segment.script");
        request.query = "core";
        const auto core = hub.send(std::move(request));
        QCOMPARE(core.status, 200);
        QVERIFY(core.body.find("sightglass-core-") != std::string::npos);
        QVERIFY(core.body.size() < whole.body.size() / 2);
        QVERIFY(domain::header(core.headers, "ETag") != domain::header(whole.headers, "ETag"));
        request = get("/analytics.js/v1/wk_test/analytics.min.js", "segment.script", {"wk_test"});
        request.query = "core=1";
        const auto keyed = hub.send(std::move(request));
        QCOMPARE(keyed.body, "(window.analytics=window.analytics||[]).unshift([\"load\",\"wk_test\"]);\n" + core.body);
    }

    void aScriptTheBrowserHasIsNotSentAgain()
    {
        test::IntakeFixture hub;
        const std::string etag(domain::header(hub.send(get("/analytics.js", "segment.script")).headers, "ETag"));
        QVERIFY(etag.size() > 10);
        auto again = get("/analytics.js", "segment.script");
        again.headers = {{"If-None-Match", "W/" + etag}};
        const auto answer = hub.send(std::move(again));
        QCOMPARE(answer.status, 304);
        QVERIFY(answer.body.empty());
        QCOMPARE(domain::header(answer.headers, "ETag"), std::string_view(etag));
    }

    void aKeyThatCouldBreakTheScriptIsRefused()
    {
        test::IntakeFixture hub;
        const auto answer = hub.send(get("/analytics.js/v1/x/analytics.min.js", "segment.script", {"\";alert(1)//"}));
        QCOMPARE(answer.status, 404);
    }

    void aPixelWaitsForTheStoreButNotForever()
    {
        test::IntakeFixture hub;
        hub.sink.mode = test::RecordingSink::Mode::Hold;
        auto request = get("/v1/pixel/track", "segment.pixel", {"track"});
        request.query = "writeKey=wk_test&userId=u&event=Open";
        std::atomic<int> answers = 0;
        hub.segment.pixel(std::move(request), [&answers](const domain::Response& response) {
            answers += response.contentType == "image/gif" && response.body.size() == 43 ? 1 : 100;
        });
        QCOMPARE(answers.load(), 0);
        QTRY_COMPARE(answers.load(), 1);
        QCOMPARE(hub.sink.held.size(), std::size_t(1));
        hub.sink.held.front()(domain::StoreOutcome{{domain::StoreOutcome::Item::Stored}});
        QCOMPARE(answers.load(), 1);
    }

    void anAnswerComesAfterTheCommit()
    {
        test::IntakeFixture hub;
        hub.sink.mode = test::RecordingSink::Mode::Hold;
        auto request = get("/v1/track", "segment.track", {"track"});
        request.method = domain::Method::Post;
        request.body = "{\"writeKey\":\"wk_test\",\"userId\":\"u\",\"event\":\"E\"}";
        int status = 0;
        hub.segment.event(std::move(request),
                          [&status](const domain::Response& response) { status = response.status; });
        QCOMPARE(status, 0);
        hub.sink.held.front()(domain::StoreOutcome{{domain::StoreOutcome::Item::Stored}});
        QCOMPARE(status, 200);
    }

    void countsWhatBecameOfEvents()
    {
        test::IntakeFixture hub;
        const auto send = [&hub](const char* body) {
            auto request = get("/v1/track", "segment.track", {"track"});
            request.method = domain::Method::Post;
            request.body = body;
            return hub.send(std::move(request)).status;
        };
        QCOMPARE(send("{\"writeKey\":\"wk_test\",\"userId\":\"u\",\"event\":\"E\",\"messageId\":\"m\"}"), 200);
        QCOMPARE(send("{\"writeKey\":\"wk_test\",\"userId\":\"u\",\"event\":\"E\",\"messageId\":\"m\"}"), 200);
        QCOMPARE(send("{\"writeKey\":\"nope\",\"userId\":\"u\",\"event\":\"E\"}"), 401);
        QCOMPARE(hub.counters.at("sightglass_events_total{protocol=\"segment\",outcome=\"stored\"}").load(), 1);
        QCOMPARE(hub.counters.at("sightglass_events_total{protocol=\"segment\",outcome=\"duplicate\"}").load(), 1);
        QCOMPARE(hub.counters.at("sightglass_refused_total{protocol=\"segment\",reason=\"invalid_write_key\"}").load(),
                 1);
        QCOMPARE(hub.feed.rejections.size(), std::size_t(1));
        QCOMPARE(hub.feed.rejections.front().key, std::string("nope"));
        QVERIFY(hub.feed.rejections.front().excerpt.find("nope") == std::string::npos);
    }

    void countsEveryItemOfABadBatch_data()
    {
        QTest::addColumn<int>("good");
        QTest::addColumn<int>("nameless");
        QTest::addColumn<int>("unknown");
        QTest::addColumn<QByteArray>("summary");
        QTest::addColumn<QByteArray>("kinds");
        const auto row = [](const char* name, int good, int nameless, int unknown, const char* summary,
                            const char* kinds) {
            QTest::newRow(name) << good << nameless << unknown << QByteArray(summary) << QByteArray(kinds);
        };
        row("a hundred are listed", 1, 60, 40, "", "");
        row("one more is summed up", 1, 101, 0, "1 more event was refused",
            " 1 × event must be a text that is not blank.");
        row("many of two kinds", 3, 130, 220, "250 more events were refused",
            " 30 × event must be a text that is not blank. 220 × The event type is unknown.");
        row("with nothing accepted", 0, 20, 9000, "8920 more events were refused",
            " 8920 × The event type is unknown.");
    }
    void countsEveryItemOfABadBatch()
    {
        QFETCH(int, good);
        QFETCH(int, nameless);
        QFETCH(int, unknown);
        QFETCH(QByteArray, summary);
        QFETCH(QByteArray, kinds);
        std::string items;
        for (int i = 0; i < good; ++i)
            items += ",{'type':'track','userId':'u','event':'E'}";
        for (int i = 0; i < nameless; ++i)
            items += ",{'type':'track','userId':'u'}";
        for (int i = 0; i < unknown; ++i)
            items += ",{'type':'kind " + std::to_string(i) + "'}";
        test::IntakeFixture hub;
        const auto response =
            hub.send(post("segment.batch", "{'writeKey':'wk_test','batch':[" + items.substr(1) + "]}"));

        const int bad = nameless + unknown;
        const QJsonObject answer = parsed(response);
        QCOMPARE(response.status, good > 0 ? 200 : 400);
        QCOMPARE(answer.value("processed"_L1).toInt(0), good);
        QCOMPARE(answer.value("total"_L1).toInt(bad), good + bad);
        const QJsonArray errors = answer.value(good > 0 ? "errors"_L1 : "details"_L1).toArray();
        const qsizetype listed = summary.isEmpty() ? 100 : 101;
        QCOMPARE(errors.size(), listed);
        QCOMPARE(errors.first().toObject().value("index"_L1).toInt(), good);
        QCOMPARE(errors.at(99).toObject().value("index"_L1).toInt(), good + 99);

        const auto& seen = hub.feed.rejections;
        QCOMPARE(qsizetype(seen.size()), listed);
        QCOMPARE(std::accumulate(seen.begin(), seen.end(), std::int64_t(0),
                                 [](std::int64_t sum, const domain::Rejection& one) { return sum + one.items; }),
                 std::int64_t(bad));
        QCOMPARE(hub.counters.at("sightglass_refused_total{protocol=\"segment\",reason=\"invalid_payload\"}").load(),
                 std::int64_t(bad));
        if (summary.isEmpty())
            return;
        const QJsonObject last = errors.last().toObject();
        QVERIFY(!last.contains("index"_L1));
        QCOMPARE(last.value("error"_L1).toString().toUtf8(), summary);
        QByteArray counted;
        for (const QJsonValue& detail : last.value("details"_L1).toArray())
            counted += ' ' + detail.toObject().value("message"_L1).toString().toUtf8();
        QCOMPARE(counted, kinds);
        QCOMPARE(QByteArray::fromStdString(seen.back().detail), summary + ':' + kinds);
    }

    void eventsOfBotsAreOnlyCountedWhereAProjectKeepsNone_data()
    {
        QTest::addColumn<QString>("project");
        QTest::addColumn<int>("stored");
        QTest::addColumn<int>("counted");
        QTest::newRow("they are kept, flagged") << QStringLiteral("{\"storeFlagged\":true}") << 3 << 0;
        QTest::newRow("they are not kept") << QStringLiteral("{\"storeFlagged\":false}") << 1 << 2;
        QTest::newRow("nor in a strict project")
            << QStringLiteral("{\"storeFlagged\":false,\"privacy\":\"strict\"}") << 1 << 2;
    }
    void eventsOfBotsAreOnlyCountedWhereAProjectKeepsNone()
    {
        QFETCH(QString, project);
        QFETCH(int, stored);
        QFETCH(int, counted);
        pipeline::PipelineParts parts;
        parts.data = *pipeline::ReferenceData::load();
        test::IntakeFixture hub({{QStringLiteral("project"), QJsonDocument::fromJson(project.toUtf8()).object()}},
                                parts);
        for (const char* agent : {"Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)", "Googlebot/2.1",
                                  "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0"}) {
            const auto response =
                hub.send(post("segment.track", "{'writeKey':'wk_test','anonymousId':'a','event':'E'}", agent));
            QCOMPARE(response.status, 200);
            QCOMPARE(response.body, std::string("{\"success\":true}"));
        }
        QCOMPARE(hub.sink.events.size(), std::size_t(stored));
        const auto count = [&hub](const char* name, const char* label) {
            return static_cast<int>(hub.counters.at(std::string(name) + "{protocol=\"segment\"," + label + "}").load());
        };
        QCOMPARE(count("sightglass_events_total", "outcome=\"stored\""), stored);
        QCOMPARE(count("sightglass_events_total", "outcome=\"bot\""), counted);
        QCOMPARE(count("sightglass_events_total", "outcome=\"strict\""), 0);
        QCOMPARE(count("sightglass_ignored_bots_total", "reason=\"ai\""), counted / 2);
        QCOMPARE(count("sightglass_ignored_bots_total", "reason=\"crawler\""), counted / 2);
    }

    void identityCallsOfStrictProjectsAreOnlyCounted()
    {
        const QJsonObject strict{{QStringLiteral("privacy"), QStringLiteral("strict")}};
        test::IntakeFixture hub({{QStringLiteral("project"), strict}});
        const auto response = hub.send(post("segment.batch", "{'writeKey':'wk_test','batch':["
                                                             "{'type':'identify','userId':'u','traits':{'plan':'pro'}},"
                                                             "{'type':'group','userId':'u','groupId':'g'},"
                                                             "{'type':'alias','userId':'u','previousId':'p'},"
                                                             "{'type':'track','userId':'u','event':'E'}]}"));
        QCOMPARE(response.body, quoted("{'success':true,'processed':4,'total':4}"));
        QCOMPARE(hub.sink.events.size(), std::size_t(1));
        QCOMPARE(hub.sink.events.front().name, std::string("E"));
        QVERIFY(hub.sink.events.front().userId.empty() && hub.sink.events.front().raw.empty());
        QCOMPARE(hub.counters.at("sightglass_events_total{protocol=\"segment\",outcome=\"strict\"}").load(), 3);
        QCOMPARE(hub.counters.at("sightglass_events_total{protocol=\"segment\",outcome=\"stored\"}").load(), 1);
    }

    void aSourceOverItsLimitWaits()
    {
        intake::RateLimiter limiter;
        domain::Source source;
        source.id = SourceId(1);
        const TimePoint start = test::at("2025-01-15T14:30:10.000Z");
        QVERIFY(!limiter.take(source, 1'000'000, start));
        source.rateLimitPerSecond = 10;
        QVERIFY(!limiter.take(source, 60, start)); // may go into debt: 20 − 60
        QCOMPARE(limiter.take(source, 1, start)->count(), 5);
        QVERIFY(limiter.take(source, 1, start + 4s).has_value());
        QVERIFY(!limiter.take(source, 1, start + 5s));
    }

    void flattensWithinItsLimits()
    {
        std::string text = "{\"" + std::string(301, 'k') + "\":1,\"long\":\"" + std::string(9000, 'x') +
                           "\",\"a.b\":1,\"a\":{\"b\":2}";
        for (int i = 0; i < 10'100; ++i)
            text += ",\"p" + std::to_string(i) + "\":" + std::to_string(i);
        text += "}";
        json::Parser parser;
        const auto document = parser.parse(text);
        domain::Event event;
        ingest::flatten(event, document->root, event.properties);
        QVERIFY(event.properties.size() <= ingest::kProperties);
        QCOMPARE(std::get<std::string>(*ingest::findProperty(event.properties, "long")).size(), std::size_t(8192));
        QCOMPARE(std::get<std::int64_t>(*ingest::findProperty(event.properties, "a.b")), std::int64_t(2));
        const std::vector<domain::Warning> expected{domain::Warning::PropertyDropped, domain::Warning::TextCut};
        QVERIFY(event.warnings == expected);
    }

    void readsAnEventInMicroseconds()
    {
        test::IntakeFixture hub;
        const std::string body = "{\"writeKey\":\"wk_test\",\"anonymousId\":\"a-1\",\"userId\":\"u-1\",\"event\":"
                                 "\"Order Placed\",\"messageId\":\"m\","
                                 "\"timestamp\":\"2025-01-15T14:30:09.000Z\",\"sentAt\":\"2025-01-15T14:30:10.000Z\","
                                 "\"properties\":{\"plan\":\"pro\","
                                 "\"revenue\":42.5,\"currency\":\"EUR\",\"items\":3},\"context\":{\"page\":{\"url\":"
                                 "\"https://e.com/a?utm_source=x\","
                                 "\"title\":\"T\",\"referrer\":\"https://google.com/"
                                 "\"},\"library\":{\"name\":\"analytics.js\",\"version\":\"1\"},"
                                 "\"locale\":\"en-GB\",\"userAgent\":\"Mozilla/5.0\"}}";
        QBENCHMARK
        {
            auto request = get("/v1/track", "segment.track", {"track"});
            request.method = domain::Method::Post;
            request.body = body;
            QCOMPARE(hub.send(std::move(request)).status, 200);
        }
    }
};

QTEST_GUILESS_MAIN(TestSegmentIntake)
#include "tst_segmentintake.moc"
