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

} // namespace

/// Goals, segments, reports, annotations and cohorts over API v2.
class TestSaved : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachKindLives_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QByteArray>("made");
        QTest::addColumn<QByteArray>("changed");
        QTest::addColumn<QString>("member");
        const auto row = [](const char* word, const char* made, const char* changed, const char* member) {
            QTest::newRow(word) << QString::fromLatin1(word) << json(made) << json(changed)
                                << QString::fromLatin1(member);
        };
        row("goals", "{'name':'Signups','condition':{'event':'signup'}}", "{'condition':{'page':'/thanks'}}",
            "condition");
        row("segments", "{'name':'Phones','filters':[{'property':'device','op':'is','value':'mobile'}]}",
            "{'filters':[{'property':'device','op':'is','value':'tablet'}]}", "filters");
        row("reports", "{'name':'Week','query':{'kind':'summary','range':'7d'}}",
            "{'query':{'kind':'summary','range':'28d'}}", "query");
        row("annotations", "{'name':'Release 2','at':'2026-03-01T09:00:00Z','text':'went out'}",
            "{'text':'went out late'}", "text");
        row("pixels", "{'name':'November mail','eventName':'opened','metadata':{'mail':'11'}}",
            "{'metadata':{'mail':'12'}}", "metadata");
        row("rules", "{'name':'thanks','trigger':'visit','selector':'/thanks'}", "{'trigger':'click'}", "trigger");
    }
    void eachKindLives()
    {
        QFETCH(QString, word);
        QFETCH(QByteArray, made);
        QFETCH(QByteArray, changed);
        QFETCH(QString, member);
        ApiFixture hub;
        const QString project = newProject(hub);
        const ApiAnswer added = hub.post(project + u'/' + word, made);
        QCOMPARE(added.status, 201);
        const QString path = project + u'/' + word + u'/' + text(added.body, "id");
        QCOMPARE(hub.get(path).body, added.body);
        hub.clock.advance(std::chrono::seconds(5));
        const ApiAnswer after = hub.ask(Method::Patch, path, hub.writer, changed);
        QCOMPARE(after.status, 200);
        QVERIFY(after.body.value(member) != added.body.value(member));
        QCOMPARE(text(after.body, "name"), text(added.body, "name"));
        QVERIFY(text(after.body, "changedAt") > text(after.body, "createdAt"));
        QCOMPARE(hub.get(project + u'/' + word).body.value(QStringLiteral("items")).toArray(), QJsonArray{after.body});
        QCOMPARE(hub.ask(Method::Delete, path, hub.writer).status, 204);
        QCOMPARE(hub.get(path).status, 404);
        QVERIFY(hub.get(project + u'/' + word).body.value(QStringLiteral("items")).toArray().isEmpty());
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("pointer");
        const auto row = [](const char* name, const char* word, const char* body, const char* pointer) {
            QTest::newRow(name) << QString::fromLatin1(word) << json(body) << QString::fromLatin1(pointer);
        };
        row("a goal without a name", "goals", "{'condition':{'event':'a'}}", "/name");
        row("a goal without a condition", "goals", "{'name':'a'}", "/condition");
        row("a goal whose condition has an unknown member", "goals", "{'name':'a','condition':{'evnt':'a'}}",
            "/condition/evnt");
        row("a segment with an unknown property", "segments",
            "{'name':'a','filters':[{'property':'colour','op':'is','value':'red'}]}", "/filters/0/property");
        row("a report of an unknown kind", "reports", "{'name':'a','query':{'kind':'guess'}}", "/query/kind");
        row("a rule for nothing", "rules", "{'name':'a','trigger':'visit'}", "/selector");
        row("a rule with an unknown trigger", "rules", "{'name':'a','trigger':'hover','selector':'a'}", "/trigger");
        row("an annotation at no time", "annotations", "{'name':'a','at':'soon'}", "/at");
        row("a member that no goal has", "goals", "{'name':'a','condition':{'event':'a'},'colour':'red'}", "/colour");
        row("a member of another type", "segments", "{'name':'a','filters':{}}", "/filters");
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QString, word);
        QFETCH(QByteArray, body);
        QFETCH(QString, pointer);
        ApiFixture hub;
        const QString project = newProject(hub);
        const ApiAnswer answer = hub.post(project + u'/' + word, body);
        QCOMPARE(answer.status, 400);
        QCOMPARE(text(answer.body, "pointer"), pointer);
        QVERIFY(hub.get(project + u'/' + word).body.value(QStringLiteral("items")).toArray().isEmpty());
    }

    void onlyAMetricOfTheProjectIsPulled()
    {
        ApiFixture hub;
        const QString project = newProject(hub);
        const QString other = newProject(hub);
        const ApiAnswer metric =
            hub.post(project + QStringLiteral("/metrics"),
                     json("{'name':'Load','type':'total','request':{'url':'https://example.com/'}}"));
        QCOMPARE(metric.status, 201);
        QCOMPARE(hub.post(project + QStringLiteral("/goals"), json("{'name':'a','condition':{'event':'a'}}")).status,
                 201);
        const auto pull = [&hub](const QString& of, const QString& id) {
            return hub.post(of + QStringLiteral("/metrics/") + id + QStringLiteral("/pull"), {}).status;
        };
        const QString id = text(metric.body, "id");
        for (const QString& wrong : {QString::number(id.toInt() + 1), QStringLiteral("77"), QStringLiteral("load")})
            QCOMPARE(pull(project, wrong), 404);
        QCOMPARE(pull(other, id), 404);
        QVERIFY(hub.pulled.empty());
        QCOMPARE(pull(project, id), 503);
        QCOMPARE(hub.pulled, std::vector<SavedId>{SavedId(id.toLongLong())});
    }

    void aPixelKeepsItsAddress()
    {
        ApiFixture hub;
        const QString pixels = newProject(hub) + QStringLiteral("/pixels");
        const ApiAnswer added = hub.post(pixels, json("{'name':'Mail'}"));
        QCOMPARE(added.status, 201);
        const QString address = text(added.body, "pixelId");
        QCOMPARE(address.size(), 26);
        QCOMPARE(text(added.body, "eventName"), QStringLiteral("pixel"));
        QVERIFY(hub.store->control().pixel(address.toStdString()).has_value());
        const QString path = pixels + u'/' + text(added.body, "id");
        const ApiAnswer changed =
            hub.ask(Method::Patch, path, hub.admin, json("{'eventName':' opened ','metadata':{'mail':'11'}}"));
        QCOMPARE(changed.status, 200);
        QCOMPARE(text(changed.body, "pixelId"), address);
        const auto pixel = hub.store->control().pixel(address.toStdString());
        QVERIFY(pixel);
        QCOMPARE(pixel->eventName, std::string("opened"));
        QCOMPARE(pixel->metadata, (domain::TextMap{{"mail", "11"}}));
        for (const char* wrong :
             {"{'pixelId':'mine'}", "{'metadata':{'n':1}}", "{'metadata':[]}", "{'eventName':7}", "{'name':''}"})
            QCOMPARE(hub.ask(Method::Patch, path, hub.admin, json(wrong)).status, 400);
        QCOMPARE(hub.ask(Method::Patch, path, hub.admin, json("{'eventName':'  '}")).status, 200);
        QCOMPARE(hub.store->control().pixel(address.toStdString())->eventName, std::string("opened"));
        QCOMPARE(hub.ask(Method::Delete, path, hub.admin).status, 204);
        QVERIFY(!hub.store->control().pixel(address.toStdString()));
    }

    void aReaderMayLookButNotSave()
    {
        ApiFixture hub;
        const QString goals = newProject(hub) + QStringLiteral("/goals");
        const QByteArray goal = json("{'name':'a','condition':{'event':'a'}}");
        QCOMPARE(hub.ask(Method::Post, goals, hub.reader, goal).status, 403);
        QCOMPARE(hub.ask(Method::Get, goals, hub.reader).status, 200);
    }

    void projectsAndKindsDoNotMix()
    {
        ApiFixture hub;
        const QString one = newProject(hub);
        const QString other = newProject(hub);
        const QString id =
            text(hub.post(one + QStringLiteral("/goals"), json("{'name':'a','condition':{'event':'a'}}")).body, "id");
        QCOMPARE(hub.get(other + QStringLiteral("/goals/") + id).status, 404);
        QCOMPARE(hub.get(one + QStringLiteral("/segments/") + id).status, 404);
        QCOMPARE(hub.ask(Method::Delete, other + QStringLiteral("/goals/") + id, hub.admin).status, 404);
        QCOMPARE(hub.get(one + QStringLiteral("/goals/") + id).status, 200);
    }

    void aProjectTakesItsSavedThingsAlong()
    {
        ApiFixture hub;
        const QString project = newProject(hub);
        QCOMPARE(hub.post(project + QStringLiteral("/goals"), json("{'name':'a','condition':{'event':'a'}}")).status,
                 201);
        QCOMPARE(hub.ask(Method::Delete, project, hub.admin).status, 204);
        QCOMPARE(hub.get(project + QStringLiteral("/goals")).status, 404);
    }

private:
    static QString newProject(ApiFixture& hub)
    {
        return QStringLiteral("projects/") +
               text(hub.post(QStringLiteral("projects"), json("{'name':'Shop'}")).body, "id");
    }
};

QTEST_GUILESS_MAIN(TestSaved)
#include "tst_saved.moc"
