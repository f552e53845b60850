// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "http/rawclient.h"
#include "http/server.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace sightglass;
using namespace sightglass::test;

namespace {

/// API v2 behind a real port, with a question that goes on until it is cancelled.
struct SlowHub
{
    ApiFixture fixture;
    std::atomic<int> asked = 0;
    std::atomic<int> stopped = 0;
    std::unique_ptr<http::HttpServer> server;
    std::uint16_t port = 0;

    SlowHub()
    {
        std::ignore = fixture.settings.setFlag("query_timeout", QStringLiteral("1h"));
        std::ignore = fixture.post(QStringLiteral("projects"), R"({"name":"A"})");
        fixture.onAsk = [this](const domain::Cancellation& cancel) -> Expected<QJsonObject> {
            ++asked;
            while (!cancel.isCancelled())
                std::this_thread::yield();
            ++stopped;
            return unexpected(ErrorCode::Cancelled, QStringLiteral("stopped"));
        };
        http::HttpOptions options;
        options.listeners.front().port = 0;
        options.threads = 1;
        http::HttpParts parts;
        parts.handlers["api.resource"] = fixture.api->resourceHandler();
        server = std::make_unique<http::HttpServer>(options, std::move(parts), fixture.clock, fixture.counters);
        const std::string url = server->listen()->front();
        port = static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
    }
    ~SlowHub()
    {
        fixture.api->beginStop();
        server->stop();
    }

    [[nodiscard]] std::string request(const std::string& method, const std::string& path,
                                      const std::string& body = {}) const
    {
        return method + " /api/v2/projects/1/" + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " +
               fixture.admin.toStdString() + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
};

const std::string kQuestion = R"({"kind":"summary","metrics":["visitors"],"range":"7d"})";

} // namespace

/// Questions whose asker goes away, over a real socket (spec api §4).
class TestAbandoned : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQuestionStopsWhenItsClientGoes_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("body");
        QTest::addColumn<bool>("isReset");
        const QString question = QString::fromStdString(kQuestion);
        const QString queries = QStringLiteral("{\"queries\":[%1]}").arg(question);
        QTest::newRow("a query, closed") << "POST"
                                         << "query" << question << false;
        QTest::newRow("a query, reset") << "POST"
                                        << "query" << question << true;
        QTest::newRow("several at once, closed") << "POST"
                                                 << "query" << queries << false;
        QTest::newRow("the list of people, closed") << "GET"
                                                    << "people?range=7d" << QString() << false;
        QTest::newRow("the list of people, reset") << "GET"
                                                   << "people?range=7d" << QString() << true;
    }

    void aQuestionStopsWhenItsClientGoes()
    {
        QFETCH(QString, method);
        QFETCH(QString, path);
        QFETCH(QString, body);
        QFETCH(bool, isReset);
        SlowHub hub;
        {
            RawClient client(hub.port);
            QVERIFY(client.send(hub.request(method.toStdString(), path.toStdString(), body.toStdString())));
            QTRY_COMPARE(hub.asked.load(), 1);
            QCOMPARE(hub.stopped.load(), 0);
            if (isReset)
                client.reset();
        }
        QTRY_COMPARE(hub.stopped.load(), 1);
    }

    void theQuestionsOfOthersGoOn()
    {
        SlowHub hub;
        RawClient patient(hub.port);
        QVERIFY(patient.send(hub.request("POST", "query", kQuestion)));
        QTRY_COMPARE(hub.asked.load(), 1);
        {
            RawClient client(hub.port);
            QVERIFY(client.send(hub.request("POST", "query", kQuestion)));
            QTRY_COMPARE(hub.asked.load(), 2);
        }
        QTRY_COMPARE(hub.stopped.load(), 1);
        hub.fixture.api->beginStop();
        QCOMPARE(patient.reply().status, 504);
        QCOMPARE(hub.stopped.load(), 2);
    }

    void aHubThatStopsAnswersWhoAsked()
    {
        SlowHub hub;
        RawClient client(hub.port);
        QVERIFY(client.send(hub.request("POST", "query", kQuestion)));
        QTRY_COMPARE(hub.asked.load(), 1);
        hub.fixture.api->beginStop();
        QCOMPARE(client.reply().status, 504);
        QVERIFY(client.send(hub.request("POST", "query", kQuestion)));
        QCOMPARE(client.reply().status, 503);
        QCOMPARE(hub.asked.load(), 1);
    }
};

QTEST_GUILESS_MAIN(TestAbandoned)
#include "tst_abandoned.moc"
