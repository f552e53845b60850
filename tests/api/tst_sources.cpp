// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/apifixture.h"

#include <QJsonArray>
#include <QTest>

using namespace sightglass;
using domain::Method;
using test::ApiAnswer;
using test::ApiFixture;

namespace {

QByteArray json(const char* singleQuoted)
{
    return QByteArray(singleQuoted).replace('\'', '"');
}

QString text(const QJsonObject& object, const char* member)
{
    return object.value(QLatin1String(member)).toString();
}

const QString kSources = QStringLiteral("projects/1/sources");

} // namespace

/// Ids already in use elsewhere are set through the API (spec drop-in-apis §1.1): their normal form, and what a wrong or
/// a taken one is answered.
class TestSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongIdsPointAtTheirMember_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("pointer");
        const auto row = [](const char* name, const char* body, const char* pointer) {
            QTest::newRow(name) << json(body) << QString::fromLatin1(pointer);
        };
        row("a website id that is no UUID", "{'umamiId':'my-site'}", "/umamiId");
        row("a website id with a number's type", "{'umamiId':7}", "/umamiId");
        row("a token with a blank", "{'posthogToken':'phc 1'}", "/posthogToken");
        row("a site code with a dot", "{'goatcounterSite':'maps.example'}", "/goatcounterSite");
        row("a UID with a slash", "{'openTraceUid':'a/b'}", "/openTraceUid");
        row("a UID with a line end", "{'openTraceUid':'a\\nb'}", "/openTraceUid");
        row("a write key with a colon", "{'writeKey':'a:b'}", "/writeKey");
        row("a DSN key that is too short", "{'sentryKey':'abc'}", "/sentryKey");
        row("a host with a path", "{'hosts':['a.example','b.example/x']}", "/hosts");
        row("a host with a blank", "{'hosts':['a example']}", "/hosts");
        row("a host with half a port", "{'hosts':['a.example:']}", "/hosts");
        row("a host that is a number", "{'hosts':[7]}", "/hosts");
        row("hosts that are a text", "{'hosts':'a.example'}", "/hosts");
    }
    void wrongIdsPointAtTheirMember()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, pointer);
        ApiFixture hub;
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A'}")).status, 201);
        const ApiAnswer added = hub.post(kSources, body);
        QCOMPARE(added.status, 400);
        QCOMPARE(text(added.body, "pointer"), pointer);
        QCOMPARE(hub.ask(Method::Patch, kSources + QStringLiteral("/1"), hub.admin, body).status, 400);
        const ApiAnswer project = hub.post(QStringLiteral("projects"), "{\"name\":\"B\",\"source\":" + body + '}');
        QCOMPARE(project.status, 400);
        QCOMPARE(text(project.body, "pointer"), QStringLiteral("/source") + pointer);
    }

    void idsInUseAreKeptAsTheyAre()
    {
        ApiFixture hub;
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A'}")).status, 201);
        const ApiAnswer added = hub.post(
            kSources, json("{'umamiId':'AAAAAAAA-2222-4333-8444-55555555ABCD','posthogToken':'phc_1','goatcounterSite':"
                           "'my-site','openTraceUid':'shop-7','writeKey':'wk','hosts':['https://WWW.Shop.example/x',"
                           "'shop.example:8443','[::1]:80','www.shop.example']}"));
        QCOMPARE(added.status, 201);
        QCOMPARE(text(added.body, "umamiId"), QStringLiteral("aaaaaaaa-2222-4333-8444-55555555abcd"));
        QCOMPARE(text(added.body, "posthogToken"), QStringLiteral("phc_1"));
        QCOMPARE(text(added.body, "goatcounterSite"), QStringLiteral("my-site"));
        QCOMPARE(text(added.body, "openTraceUid"), QStringLiteral("shop-7"));
        QCOMPARE(text(added.body, "writeKey"), QStringLiteral("wk"));
        QCOMPARE(added.body.value(QStringLiteral("hosts")).toArray(),
                 (QJsonArray{QStringLiteral("www.shop.example"), QStringLiteral("shop.example:8443"),
                             QStringLiteral("[::1]:80")}));
        const ApiAnswer renewed = hub.ask(Method::Patch, kSources + u'/' + text(added.body, "id"), hub.admin,
                                          json("{'posthogToken':''}"));
        QCOMPARE(renewed.status, 200);
        QVERIFY(text(renewed.body, "posthogToken").startsWith(QStringLiteral("phc_")));
        QVERIFY(text(renewed.body, "posthogToken") != QStringLiteral("phc_1"));
    }

    void takenIdsPointAtTheirMember_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("pointer");
        const auto row = [](const char* name, const char* body, const char* pointer) {
            QTest::newRow(name) << json(body) << QString::fromLatin1(pointer);
        };
        row("a write key", "{'writeKey':'wk'}", "/writeKey");
        row("a website id in capitals", "{'umamiId':'AAAAAAAA-2222-4333-8444-55555555ABCD'}", "/umamiId");
        row("a token", "{'posthogToken':'phc_1'}", "/posthogToken");
        row("a site code", "{'goatcounterSite':'my-site'}", "/goatcounterSite");
        row("a UID", "{'openTraceUid':'shop-7'}", "/openTraceUid");
        row("a DSN key", "{'sentryKey':'0123456789ABCDEF0123456789abcdef'}", "/sentryKey");
        row("a host, however it is spelt", "{'hosts':['b.example','WWW.Shop.Example']}", "/hosts");
    }
    void takenIdsPointAtTheirMember()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, pointer);
        ApiFixture hub;
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A'}")).status, 201);
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'B'}")).status, 201);
        QCOMPARE(hub.post(kSources, json("{'umamiId':'aaaaaaaa-2222-4333-8444-55555555abcd','posthogToken':'phc_1',"
                                         "'goatcounterSite':'my-site','openTraceUid':'shop-7','writeKey':'wk',"
                                         "'sentryKey':'0123456789abcdef0123456789abcdef','hosts':['shop.example']}"))
                     .status,
                 201);
        const ApiAnswer added = hub.post(QStringLiteral("projects/2/sources"), body);
        QCOMPARE(added.status, 409);
        QCOMPARE(text(added.body, "code"), QStringLiteral("conflict"));
        QCOMPARE(text(added.body, "pointer"), pointer);
        const ApiAnswer changed = hub.ask(Method::Patch, QStringLiteral("projects/2/sources/2"), hub.admin, body);
        QCOMPARE(changed.status, 409);
        QCOMPARE(text(changed.body, "pointer"), pointer);
        const ApiAnswer project = hub.post(QStringLiteral("projects"), "{\"name\":\"C\",\"source\":" + body + '}');
        QCOMPARE(project.status, 409);
        QCOMPARE(text(project.body, "pointer"), QStringLiteral("/source") + pointer);
        QCOMPARE(hub.get(QStringLiteral("projects")).body.value(QStringLiteral("items")).toArray().size(), 2);
    }

    void sendersWithASourceAreListedNoMore()
    {
        ApiFixture hub;
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A'}")).status, 201);
        using domain::Protocol;
        hub.unknown.note(Protocol::Segment, "wk", hub.clock.now());
        hub.unknown.note(Protocol::Umami, "AAAAAAAA-2222-4333-8444-55555555ABCD", hub.clock.now());
        hub.unknown.note(Protocol::Plausible, "www.shop.example", hub.clock.now());
        hub.unknown.note(Protocol::Sierra, "https://shop.example", hub.clock.now());
        hub.unknown.note(Protocol::Tracker, "other.example:8443", hub.clock.now());
        hub.unknown.note(Protocol::Posthog, "shop.example", hub.clock.now());
        const auto listed = [&hub] {
            QStringList out;
            const QJsonArray items = hub.get(QStringLiteral("senders")).body.value(QStringLiteral("items")).toArray();
            for (const QJsonValue& item : items)
                out.append(item[QStringLiteral("protocol")].toString());
            out.sort();
            return out.join(u' ');
        };
        QCOMPARE(listed(), QStringLiteral("plausible posthog segment sierra tracker umami"));
        QCOMPARE(hub.post(kSources, json("{'writeKey':'wk','umamiId':'aaaaaaaa-2222-4333-8444-55555555abcd',"
                                         "'hosts':['shop.example']}"))
                     .status,
                 201);
        QCOMPARE(listed(), QStringLiteral("posthog tracker"));
    }

    void aBackEndMayListItsSite()
    {
        ApiFixture hub;
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A','source':{'hosts':['shop.example']}}")).status,
                 201);
        QCOMPARE(hub.post(kSources, json("{'kind':'server','hosts':['shop.example']}")).status, 201);
        QCOMPARE(hub.post(kSources, json("{'kind':'server','hosts':['shop.example']}")).status, 409);
        const ApiAnswer same = hub.ask(Method::Patch, kSources + QStringLiteral("/1"), hub.admin,
                                       json("{'hosts':['www.shop.example','shop.example:8443'],'name':'Shop'}"));
        QCOMPARE(same.status, 200);
        QCOMPARE(text(same.body, "name"), QStringLiteral("Shop"));
    }
};

QTEST_GUILESS_MAIN(TestSources)
#include "tst_sources.moc"
