// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/rawclient.h"
#include "http/testhub.h"

#include <QTest>

#include <sys/socket.h>
#include <sys/time.h>

#include <chrono>
#include <memory>
#include <thread>

using namespace sightglass;
using namespace sightglass::test;

namespace {
const std::string kEvent = R"({"event":"E","userId":"u"})";

std::int64_t counterOf(TestHub& hub, const std::string& name)
{
    return hub.counters().at(name);
}
} // namespace

/// The gate under many, hostile and vanishing clients.
class TestGateLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesClientsThatLeaveBeforeTheirAnswer_data();
    void survivesClientsThatLeaveBeforeTheirAnswer();
    void servesANewConnectionBesideManyIdleOnes();
    void boundsConnectionsInAll();
    void boundsConnectionsOfOneAddress();
    void boundsMemoryUnderHostileBodies();
    void answersAgainWhenMemoryIsFree();
    void drainsALargeBodyItHasRefused();
};

void TestGateLoad::survivesClientsThatLeaveBeforeTheirAnswer_data()
{
    QTest::addColumn<bool>("hard");
    QTest::addColumn<bool>("throughModule");
    QTest::newRow("by the gate, closed") << false << false;
    QTest::newRow("by the gate, reset") << true << false;
    QTest::newRow("by the module, closed") << false << true;
    QTest::newRow("by the module, reset") << true << true;
}

void TestGateLoad::survivesClientsThatLeaveBeforeTheirAnswer()
{
    QFETCH(bool, hard);
    QFETCH(bool, throughModule);
    constexpr std::size_t kClients = 2000;
    constexpr std::size_t kAtOnce = 200;
    auto options = TestHub::quickOptions();
    options.everythingThroughModule = throughModule;
    TestHub hub(options);
    hub.hold(true);
    for (std::size_t done = 0; done < kClients; done += kAtOnce) {
        for (std::size_t i = 0; i < kAtOnce; ++i) {
            RawClient client(hub.port());
            QVERIFY(client.send(post("/v1/track", kEvent)));
            if (hard && i % 2 == 0)
                client.reset();
        }
        if (!hard)
            QTRY_COMPARE(hub.heldCount(), kAtOnce);
        hub.release();
    }
    hub.hold(false);
    hub.release();
    QCOMPARE(ask(hub.port(), post("/v1/track", kEvent)).status, 200);
    QTRY_COMPARE(counterOf(hub, "sightglass_http_connections"), std::int64_t(0));
    if (!hard)
        QCOMPARE(hub.requests().size(), kClients + 1);
}

void TestGateLoad::servesANewConnectionBesideManyIdleOnes()
{
    TestHub hub(TestHub::quickOptions());
    std::vector<std::unique_ptr<RawClient>> idle;
    for (int i = 0; i < 400; ++i) {
        idle.push_back(std::make_unique<RawClient>(hub.port()));
        QVERIFY(idle.back()->send(post("/v1/track", kEvent)));
        QCOMPARE(idle.back()->reply().status, 200);
    }
    QCOMPARE(ask(hub.port(), post("/v1/track", kEvent)).status, 200);
    for (const auto& client : idle) {
        QVERIFY(client->send(post("/v1/track", kEvent)));
        QCOMPARE(client->reply().status, 200);
    }
}

void TestGateLoad::boundsConnectionsInAll()
{
    auto options = TestHub::quickOptions();
    options.limits.connections = 3;
    TestHub hub(options);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(hub.port()));
        QVERIFY(clients.back()->send(post("/v1/track", kEvent)));
        QCOMPARE(clients.back()->reply().status, 200);
    }
    RawClient tooMany(hub.port());
    const RawReply reply = tooMany.reply();
    QCOMPARE(reply.status, 503);
    QVERIFY(reply.hasHeader("Retry-After"));
    clients.pop_back();
    QTRY_COMPARE(counterOf(hub, "sightglass_http_connections"), std::int64_t(2));
    QCOMPARE(ask(hub.port(), post("/v1/track", kEvent)).status, 200);
}

