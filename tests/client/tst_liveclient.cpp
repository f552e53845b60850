// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/fakehub.h"
#include "client/liveclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>

using namespace sightglass;
using namespace sightglass::client;
using test::FakeHub;
using test::object;

class TestLiveClient : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeHub> m_hub;

    Connection connection() const { return {m_hub->url(), QStringLiteral("secret")}; }

private Q_SLOTS:
    void init() { m_hub = std::make_unique<FakeHub>(); }

    void theTokenTravelsInTheFirstMessage()
    {
        LiveClient client;
        client.follow(connection(), QStringLiteral("1"));
        QTRY_COMPARE(m_hub->greetings().size(), 1);
        const QJsonObject hello = QJsonDocument::fromJson(m_hub->greetings().first().toUtf8()).object();
        QCOMPARE(hello, object("{'token':'secret','filters':[]}"));
        QTRY_VERIFY(client.isConnected());
    }

    void aHubThatDoesNotAnswerIsNotConnected()
    {
        QWebSocketServer silent(QString(), QWebSocketServer::NonSecureMode);
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QSignalSpy arrived(&silent, &QWebSocketServer::newConnection);
        LiveClient client;
        client.follow({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort())), QStringLiteral("secret")},
                      QStringLiteral("1"));
        QVERIFY(arrived.wait());
        const std::unique_ptr<QWebSocket> socket(silent.nextPendingConnection());
        QSignalSpy greeted(socket.get(), &QWebSocket::textMessageReceived);
        QVERIFY(greeted.wait());
        QVERIFY(!client.isConnected());
        socket->sendTextMessage(QStringLiteral("{}"));
        QTRY_VERIFY(client.isConnected());
    }

    void messagesAreGatheredIntoOneBatch()
    {
        LiveClient client;
        QSignalSpy batches(&client, &LiveClient::batchArrived);
        client.follow(connection(), QStringLiteral("1"));
        QTRY_COMPARE(m_hub->greetings().size(), 1);
        m_hub->sendLive(
            object("{'events':[{'name':'a'}],'rejected':[],'skipped':1,'counters':{'stored':2,'rejected':0}}"));
        m_hub->sendLive(object(
            "{'events':[{'name':'b'}],'rejected':[{'reason':'x'}],'skipped':2,'counters':{'stored':5,'rejected':1}}"));
        QTRY_COMPARE(batches.size(), 1);
        const auto batch = batches.first().first().value<LiveBatch>();
        QCOMPARE(batch.events.size(), 2);
        QCOMPARE(batch.events.last().name, QStringLiteral("b"));
        QCOMPARE(batch.skipped, 3);
        QCOMPARE(batch.counters, (LiveCounters{5, 1}));
        QVERIFY(batches.first().at(1).toBool());
    }

    void aFloodKeepsTheNewestAndCountsTheRest()
    {
        LiveClient client;
        QSignalSpy batches(&client, &LiveClient::batchArrived);
        client.follow(connection(), QStringLiteral("1"));
        QTRY_COMPARE(m_hub->greetings().size(), 1);
        QJsonArray events;
        for (int i = 0; i < LiveClient::kMostRows + 100; ++i)
            events.append(QJsonObject{{QStringLiteral("name"), QString::number(i)}});
        m_hub->sendLive({{QStringLiteral("events"), events}});
        QTRY_COMPARE(batches.size(), 1);
        const auto batch = batches.first().first().value<LiveBatch>();
        QCOMPARE(batch.events.size(), qsizetype(LiveClient::kMostRows));
        QCOMPARE(batch.events.last().name, QString::number(LiveClient::kMostRows + 99));
        QCOMPARE(batch.skipped, 100);
    }

    void aLostStreamIsOpenedAgain()
    {
        LiveClient client;
        QSignalSpy changes(&client, &LiveClient::connectedChanged);
        client.follow(connection(), QStringLiteral("1"));
        QTRY_VERIFY(client.isConnected());
        m_hub->stop();
        QTRY_VERIFY(!client.isConnected());
        QVERIFY(m_hub->start());
        QTRY_COMPARE(m_hub->greetings().size(), 2);
        QTRY_COMPARE(changes.size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestLiveClient)
#include "tst_liveclient.moc"
