// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/rawclient.h"
#include "http/testhub.h"

#include <QTest>

#include <memory>

using namespace sightglass;
using namespace sightglass::test;

namespace {
QByteArray bytes(const std::string& text)
{
    return QByteArray::fromStdString(text);
}
const std::string kEvent = R"({"event":"E","userId":"u"})";
} // namespace

/// The gate over real sockets: what each kind of request must get, and in which order.
class TestGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_hub = std::make_unique<TestHub>(TestHub::quickOptions()); }
    void cleanup() { m_hub.reset(); }

    void answersWithTheStatusThatFits_data();
    void answersWithTheStatusThatFits();
    void handsTheHandlerWhatWasSent();
    void keepsAnswersInOrderWhenTheyComeBackwards();
    void servesPipelinedRequestsOfBothWays();
    void storesWhenThePeerHasStoppedWriting();
    void tellsTheHandlerThatItsClientWent();
    void whoIsAnsweredHasNotGone();
    void readsChunkedBodies();
    void says100OnlyToThoseWhoWait();
    void endsHttp10AfterOneAnswer();
    void keepsHttp10AliveWhenAsked();
    void answersHeadWithoutBody_data();
    void answersHeadWithoutBody();
    void preflightsByClass();
    void namesTheMethodsOfAPath();
    void timesOutSlowHeadsAndBodies();
    void closesSilentConnections();
    void cutsLineBreaksOutOfAnswerHeaders();
    void limitsFailedSignIns();
    void limitsRequestsOfAnAddress();
    void reportsRefusals();
    void redirectsToHttps();
    void refusesAPortThatIsTaken();
    void finishesWhatWasBegunWhenStopped();
    void answers500ForAHandlerThatForgets();

private:
    std::unique_ptr<TestHub> m_hub;
};