void TestGateLoad::boundsConnectionsOfOneAddress()
{
    auto options = TestHub::quickOptions();
    options.limits.connectionsPerAddress = 2;
    options.trustedProxies.clear(); // a trusted proxy speaks for many addresses and is not bounded
    TestHub hub(options);
    RawClient first(hub.port());
    QVERIFY(first.send(post("/v1/track", kEvent)));
    QCOMPARE(first.reply().status, 200);
    {
        RawClient second(hub.port());
        QVERIFY(second.send(post("/v1/track", kEvent)));
        QCOMPARE(second.reply().status, 200);
        RawClient third(hub.port());
        QCOMPARE(third.reply().status, 429);
    }
    QTRY_COMPARE(counterOf(hub, "sightglass_http_connections"), std::int64_t(1));
    QCOMPARE(ask(hub.port(), post("/v1/track", kEvent)).status, 200);
    QVERIFY(hub.requests().back().privateAuthority); // loopback, and no trusted proxy on this box
}

void TestGateLoad::boundsMemoryUnderHostileBodies()
{
    using namespace std::chrono_literals;
    auto options = TestHub::quickOptions();
    options.limits.intakeMemoryBytes = 4 * 1024 * 1024;
    options.limits.headTime = 60s; // neither of them is what ends them, however late a busy machine lets them begin
    options.limits.bodyTime = 60s;
    TestHub hub(options);
    // 64 senders promise 1 MiB each and stop short of the last byte: 64 MiB wanted, 4 allowed.
    const std::string most(1024 * 1024 - 1, 'x');
    std::vector<std::unique_ptr<RawClient>> clients;
    std::vector<std::thread> senders;
    for (int i = 0; i < 64; ++i) {
        clients.push_back(std::make_unique<RawClient>(hub.port()));
        senders.emplace_back([&client = *clients.back(), &most] {
            client.send("POST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n" + most);
        });
    }
    for (std::thread& sender : senders)
        sender.join();
    int refused = 0;
    for (const auto& client : clients) {
        timeval short_{0, 1000};
        ::setsockopt(client->descriptor(), SOL_SOCKET, SO_RCVTIMEO, &short_, sizeof short_);
    }
    QTRY_VERIFY_WITH_TIMEOUT(counterOf(hub, "sightglass_http_refused_total{reason=\"unavailable\"}") > 50, 60'000);
    for (const auto& client : clients) {
        char bytes[1024];
        const ssize_t got = ::recv(client->descriptor(), bytes, sizeof bytes, 0);
        const std::string_view text(bytes, got > 0 ? static_cast<std::size_t>(got) : 0);
        if (text.starts_with("HTTP/1.1 503") && text.find("Retry-After: 5") != std::string_view::npos)
            ++refused;
    }
    QVERIFY2(refused > 0, "those who could still listen were told 503");
    QVERIFY(hub.requests().empty());
    clients.clear();
    QTRY_COMPARE(ask(hub.port(), post("/v1/track", kEvent)).status, 200);
}

void TestGateLoad::answersAgainWhenMemoryIsFree()
{
    using namespace std::chrono_literals;
    auto options = TestHub::quickOptions();
    options.limits.intakeMemoryBytes = 512 * 1024;
    options.limits.starvedTime = 20s;
    options.limits.headTime = 20s;
    options.limits.bodyTime = 20s;
    TestHub hub(options);
    hub.hold(true);
    RawClient big(hub.port());
    QVERIFY(big.send(post("/v1/track?big", std::string(500 * 1024, 'x'))));
    QTRY_COMPARE(hub.heldCount(), std::size_t(1));
    RawClient last(hub.port());
    // Past the budget: whether its first bytes are still read depends on how they arrive, that it is answered does not.
    QVERIFY(last.send(post("/v1/track?last", std::string(20 * 1024, 'x'))));
    RawClient waiting(hub.port());
    QVERIFY(waiting.send(post("/v1/track?waiting", kEvent)));
    hub.hold(false);
    hub.release();
    QCOMPARE(big.reply().status, 200);
    QCOMPARE(last.reply().status, 200);
    QCOMPARE(waiting.reply().status, 200);
}

void TestGateLoad::drainsALargeBodyItHasRefused()
{
    TestHub hub(TestHub::quickOptions());
    RawClient client(hub.port());
    std::thread sender([&client] { client.send(post("/api/v2/projects", std::string(4 * 1024 * 1024, 'x'))); });
    const RawReply reply = client.reply();
    sender.join();
    QCOMPARE(reply.status, 413); // and not a reset that ate the answer
}

QTEST_GUILESS_MAIN(TestGateLoad)
#include "tst_gateload.moc"
