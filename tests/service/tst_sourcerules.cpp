// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/runninghub.h"
#include "service/teller.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;
using test::Place;
using test::Reply;
using test::Visitor;
using test::WireCall;

namespace {

const QByteArray kAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const Visitor kGuest{"198.51.100.1", kAgent, u"11111111-0000-4000-8000-000000000001"_s};
const Visitor kColleague{"203.0.113.10", kAgent, u"11111111-0000-4000-8000-000000000002"_s};

/// A hub with two projects; the source of the first lists shop.example.
class TwoProjects
{
public:
    TwoProjects()
        : m_hub(m_directory.path() + u"/data"_s)
    {
        if (const Expected<void> started = m_hub.start(); !started)
            qFatal("%s", qPrintable(started.error().detail));
        const QJsonObject exclusions{{u"addresses"_s, QJsonArray{u"203.0.113.0/24"_s}}};
        const QJsonObject made{{u"hosts"_s, QJsonArray{u"shop.example"_s}}};
        source = ask("POST", u"/projects"_s, {{u"name"_s, u"A"_s}, {u"exclusions"_s, exclusions}, {u"source"_s, made}})
                     .value(u"source"_s)
                     .toObject();
        ask("POST", u"/projects"_s, {{u"name"_s, u"B"_s}});
        place = u"/projects/1/sources/"_s + source.value(u"id"_s).toString();
    }

    QJsonObject ask(const QByteArray& verb, const QString& path, const QJsonObject& body = {})
    {
        const Reply reply = m_hub.api(verb, path, body);
        if (reply.status >= 300)
            qFatal("%s %s: %s", verb.constData(), qPrintable(path), reply.text.constData());
        return reply.body;
    }
    Reply send(const WireCall& call, const Visitor& visitor)
    {
        QNetworkRequest request{QUrl(m_hub.url(call.path), QUrl::StrictMode)};
        request.setRawHeader("User-Agent", visitor.userAgent);
        request.setRawHeader("X-Forwarded-For", visitor.address);
        request.setRawHeader("Origin", "https://shop.example"); // of a server nobody is known
        for (const auto& [name, value] : call.headers)
            request.setRawHeader(name, value);
        return m_hub.raw(request, call.verb, call.body);
    }
    /// Newest first.
    QJsonArray stored(const QString& project)
    {
        return ask("GET", u"/projects/"_s + project + u"/events"_s).value(u"items"_s).toArray();
    }
    int counted(const QString& project)
    {
        const QJsonObject question{
            {u"kind"_s, u"summary"_s}, {u"range"_s, u"today"_s}, {u"metrics"_s, QJsonArray{u"events"_s}}};
        return ask("POST", u"/projects/"_s + project + u"/query"_s, question)
            .value(u"metrics"_s)
            .toObject()
            .value(u"events"_s)
            .toInt();
    }

    QJsonObject source;
    QString place; ///< Of the source in API v2.

private:
    QTemporaryDir m_directory;
    test::RunningHub m_hub;
};

} // namespace

