// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/rawclient.h"
#include "http/testhub.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::test;

namespace {
QByteArray bytes(const std::string& text)
{
    return QByteArray::fromStdString(text);
}
const std::string kEvent = R"({"event":"E","userId":"u"})";
} // namespace

/// Base path, trusted proxies, private listeners, origin lists and options that make no sense.
class TestGateOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesBelowTheBasePathAndBeside();
    void servesOnlyBelowTheBasePathWhenTold();
    void believesTrustedProxiesOnly_data();
    void believesTrustedProxiesOnly();
    void marksPrivateListeners();
    void listensOnALocalSocket();
    void keepsToTheOriginList();
    void refusesOptionsThatMakeNoSense_data();
    void refusesOptionsThatMakeNoSense();
    void refusesNamesOfTheScriptThatAreTaken_data();
    void refusesNamesOfTheScriptThatAreTaken();
};

void TestGateOptions::servesBelowTheBasePathAndBeside()
{
    auto options = TestHub::quickOptions();
    options.basePath = "/stats";
    TestHub hub(options);
    QCOMPARE(ask(hub.port(), post("/stats/v1/track", kEvent)).status, 200);
    QCOMPARE(ask(hub.port(), post("/v1/track", kEvent)).status, 200);
    QCOMPARE(ask(hub.port(), post("/statsv1/track", kEvent)).status, 404);
    QCOMPARE(ask(hub.port(), "GET /stats HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
    const auto requests = hub.requests();
    QCOMPARE(bytes(requests.at(0).path), QByteArray("/v1/track"));
    QCOMPARE(bytes(requests.at(0).basePath), QByteArray("/stats"));
    QCOMPARE(bytes(requests.at(1).basePath), QByteArray("/stats"));
}

void TestGateOptions::servesOnlyBelowTheBasePathWhenTold()
{
    auto options = TestHub::quickOptions();
    options.basePath = "/stats";
    options.basePathOnly = true;
    TestHub hub(options);
    QCOMPARE(ask(hub.port(), post("/stats/v1/track", kEvent)).status, 200);
    QCOMPARE(ask(hub.port(), post("/v1/track", kEvent)).status, 404);
}

void TestGateOptions::believesTrustedProxiesOnly_data()
{
    QTest::addColumn<QByteArray>("trusted");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("origin");
    const auto row = [](const char* name, const char* trusted, const char* headers, const char* address,
                        const char* origin) {
        QTest::newRow(name) << QByteArray(trusted) << QByteArray(headers) << QByteArray(address) << QByteArray(origin);
    };
    const char* loopback = "127.0.0.0/8";
    row("nobody trusted, nothing believed", "192.0.2.1", "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\n",
        "127.0.0.1", "http://hub.example");
    row("the right-most address counts", loopback, "X-Forwarded-For: 9.9.9.9, 1.2.3.4\r\n", "1.2.3.4",
        "http://hub.example");
    row("trusted hops are skipped", loopback, "X-Forwarded-For: 9.9.9.9, 1.2.3.4, 127.0.0.7\r\n", "1.2.3.4",
        "http://hub.example");
    row("two headers are one list", loopback, "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 127.0.0.7\r\n", "1.2.3.4",
        "http://hub.example");
    row("an unreadable hop ends the walk", loopback, "X-Forwarded-For: 1.2.3.4, unknown\r\n", "127.0.0.1",
        "http://hub.example");
    row("Forwarded is read", loopback, "Forwarded: for=\"[2001:db8::1]:47\";proto=https;host=site.example\r\n",
        "2001:db8::1", "https://site.example");
    row("X-Real-IP is the last resort", loopback, "X-Real-IP: 5.6.7.8\r\n", "5.6.7.8", "http://hub.example");
    row("host, scheme and prefix are forwarded", loopback,
        "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Host: site.example:8443\r\nX-Forwarded-Proto: "
        "https\r\nX-Forwarded-Prefix: /p/\r\n",
        "1.2.3.4", "https://site.example:8443/p");
    row("a prefix that is none is dropped", loopback, "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Prefix: /a\"b\r\n",
        "1.2.3.4", "http://hub.example");
}

void TestGateOptions::believesTrustedProxiesOnly()
{
    QFETCH(QByteArray, trusted);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, address);
    QFETCH(QByteArray, origin);
    auto options = TestHub::quickOptions();
    options.trustedProxies = {trusted.toStdString()};
    TestHub hub(options);
    QCOMPARE(ask(hub.port(), post("/v1/track", kEvent, headers.toStdString())).status, 200);
    const domain::Request request = hub.requests().back();
    QCOMPARE(bytes(request.clientAddress), address);
    QCOMPARE(bytes(request.scheme + "://" + request.host + request.basePath), origin);
    QVERIFY(!request.privateAuthority); // each row has a forwarding header
    const bool isTrusted = trusted != "192.0.2.1";
    QCOMPARE(hub.forwarders(), isTrusted ? std::vector<std::string>() : std::vector<std::string>{"127.0.0.1"});
}

void TestGateOptions::marksPrivateListeners()
{
    auto options = TestHub::quickOptions();
    options.listeners.push_back(options.listeners.front());
    options.listeners.back().isPrivate = true;
    TestHub hub(options);
    QCOMPARE(ask(hub.port(0), post("/v1/track", kEvent)).status, 200);
    QVERIFY(!hub.requests().back().privateAuthority);
    QCOMPARE(ask(hub.port(1), post("/v1/track", kEvent)).status, 200);
    QVERIFY(hub.requests().back().privateAuthority);
}

void TestGateOptions::listensOnALocalSocket()
{
    auto options = TestHub::quickOptions();
    const std::string path = "/tmp/sightglass-test-" + std::to_string(QCoreApplication::applicationPid());
    options.listeners.front().address = "unix:" + path;
    SystemClock clock;
    Counters counters;
    http::HttpServer server(options, {}, clock, counters);
    const auto urls = server.listen();
    QVERIFY(urls.has_value());
    QCOMPARE(bytes(urls->front()), bytes("unix:" + path));
    http::HttpServer second(options, {}, clock, counters);
    const auto taken = second.listen();
    QVERIFY(!taken && taken.error().code == ErrorCode::Conflict);
}

void TestGateOptions::keepsToTheOriginList()
{
    auto options = TestHub::quickOptions();
    options.corsOrigins = {"https://a.example", "https://b.example"};
    TestHub hub(options);
    const auto allowed = [&hub](const std::string& origin) {
        return bytes(ask(hub.port(), post("/v1/track", kEvent, "Origin: " + origin + "\r\n"))
                         .header("Access-Control-Allow-Origin"));
    };
    QCOMPARE(allowed("https://b.example"), QByteArray("https://b.example"));
    QCOMPARE(allowed("https://evil.example"), QByteArray("https://a.example"));
}

void TestGateOptions::refusesOptionsThatMakeNoSense_data()
{
    QTest::addColumn<QByteArray>("basePath");
    QTest::addColumn<QByteArray>("trusted");
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("a base path without slash") << QByteArray("stats") << QByteArray("::1") << QByteArray("127.0.0.1");
    QTest::newRow("a base path that hides Segment")
        << QByteArray("/v1") << QByteArray("::1") << QByteArray("127.0.0.1");
    QTest::newRow("a base path that hides the API")
        << QByteArray("/api/x") << QByteArray("::1") << QByteArray("127.0.0.1");
    QTest::newRow("a base path om") << QByteArray("/om") << QByteArray("::1") << QByteArray("127.0.0.1");
    QTest::newRow("a proxy that is no address")
        << QByteArray() << QByteArray("proxy.example") << QByteArray("127.0.0.1");
    QTest::newRow("a block that is too wide") << QByteArray() << QByteArray("10.0.0.0/33") << QByteArray("127.0.0.1");
    QTest::newRow("an address that is none") << QByteArray() << QByteArray("::1") << QByteArray("hub.example");
}

void TestGateOptions::refusesOptionsThatMakeNoSense()
{
    QFETCH(QByteArray, basePath);
    QFETCH(QByteArray, trusted);
    QFETCH(QByteArray, address);
    auto options = TestHub::quickOptions();
    options.basePath = basePath.toStdString();
    options.trustedProxies = {trusted.toStdString()};
    options.listeners.front().address = address.toStdString();
    SystemClock clock;
    Counters counters;
    http::HttpServer server(options, {}, clock, counters);
    const auto urls = server.listen();
    QVERIFY(!urls);
    QVERIFY(urls.error().code == ErrorCode::InvalidInput);
    QVERIFY(!urls.error().where.isEmpty());
}

void TestGateOptions::refusesNamesOfTheScriptThatAreTaken_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("fits");
    QTest::newRow("a free one") << QByteArray("/stats.js") << true;
    QTest::newRow("another protocol's") << QByteArray("/analytics.js") << false;
    QTest::newRow("its own") << QByteArray("/script.js") << false;
    QTest::newRow("no script") << QByteArray("/stats.css") << false;
    QTest::newRow("no name") << QByteArray("/.js") << false;
    QTest::newRow("a folder") << QByteArray("/a/b.js") << false;
    QTest::newRow("a pattern") << QByteArray("/{x}.js") << false;
}

void TestGateOptions::refusesNamesOfTheScriptThatAreTaken()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, fits);
    auto options = TestHub::quickOptions();
    options.scriptNames = {path.toStdString()};
    SystemClock clock;
    Counters counters;
    http::HttpParts parts;
    parts.handlers["umami.script"] = [](domain::Request&&, const domain::Responder& respond) {
        respond({200, "application/javascript", {}, "umami"});
    };
    http::HttpServer server(options, parts, clock, counters);
    const auto urls = server.listen();
    QCOMPARE(urls.has_value(), fits);
    if (!fits) {
        QCOMPARE(urls.error().where, QStringLiteral("scriptNames"));
        return;
    }
    const auto port = static_cast<std::uint16_t>(std::stoi(urls->front().substr(urls->front().rfind(':') + 1)));
    QCOMPARE(bytes(ask(port, "GET " + path.toStdString() + " HTTP/1.1\r\nHost: a\r\n\r\n").body), QByteArray("umami"));
    server.stop();
}

QTEST_GUILESS_MAIN(TestGateOptions)
#include "tst_gateoptions.moc"
