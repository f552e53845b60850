// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/runninghub.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

#include <memory>

using namespace sightglass;
using test::Reply;
using test::RunningHub;

namespace {

QByteArray addProject(RunningHub& hub)
{
    const Reply project =
        hub.api("POST", QStringLiteral("/projects"), {{QStringLiteral("name"), QStringLiteral("Shop")}});
    return project.body.value(QStringLiteral("source"))
        .toObject()
        .value(QStringLiteral("writeKey"))
        .toString()
        .toUtf8();
}

QJsonObject track(const QString& event)
{
    return {{QStringLiteral("userId"), QStringLiteral("ada")}, {QStringLiteral("event"), event}};
}

int eventCount(RunningHub& hub)
{
    const Reply summary = hub.api("POST", QStringLiteral("/projects/1/query"),
                                  {{QStringLiteral("kind"), QStringLiteral("summary")},
                                   {QStringLiteral("range"), QStringLiteral("7d")},
                                   {QStringLiteral("metrics"), QJsonArray{QStringLiteral("events")}}});
    return summary.body.value(QStringLiteral("metrics")).toObject().value(QStringLiteral("events")).toInt(-1);
}

} // namespace

class TestHub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_data = m_directory->path() + QStringLiteral("/data");
    }

    void whatWasAnsweredIsThereAtOnceAndAfterARestart()
    {
        QByteArray key;
        {
            RunningHub hub(m_data);
            QVERIFY(hub.start());
            key = addProject(hub);
            QCOMPARE(hub.segment(QStringLiteral("/v1/track"), key, track(QStringLiteral("Signed Up"))).status, 200);
            QCOMPARE(hub.segment(QStringLiteral("/v1/batch"), key,
                                 {{QStringLiteral("batch"),
                                   QJsonArray{QJsonObject{{QStringLiteral("type"), QStringLiteral("track")},
                                                          {QStringLiteral("event"), QStringLiteral("A")},
                                                          {QStringLiteral("anonymousId"), QStringLiteral("x")}},
                                              QJsonObject{{QStringLiteral("type"), QStringLiteral("page")},
                                                          {QStringLiteral("anonymousId"), QStringLiteral("x")}}}}})
                         .status,
                     200);
            QCOMPARE(eventCount(hub), 3);
            const Reply events = hub.api("GET", QStringLiteral("/projects/1/events"));
            QCOMPARE(events.body.value(QStringLiteral("items")).toArray().size(), 3);
            hub.stop();
            QVERIFY(!QFile::exists(m_data + QStringLiteral("/control")));
        }
        RunningHub again(m_data);
        QVERIFY(again.start());
        QCOMPARE(eventCount(again), 3);
        QCOMPARE(again.segment(QStringLiteral("/v1/track"), key, track(QStringLiteral("Later"))).status, 200);
        QCOMPARE(eventCount(again), 4);
    }

    void anUnknownKeyIsRefusedAndShown()
    {
        RunningHub hub(m_data);
        QVERIFY(hub.start());
        QVERIFY(!addProject(hub).isEmpty());
        QCOMPARE(hub.segment(QStringLiteral("/v1/track"), "lost", track(QStringLiteral("A"))).status, 401);
        const Reply seen = hub.api("GET", QStringLiteral("/rejections"));
        const QJsonValue first = seen.body.value(QStringLiteral("items")).toArray().at(0);
        QCOMPARE(first[QStringLiteral("key")].toString(), QStringLiteral("lost"));
        QCOMPARE(first[QStringLiteral("reason")].toString(), QStringLiteral("invalid_write_key"));
    }

    void aHubWithoutProjectsTakesEverythingAndOpenModeNamesOne()
    {
        {
            RunningHub hub(m_data);
            QVERIFY(hub.start());
            QCOMPARE(hub.segment(QStringLiteral("/v1/track"), "anything", track(QStringLiteral("A"))).status, 200);
            QVERIFY(!addProject(hub).isEmpty());
            QCOMPARE(hub.segment(QStringLiteral("/v1/track"), "anything", track(QStringLiteral("A"))).status, 401);
        }
        RunningHub open(m_data);
        QVERIFY(open.settings.setFlag("segment_open_mode", QStringLiteral("1")));
        QVERIFY(open.start());
        QCOMPARE(open.segment(QStringLiteral("/v1/track"), "anything", track(QStringLiteral("A"))).status, 200);
        QCOMPARE(eventCount(open), 1);
    }

    void duplicatesCountOnceUnlessSwitchedOff()
    {
        QJsonObject same = track(QStringLiteral("Again"));
        same.insert(QStringLiteral("messageId"), QStringLiteral("m-1"));
        QByteArray key;
        {
            RunningHub hub(m_data);
            QVERIFY(hub.start());
            key = addProject(hub);
            for (int i = 0; i < 3; ++i)
                QCOMPARE(hub.segment(QStringLiteral("/v1/track"), key, same).status, 200);
            QCOMPARE(eventCount(hub), 1);
        }
        RunningHub lax(m_data);
        QVERIFY(lax.settings.setFlag("dedup", QStringLiteral("off")));
        QVERIFY(lax.start());
        QCOMPARE(lax.segment(QStringLiteral("/v1/track"), key, same).status, 200);
        QCOMPARE(eventCount(lax), 2);
    }

    void aSavedGoalIsAskedById()
    {
        RunningHub hub(m_data);
        QVERIFY(hub.start());
        const QByteArray key = addProject(hub);
        const QJsonObject condition{{QStringLiteral("event"), QStringLiteral("Signed up")}};
        const Reply goal =
            hub.api("POST", QStringLiteral("/projects/1/goals"),
                    {{QStringLiteral("name"), QStringLiteral("Signups")}, {QStringLiteral("condition"), condition}});
        QCOMPARE(goal.status, 201);
        for (const char* event : {"Signed up", "Looked around", "Signed up"})
            QCOMPARE(hub.segment(QStringLiteral("/v1/track"), key, track(QString::fromLatin1(event))).status, 200);
        const auto ask = [&hub](const QString& id) {
            return hub.api("POST", QStringLiteral("/projects/1/query"),
                           {{QStringLiteral("kind"), QStringLiteral("summary")},
                            {QStringLiteral("range"), QStringLiteral("7d")},
                            {QStringLiteral("goal"), id},
                            {QStringLiteral("metrics"), QJsonArray{QStringLiteral("conversions")}}});
        };
        const Reply answer = ask(goal.body.value(QStringLiteral("id")).toString());
        QCOMPARE(answer.body.value(QStringLiteral("metrics")).toObject().value(QStringLiteral("conversions")).toInt(-1),
                 2);
        const Reply unknown = ask(QStringLiteral("77"));
        QCOMPARE(unknown.status, 400);
        QCOMPARE(unknown.body.value(QStringLiteral("pointer")).toString(), QStringLiteral("/goal"));
    }

    void savedGoalsThatWereReachedAreRows()
    {
        RunningHub hub(m_data);
        QVERIFY(hub.start());
        const QByteArray key = addProject(hub);
        for (const char* event : {"Signed up", "Looked around", "Left"}) {
            const QJsonObject condition{{QStringLiteral("event"), QString::fromLatin1(event)}};
            QCOMPARE(hub.api("POST", QStringLiteral("/projects/1/goals"),
                             {{QStringLiteral("name"), QString::fromLatin1(event).toUpper()},
                              {QStringLiteral("condition"), condition}})
                         .status,
                     201);
        }
        for (const char* event : {"Signed up", "Looked around", "Looked around"})
            QCOMPARE(hub.segment(QStringLiteral("/v1/track"), key, track(QString::fromLatin1(event))).status, 200);
        const Reply answer = hub.api("POST", QStringLiteral("/projects/1/query"),
                                     {{QStringLiteral("kind"), QStringLiteral("breakdown")},
                                      {QStringLiteral("property"), QStringLiteral("goal")},
                                      {QStringLiteral("range"), QStringLiteral("7d")},
                                      {QStringLiteral("metrics"), QJsonArray{QStringLiteral("conversions")}}});
        const auto row = [](const char* id, const char* name, int conversions) {
            return QJsonObject{{QStringLiteral("value"), QString::fromLatin1(id)},
                               {QStringLiteral("name"), QString::fromLatin1(name)},
                               {QStringLiteral("conversions"), conversions}};
        };
        QCOMPARE(answer.body.value(QStringLiteral("rows")).toArray(),
                 (QJsonArray{row("2", "LOOKED AROUND", 2), row("1", "SIGNED UP", 1)}));
        QCOMPARE(answer.body.value(QStringLiteral("total")).toObject().value(QStringLiteral("conversions")).toInt(-1),
                 3);
        QCOMPARE(answer.body.value(QStringLiteral("query")).toObject().value(QStringLiteral("property")).toString(),
                 QStringLiteral("goal"));
    }

    void aSavedSegmentIsAskedById()
    {
        RunningHub hub(m_data);
        QVERIFY(hub.start());
        const QByteArray key = addProject(hub);
        const QJsonObject filter{{QStringLiteral("property"), QStringLiteral("event")},
                                 {QStringLiteral("value"), QStringLiteral("Signed up")}};
        const Reply segment = hub.api(
            "POST", QStringLiteral("/projects/1/segments"),
            {{QStringLiteral("name"), QStringLiteral("Signups")}, {QStringLiteral("filters"), QJsonArray{filter}}});
        QCOMPARE(segment.status, 201);
        for (const char* event : {"Signed up", "Looked around", "Signed up"})
            QCOMPARE(hub.segment(QStringLiteral("/v1/track"), key, track(QString::fromLatin1(event))).status, 200);
        const auto ask = [&hub](const QString& id) {
            const QJsonObject named{{QStringLiteral("segment"), id}};
            return hub.api("POST", QStringLiteral("/projects/1/query"),
                           {{QStringLiteral("kind"), QStringLiteral("summary")},
                            {QStringLiteral("range"), QStringLiteral("7d")},
                            {QStringLiteral("filters"), QJsonArray{named}},
                            {QStringLiteral("metrics"), QJsonArray{QStringLiteral("events")}}});
        };
        const Reply answer = ask(segment.body.value(QStringLiteral("id")).toString());
        QCOMPARE(answer.body.value(QStringLiteral("metrics")).toObject().value(QStringLiteral("events")).toInt(-1), 2);
        const Reply unknown = ask(QStringLiteral("77"));
        QCOMPARE(unknown.status, 400);
        QCOMPARE(unknown.body.value(QStringLiteral("pointer")).toString(), QStringLiteral("/filters/0/segment"));
    }

    void eventsArriveOnTheLiveSocket()
    {
        RunningHub hub(m_data);
        QVERIFY(hub.start());
        const QByteArray key = addProject(hub);
        QWebSocket socket;
        QSignalSpy messages(&socket, &QWebSocket::textMessageReceived);
        QSignalSpy connected(&socket, &QWebSocket::connected);
        socket.open(QUrl(hub.url(QStringLiteral("/api/v2/projects/1/live"))
                             .replace(QStringLiteral("http:"), QStringLiteral("ws:"))));
        QTRY_COMPARE(connected.size(), 1);
        socket.sendTextMessage(QStringLiteral("{\"token\":\"%1\"}").arg(QString::fromLatin1(hub.token())));
        QTRY_VERIFY(!messages.isEmpty()); // The first, empty one says that the stream has begun.
        messages.clear();
        QCOMPARE(hub.segment(QStringLiteral("/v1/track"), key, track(QStringLiteral("Seen"))).status, 200);
        QTRY_VERIFY(!messages.isEmpty());
        const QJsonObject message = QJsonDocument::fromJson(messages.first().first().toString().toUtf8()).object();
        QCOMPARE(message.value(QStringLiteral("events")).toArray().at(0)[QStringLiteral("event")].toString(),
                 QStringLiteral("Seen"));
        QCOMPARE(message.value(QStringLiteral("counters")).toObject().value(QStringLiteral("stored")).toInt(), 1);
        QSignalSpy ended(&socket, &QWebSocket::disconnected);
        hub.stop();
        QTRY_COMPARE(ended.size(), 1);
    }

    void aWrongTokenClosesTheLiveSocket()
    {
        RunningHub hub(m_data);
        QVERIFY(hub.start());
        QWebSocket socket;
        QSignalSpy connected(&socket, &QWebSocket::connected);
        QSignalSpy ended(&socket, &QWebSocket::disconnected);
        socket.open(QUrl(hub.url(QStringLiteral("/api/v2/projects/1/live"))
                             .replace(QStringLiteral("http:"), QStringLiteral("ws:"))));
        QTRY_COMPARE(connected.size(), 1);
        socket.sendTextMessage(QStringLiteral("{\"token\":\"wrong\"}"));
        QTRY_COMPARE(ended.size(), 1);
    }

    void oneDirectoryHasOneHub()
    {
        RunningHub first(m_data);
        QVERIFY(first.start());
        RunningHub second(m_data);
        const Expected<void> started = second.start();
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::Conflict);
        first.stop();
        QVERIFY(second.start());
    }

    void theControlSocketIsItsOwnersOnly()
    {
        RunningHub hub(m_data);
        QVERIFY(hub.start());
        const QFileDevice::Permissions others =
            QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QCOMPARE(QFileInfo(m_data + QStringLiteral("/control")).permissions() & others, QFileDevice::Permissions());
        QCOMPARE(QFileInfo(m_data).permissions() & others, QFileDevice::Permissions());
    }

    void whatMakesNoSenseStopsTheStartAndHoldsNothing_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("a base path that is a route") << QByteArray("base_path") << QStringLiteral("/api");
        QTest::newRow("a certificate that is not there")
            << QByteArray("listen") << QStringLiteral("127.0.0.1:0 certificate=/none key=/none");
        QTest::newRow("a geo database that is not there") << QByteArray("geo_database") << QStringLiteral("/none.mmdb");
        QTest::newRow("a proxy that is no network") << QByteArray("trusted_proxies") << QStringLiteral("the-proxy");
    }
    void whatMakesNoSenseStopsTheStartAndHoldsNothing()
    {
        QFETCH(QByteArray, key);
        QFETCH(QString, value);
        {
            RunningHub hub(m_data);
            QVERIFY(hub.settings.setFlag(key.constData(), value));
            const Expected<void> started = hub.start();
            QVERIFY(!started);
            QVERIFY(!started.error().detail.isEmpty());
        }
        RunningHub good(m_data);
        QVERIFY(good.start());
    }

    void stoppingTwiceAndStartingAgainWorks()
    {
        RunningHub hub(m_data);
        QVERIFY(hub.start());
        const QByteArray first = hub.token();
        hub.stop();
        hub.stop();
        QVERIFY(hub.start());
        QVERIFY(hub.token() != first);
        QCOMPARE(hub.api("GET", QStringLiteral("/projects")).status, 200);
    }

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_data;
};

QTEST_GUILESS_MAIN(TestHub)
#include "tst_hub.moc"