/// What every protocol owes its sources, over real sockets: excluded senders, sources that are switched off, sources
/// that are moved (spec routes §3, drop-in-apis §1.5).
class TestSourceRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyProtocolKeepsThem_data()
    {
        QTest::addColumn<int>("protocol");
        QTest::addColumn<int>("whenExcluded");
        QTest::addColumn<int>("whenOff");
        QTest::addColumn<QByteArray>("textWhenOff");
        const QHash<QByteArray, std::tuple<int, int, QByteArray>> answers{
            {"segment", {200, 401, "invalid_write_key"}}, {"plausible", {202, 202, "ok"}},
            {"umami", {403, 200, "{\"disabled\":true}"}}, {"posthog", {200, 401, "invalid_api_key"}},
            {"goatcounter", {202, 400, "GIF"}},           {"sierra", {204, 204, ""}},
            {"opentrace", {200, 200, "error"}},           {"tracker", {200, 200, ""}},
            {"openmetrics", {200, 403, "bad key"}}};
        for (int i = 0; i < int(test::protocols().size()); ++i) {
            const char* name = test::protocols().at(std::size_t(i)).name;
            const auto [whenExcluded, whenOff, text] = answers.value(name);
            QTest::newRow(name) << i << whenExcluded << whenOff << text;
        }
    }
    void everyProtocolKeepsThem()
    {
        QFETCH(int, protocol);
        QFETCH(int, whenExcluded);
        QFETCH(int, whenOff);
        QFETCH(QByteArray, textWhenOff);
        TwoProjects hub;
        const auto teller = test::protocols().at(std::size_t(protocol)).teller(hub.source);
        const auto send = [&](const Visitor& visitor, const QString& path) {
            return hub.send(teller->view(visitor, Place{path, {}, {}}), visitor);
        };
        const Reply counted = send(kGuest, u"/a"_s);
        QVERIFY2(counted.status < 300, counted.text.constData());
        QCOMPARE(hub.counted(u"1"_s), 1);

        const Reply excluded = send(kColleague, u"/b"_s);
        QVERIFY2(excluded.status == whenExcluded, excluded.text.constData());
        QCOMPARE(hub.counted(u"1"_s), 1);
        QCOMPARE(hub.stored(u"1"_s).size(), 2);
        const QJsonObject flagged = hub.stored(u"1"_s).first().toObject();
        QCOMPARE(flagged.value(u"excluded"_s).toString(), u"address"_s);
        QVERIFY2(!QJsonDocument(flagged).toJson().contains(kColleague.address), "no address is kept");

        // Without the rule it counts, also what came before.
        hub.ask("PATCH", u"/projects/1"_s, {{u"exclusions"_s, QJsonObject{{u"addresses"_s, QJsonArray()}}}});
        QTRY_COMPARE_WITH_TIMEOUT(hub.counted(u"1"_s), 2, 60'000);

        hub.ask("PATCH", hub.place, {{u"enabled"_s, false}});
        const Reply off = send(kGuest, u"/c"_s);
        QVERIFY2(off.status == whenOff && off.text.contains(textWhenOff), off.text.constData());
        QCOMPARE(hub.stored(u"1"_s).size(), 2);
        const QJsonObject refusal = hub.ask("GET", u"/rejections"_s).value(u"items"_s).toArray().first().toObject();
        QCOMPARE(refusal.value(u"reason"_s).toString(), u"source_off"_s);
        QCOMPARE(refusal.value(u"source_id"_s), hub.source.value(u"id"_s));

        hub.ask("PATCH", hub.place, {{u"enabled"_s, true}, {u"project"_s, u"2"_s}});
        QTRY_COMPARE(hub.stored(u"2"_s).size(), 2);
        QCOMPARE(hub.stored(u"1"_s).size(), 0);
        QVERIFY(send(kGuest, u"/d"_s).status < 300);
        QCOMPARE(hub.stored(u"2"_s).size(), 3);
        QCOMPARE(hub.counted(u"2"_s), 3);
    }

    void aTokenMakesASenderTrusted()
    {
        QTemporaryDir directory;
        test::RunningHub hub(directory.path() + u"/data"_s);
        QVERIFY(hub.start());
        const QJsonObject made =
            hub.api("POST", u"/projects"_s,
                    {{u"name"_s, u"A"_s},
                     {u"exclusions"_s, QJsonObject{{u"addresses"_s, QJsonArray{u"203.0.113.7"_s}}}}})
                .body;
        const QJsonObject payload{{u"website"_s, made.value(u"source"_s).toObject().value(u"umamiId"_s)},
                                  {u"hostname"_s, u"shop.example"_s},
                                  {u"url"_s, u"/"_s},
                                  {u"ip"_s, u"203.0.113.7"_s}};
        const QByteArray body = QJsonDocument(QJsonObject{{u"type"_s, u"event"_s}, {u"payload"_s, payload}}).toJson();
        const auto status = [&](const QByteArray& token) {
            QNetworkRequest request{QUrl(hub.url(u"/api/send"_s))};
            request.setRawHeader("User-Agent", kAgent);
            if (!token.isEmpty())
                request.setRawHeader("Authorization", "Bearer " + token);
            return hub.raw(request, "POST", body).status;
        };
        const QByteArray reader = hub.api("POST", u"/tokens"_s, {{u"name"_s, u"r"_s}, {u"scope"_s, u"read"_s}})
                                      .body.value(u"token"_s)
                                      .toString()
                                      .toLatin1();
        const QByteArray writer = hub.api("POST", u"/tokens"_s, {{u"name"_s, u"w"_s}, {u"scope"_s, u"write"_s}})
                                      .body.value(u"token"_s)
                                      .toString()
                                      .toLatin1();
        QCOMPARE(status({}), 200);
        QCOMPARE(status("nonsense"), 200);
        QCOMPARE(status(reader), 200);
        QCOMPARE(status(writer), 403);
        const QJsonArray events = hub.api("GET", u"/projects/1/events"_s).body.value(u"items"_s).toArray();
        QCOMPARE(events.size(), 4);
        QCOMPARE(events.first().toObject().value(u"excluded"_s).toString(), u"address"_s);
        QCOMPARE(events.last().toObject().value(u"warnings"_s).toArray(), QJsonArray{u"sender_not_trusted"_s});
    }

    void aNetworkMakesASenderTrusted_data()
    {
        QTest::addColumn<QString>("networks");
        QTest::addColumn<int>("status");
        QTest::newRow("nobody's") << QString() << 200;
        QTest::newRow("another") << u"198.51.100.0/24"_s << 200;
        QTest::newRow("the sender's") << u"192.0.2.0/24"_s << 403;
    }
    void aNetworkMakesASenderTrusted()
    {
        QFETCH(QString, networks);
        QFETCH(int, status);
        QTemporaryDir directory;
        test::RunningHub hub(directory.path() + u"/data"_s);
        QVERIFY(hub.settings.setFlag("trusted_senders", networks));
        QVERIFY(hub.start());
        const QJsonObject made =
            hub.api("POST", u"/projects"_s,
                    {{u"name"_s, u"A"_s},
                     {u"exclusions"_s, QJsonObject{{u"addresses"_s, QJsonArray{u"203.0.113.7"_s}}}}})
                .body;
        const QJsonObject payload{{u"website"_s, made.value(u"source"_s).toObject().value(u"umamiId"_s)},
                                  {u"url"_s, u"https://shop.example/"_s},
                                  {u"ip"_s, u"203.0.113.7"_s}};
        QNetworkRequest request{QUrl(hub.url(u"/api/send"_s))};
        request.setRawHeader("User-Agent", kAgent);
        request.setRawHeader("X-Forwarded-For", "192.0.2.9");
        const QJsonObject body{{u"type"_s, u"event"_s}, {u"payload"_s, payload}};
        QCOMPARE(hub.raw(request, "POST", QJsonDocument(body).toJson()).status, status);
    }
};

QTEST_GUILESS_MAIN(TestSourceRules)
#include "tst_sourcerules.moc"
