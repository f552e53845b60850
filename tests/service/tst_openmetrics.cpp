// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/runninghub.h"
#include "support/manualclock.h"
#include "support/sourcefolder.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;
using test::Reply;
using test::RunningHub;

namespace {

QDir vectorFolder()
{
    return QDir(test::sourcePath(u"tests/vectors/openmetrics"_s));
}

QJsonObject read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QByteArray text(const QJsonValue& value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
}

/// Whether `actual` holds everything that `expected` says; lists item by item, numbers to a billionth.
bool holds(const QJsonValue& actual, const QJsonValue& expected)
{
    if (expected.isDouble())
        return actual.isDouble() && std::abs(actual.toDouble() - expected.toDouble()) < 1e-9;
    if (expected.isArray()) {
        const QJsonArray wanted = expected.toArray();
        bool same = actual.isArray() && wanted.size() == actual.toArray().size();
        for (qsizetype i = 0; same && i < wanted.size(); ++i)
            same = holds(actual.toArray().at(i), wanted.at(i));
        return same;
    }
    if (!expected.isObject())
        return actual == expected;
    const QJsonObject wanted = expected.toObject();
    const QStringList keys = wanted.keys();
    return std::all_of(keys.begin(), keys.end(),
                       [&](const QString& key) { return holds(actual.toObject().value(key), wanted.value(key)); });
}

/// A hub whose clock stands where a test puts it, with one project.
class OpenMetricsHub
{
public:
    explicit OpenMetricsHub(const QJsonObject& settings)
        : clock(test::at("2026-03-02T10:00:00.000Z"))
        , hub(m_directory.path() + u"/data"_s, &clock)
    {
        set("address_rate", u"0"_s);
        for (const QString& key : settings.keys())
            set(key.toLatin1().constData(), settings.value(key).toString());
        if (const Expected<void> started = hub.start(); !started)
            qFatal("%s", qPrintable(started.error().detail));
        static_cast<void>(hub.api("POST", u"/projects"_s, {{u"name"_s, u"Shop"_s}}));
    }

private:
    QTemporaryDir m_directory;

public:
    test::ManualClock clock;
    RunningHub hub;
    QString kept; ///< Id of the first item of a list, for later steps.

private:
    void set(const char* key, const QString& value)
    {
        if (const Expected<void> done = hub.settings.setFlag(key, value); !done)
            qFatal("%s", qPrintable(done.error().detail));
    }
};

/// Answers every request on loopback with the same text, and keeps what was asked.
class Answerer : public QTcpServer
{
public:
    explicit Answerer(const QByteArray& status, const QByteArray& headers, const QByteArray& body)
        : m_answer("HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) +
                   "\r\nConnection: close\r\n" + headers + "\r\n" + body)
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { take(*socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port is free");
    }
    [[nodiscard]] QString url() const { return u"http://127.0.0.1:%1/metric"_s.arg(serverPort()); }

    QByteArray asked;

private:
    void take(QTcpSocket& socket)
    {
        asked += socket.readAll();
        if (!asked.endsWith('}'))
            return;
        socket.write(m_answer);
        socket.disconnectFromHost();
    }
    const QByteArray m_answer;
};

} // namespace

/// OpenMetrics from the wire to the answers, through a whole hub: what was sent over a socket is asked through API v2.
class TestOpenMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// tests/vectors/openmetrics/conversations: `steps` are calls with a payload, questions with what their answers
    /// hold, other requests of API v2 below the project, and times to put the clock to.
    void conversation_data()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(vectorFolder().filePath(u"conversations"_s));
        const QStringList files = folder.entryList({u"*.json"_s});
        QVERIFY(files.size() > 10);
        for (const QString& file : files)
            QTest::newRow(qPrintable(file)) << folder.filePath(file);
    }
    void conversation()
    {
        QFETCH(QString, file);
        const QJsonObject in = read(file);
        OpenMetricsHub fixture(in.value(u"settings"_s).toObject());
        const QJsonArray steps = in.value(u"steps"_s).toArray();
        QVERIFY(!steps.isEmpty());
        for (const QJsonValue& value : steps)
            takeStep(fixture, value.toObject());
    }

    /// The vectors that tests/query asks of events as they are after the decoder, here sent as calls.
    void engineVector_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("identity");
        for (const QString& file : vectorFolder().entryList({u"*.in.json"_s})) {
            const QString name = file.chopped(8);
            QTest::addRow("%s, split", qPrintable(name)) << name << u"split"_s;
            if (name != u"identity-i5"_s) // means something else there
                QTest::addRow("%s, compatible", qPrintable(name)) << name << u"compatible"_s;
        }
    }
    void engineVector()
    {
        QFETCH(QString, name);
        QFETCH(QString, identity);
        const QJsonObject in = read(vectorFolder().filePath(name + u".in.json"_s));
        const QJsonObject expected = read(vectorFolder().filePath(name + u".out.json"_s));
        OpenMetricsHub fixture({{u"openmetrics_identity"_s, identity}});
        for (const QJsonValue& value : in.value(u"events"_s).toArray())
            sendEvent(fixture, value.toObject());
        fixture.clock.set(test::at(in.value(u"now"_s).toString().toLatin1().constData()));
        const Reply reply = fixture.hub.api("POST", u"/projects/1/query"_s, in.value(u"description"_s).toObject());
        QCOMPARE(reply.status, 200);
        QVERIFY2(holds(reply.body, expected), reply.text.constData());
    }

    /// Openmetrics §14.2.
    void pulledMetric_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QJsonValue>("data");
        QTest::addColumn<QString>("error");
        const QByteArray none;
        QTest::newRow("a bare number") << QByteArray("200 OK") << none << QByteArray("12.5\n") << QJsonValue(12.5)
                                       << QString();
        QTest::newRow("a document") << QByteArray("200 OK") << none << QByteArray(R"({"title":"x","data":7})")
                                    << QJsonValue(7) << QString();
        QTest::newRow("another form") << QByteArray("200 OK") << none << QByteArray(R"([{"tsId":1,"value":2}])")
                                      << QJsonValue() << u"must be a number"_s;
        QTest::newRow("no JSON") << QByteArray("200 OK") << none << QByteArray("<html>") << QJsonValue()
                                 << u"the answer is not JSON"_s;
        QTest::newRow("a failure") << QByteArray("500 Oops") << none << QByteArray("1") << QJsonValue()
                                   << u"it answers 500"_s;
        QTest::newRow("a redirect") << QByteArray("302 Found") << QByteArray("Location: /elsewhere\r\n") << none
                                    << QJsonValue() << u"it redirects (302), which is not followed"_s;
        QTest::newRow("too much") << QByteArray("200 OK") << none << QByteArray(6 * 1024 * 1024, '1') << QJsonValue()
                                  << u"the answer is longer than 5 MiB"_s;
    }
    void pulledMetric()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, body);
        QFETCH(QJsonValue, data);
        QFETCH(QString, error);
        Answerer answerer(status, headers, body);
        OpenMetricsHub fixture({{u"metric_pull_private"_s, u"true"_s}});
        const QJsonObject metric{
            {u"name"_s, u"Load"_s},
            {u"type"_s, u"total"_s},
            {u"request"_s, QJsonObject{{u"url"_s, answerer.url()}, {u"params"_s, QJsonObject{{u"of"_s, u"cpu"_s}}}}}};
        QCOMPARE(fixture.hub.api("POST", u"/projects/1/metrics"_s, metric).status, 201);
        const Reply pulled = fixture.hub.api("POST", u"/projects/1/metrics/1/pull"_s, {});
        QVERIFY2(pulled.status == 201, pulled.text.constData());
        const Reply value = fixture.hub.api("GET", u"/projects/1/metrics/1/value"_s, {});
        QCOMPARE(value.body.value(u"data"_s), data.isUndefined() ? QJsonValue(QJsonValue::Null) : data);
        QCOMPARE(value.body.value(u"error"_s).toString(), error);
        QCOMPARE(value.body.value(u"at"_s).toString(), u"2026-03-02T10:00:00.000Z"_s);
        QVERIFY2(answerer.asked.startsWith("POST /metric HTTP/1.1\r\n") &&
                     answerer.asked.endsWith("\r\n\r\n{\"of\":\"cpu\"}"),
                 answerer.asked.constData());
    }

    void metricsArePulledWhenTheirTimeHasCome()
    {
        Answerer answerer("200 OK", {}, "1");
        OpenMetricsHub fixture({{u"metric_pull_private"_s, u"true"_s}});
        const QJsonObject metric{{u"name"_s, u"Load"_s},
                                 {u"type"_s, u"total"_s},
                                 {u"request"_s, QJsonObject{{u"url"_s, answerer.url()}, {u"every"_s, 60}}}};
        QCOMPARE(fixture.hub.api("POST", u"/projects/1/metrics"_s, metric).status, 201);
        const auto at = [&] {
            return fixture.hub.api("GET", u"/projects/1/metrics/1/value"_s, {}).body.value(u"at"_s).toString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(at(), u"2026-03-02T10:00:00.000Z"_s, 60'000);
        fixture.clock.set(test::at("2026-03-02T10:01:00.000Z"));
        QTRY_COMPARE_WITH_TIMEOUT(at(), u"2026-03-02T10:01:00.000Z"_s, 60'000);
    }

    void privateAddressesAreNotAsked()
    {
        Answerer answerer("200 OK", {}, "1");
        OpenMetricsHub fixture({});
        for (const QString& url : {answerer.url(), QString(answerer.url()).replace(u"127.0.0.1"_s, u"localhost"_s),
                                   QString(answerer.url()).replace(u"127.0.0.1"_s, u"[::ffff:127.0.0.1]"_s)}) {
            const QJsonObject metric{
                {u"name"_s, u"Load"_s}, {u"type"_s, u"total"_s}, {u"request"_s, QJsonObject{{u"url"_s, url}}}};
            const QString id = fixture.hub.api("POST", u"/projects/1/metrics"_s, metric).body.value(u"id"_s).toString();
            const Reply pulled = fixture.hub.api("POST", u"/projects/1/metrics/"_s + id + u"/pull"_s, {});
            QVERIFY2(pulled.body.value(u"error"_s).toString().endsWith(u"is an address of a private network"_s),
                     pulled.text.constData());
        }
        QVERIFY(answerer.asked.isEmpty());
    }

    void wrongRequestsAreRefused_data()
    {
        QTest::addColumn<QJsonObject>("request");
        QTest::addColumn<QString>("pointer");
        QTest::newRow("another scheme") << QJsonObject{{u"url"_s, u"file:///etc/passwd"_s}} << u"/request/url"_s;
        QTest::newRow("a password") << QJsonObject{{u"url"_s, u"http://a:b@example.org/"_s}} << u"/request/url"_s;
        QTest::newRow("no address") << QJsonObject{} << u"/request/url"_s;
        QTest::newRow("too often") << QJsonObject{{u"url"_s, u"http://example.org/"_s}, {u"every"_s, 59}}
                                   << u"/request/every"_s;
        QTest::newRow("params as text") << QJsonObject{{u"url"_s, u"http://example.org/"_s}, {u"params"_s, u"x"_s}}
                                        << u"/request/params"_s;
        QTest::newRow("an unknown member")
            << QJsonObject{{u"url"_s, u"http://example.org/"_s}, {u"method"_s, u"GET"_s}} << u"/request/method"_s;
    }
    void wrongRequestsAreRefused()
    {
        QFETCH(QJsonObject, request);
        QFETCH(QString, pointer);
        OpenMetricsHub fixture({});
        const Reply reply = fixture.hub.api("POST", u"/projects/1/metrics"_s,
                                            {{u"name"_s, u"X"_s}, {u"type"_s, u"total"_s}, {u"request"_s, request}});
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.body.value(u"pointer"_s).toString(), pointer);
    }

private:
    static void takeStep(OpenMetricsHub& fixture, const QJsonObject& step)
    {
        if (step.contains(u"clock"_s))
            fixture.clock.set(test::at(step.value(u"clock"_s).toString().toLatin1().constData()));
        if (step.contains(u"call"_s)) {
            const Reply reply =
                fixture.hub.openMetrics(step.value(u"call"_s).toString(), step.value(u"payload"_s).toObject());
            QCOMPARE(QString::fromUtf8(reply.text), step.value(u"answer"_s).toString(u"ok"_s));
        }
        if (step.contains(u"api"_s)) {
            const QString path = step.value(u"path"_s).toString().replace(u"{kept}"_s, fixture.kept);
            const Reply reply = fixture.hub.api(step.value(u"api"_s).toString().toLatin1(), u"/projects/1"_s + path,
                                                step.value(u"body"_s).toObject());
            if (step.value(u"keepsId"_s).toBool())
                fixture.kept = reply.body.value(u"items"_s).toArray().at(0).toObject().value(u"id"_s).toString();
            QVERIFY2(reply.status == step.value(u"status"_s).toInt(200), reply.text.constData());
            const QByteArray difference = reply.text + "\ninstead of\n" + text(step.value(u"holds"_s));
            QVERIFY2(holds(reply.body, step.value(u"holds"_s).toObject()), difference.constData());
        }
    }

    static void sendEvent(OpenMetricsHub& fixture, const QJsonObject& event)
    {
        const TimePoint at = test::at(event.value(u"at"_s).toString().toLatin1().constData());
        fixture.clock.set(at);
        const QString session = event.value(u"who"_s).toString();
        Reply reply;
        if (event.contains(u"user"_s)) {
            reply = fixture.hub.openMetrics(u"setUserId"_s,
                                            {{u"sessionId"_s, session}, {u"uid"_s, event.value(u"user"_s)}});
        } else {
            const QJsonObject one{
                {u"name"_s, event.value(u"event"_s)},
                {u"ts"_s, double(toMs(at))},
                {u"options"_s, QJsonObject{{u"active"_s, event.value(u"interactive"_s).toBool(true)}}}};
            reply = fixture.hub.openMetrics(u"events"_s, {{u"sessionId"_s, session}, {u"events"_s, QJsonArray{one}}});
        }
        QCOMPARE(reply.text, QByteArray("ok"));
    }
};

QTEST_GUILESS_MAIN(TestOpenMetrics)
#include "tst_openmetrics.moc"
