// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/apifixture.h"

#include <QJsonArray>
#include <QJsonDocument>
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

/// Ids already in use elsewhere are set through the API (spec drop-in-apis §1.1): their normal form, and what a wrong
/// or a taken one is answered.
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
        const ApiAnswer renewed =
            hub.ask(Method::Patch, kSources + u'/' + text(added.body, "id"), hub.admin, json("{'posthogToken':''}"));
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

    void exclusionsAreReadAndSet()
    {
        ApiFixture hub;
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A','exclusions':{'pages':['/admin/**']}}")).status,
                 201);
        const auto exclusionsAt = [&hub](const QString& place) {
            return hub.get(place).body.value(QStringLiteral("exclusions")).toObject();
        };
        const QString project = QStringLiteral("projects/1");
        const QString source = kSources + QStringLiteral("/1");
        QCOMPARE(exclusionsAt(project).value(QStringLiteral("pages")).toArray(),
                 QJsonArray{QStringLiteral("/admin/**")});
        QCOMPARE(hub.ask(Method::Patch, project, hub.admin, json("{'exclusions':{'addresses':['10.0.0.0/8']}}")).status,
                 200);
        QCOMPARE(
            hub.ask(Method::Patch, source, hub.admin, json("{'exclusions':{'hosts':['WWW.Test.example']}}")).status,
            200);
        QCOMPARE(QJsonDocument(exclusionsAt(project)).toJson(QJsonDocument::Compact),
                 json("{'addresses':['10.0.0.0/8'],'hosts':[],'pages':['/admin/**']}"));
        QCOMPARE(exclusionsAt(source).value(QStringLiteral("hosts")).toArray(),
                 QJsonArray{QStringLiteral("test.example")});
        QCOMPARE(hub.relabelled, (std::vector<ProjectId>{ProjectId(1), ProjectId(1)}));
        QCOMPARE(hub.ask(Method::Patch, project, hub.admin, json("{'name':'B'}")).status, 200);
        QVERIFY2(hub.relabelled.size() == 2, "other changes judge nothing anew");
    }

    void wrongExclusionsPointAtTheirRule_data()
    {
        QTest::addColumn<QByteArray>("exclusions");
        QTest::addColumn<QString>("pointer");
        const auto row = [](const char* name, const char* exclusions, const char* pointer) {
            QTest::newRow(name) << json(exclusions) << QString::fromLatin1(pointer);
        };
        row("an address", "{'addresses':['10.0.0.1','office']}", "/exclusions/addresses/1");
        row("a page", "{'pages':['admin']}", "/exclusions/pages/0");
        row("a host", "{'hosts':['a b']}", "/exclusions/hosts/0");
        row("a list that is none", "{'hosts':'a'}", "/exclusions/hosts");
        row("a kind that is not known", "{'agents':[]}", "/exclusions/agents");
        row("no object", "[]", "/exclusions");
    }
    void wrongExclusionsPointAtTheirRule()
    {
        QFETCH(QByteArray, exclusions);
        QFETCH(QString, pointer);
        ApiFixture hub;
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A'}")).status, 201);
        for (const QString& place : {QStringLiteral("projects/1"), QStringLiteral("projects/1/sources/1")}) {
            const ApiAnswer answer = hub.ask(Method::Patch, place, hub.admin, "{\"exclusions\":" + exclusions + '}');
            QCOMPARE(answer.status, 400);
            QCOMPARE(text(answer.body, "pointer"), pointer);
        }
        const ApiAnswer added =
            hub.post(QStringLiteral("projects"), "{\"name\":\"B\",\"source\":{\"exclusions\":" + exclusions + "}}");
        QCOMPARE(text(added.body, "pointer"), QStringLiteral("/source") + pointer);
    }

    void aSourceIsSwitchedOffAndMoved()
    {
        ApiFixture hub;
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A','source':{'writeKey':'wk'}}")).status, 201);
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'B'}")).status, 201);
        const QString source = kSources + QStringLiteral("/1");
        QCOMPARE(hub.get(source).body.value(QStringLiteral("enabled")), QJsonValue(true));
        const ApiAnswer off = hub.ask(Method::Patch, source, hub.admin, json("{'enabled':false}"));
        QCOMPARE(off.status, 200);
        QCOMPARE(off.body.value(QStringLiteral("enabled")), QJsonValue(false));
        QVERIFY(!hub.store->sources().byWriteKey("wk")->source.enabled);

        for (const char* project : {"{'project':'9'}", "{'project':2}", "{'project':'-1'}", "{'project':'x'}"}) {
            const ApiAnswer refused = hub.ask(Method::Patch, source, hub.admin, json(project));
            QCOMPARE(refused.status, 400);
            QCOMPARE(text(refused.body, "pointer"), QStringLiteral("/project"));
        }
        const ApiAnswer moved = hub.ask(Method::Patch, source, hub.admin, json("{'project':'2','name':'Shop'}"));
        QCOMPARE(moved.status, 200);
        QCOMPARE(text(moved.body, "project"), QStringLiteral("2"));
        QCOMPARE(text(moved.body, "name"), QStringLiteral("Shop"));
        QCOMPARE(hub.store->sources().byWriteKey("wk")->project.id, ProjectId(2));
        QCOMPARE(hub.get(source).status, 404);
        QCOMPARE(hub.get(QStringLiteral("projects/2/sources/1")).status, 200);
    }

    void aSourceOfNoProjectIsGivenToOne()
    {
        ApiFixture hub;
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A'}")).status, 201);
        domain::Source made;
        made.project = domain::kUnassignedProject;
        made.sierraUri = "https://shop.example";
        const auto added = hub.store->control().addSource(made);
        QVERIFY(added);
        const QString place = QStringLiteral("sources/%1").arg(added->id.value);
        QCOMPARE(hub.ask(Method::Patch, place, hub.writer, json("{'project':'1'}")).status, 403);
        QCOMPARE(hub.ask(Method::Patch, QStringLiteral("sources/1"), hub.admin, json("{'project':'1'}")).status, 404);
        const ApiAnswer adopted = hub.ask(Method::Patch, place, hub.admin, json("{'project':'1'}"));
        QCOMPARE(adopted.status, 200);
        QCOMPARE(text(adopted.body, "sierraUri"), QStringLiteral("https://shop.example"));
        QCOMPARE(hub.get(QStringLiteral("sources")).body.value(QStringLiteral("items")).toArray().size(), 0);
        QCOMPARE(hub.store->sources().byId(added->id)->project.id, ProjectId(1));
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