void TestGate::answersWithTheStatusThatFits_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("inBody");
    const auto row = [](const char* name, const std::string& request, int status, const char* inBody = "") {
        QTest::newRow(name) << bytes(request) << status << QByteArray(inBody);
    };
    const auto get = [](const std::string& target) { return "GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n"; };
    const std::string big(1024 * 1024 + 1, 'x');
    row("a plain event is answered", post("/v1/track", kEvent), 200, "success");
    row("a trailing slash changes nothing", post("/v1/track/", kEvent), 200);
    row("runs of slashes are one", post("//v1///track", kEvent), 200);
    row("raw dots are resolved", post("/v1/x/../track", kEvent), 200);
    row("an encoded letter is the letter", post("/v1/tr%61ck", kEvent), 200);
    row("an encoded slash makes no segment", post("/v1%2Ftrack", kEvent), 404);
    row("case matters", post("/v1/Track", kEvent), 404, "not_found");
    row("a space in the target is kept", get("/?a=b c"), 200);
    row("raw bytes in the target are kept", get("/?a=\xc3\xa4{}\"'"), 200);
    row("a fragment ends the target", get("/#frag ment"), 200);
    row("an absolute target is understood", get("http://hub.example/?x"), 200);
    row("an encoded NUL is refused", get("/%00"), 400);
    row("a raw NUL is refused", get(std::string("/a\0b", 4)), 400);
    row("a control byte in a header is refused", "GET / HTTP/1.1\r\nHost: h\r\nX: a\x01z\r\n\r\n", 400);
    row("no Host is refused", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two Hosts are refused", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400);
    row("a blank before the colon is refused", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400);
    row("a folded line is refused", "GET / HTTP/1.1\r\nHost: a\r\n b: c\r\n\r\n", 400);
    row("length and coding together are refused",
        "POST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("two lengths are refused",
        "POST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400);
    row("a length list is refused", "POST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Length: 2, 2\r\n\r\n{}", 400);
    row("a signed length is refused", "POST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Length: +2\r\n\r\n{}", 400);
    row("an unknown coding is 501", "POST /v1/track HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        501);
    row("a wrong chunk size is refused",
        "POST /v1/track HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400);
    row("garbage is refused", "\x16\x03\x01\r\n\r\n", 400);
    row("HTTP/2 is not spoken", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("an unknown expectation is refused",
        "POST /v1/track HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 2\r\n\r\n{}", 417);
    row("a huge head is refused", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(200'000, 'x'), 431);
    row(
        "a thousand headers are refused",
        [] {
            std::string head = "GET / HTTP/1.1\r\nHost: a\r\n";
            for (int i = 0; i < 1000; ++i)
                head += "X-" + std::to_string(i) + ": y\r\n";
            return head + "\r\n";
        }(),
        431);
    row("a long target is refused", get("/" + std::string(9000, 'x')), 414);
    row("a pixel's target may be long", get("/v1/pixel/track?data=" + std::string(40'000, 'x')), 200);
    row("a pixel's target has a limit too", get("/v1/pixel/track?data=" + std::string(70'000, 'x')), 414,
        "uri_too_long");
    row("an OpenMetrics call may be longer than a head", get("/v1/events?q=" + std::string(200 * 1024, 'x')), 200,
        "ok");
    row("an OpenMetrics call has a limit too", get("/v1/events?q=" + std::string(300 * 1024, 'x')), 414,
        "uri too long");
    row("a call without an end is refused", "GET /v1/events?q=" + std::string(500 * 1024, 'x'), 431);
    row("a long head elsewhere is refused", get("/v1/track?q=" + std::string(200 * 1024, 'x')), 431);
    row("OpenMetrics says 405 in text", "PUT /v1/events HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method not allowed");
    row("Segment says 400 to a large body", "POST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n",
        400, "payload_too_large");
    row("a body at the limit passes", post("/v1/track", big.substr(1)), 200);
    row("the management API says 413", "POST /api/v2/projects HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n",
        413, "payload_too_large");
    row("an unknown encoding is 415", post("/v1/track", "xx", "Content-Encoding: compress\r\n"), 415,
        "unsupported_encoding");
    row("stacked encodings are 415", post("/v1/track", "xx", "Content-Encoding: gzip, gzip\r\n"), 415);
    row("broken gzip is refused", post("/v1/track", "xx", "Content-Encoding: gzip\r\n"), 400);
    row("identity is nothing", post("/v1/track", kEvent, "Content-Encoding: identity\r\n"), 200);
    row("a stray path is plain text", get("/favicon.ico"), 404, "not found");
    row("a wrong method is 405", get("/v1/track"), 405, "method_not_allowed");
    row("an unknown method is 405", "BREW /v1/track HTTP/1.1\r\nHost: a\r\n\r\n", 405);
    row("the bare prefix is Segment's", get("/v1"), 404, "\"success\":false");
    row("the live path wants an upgrade", get("/api/v2/projects/1/live"), 426, "upgrade_required");
    row("an upgrade elsewhere is plain HTTP",
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 200);
    row("health passes the module", get("/api/v2/health"), 200, "ok");
    row("lines may end in LF alone", "GET / HTTP/1.1\nHost: a\n\n", 200);
    row("empty lines before the request are skipped", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 200);
}

void TestGate::answersWithTheStatusThatFits()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QByteArray, inBody);
    const RawReply reply = ask(m_hub->port(), request.toStdString());
    QCOMPARE(reply.status, status);
    QVERIFY2(reply.body.find(inBody.toStdString()) != std::string::npos, reply.body.c_str());
    // Nobody was harmed: the next sender is served.
    QCOMPARE(ask(m_hub->port(), post("/v1/track", kEvent)).status, 200);
}

void TestGate::handsTheHandlerWhatWasSent()
{
    const std::string target = "/v1//page/?a=1&b= x{\"#frag";
    QCOMPARE(ask(m_hub->port(), post(target, kEvent, "X-Thing:  some value \r\nOrigin: https://a.example\r\n")).status,
             200);
    const auto requests = m_hub->requests();
    QCOMPARE(requests.size(), std::size_t(1));
    const domain::Request& request = requests.front();
    QCOMPARE(bytes(request.target), bytes(target));
    QCOMPARE(bytes(request.path), QByteArray("/v1/page/"));
    QCOMPARE(bytes(request.query), QByteArray("a=1&b= x{\""));
    QCOMPARE(request.captures, (std::vector<std::string>{"page"}));
    QCOMPARE(bytes(request.body), bytes(kEvent));
    QCOMPARE(bytes(std::string(domain::header(request.headers, "x-thing"))), QByteArray("some value"));
    QCOMPARE(bytes(request.clientAddress), QByteArray("127.0.0.1"));
    QCOMPARE(bytes(request.host), QByteArray("hub.example"));
    QCOMPARE(bytes(request.scheme), QByteArray("http"));
    QCOMPARE(bytes(request.route), QByteArray("segment.track"));
    QVERIFY(!request.privateAuthority); // loopback is a trusted proxy by default
    QVERIFY(toMs(request.receivedAt) > 0);
}

void TestGate::keepsAnswersInOrderWhenTheyComeBackwards()
{
    m_hub->hold(true);
    RawClient client(m_hub->port());
    std::vector<std::unique_ptr<RawClient>> others;
    for (int i = 0; i < 20; ++i) {
        others.push_back(std::make_unique<RawClient>(m_hub->port()));
        QVERIFY(others.back()->send(post("/v1/track?" + std::to_string(i), kEvent)));
    }
    std::string pipelined;
    for (int i = 0; i < 50; ++i)
        pipelined += post("/v1/track?p" + std::to_string(i), kEvent);
    QVERIFY(client.send(pipelined));
    QTRY_COMPARE(m_hub->heldCount(), std::size_t(21)); // one at a time on the pipelined one
    m_hub->hold(false);
    m_hub->release(true);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(bytes(others[static_cast<std::size_t>(i)]->reply().body), QByteArray::number(i));
    QCOMPARE(bytes(client.reply().body), QByteArray("p0"));
    for (int i = 1; i < 50; ++i)
        QCOMPARE(bytes(client.reply().body), QByteArray(TestHub::kStored));
    const auto requests = m_hub->requests();
    std::vector<std::string> order;
    for (const domain::Request& request : requests) {
        if (request.query.starts_with('p'))
            order.push_back(request.query);
    }
    QCOMPARE(order.size(), std::size_t(50));
    for (std::size_t i = 0; i < order.size(); ++i)
        QCOMPARE(bytes(order[i]), bytes("p" + std::to_string(i)));
}

void TestGate::servesPipelinedRequestsOfBothWays()
{
    RawClient client(m_hub->port());
    const std::string health = "GET /api/v2/health HTTP/1.1\r\nHost: a\r\n\r\n";
    std::string all;
    for (int i = 0; i < 20; ++i)
        all += post("/v1/track", kEvent) + health + "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
    QVERIFY(client.send(all));
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(bytes(client.reply().body), QByteArray(TestHub::kStored));
        QCOMPARE(bytes(client.reply().body), QByteArray(R"({"status":"ok"})"));
        QCOMPARE(client.reply(true).status, 200);
    }
}

void TestGate::storesWhenThePeerHasStoppedWriting()
{
    m_hub->hold(true);
    RawClient client(m_hub->port());
    QVERIFY(client.send(post("/v1/track?half", kEvent)));
    client.endWriting();
    QTRY_COMPARE(m_hub->heldCount(), std::size_t(1));
    m_hub->release();
    QCOMPARE(bytes(client.reply().body), QByteArray("half"));
    QVERIFY(client.seesEnd());
}

void TestGate::tellsTheHandlerThatItsClientWent()
{
    const std::string slow = "GET /api/v2/projects HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer slow\r\n\r\n";
    RawClient client(m_hub->port());
    QVERIFY(client.send(slow));
    QTRY_COMPARE(m_hub->heldCount(), std::size_t(1));
    const auto abandoned = m_hub->requests().front().abandoned;
    QVERIFY(abandoned && !abandoned->isCancelled());
    client.endWriting();
    QTRY_VERIFY(abandoned->isCancelled());
    m_hub->release(); // who only stopped writing still hears what there is to say
    QCOMPARE(client.reply().status, 200);

    RawClient hasty(m_hub->port());
    QVERIFY(hasty.send(slow));
    hasty.endWriting();
    QTRY_COMPARE(m_hub->heldCount(), std::size_t(1));
    QTRY_VERIFY(m_hub->requests().back().abandoned->isCancelled());
}

void TestGate::whoIsAnsweredHasNotGone()
{
    {
        RawClient client(m_hub->port());
        QVERIFY(client.send("GET /api/v2/projects HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer good\r\n\r\n"));
        QCOMPARE(client.reply().status, 422);
    }
    QTRY_COMPARE(m_hub->counters().at("sightglass_http_connections").load(), std::int64_t(0));
    QVERIFY(!m_hub->requests().front().abandoned->isCancelled());
}

void TestGate::readsChunkedBodies()
{
    RawClient client(m_hub->port());
    QVERIFY(client.send("POST /v1/track HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n4;ext=1\r\nabcd\r\n"));
    QVERIFY(client.send("A\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n" + post("/v1/track", "next")));
    QCOMPARE(client.reply().status, 200);
    QCOMPARE(client.reply().status, 200);
    const auto requests = m_hub->requests();
    QCOMPARE(bytes(requests.at(0).body), QByteArray("abcd0123456789"));
    QCOMPARE(bytes(requests.at(1).body), QByteArray("next"));
    QVERIFY(client.send("POST /v1/track HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n"));
    const RawReply tooLarge = client.reply();
    QCOMPARE(tooLarge.status, 400);
    QVERIFY(tooLarge.body.find("payload_too_large") != std::string::npos);
}

void TestGate::says100OnlyToThoseWhoWait()
{
    const std::string head = "POST /v1/track HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
    RawClient waiting(m_hub->port());
    QVERIFY(waiting.send(head));
    QCOMPARE(waiting.reply().status, 100);
    QVERIFY(waiting.send("{}"));
    QCOMPARE(waiting.reply().status, 200);
    QCOMPARE(ask(m_hub->port(), head + "{}").status, 200);
    QCOMPARE(ask(m_hub->port(),
                 "POST /v1/track HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n")
                 .status,
             400);
}

void TestGate::endsHttp10AfterOneAnswer()
{
    RawClient client(m_hub->port());
    QVERIFY(client.send("GET / HTTP/1.0\r\n\r\n"));
    const RawReply reply = client.reply();
    QCOMPARE(reply.status, 200);
    QCOMPARE(bytes(reply.header("Connection")), QByteArray("close"));
    QVERIFY(client.seesEnd());
}

void TestGate::keepsHttp10AliveWhenAsked()
{
    RawClient client(m_hub->port());
    for (int i = 0; i < 2; ++i) {
        QVERIFY(client.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"));
        const RawReply reply = client.reply();
        QCOMPARE(reply.status, 200);
        QCOMPARE(bytes(reply.header("Connection")), QByteArray("keep-alive"));
    }
}

void TestGate::answersHeadWithoutBody_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("by the gate") << QByteArray("/v1/pixel/track");
    QTest::newRow("by the module") << QByteArray("/api/v2/health");
    QTest::newRow("nothing there") << QByteArray("/nothing");
}

void TestGate::answersHeadWithoutBody()
{
    QFETCH(QByteArray, path);
    RawClient client(m_hub->port());
    const std::string tail = " " + path.toStdString() + " HTTP/1.1\r\nHost: a\r\n\r\n";
    QVERIFY(client.send("GET" + tail + "HEAD" + tail + "GET" + tail));
    const RawReply get = client.reply();
    const RawReply head = client.reply(true);
    QCOMPARE(head.status, get.status);
    QCOMPARE(bytes(head.header("Content-Length")), bytes(get.header("Content-Length")));
    QCOMPARE(client.reply().status, get.status); // nothing of a body stood between
}

void TestGate::preflightsByClass()
{
    const std::string tail =
        " HTTP/1.1\r\nHost: a\r\nOrigin: https://a.example\r\nAccess-Control-Request-Method: POST\r\n"
        "Access-Control-Request-Headers: "
        "authorization,content-type,x-retry-count\r\nAccess-Control-Request-Private-Network: true\r\n\r\n";
    for (const char* path : {"/v1/t", "/v1/unclaimed", "/analytics.js"}) {
        const RawReply reply = ask(m_hub->port(), "OPTIONS " + std::string(path) + tail);
        QCOMPARE(reply.status, 204);
        QCOMPARE(bytes(reply.header("Access-Control-Allow-Origin")), QByteArray("https://a.example"));
        QCOMPARE(bytes(reply.header("Access-Control-Allow-Credentials")), QByteArray("true"));
        QCOMPARE(bytes(reply.header("Access-Control-Allow-Headers")),
                 QByteArray("authorization,content-type,x-retry-count"));
        QCOMPARE(bytes(reply.header("Access-Control-Allow-Methods")), QByteArray("GET, POST, OPTIONS"));
        QCOMPARE(bytes(reply.header("Access-Control-Max-Age")), QByteArray("86400"));
        QCOMPARE(bytes(reply.header("Access-Control-Allow-Private-Network")), QByteArray("true"));
        QVERIFY(!reply.hasHeader("Content-Length"));
    }
    const RawReply management = ask(m_hub->port(), "OPTIONS /api/v2/health" + tail);
    QCOMPARE(management.status, 405);
    QVERIFY(!management.hasHeader("Access-Control-Allow-Origin"));
    const RawReply refused =
        ask(m_hub->port(), "GET /v1/track HTTP/1.1\r\nHost: a\r\nOrigin: https://a.example\r\n\r\n");
    QCOMPARE(bytes(refused.header("Access-Control-Allow-Origin")), QByteArray("https://a.example"));
    QCOMPARE(bytes(ask(m_hub->port(), "GET / HTTP/1.1\r\nHost: a\r\nOrigin: https://a.example\r\n\r\n")
                       .header("Access-Control-Allow-Origin")),
             QByteArray("*"));
}

void TestGate::namesTheMethodsOfAPath()
{
    QCOMPARE(bytes(ask(m_hub->port(), "GET /v1/track HTTP/1.1\r\nHost: a\r\n\r\n").header("Allow")),
             QByteArray("POST, OPTIONS"));
    QCOMPARE(bytes(ask(m_hub->port(), "DELETE /v1/pixel/track HTTP/1.1\r\nHost: a\r\n\r\n").header("Allow")),
             QByteArray("GET, HEAD, OPTIONS"));
    const RawReply api = ask(m_hub->port(), "PUT /api/v2/health HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(api.status, 405);
    QCOMPARE(bytes(api.header("Allow")), QByteArray("GET, HEAD"));
    QCOMPARE(bytes(api.header("Content-Type")), QByteArray("application/problem+json"));
}

void TestGate::timesOutSlowHeadsAndBodies()
{
    RawClient head(m_hub->port());
    QVERIFY(head.send("POST /v1/track HTTP/1.1\r\nHost: "));
    RawClient body(m_hub->port());
    QVERIFY(body.send("POST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc"));
    const RawReply headReply = head.reply();
    QCOMPARE(headReply.status, 408);
    QVERIFY(headReply.body.find("request_timeout") != std::string::npos); // Segment's shape, by the path
    QVERIFY(head.seesEnd());
    QCOMPARE(body.reply().status, 408);
    QVERIFY(body.seesEnd());
    QVERIFY(m_hub->requests().empty());
}

void TestGate::closesSilentConnections()
{
    RawClient silent(m_hub->port());
    QVERIFY(silent.seesEnd());
    auto options = TestHub::quickOptions();
    options.limits.idleTime = std::chrono::milliseconds(200);
    TestHub hub(options);
    RawClient idle(hub.port());
    QVERIFY(idle.send(post("/v1/track", kEvent)));
    QCOMPARE(idle.reply().status, 200);
    QVERIFY(idle.seesEnd());
}

void TestGate::cutsLineBreaksOutOfAnswerHeaders()
{
    const RawReply reply =
        ask(m_hub->port(), "GET /api/v2/a/b HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer good\r\n\r\n");
    QCOMPARE(reply.status, 422);
    QCOMPARE(bytes(reply.header("X-Evil")), QByteArray("aSet-Cookie: b"));
    QVERIFY(!reply.hasHeader("Set-Cookie"));
    QCOMPARE(m_hub->requests().back().captures, (std::vector<std::string>{"a", "b"}));
}

void TestGate::limitsFailedSignIns()
{
    auto options = TestHub::quickOptions();
    options.limits.failureBurst = 5;
    options.limits.failuresPerMinute = 1;
    TestHub hub(options);
    const std::string wrong = "GET /api/v2/projects HTTP/1.1\r\nHost: a\r\n\r\n";
    for (int i = 0; i < 5; ++i)
        QCOMPARE(ask(hub.port(), wrong).status, 401);
    const RawReply refused = ask(hub.port(), wrong);
    QCOMPARE(refused.status, 429);
    QVERIFY(refused.hasHeader("Retry-After"));
    QCOMPARE(ask(hub.port(), post("/v1/track", kEvent)).status, 200); // other paths are not concerned
}

void TestGate::limitsRequestsOfAnAddress()
{
    const std::string call = "GET /om/v1/ping HTTP/1.1\r\nHost: a\r\n\r\n";
    auto options = TestHub::quickOptions();
    options.limits.requestBurst = 3;
    options.limits.requestsPerMinute = 1;
    {
        TestHub hub(options);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(ask(hub.port(), call).status, 200);
        const RawReply refused = ask(hub.port(), call);
        QCOMPARE(refused.status, 429);
        QCOMPARE(bytes(refused.body), QByteArray("slow down"));
        QVERIFY(refused.hasHeader("Retry-After"));
        QCOMPARE(bytes(refused.header("Access-Control-Allow-Origin")), QByteArray("*"));
        QCOMPARE(ask(hub.port(), "OPTIONS /om/v1/ping HTTP/1.1\r\nHost: a\r\n\r\n").status, 204);
        QCOMPARE(ask(hub.port(), post("/v1/track", kEvent)).status, 200); // other paths are not concerned
    }
    options.manyBehind = {"127.0.0.0/8"};
    TestHub exempt(options);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(ask(exempt.port(), call).status, 200);
}

void TestGate::reportsRefusals()
{
    QCOMPARE(ask(m_hub->port(), post("/v1/nothing?secret=1", kEvent)).status, 404);
    QCOMPARE(ask(m_hub->port(), "GET /favicon.ico HTTP/1.1\r\nHost: a\r\n\r\n").status, 404);
    QTRY_COMPARE(m_hub->refusals().size(), std::size_t(1));
    const auto refusals = m_hub->refusals();
    QCOMPARE(bytes(refusals.front().reason), QByteArray("not_found"));
    QCOMPARE(bytes(refusals.front().excerpt), QByteArray("/v1/nothing"));
}

void TestGate::redirectsToHttps()
{
    auto options = TestHub::quickOptions();
    options.listeners.front().kind = http::ListenerOptions::Kind::Redirect;
    options.listeners.front().redirectPort = 8443;
    TestHub hub(options);
    const RawReply get = ask(hub.port(), "GET /a?b=c HTTP/1.1\r\nHost: hub.example:80\r\n\r\n");
    QCOMPARE(get.status, 302);
    QCOMPARE(bytes(get.header("Location")), QByteArray("https://hub.example:8443/a?b=c"));
    QCOMPARE(ask(hub.port(), post("/v1/track", kEvent)).status, 308);
    // OpenMetrics' node client speaks plain HTTP only (spec routes C38).
    QCOMPARE(ask(hub.port(), "GET /v1/ping HTTP/1.1\r\nHost: hub.example\r\n\r\n").status, 200);
}

void TestGate::refusesAPortThatIsTaken()
{
    auto options = TestHub::quickOptions();
    options.listeners.front().port = m_hub->port();
    SystemClock clock;
    Counters counters;
    http::HttpServer second(options, {}, clock, counters);
    const auto urls = second.listen();
    QVERIFY(!urls);
    QVERIFY(urls.error().code == ErrorCode::Conflict);
    QVERIFY(urls.error().detail.contains(QString::number(m_hub->port())));
    QCOMPARE(ask(m_hub->port(), post("/v1/track", kEvent)).status, 200);
}

void TestGate::finishesWhatWasBegunWhenStopped()
{
    m_hub->hold(true);
    RawClient begun(m_hub->port());
    RawClient idle(m_hub->port());
    QVERIFY(begun.send(post("/v1/track?begun", kEvent)));
    QTRY_COMPARE(m_hub->heldCount(), std::size_t(1));
    std::thread stopper([this] { m_hub->stop(); });
    QVERIFY(idle.seesEnd());
    m_hub->release();
    QCOMPARE(bytes(begun.reply().body), QByteArray("begun"));
    QVERIFY(begun.seesEnd());
    stopper.join();
}

void TestGate::answers500ForAHandlerThatForgets()
{
    SystemClock clock;
    Counters counters;
    http::HttpParts parts;
    parts.handlers["segment.track"] = [](domain::Request&&, const domain::Responder&) {};
    http::HttpServer server(TestHub::quickOptions(), parts, clock, counters);
    const auto urls = server.listen();
    QVERIFY(urls.has_value());
    const auto port = static_cast<std::uint16_t>(std::stoi(urls->front().substr(urls->front().rfind(':') + 1)));
    QCOMPARE(ask(port, post("/v1/track", kEvent)).status, 500);
}

QTEST_GUILESS_MAIN(TestGate)
#include "tst_gate.moc"
