// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/routematcher.h"
#include "http/target.h"
#include "intakefixture.h"
#include "support/sourcefolder.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QJsonDocument::fromJson(file.readAll()).object();
}

QString shown(const QJsonValue& value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

/// A request as the gate hands it on; a target's characters are its bytes. Its row is found in the route table.
domain::Request requestOf(const QJsonObject& in)
{
    QJsonObject plain = in;
    plain.insert(u"path"_s, u"/"_s);
    domain::Request request = test::requestOf(plain);
    if (in.value(u"method"_s).toString() == u"HEAD"_s)
        request.method = domain::Method::Head;
    request.target = in.value(u"target"_s).toString().toLatin1().toStdString();
    http::Target target;
    if (!http::splitTarget(request.target, {}, target))
        qFatal("no target: %s", request.target.c_str());
    request.path = target.path;
    request.query = target.query;
    static const http::RouteMatcher matcher(http::routes(), [](const http::RouteRow&) { return true; });
    request.captures.clear();
    const http::RouteMatch match = matcher.match(request.method, target.segments, false, &request.captures);
    request.route = match.isMethodKnown ? match.row->id : std::string_view();
    return request;
}

} // namespace

/// Walks tests/vectors/openmetrics/wire: `<case>.in.json` has requests, `<case>.out.json` their answers and the events
/// that must be stored (members not named may be anything, maps are compared whole). Cases marked `gate` need the HTTP
/// layer; tests/e2e sends them, and all others again, over a socket.
class TestOpenMetricsWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vector_data()
    {
        QTest::addColumn<QJsonObject>("in");
        QTest::addColumn<QJsonObject>("out");
        const QDir folder(test::sourcePath(u"tests/vectors/openmetrics/wire"_s));
        int cases = 0;
        for (const QString& name : folder.entryList({u"*.in.json"_s})) {
            const QJsonObject in = read(folder.filePath(name));
            if (in.value(u"gate"_s).toBool())
                continue;
            QTest::newRow(qPrintable(in.value(u"origin"_s).toString()))
                << in << read(folder.filePath(QString(name).replace(u".in."_s, u".out."_s)));
            ++cases;
        }
        QVERIFY(cases > 50);
    }
    void vector()
    {
        QFETCH(QJsonObject, in);
        QFETCH(QJsonObject, out);
        test::IntakeFixture hub(in);
        const QJsonArray requests = in.value(u"requests"_s).toArray();
        const QJsonArray answers = out.value(u"answers"_s).toArray();
        QCOMPARE(answers.size(), requests.size());
        for (qsizetype i = 0; i < requests.size(); ++i)
            checkAnswer(hub.send(requestOf(requests.at(i).toObject())), answers.at(i).toObject());
        const QJsonArray events = out.value(u"events"_s).toArray();
        QCOMPARE(static_cast<qsizetype>(hub.sink.events.size()), events.size());
        for (qsizetype i = 0; i < events.size(); ++i)
            checkEvent(test::membersOf(hub.sink.events[static_cast<std::size_t>(i)]), events.at(i).toObject());
    }

    void aRelaxedTextIsCountedAtItsSource()
    {
        test::IntakeFixture hub;
        for (const char* target : {"/v1/createUser?q={sessionId:'s'}", "/v1/createUser?q={\"sessionId\":\"s\"}"})
            QCOMPARE(hub.send(requestOf({{u"method"_s, u"GET"_s}, {u"target"_s, QLatin1String(target)}})).status, 200);
        QCOMPARE(hub.counters.at("sightglass_openmetrics_relaxed_total{source=\"7\"}").load(), 1);
    }

    void aRefusalIsShownWithoutWhatWasSent()
    {
        test::IntakeFixture hub;
        static_cast<void>(
            hub.send(requestOf({{u"method"_s, u"GET"_s}, {u"target"_s, u"/v1/events?q={\"key\":\"secret\"}"_s}})));
        QCOMPARE(hub.feed.rejections.size(), std::size_t(1));
        const domain::Rejection& rejection = hub.feed.rejections.front();
        QCOMPARE(rejection.protocol, domain::Protocol::OpenMetrics);
        QCOMPARE(rejection.detail, std::string("no session ID"));
        QVERIFY(rejection.excerpt.empty() && rejection.key.empty());
    }

    void aStrictProjectKeepsNoId()
    {
        test::IntakeFixture hub({{u"project"_s, QJsonObject{{u"privacy"_s, u"strict"_s}}}});
        const auto target = u"/v1/events?q={\"sessionId\":\"s\",\"events\":[{\"name\":\"a\"}]}"_s;
        QCOMPARE(hub.send(requestOf({{u"method"_s, u"GET"_s}, {u"target"_s, target}})).body, std::string("ok"));
        QCOMPARE(hub.sink.events.size(), std::size_t(1));
        QVERIFY(hub.sink.events.front().anonymousId.empty());
        QCOMPARE(hub.sink.events.front().visitorBasis, domain::VisitorBasis::None);
    }

private:
    static void checkAnswer(const domain::Response& answer, const QJsonObject& expected)
    {
        QVERIFY2(answer.status == expected.value(u"status"_s).toInt(), answer.body.c_str());
        if (expected.contains(u"body"_s))
            QCOMPARE(QString::fromStdString(answer.body), expected.value(u"body"_s).toString());
        const QJsonObject headers = expected.value(u"headers"_s).toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it)
            QCOMPARE(QString::fromUtf8(domain::header(answer.headers, it.key().toStdString())), it.value().toString());
        QCOMPARE(answer.contentType, std::string("text/plain; charset=utf-8"));
    }

    static void checkEvent(const QJsonObject& event, QJsonObject expected)
    {
        for (const QJsonValue& member : expected.take(u"raw_lacks"_s).toArray())
            QVERIFY(!event.value(u"raw"_s).toObject().contains(member.toString()));
        if (const QJsonObject raw = expected.take(u"raw"_s).toObject(); !raw.isEmpty())
            QCOMPARE(shown(event.value(u"raw"_s).toObject().value(u"props"_s)), shown(raw.value(u"props"_s)));
        for (auto it = expected.begin(); it != expected.end(); ++it)
            QVERIFY2(event.value(it.key()) == it.value(), qPrintable(it.key() + u": "_s + shown(event.value(it.key())) +
                                                                     u" instead of "_s + shown(it.value())));
    }
};

QTEST_GUILESS_MAIN(TestOpenMetricsWire)
#include "tst_openmetricswire.moc"
