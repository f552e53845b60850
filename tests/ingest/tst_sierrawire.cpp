// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contentdecoding.h"
#include "domain/eventjson.h"
#include "http/routematcher.h"
#include "http/target.h"
#include "intake/sierraintake.h"
#include "intakefixture.h"
#include "pipeline/dailysecrets.h"
#include "pipeline/referencedata.h"
#include "support/manualclock.h"
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

ingest::sierra::Options optionsOf(const QJsonObject& setup)
{
    ingest::sierra::Options options;
    options.strict = setup.value(u"strict"_s).toBool();
    options.honourDnt = setup.value(u"honourDnt"_s).toBool(true);
    options.majorVersion = setup.value(u"majorVersion"_s).toBool();
    options.dropHeadless = setup.value(u"dropHeadless"_s).toBool();
    return options;
}

/// Days have a key, and the tables of the world are the program's.
pipeline::PipelineParts parts()
{
    pipeline::PipelineParts out;
    out.idSecret = "secret of the test";
    out.dailySecrets = std::make_shared<pipeline::DailySecretRing>();
    out.data = *pipeline::ReferenceData::load();
    return out;
}

/// A request as the gate hands it on; its row is found in the route table.
domain::Request requestOf(const QJsonObject& in)
{
    QJsonObject plain = in;
    plain.insert(u"path"_s, u"/"_s);
    domain::Request request = test::requestOf(plain);
    if (in.value(u"method"_s).toString() == u"HEAD"_s)
        request.method = domain::Method::Head;
    request.receivedAt = test::at(in.value(u"at"_s).toString(u"2026-11-23T10:00:00.000Z"_s).toUtf8().constData());
    request.target = in.value(u"target"_s).toString().toStdString();
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

std::optional<domain::Pixel> onePixel(std::string_view id)
{
    if (id != "01KB0000000000000000000000")
        return std::nullopt;
    return domain::Pixel{std::string(id), ProjectId(1), "opened", {{"mail", "november"}}};
}

class Hub : public test::IntakeSurroundings
{
public:
    explicit Hub(const QJsonObject& setup = {})
        : IntakeSurroundings(setup, parts())
        , sierra(service, optionsOf(setup.value(u"sierra"_s).toObject()), {onePixel, {}})
    {
    }

    domain::Response send(domain::Request request)
    {
        domain::Response answer;
        answer.status = 0;
        for (const auto& [id, handler] : sierra.handlers()) {
            if (id != request.route)
                continue;
            handler(std::move(request), [&answer](domain::Response response) { answer = std::move(response); });
            break;
        }
        return answer;
    }

    intake::SierraIntake sierra;
};

} // namespace

class TestSierraWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vector_data()
    {
        QTest::addColumn<QJsonObject>("in");
        QTest::addColumn<QJsonObject>("out");
        const QDir folder(test::sourcePath(u"tests/vectors/sierra/wire"_s));
        int cases = 0;
        for (const QString& name : folder.entryList({u"*.in.json"_s})) {
            const QJsonObject in = read(folder.filePath(name));
            if (in.value(u"gate"_s).toBool())
                continue;
            QTest::newRow(qPrintable(name.section(u'.', 0, 0) + u": "_s + in.value(u"origin"_s).toString()))
                << in << read(folder.filePath(QString(name).replace(u".in."_s, u".out."_s)));
            ++cases;
        }
        QVERIFY(cases > 45);
    }
    void vector()
    {
        QFETCH(QJsonObject, in);
        QFETCH(QJsonObject, out);
        Hub hub(in);
        const QJsonArray requests = in.value(u"requests"_s).toArray();
        const QJsonArray answers = out.value(u"answers"_s).toArray();
        QCOMPARE(answers.size(), requests.size());
        for (qsizetype i = 0; i < requests.size(); ++i)
            checkAnswer(hub.send(requestOf(requests.at(i).toObject())), answers.at(i).toObject());
        const QJsonArray events = out.value(u"events"_s).toArray();
        QCOMPARE(static_cast<qsizetype>(hub.sink.events.size()), events.size());
        for (qsizetype i = 0; i < events.size(); ++i)
            checkEvent(domain::toJson(hub.sink.events[static_cast<std::size_t>(i)]), events.at(i).toObject());
    }

    void countries()
    {
        QFile file(test::sourcePath(u"tests/vectors/sierra/countries.tsv"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n').mid(1);
        int rows = 0;
        for (const QString& line : lines) {
            if (!line.contains(u'\t'))
                continue;
            Hub hub;
            const QJsonObject body{{u"b"_s, u"1"_s}, {u"u"_s, u"https://a.com"_s}, {u"t"_s, line.section(u'\t', 0, 0)}};
            static_cast<void>(hub.send(hit(body)));
            QCOMPARE(hub.sink.events.size(), std::size_t(1));
            QCOMPARE(QString::fromStdString(hub.sink.events.front().country), line.section(u'\t', 1, 1));
            ++rows;
        }
        QVERIFY(rows > 14);
    }

    void aSourceThatNobodyKnowsIsRemembered()
    {
        Hub hub;
        static_cast<void>(hub.send(hit({{u"b"_s, u"1"_s}, {u"u"_s, u"http://www.A.com:81/x?y"_s}})));
        QCOMPARE(hub.unknown.list().size(), std::size_t(1));
        QCOMPARE(hub.unknown.list().front().id, std::string("https://a.com"));
        QCOMPARE(hub.unknown.list().front().protocol, domain::Protocol::Sierra);
    }

    void aRefusalIsShownWithoutWhatWasSent()
    {
        Hub hub;
        static_cast<void>(hub.send(hit({{u"u"_s, u"https://a.com/?secret"_s}})));
        static_cast<void>(hub.send(hit({{u"b"_s, u"1"_s}, {u"u"_s, u"secret"_s}})));
        QCOMPARE(hub.feed.rejections.size(), std::size_t(2));
        QCOMPARE(hub.feed.rejections.front().reason, std::string("bad_field"));
        QCOMPARE(hub.feed.rejections.back().reason, std::string("unusable_url"));
        for (const domain::Rejection& rejection : hub.feed.rejections)
            QVERIFY(rejection.protocol == domain::Protocol::Sierra && rejection.excerpt.empty() &&
                    rejection.key.empty());
    }

    void scriptsAreCompressedForThoseWhoTakeIt()
    {
        Hub hub;
        const auto ask = [&hub](const char* encodings, const std::string& known = {}) {
            domain::Request request = requestOf({{u"method"_s, u"GET"_s}, {u"target"_s, u"/tracker.js"_s}});
            request.headers = {{"Accept-Encoding", encodings}, {"If-None-Match", known}};
            return hub.send(std::move(request));
        };
        const domain::Response plain = ask("br, gzip;q=0.0");
        const domain::Response packed = ask("deflate, GZIP;q=0.5");
        QVERIFY(domain::header(plain.headers, "Content-Encoding").empty());
        QCOMPARE(domain::header(packed.headers, "Content-Encoding"), std::string_view("gzip"));
        QCOMPARE(decodeContent(ContentEncoding::Gzip, packed.body, 65536).value_or(""), plain.body);
        QVERIFY(packed.body.size() < 1800);
        const std::string tag(domain::header(packed.headers, "ETag"));
        QVERIFY(tag != domain::header(plain.headers, "ETag"));
        QCOMPARE(ask("gzip", tag).status, 304);
        QCOMPARE(ask("", tag).status, 200);
    }

    void whatIsDroppedIsCounted()
    {
        Hub hub;
        domain::Request request = hit({{u"b"_s, u"1"_s}, {u"u"_s, u"https://a.com"_s}});
        request.headers.emplace_back("DNT", "1");
        QCOMPARE(hub.send(std::move(request)).status, 204);
        QCOMPARE(hub.counters.at("sightglass_events_total{protocol=\"sierra\",outcome=\"opt_out\"}").load(), 1);
    }

    void tabsAreVisitorsForADay()
    {
        Hub hub;
        const auto send = [&hub](const char* tab, const char* at) {
            domain::Request request =
                hit({{u"b"_s, u"1"_s}, {u"u"_s, u"https://a.com"_s}, {u"i"_s, QLatin1String(tab)}});
            request.receivedAt = test::at(at);
            static_cast<void>(hub.send(std::move(request)));
            return hub.sink.events.back().visitor;
        };
        const auto first = send("one", "2026-11-23T10:00:00Z");
        QVERIFY(first != 0);
        QCOMPARE(send("one", "2026-11-23T11:00:00Z"), first);
        QVERIFY(send("two", "2026-11-23T11:00:00Z") != first);
        QVERIFY(send("one", "2026-11-24T11:00:00Z") != first);
    }

private:
    static domain::Request hit(const QJsonObject& body)
    {
        const QJsonObject headers{{u"User-Agent"_s, u"Test/1"_s}};
        return requestOf({{u"method"_s, u"POST"_s},
                          {u"target"_s, u"/track/hit"_s},
                          {u"headers"_s, headers},
                          {u"body"_s, QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact))}});
    }

    static void checkAnswer(const domain::Response& answer, const QJsonObject& expected)
    {
        QVERIFY2(answer.status == expected.value(u"status"_s).toInt(), answer.body.c_str());
        if (expected.contains(u"body"_s))
            QCOMPARE(QString::fromStdString(answer.body), expected.value(u"body"_s).toString());
        if (expected.contains(u"contentType"_s))
            QCOMPARE(QString::fromStdString(answer.contentType), expected.value(u"contentType"_s).toString());
        const QJsonObject headers = expected.value(u"headers"_s).toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it)
            QCOMPARE(QString::fromUtf8(domain::header(answer.headers, it.key().toStdString())), it.value().toString());
    }

    /// null: the event has no such member.
    static void checkEvent(const QJsonObject& event, const QJsonObject& expected)
    {
        for (auto it = expected.begin(); it != expected.end(); ++it) {
            const QJsonValue value = event.value(it.key());
            const bool holds = it.value().isNull() ? value.isUndefined() : value == it.value();
            QVERIFY2(holds, qPrintable(it.key() + u": "_s + shown(value) + u" instead of "_s + shown(it.value())));
        }
    }
    static QString shown(const QJsonValue& value)
    {
        return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    }
};

QTEST_GUILESS_MAIN(TestSierraWire)
#include "tst_sierrawire.moc"
