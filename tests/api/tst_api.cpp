// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/apifixture.h"
#include "api/openapi.h"
#include "api/problem.h"
#include "api/resources.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <thread>

using namespace sightglass;
using domain::Method;
using test::ApiAnswer;
using test::ApiFixture;

namespace {

QString text(const QJsonObject& object, const char* member)
{
    return object.value(QLatin1String(member)).toString();
}

QByteArray json(const char* singleQuoted)
{
    return QByteArray(singleQuoted).replace('\'', '"');
}

} // namespace

class TestApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokensAndScopesDecide_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("who");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, Method method, const char* target, const char* who, int status) {
            QTest::newRow(name) << int(method) << QString::fromLatin1(target) << QString::fromLatin1(who) << status;
        };
        row("no token is 401", Method::Get, "projects", "", 401);
        row("an unknown token is 401", Method::Get, "projects", "sg_nonsense", 401);
        row("401 comes before 404", Method::Get, "no/such/thing", "", 401);
        row("a reader may list", Method::Get, "projects", "reader", 200);
        row("a reader may not add", Method::Post, "projects", "reader", 403);
        row("a writer may add", Method::Post, "projects", "writer", 201);
        row("a writer may not see tokens", Method::Get, "tokens", "writer", 403);
        row("a writer may not see settings", Method::Get, "settings", "writer", 403);
        row("an admin may see tokens", Method::Get, "tokens", "admin", 200);
        row("an unknown resource is 404", Method::Get, "no/such/thing", "reader", 404);
        row("an unknown project is 404", Method::Get, "projects/77", "reader", 404);
        row("an id that is none is 404", Method::Get, "projects/x", "reader", 404);
        row("a wrong method is 405", Method::Put, "projects", "admin", 405);
        row("a backup is for the control socket only", Method::Post, "backup", "admin", 404);
    }
    void tokensAndScopesDecide()
    {
        QFETCH(int, method);
        QFETCH(QString, target);
        QFETCH(QString, who);
        QFETCH(int, status);
        ApiFixture hub;
        const QMap<QString, QByteArray> named{{QStringLiteral("reader"), hub.reader},
                                              {QStringLiteral("writer"), hub.writer},
                                              {QStringLiteral("admin"), hub.admin}};
        const ApiAnswer answer =
            hub.ask(Method(method), target, named.value(who, who.toLatin1()), json("{'name':'A'}"));
        QCOMPARE(answer.status, status);
        if (status >= 400) {
            QCOMPARE(answer.response.contentType, std::string("application/problem+json"));
            QCOMPARE(answer.body.value(QStringLiteral("status")).toInt(), status);
            QVERIFY(!text(answer.body, "code").isEmpty() && !text(answer.body, "detail").isEmpty());
        }
        if (status == 405)
            QCOMPARE(domain::header(answer.response.headers, "allow"), std::string_view("GET, HEAD, POST"));
    }

    void aProjectLives()
    {
        ApiFixture hub;
        const ApiAnswer added =
            hub.post(QStringLiteral("projects"),
                     json("{'name':' Shop ','timezone':'Europe/Oslo','source':{'kind':'app','writeKey':'wk1'}}"));
        QCOMPARE(added.status, 201);
        QCOMPARE(text(added.body, "name"), QStringLiteral("Shop"));
        const QJsonObject source = added.body.value(QStringLiteral("source")).toObject();
        QCOMPARE(text(source, "writeKey"), QStringLiteral("wk1"));
        QCOMPARE(text(source, "kind"), QStringLiteral("app"));
        QCOMPARE(
            text(source, "dsn"),
            QStringLiteral("https://%1@hub.example:8484/stats/%2").arg(text(source, "sentryKey"), text(source, "id")));
        for (const char* id : {"sentryKey", "openTraceUid", "umamiId", "posthogToken", "goatcounterSite"})
            QVERIFY2(!text(source, id).isEmpty(), id);
        const QString path = QStringLiteral("projects/") + text(added.body, "id");
        QCOMPARE(hub.ask(Method::Patch, path, hub.admin,
                         json("{'currency':'NOK','privacy':'strict','visitTimeoutMinutes':45,'cutVisitsAtCampaign':"
                              "true,'automaticEvents':'keep'}"))
                     .status,
                 200);
        const QJsonObject read = hub.get(path).body;
        QCOMPARE(text(read, "currency"), QStringLiteral("NOK"));
        QCOMPARE(text(read, "privacy"), QStringLiteral("strict"));
        QCOMPARE(read.value(QStringLiteral("visitTimeoutMinutes")).toInt(), 45);
        QCOMPARE(read.value(QStringLiteral("cutVisitsAtCampaign")), QJsonValue(true));
        QCOMPARE(text(added.body, "automaticEvents"), QStringLiteral("30days"));
        QCOMPARE(text(read, "automaticEvents"), QStringLiteral("keep"));
        QCOMPARE(read.value(QStringLiteral("cutVisitsAtMidnight")), QJsonValue(false));
        QCOMPARE(hub.ask(Method::Delete, path, hub.admin).status, 204);
        QCOMPARE(hub.get(path).status, 404);
        const QJsonArray audit = hub.get(QStringLiteral("audit")).body.value(QStringLiteral("items")).toArray();
        QStringList actions;
        for (const QJsonValue& entry : audit)
            actions.prepend(entry[QStringLiteral("action")].toString() + u'/' +
                            entry[QStringLiteral("actor")].toString());
        QCOMPARE(actions, (QStringList{QStringLiteral("project.add/admin"), QStringLiteral("project.change/admin"),
                                       QStringLiteral("project.remove/admin")}));
    }

    void badBodiesPointAtTheMember_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("pointer");
        const auto row = [](const char* name, const char* body, const char* pointer) {
            QTest::newRow(name) << json(body) << QString::fromLatin1(pointer);
        };
        row("no name", "{}", "/name");
        row("an empty name", "{'name':'  '}", "/name");
        row("an unknown zone", "{'name':'A','timezone':'Mars/Olympus'}", "/timezone");
        row("a currency in small letters", "{'name':'A','currency':'eur'}", "/currency");
        row("a truth that is a text", "{'name':'A','storeFlagged':'yes'}", "/storeFlagged");
        row("a number past its range", "{'name':'A','visitTimeoutMinutes':721}", "/visitTimeoutMinutes");
        row("a member that cannot be set", "{'name':'A','demo':true}", "/demo");
        row("an unknown member", "{'name':'A','colour':'red'}", "/colour");
        row("a wrong member of the source", "{'name':'A','source':{'kind':'toaster'}}", "/source/kind");
        row("a body that is a list", "[1]", "");
    }
    void badBodiesPointAtTheMember()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, pointer);
        ApiFixture hub;
        const ApiAnswer answer = hub.post(QStringLiteral("projects"), body);
        QCOMPARE(answer.status, 400);
        QCOMPARE(text(answer.body, "code"), QStringLiteral("invalid_input"));
        QCOMPARE(text(answer.body, "pointer"), pointer);
        QCOMPARE(hub.get(QStringLiteral("projects")).body.value(QStringLiteral("items")).toArray().size(), 0);
    }

    void sourcesLiveBelowTheirProject()
    {
        ApiFixture hub;
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A'}")).status, 201);
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'B'}")).status, 201);
        const ApiAnswer added = hub.post(QStringLiteral("projects/1/sources"),
                                         json("{'kind':'server','hosts':['a.example'],'writeKey':'k'}"));
        QCOMPARE(added.status, 201);
        const QString path = QStringLiteral("sources/") + text(added.body, "id");
        QCOMPARE(hub.get(QStringLiteral("projects/2/") + path).status, 404);
        QCOMPARE(hub.post(QStringLiteral("projects/2/sources"), json("{'writeKey':'k'}")).status, 409);
        QCOMPARE(hub.ask(Method::Patch, QStringLiteral("projects/1/") + path, hub.admin, json("{'ipMode':'truncate'}"))
                     .status,
                 200);
        QCOMPARE(text(hub.get(QStringLiteral("projects/1/") + path).body, "ipMode"), QStringLiteral("truncate"));
        QCOMPARE(hub.get(QStringLiteral("projects/1/sources")).body.value(QStringLiteral("items")).toArray().size(), 2);
        QCOMPARE(hub.ask(Method::Delete, QStringLiteral("projects/1/") + path, hub.admin).status, 204);
        QCOMPARE(hub.get(QStringLiteral("projects/1/") + path).status, 404);
    }

    void aTokenIsShownOnceAndRevoked()
    {
        ApiFixture hub;
        const ApiAnswer added = hub.post(QStringLiteral("tokens"), json("{'name':'ci','scope':'read'}"));
        QCOMPARE(added.status, 201);
        const QByteArray token = text(added.body, "token").toLatin1();
        QVERIFY(token.startsWith("sg_"));
        QCOMPARE(hub.ask(Method::Get, QStringLiteral("projects"), token).status, 200);
        QCOMPARE(hub.ask(Method::Post, QStringLiteral("projects"), token, json("{'name':'A'}")).status, 403);
        const ApiAnswer listed = hub.get(QStringLiteral("tokens"));
        QVERIFY(!QByteArray::fromStdString(listed.response.body).contains(token));
        QCOMPARE(hub.ask(Method::Delete, QStringLiteral("tokens/") + text(added.body, "id"), hub.admin).status, 204);
        QCOMPARE(hub.ask(Method::Get, QStringLiteral("projects"), token).status, 401);
    }

    void eventsComeNewestFirstPageByPage()
    {
        ApiFixture hub;
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A'}")).status, 201);
        hub.storePageviews(SourceId(1), 25);
        QStringList paths;
        QString cursor;
        int pages = 0;
        do {
            const ApiAnswer page = hub.get(QStringLiteral("projects/1/events?limit=10") +
                                           (cursor.isEmpty() ? QString() : QStringLiteral("&cursor=") + cursor));
            QCOMPARE(page.status, 200);
            for (const QJsonValue& event : page.body.value(QStringLiteral("items")).toArray())
                paths.append(event[QStringLiteral("path")].toString());
            cursor = text(page.body, "next");
            ++pages;
        } while (!cursor.isEmpty());
        QCOMPARE(pages, 3);
        QCOMPARE(paths.size(), 25);
        QCOMPARE(paths.first(), QStringLiteral("/24"));
        QCOMPARE(paths.last(), QStringLiteral("/0"));
    }

    void cursorsThatNoListGaveShowNothing_data()
    {
        QTest::addColumn<QString>("path");
        for (const char* path :
             {"projects", "tokens", "audit", "rejections", "jobs", "projects/1/sources", "projects/1/goals",
              "projects/1/merges", "projects/1/click-links", "projects/1/campaigns"})
            QTest::newRow(path) << QString::fromLatin1(path);
    }

    void cursorsThatNoListGaveShowNothing()
    {
        QFETCH(QString, path);
        ApiFixture hub;
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A'}")).status, 201);
        const ApiAnswer behind = hub.get(path + QStringLiteral("?cursor=2147483647"));
        QCOMPARE(behind.status, 200);
        QCOMPARE(behind.body, QJsonObject({{QStringLiteral("items"), QJsonArray()}}));
        const ApiAnswer beyond = hub.get(path + QStringLiteral("?cursor=9223372036854775807"));
        QCOMPARE(beyond.status, 400);
        QVERIFY(beyond.response.body.find("cursor") != std::string::npos);
    }

    void eventsAreFilteredAndCutByTime()
    {
        ApiFixture hub;
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A'}")).status, 201);
        hub.storePageviews(SourceId(1), 25);
        const auto count = [&hub](const QString& query) {
            return hub.get(QStringLiteral("projects/1/events?") + query)
                .body.value(QStringLiteral("items"))
                .toArray()
                .size();
        };
        QCOMPARE(count(QStringLiteral(
                     "filters=%5B%7B%22property%22:%22page%22,%22op%22:%22is%22,%22value%22:%22/7%22%7D%5D")),
                 1);
        QCOMPARE(count(QStringLiteral("from=2026-03-02T10:00:05Z&to=2026-03-02T10:00:10Z")), 5);
        QCOMPARE(hub.get(QStringLiteral("projects/1/events?limit=0")).status, 400);
        QCOMPARE(hub.get(QStringLiteral("projects/1/events?limit=1001")).status, 400);
        QCOMPARE(hub.get(QStringLiteral("projects/1/events?from=yesterday")).status, 400);
        const ApiAnswer wrong = hub.get(QStringLiteral(
            "projects/1/events?filters=%5B%7B%22property%22:%22nope%22,%22op%22:%22is%22,%22value%22:1%7D%5D"));
        QCOMPARE(wrong.status, 400);
        QVERIFY(text(wrong.body, "pointer").startsWith(QStringLiteral("/filters/0")));
    }

    void questionsAskedTogetherAreAnsweredEachForItself()
    {
        ApiFixture hub;
        std::ignore = hub.post(QStringLiteral("projects"), json("{'name':'One'}"));
        QList<QJsonObject> asked;
        hub.onAskOne = [&asked](const QJsonObject& description) -> Expected<QJsonObject> {
            asked.append(description);
            if (description.value(QStringLiteral("kind")).toString() != QStringLiteral("summary"))
                return unexpected(ErrorCode::InvalidInput, QStringLiteral("no such kind"), QStringLiteral("/kind"));
            return QJsonObject{{QStringLiteral("metrics"), 1}};
        };
        const QString path = QStringLiteral("projects/1/query");
        const ApiAnswer both =
            hub.post(path, json("{'queries':[{'kind':'guess'},{'kind':'summary','identified_only':true}]}"));
        QCOMPARE(both.status, 200);
        const QJsonArray answers = both.body.value(QStringLiteral("answers")).toArray();
        QCOMPARE(answers.size(), 2);
        const QJsonObject error = answers.at(0).toObject().value(QStringLiteral("error")).toObject();
        QCOMPARE(text(error, "code"), QStringLiteral("invalid_input"));
        QCOMPARE(text(error, "pointer"), QStringLiteral("/queries/0/kind"));
        QCOMPARE(error.value(QStringLiteral("status")).toInt(), 400);
        QCOMPARE(answers.at(1).toObject().value(QStringLiteral("metrics")).toInt(), 1);
        QVERIFY(!asked.at(1).contains(QStringLiteral("identified_only")));
        QCOMPARE(asked.at(1).value(QStringLiteral("filters")).toArray().size(), 1);
    }

    void whatIsNoListOfQuestionsIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("pointer");
        const auto row = [](const char* name, const char* body, const char* pointer) {
            QTest::newRow(name) << json(body) << QString::fromLatin1(pointer);
        };
        row("no list", "{'queries':{}}", "/queries");
        row("an empty list", "{'queries':[]}", "/queries");
        row("something beside it", "{'queries':[{}],'kind':'summary'}", "/queries");
        row("no description", "{'queries':[{'kind':'summary'},7]}", "/queries/1");
        row("groups in one of them", "{'queries':[{'kind':'summary','groups':['1']}]}", "/queries/0/groups");
        row("a word for a truth", "{'queries':[{'kind':'summary','identified_only':'yes'}]}",
            "/queries/0/identified_only");
        QByteArray many("{'queries':[{}");
        for (int i = 0; i < 32; ++i)
            many += ",{}";
        many += "]}";
        row("too many", many.constData(), "/queries");
    }

    void whatIsNoListOfQuestionsIsRefused()
    {
        QFETCH(QByteArray, body);
        ApiFixture hub;
        std::ignore = hub.post(QStringLiteral("projects"), json("{'name':'One'}"));
        const ApiAnswer answer = hub.post(QStringLiteral("projects/1/query"), body);
        QCOMPARE(answer.status, 400);
        QTEST(text(answer.body, "pointer"), "pointer");
    }

    void aQueryThatTakesTooLongIsStopped()
    {
        ApiFixture hub;
        QVERIFY(hub.settings.setFlag("query_timeout", QStringLiteral("100ms")));
        QCOMPARE(hub.post(QStringLiteral("projects"), json("{'name':'A'}")).status, 201);
        hub.onAsk = [](const domain::Cancellation& cancel) -> Expected<QJsonObject> {
            while (!cancel.isCancelled())
                std::this_thread::yield();
            return unexpected(ErrorCode::Cancelled, QStringLiteral("stopped"));
        };
        const ApiAnswer answer = hub.post(QStringLiteral("projects/1/query"), json("{'kind':'summary'}"));
        QCOMPARE(answer.status, 504);
        QCOMPARE(text(answer.body, "code"), QStringLiteral("timeout"));
        QVERIFY(text(answer.body, "detail").contains(QStringLiteral("query_timeout")));
    }

    void settingsShowTheirOriginAndStay()
    {
        ApiFixture hub;
        QVERIFY(hub.settings.setFlag("durability", QStringLiteral("normal")));
        QCOMPARE(hub.ask(Method::Patch, QStringLiteral("settings"), hub.admin, json("{'query_timeout':'7s'}")).status,
                 200);
        QCOMPARE(
            text(hub.get(QStringLiteral("settings")).body.value(QStringLiteral("values")).toObject(), "query_timeout"),
            QStringLiteral("7s"));
        const ApiAnswer pinned =
            hub.ask(Method::Patch, QStringLiteral("settings"), hub.admin, json("{'durability':'full'}"));
        QCOMPARE(pinned.status, 409);
        QCOMPARE(text(pinned.body, "pointer"), QStringLiteral("/durability"));
        QCOMPARE(hub.ask(Method::Patch, QStringLiteral("settings"), hub.admin, json("{'nope':1}")).status, 400);
        Settings later;
        later.readStored(*hub.store->control().settings());
        QCOMPARE(later.duration("query_timeout"), std::chrono::seconds(7));
    }

    void refusalsAreRemembered()
    {
        ApiFixture hub;
        domain::Rejection rejection;
        rejection.reason = "invalid_write_key";
        rejection.key = "lost";
        hub.live.rejected(rejection);
        const QJsonArray seen = hub.get(QStringLiteral("rejections")).body.value(QStringLiteral("items")).toArray();
        QCOMPARE(seen.size(), 1);
        QCOMPARE(seen.at(0)[QStringLiteral("key")].toString(), QStringLiteral("lost"));
        const ApiAnswer forReader = hub.ask(Method::Get, QStringLiteral("rejections"), hub.reader);
        QCOMPARE(forReader.body.value(QStringLiteral("items")).toArray().size(), 0);
    }

    void whoIsThereIsCounted()
    {
        ApiFixture hub;
        const QString sources =
            QStringLiteral("projects/") +
            hub.post(QStringLiteral("projects"), "{\"name\":\"A\"}").body.value(QStringLiteral("id")).toString() +
            QStringLiteral("/sources");
        const QJsonObject source = hub.get(sources).body.value(QStringLiteral("items")).toArray().at(0).toObject();
        domain::LiveSession seen;
        seen.at = hub.clock.now() - std::chrono::minutes(10);
        hub.sessions.note(source.value(QStringLiteral("openTraceUid")).toString().toStdString(), "s", seen);
        const QJsonObject counted =
            hub.get(sources + u'/' + source.value(QStringLiteral("id")).toString() + QStringLiteral("/online")).body;
        QCOMPARE(counted,
                 (QJsonObject{
                     {QStringLiteral("online"), 1}, {QStringLiteral("active"), 1}, {QStringLiteral("heartbeats"), 0}}));
    }

    void unknownSendersAreListedForAdmins()
    {
        ApiFixture hub;
        hub.unknown.note(domain::Protocol::Umami, "0a1b", fromMs(1'700'000'000'000));
        const QJsonArray seen = hub.get(QStringLiteral("senders")).body.value(QStringLiteral("items")).toArray();
        QCOMPARE(seen.size(), 1);
        QCOMPARE(seen.at(0)[QStringLiteral("protocol")].toString(), QStringLiteral("umami"));
        QCOMPARE(seen.at(0)[QStringLiteral("id")].toString(), QStringLiteral("0a1b"));
        QCOMPARE(seen.at(0)[QStringLiteral("count")].toInt(), 1);
        QCOMPARE(seen.at(0)[QStringLiteral("last")].toString(), QStringLiteral("2023-11-14T22:13:20.000Z"));
        QCOMPARE(hub.ask(Method::Get, QStringLiteral("senders"), hub.reader).status, 403);
    }

    void sharedAddressesAreListedForAdmins()
    {
        ApiFixture hub;
        hub.shared.noteForwarding("192.168.1.2", fromMs(1'700'000'000'000));
        const QJsonArray seen =
            hub.get(QStringLiteral("shared-addresses")).body.value(QStringLiteral("items")).toArray();
        QCOMPARE(seen.size(), 1);
        QCOMPARE(seen.at(0)[QStringLiteral("address")].toString(), QStringLiteral("192.168.1.2"));
        QCOMPARE(seen.at(0)[QStringLiteral("forwarded")].toInt(), 1);
        QCOMPARE(hub.ask(Method::Get, QStringLiteral("shared-addresses"), hub.reader).status, 403);
    }

    void healthAndMetricsAnswer()
    {
        ApiFixture hub;
        hub.counters.at("sightglass_test_total{kind=\"a\"}") = 3;
        domain::Response health;
        hub.api->healthHandler()({}, [&health](domain::Response response) { health = std::move(response); });
        QCOMPARE(health.status, 200);
        QVERIFY(health.body.find("\"9.9\"") != std::string::npos);
        const auto metrics = [&hub](const domain::Request& request) {
            domain::Response out;
            hub.api->metricsHandler()(domain::Request(request),
                                      [&out](domain::Response response) { out = std::move(response); });
            return out;
        };
        domain::Request request;
        request.clientAddress = "198.51.100.7";
        QCOMPARE(metrics(request).status, 401);
        request.headers.emplace_back("Authorization", "bearer " + hub.reader.toStdString());
        QCOMPARE(metrics(request).status, 200);
        request.headers.clear();
        request.clientAddress = "192.0.2.1";
        QCOMPARE(metrics(request).status, 200);
        request.clientAddress.clear();
        request.privateAuthority = true;
        const std::string text = metrics(request).body;
        QVERIFY(text.find("# TYPE sightglass_test_total counter\nsightglass_test_total{kind=\"a\"} 3\n") !=
                std::string::npos);
        QVERIFY(text.find("sightglass_store_writable 1\n") != std::string::npos);
    }

    void everySampleBelongsToTheFamilyAboveIt()
    {
        ApiFixture hub;
        domain::Request request;
        request.privateAuthority = true;
        QStringList lines;
        hub.api->metricsHandler()(std::move(request), [&lines](domain::Response response) {
            lines = QString::fromStdString(response.body).split(u'\n', Qt::SkipEmptyParts);
        });
        QStringList families;
        QSet<QString> samples;
        for (const QString& line : std::as_const(lines)) {
            if (line.startsWith(u"# TYPE ")) {
                families += line.section(u' ', 2, 2);
                QCOMPARE(line.section(u' ', 3),
                         families.last().endsWith(u"_total") ? QStringLiteral("counter") : QStringLiteral("gauge"));
                continue;
            }
            const QString sample = line.section(u' ', 0, 0);
            QVERIFY2(!families.isEmpty() && sample.section(u'{', 0, 0) == families.last(), qPrintable(line));
            QVERIFY2(!samples.contains(sample), qPrintable(line));
            samples.insert(sample);
        }
        QCOMPARE(QSet<QString>(families.begin(), families.end()).size(), families.size());
        for (const char* name :
             {"store_job{job=\"sealing\"}", "store_job{job=\"merging\"}", "store_job{job=\"erasing\"}",
              "store_job{job=\"expiring\"}", "store_job{job=\"forgetting\"}", "store_job{job=\"deleting\"}",
              "store_job{job=\"changing\"}", "store_erasing_chunks", "store_erasing_chunks_done",
              "store_erased_events_total", "store_bytes_per_day", "disk_free_bytes"})
            QVERIFY2(samples.contains(QStringLiteral("sightglass_") + QLatin1String(name)), name);
    }

    void theDescriptionNamesEveryResource()
    {
        const QJsonObject paths = api::openApiDocument("1").value(QStringLiteral("paths")).toObject();
        QSet<QString> described;
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            const QJsonObject operations = path->toObject();
            for (auto operation = operations.begin(); operation != operations.end(); ++operation) {
                described.insert(operation.key().toUpper() + u' ' + path.key());
                QVERIFY(!operation->toObject().value(QStringLiteral("responses")).toObject().isEmpty());
            }
        }
        QSet<QString> spoken{QStringLiteral("GET /health"), QStringLiteral("GET /openapi.json"),
                             QStringLiteral("GET /metrics"), QStringLiteral("GET /projects/{p}/live")};
        for (const api::Resource& resource : api::resources()) {
            if (!resource.isLocalOnly)
                spoken.insert(api::toQString(domain::name(resource.method)) + QStringLiteral(" /") +
                              api::toQString(resource.pattern));
        }
        QCOMPARE(described, spoken);
    }

    void everyErrorHasAStatus()
    {
        for (int code = 0; code <= int(ErrorCode::Internal); ++code)
            QVERIFY(api::httpStatus(ErrorCode(code)) >= 400);
    }
};

QTEST_GUILESS_MAIN(TestApi)
#include "tst_api.moc"
