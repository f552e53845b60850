// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/apifixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <future>

using namespace sightglass;
using domain::Event;
using domain::Kind;
using domain::Method;
using test::ApiAnswer;
using test::ApiFixture;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t kAda = 0xadaULL << 48;
constexpr std::uint64_t kBrowser = 0xb0ULL << 48;
constexpr std::uint64_t kBob = 0xb0bULL << 48;

QString hex(std::uint64_t key)
{
    return QString::number(key, 16).rightJustified(16, u'0');
}

QJsonArray itemsOf(const ApiAnswer& answer)
{
    return answer.body.value(QStringLiteral("items")).toArray();
}

Event event(std::uint64_t visitor, Kind kind, TimePoint time)
{
    Event out;
    out.source = SourceId(1);
    out.kind = kind;
    out.name = "Opened";
    out.visitor = visitor;
    out.visitorBasis = domain::VisitorBasis::Client;
    out.receivedAt = out.timestamp = out.eventTime = time;
    return out;
}

void store(ApiFixture& hub, std::vector<Event> events)
{
    std::promise<bool> stored;
    QVERIFY(hub.store->sink().submit(std::move(events), [&stored](const Expected<domain::StoreOutcome>& outcome) {
        stored.set_value(outcome.has_value());
    }));
    QVERIFY(stored.get_future().get());
}

/// Ada browses for ten minutes before she says who she is, then for five; Bob comes a day later; a bot in between.
void storeHistory(ApiFixture& hub, bool isSealed)
{
    QCOMPARE(hub.post(QStringLiteral("projects"), "{\"name\":\"A\"}").status, 201);
    const TimePoint start = hub.clock.now() - 72h;
    std::vector<Event> events;
    for (int i = 0; i < 10; ++i) {
        events.push_back(event(kBrowser, Kind::Pageview, start + std::chrono::minutes(i)));
        events.back().anonymousId = "anon-1";
        events.back().country = "NO";
    }
    Event identify = event(kAda, Kind::Identify, start + 1h);
    identify.userId = "ada@example.org";
    identify.anonymousId = "anon-1";
    identify.linkKind = domain::LinkKind::Identify;
    identify.linkFrom = kBrowser;
    identify.linkTo = kAda;
    identify.traits = {{"plan", std::string("free")}, {"seats", std::int64_t(3)}};
    events.push_back(identify);
    for (int i = 0; i < 5; ++i) {
        events.push_back(event(kAda, Kind::Custom, start + 2h + std::chrono::minutes(i)));
        events.back().userId = "ada@example.org";
    }
    events.back().traits = {{"plan", std::string("pro")}};
    events.push_back(event(kBob, Kind::Pageview, start + 24h));
    events.back().userId = "bob";
    events.push_back(event(0xb07, Kind::Pageview, start + 12h));
    events.back().bot = {"ai:test", "Test"};
    store(hub, std::move(events));
    if (isSealed)
        QVERIFY(hub.store->seal());
    hub.keysOf["ada@example.org"] = {kAda};
    hub.keysOf["anon-1"] = {kBrowser};
}

} // namespace

class TestPeople : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void peopleAreListed_data() { bothWays(); }
    void peopleAreListed();
    void listsAreFilteredAndSorted_data();
    void listsAreFilteredAndSorted();
    void listsArePagedAndSearched();
    void aPersonIsFoundByEveryId_data() { bothWays(); }
    void aPersonIsFoundByEveryId();
    void theTimelineGoesPageByPage_data() { bothWays(); }
    void theTimelineGoesPageByPage();
    void erasingIsForAdminsAndHarmlessTwice();
    void theStorageIsDescribed();
    void runningJobsAreSeen();
    void projectsKnowTheirRetention_data();
    void projectsKnowTheirRetention();

private:
    static void bothWays()
    {
        QTest::addColumn<bool>("isSealed");
        QTest::newRow("fresh") << false;
        QTest::newRow("sealed") << true;
    }
};

void TestPeople::peopleAreListed()
{
    QFETCH(bool, isSealed);
    ApiFixture hub;
    storeHistory(hub, isSealed);
    const QJsonArray people = itemsOf(hub.get(QStringLiteral("projects/1/people")));
    QCOMPARE(people.size(), 2);
    const QJsonObject ada = people[1].toObject();
    QCOMPARE(ada, (QJsonObject{{QStringLiteral("id"), hex(kAda)},
                               {QStringLiteral("user_id"), QStringLiteral("ada@example.org")},
                               {QStringLiteral("anonymous_id"), QStringLiteral("anon-1")},
                               {QStringLiteral("country"), QStringLiteral("NO")},
                               {QStringLiteral("first_seen"), QStringLiteral("2026-02-27T10:00:00.000Z")},
                               {QStringLiteral("last_seen"), QStringLiteral("2026-02-27T12:04:00.000Z")},
                               {QStringLiteral("visits"), 2},
                               {QStringLiteral("events"), 15},
                               {QStringLiteral("pageviews"), 10}}));
    QCOMPARE(people[0][QStringLiteral("user_id")].toString(), QStringLiteral("bob"));
    QCOMPARE(itemsOf(hub.get(QStringLiteral("projects/1/people?bots=include"))).size(), 3);
    QCOMPARE(itemsOf(hub.get(QStringLiteral("projects/1/people?bots=only"))).size(), 1);
    QCOMPARE(hub.get(QStringLiteral("projects/1/people?bots=maybe")).status, 400);
}

void TestPeople::listsAreFilteredAndSorted_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("people");
    const auto row = [](const char* name, const char* members, const char* people) {
        QTest::newRow(name) << QByteArray(members) << QString::fromLatin1(people);
    };
    row("by visits", "sort=visits", "ada@example.org 2, bob 1");
    row("who came from Norway, and how often", R"(filters=[{"property":"country","op":"is","value":"NO"}])",
        "ada@example.org 1");
    row("who has a trait", R"(filters=[{"property":"traits.plan","op":"is","value":"pro"}])", "ada@example.org 2");
    row("of one day", "from=2026-02-28&to=2026-03-01", "bob 1");
    row("today", "range=today", "");
    row("an unknown order", "sort=age", "400 /sort");
    row("an unknown property", R"(filters=[{"property":"shoe","op":"is","value":"42"}])", "400 /filters/0/property");
    row("filters that are no list", "filters={}", "400 /filters");
    row("a page from nowhere", "cursor=7", "400 /cursor");
}

void TestPeople::listsAreFilteredAndSorted()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, people);
    ApiFixture hub;
    storeHistory(hub, true);
    const ApiAnswer answer =
        hub.get(QStringLiteral("projects/1/people?") + QString::fromLatin1(members.toPercentEncoding("=&")));
    QStringList found;
    for (const QJsonValue& item : itemsOf(answer))
        found.append(item[QStringLiteral("user_id")].toString() + u' ' +
                     QString::number(item[QStringLiteral("visits")].toInt()));
    if (answer.status != 200)
        found.append(QString::number(answer.status) + u' ' + answer.body.value(QStringLiteral("pointer")).toString());
    QCOMPARE(found.join(QStringLiteral(", ")), people);
}

void TestPeople::listsArePagedAndSearched()
{
    ApiFixture hub;
    storeHistory(hub, true);
    const ApiAnswer first = hub.get(QStringLiteral("projects/1/people?limit=1"));
    QCOMPARE(itemsOf(first)[0][QStringLiteral("id")].toString(), hex(kBob));
    QCOMPARE(first.body.value(QStringLiteral("total")).toInt(), 2);
    const QString next = first.body.value(QStringLiteral("next")).toString();
    const ApiAnswer second = hub.get(QStringLiteral("projects/1/people?limit=1&cursor=") + next);
    QCOMPARE(itemsOf(second)[0][QStringLiteral("id")].toString(), hex(kAda));
    QVERIFY(!second.body.contains(QStringLiteral("next")));
    const auto found = [&hub](const char* words) {
        return itemsOf(hub.get(QStringLiteral("projects/1/people?search=") + QLatin1String(words))).size();
    };
    QCOMPARE(found("ADA@"), 1);
    QCOMPARE(found("anon"), 1);
    QCOMPARE(found("carol"), 0);
}

void TestPeople::aPersonIsFoundByEveryId()
{
    QFETCH(bool, isSealed);
    ApiFixture hub;
    storeHistory(hub, isSealed);
    for (const QString& id : {hex(kAda), hex(kBrowser), QStringLiteral("ada@example.org"), QStringLiteral("anon-1")}) {
        const ApiAnswer ada = hub.get(QStringLiteral("projects/1/people/") + id);
        QCOMPARE(ada.status, 200);
        QCOMPARE(ada.body.value(QStringLiteral("id")).toString(), hex(kAda));
        QCOMPARE(ada.body.value(QStringLiteral("traits")).toObject(),
                 (QJsonObject{{QStringLiteral("plan"), QStringLiteral("pro")}, {QStringLiteral("seats"), 3}}));
        QCOMPARE(ada.body.value(QStringLiteral("user_ids")).toArray(), QJsonArray{QStringLiteral("ada@example.org")});
        QCOMPARE(ada.body.value(QStringLiteral("anonymous_ids")).toArray(), QJsonArray{QStringLiteral("anon-1")});
        QCOMPARE(ada.body.value(QStringLiteral("events")).toInt(), 15);
    }
    QCOMPARE(hub.get(QStringLiteral("projects/1/people/nobody")).status, 404);
    QCOMPARE(hub.get(QStringLiteral("projects/9/people/nobody")).status, 404);
}

void TestPeople::theTimelineGoesPageByPage()
{
    QFETCH(bool, isSealed);
    ApiFixture hub;
    storeHistory(hub, isSealed);
    QStringList times;
    QString cursor;
    int pages = 0;
    do {
        const ApiAnswer page = hub.get(QStringLiteral("projects/1/people/ada@example.org/timeline?limit=5") +
                                       (cursor.isEmpty() ? QString() : QStringLiteral("&cursor=") + cursor));
        QCOMPARE(page.status, 200);
        for (const QJsonValue& item : itemsOf(page))
            times.append(item[QStringLiteral("timestamp")].toString());
        cursor = page.body.value(QStringLiteral("next")).toString();
    } while (!cursor.isEmpty() && ++pages < 10);
    QCOMPARE(times.size(), 16);
    QStringList sorted = times;
    sorted.sort();
    QCOMPARE(times, sorted);
    QCOMPARE(hub.get(QStringLiteral("projects/1/people/anon-1/timeline?cursor=7")).status, 400);
    QCOMPARE(hub.get(QStringLiteral("projects/1/people/anon-1/timeline?limit=0")).status, 400);
}

void TestPeople::erasingIsForAdminsAndHarmlessTwice()
{
    ApiFixture hub;
    storeHistory(hub, false);
    const QString path = QStringLiteral("projects/1/people/anon-1");
    QCOMPARE(hub.ask(Method::Delete, path, hub.writer).status, 403);
    for (int round = 0; round < 2; ++round) {
        const ApiAnswer answer = hub.ask(Method::Delete, path, hub.admin);
        QCOMPARE(answer.status, 202);
        QCOMPARE(answer.body.value(QStringLiteral("not_covered")).toArray(), QJsonArray{QStringLiteral("backups")});
        QVERIFY(!answer.response.body.empty() && answer.response.body.find("anon-1") == std::string::npos);
        const QString job = QStringLiteral("jobs/") + answer.body.value(QStringLiteral("id")).toString();
        QTRY_VERIFY(hub.get(job).body.value(QStringLiteral("phase")).toString() != QLatin1String("running"));
        QCOMPARE(hub.get(job).body.value(QStringLiteral("phase")).toString(), QStringLiteral("done"));
        QCOMPARE(hub.get(path).status, 404);
        QCOMPARE(itemsOf(hub.get(QStringLiteral("projects/1/people"))).size(), 1);
    }
    const ApiAnswer audit = hub.get(QStringLiteral("audit"));
    QVERIFY(audit.response.body.find("person.erase") != std::string::npos);
    QVERIFY(audit.response.body.find("anon-1") == std::string::npos);
}

void TestPeople::theStorageIsDescribed()
{
    ApiFixture hub;
    storeHistory(hub, true);
    const QJsonObject storage = hub.get(QStringLiteral("storage")).body;
    QCOMPARE(storage.value(QStringLiteral("events")).toInt(), 18);
    QCOMPARE(storage.value(QStringLiteral("sealed_events")).toInt(), 18);
    for (const char* member : {"file_bytes", "sealed_bytes", "disk_free_bytes", "bytes_per_day", "days_left"})
        QVERIFY2(storage.value(QLatin1String(member)).toInteger() > 0, member);
    const QJsonObject background = storage.value(QStringLiteral("background")).toObject();
    QCOMPARE(background.value(QStringLiteral("fresh_events")).toInt(-1), 0);
    QVERIFY(background.contains(QStringLiteral("job")));
    QCOMPARE(background.value(QStringLiteral("jobs")).toArray(), QJsonArray());
}

void TestPeople::runningJobsAreSeen()
{
    ApiFixture hub;
    std::promise<void> seen;
    const auto job = hub.jobs.start("import", "a file", 1, [waiting = seen.get_future().share()](JobControl& control) {
        control.setTotal(200);
        control.advanceTo(50);
        waiting.wait();
        return Expected<void>();
    });
    QVERIFY(job);
    const auto jobs = [&hub] {
        return hub.get(QStringLiteral("storage"))
            .body.value(QStringLiteral("background"))[QStringLiteral("jobs")]
            .toArray();
    };
    QTRY_COMPARE(jobs(), (QJsonArray{QJsonObject{{QStringLiteral("id"), QString::number(job->id)},
                                                 {QStringLiteral("kind"), QStringLiteral("import")},
                                                 {QStringLiteral("done"), 50},
                                                 {QStringLiteral("total"), 200}}}));
    std::string metrics;
    domain::Request request;
    request.privateAuthority = true;
    hub.api->metricsHandler()(std::move(request),
                              [&metrics](const domain::Response& response) { metrics = response.body; });
    const std::string labels = "{job=\"" + std::to_string(job->id) + "\",kind=\"import\"} ";
    QVERIFY(metrics.find("sightglass_job_done" + labels + "50\n") != std::string::npos);
    QVERIFY(metrics.find("sightglass_job_size" + labels + "200\n") != std::string::npos);
    seen.set_value();
    QTRY_COMPARE(jobs(), QJsonArray());
}

void TestPeople::projectsKnowTheirRetention_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("days") << QByteArray(R"({"retentionDays":90})") << 200;
    QTest::newRow("bytes") << QByteArray(R"({"retentionBytes":5000000000})") << 200;
    QTest::newRow("ids") << QByteArray(R"({"dropMessageIds":true})") << 200;
    QTest::newRow("days below zero") << QByteArray(R"({"retentionDays":-1})") << 400;
    QTest::newRow("bytes that are no number") << QByteArray(R"({"retentionBytes":"much"})") << 400;
}

void TestPeople::projectsKnowTheirRetention()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    ApiFixture hub;
    QCOMPARE(hub.post(QStringLiteral("projects"), "{\"name\":\"A\"}").status, 201);
    QCOMPARE(hub.ask(Method::Patch, QStringLiteral("projects/1"), hub.admin, body).status, status);
    const QJsonObject stated = QJsonDocument::fromJson(body).object();
    const QJsonObject project = hub.get(QStringLiteral("projects/1")).body;
    for (auto member = stated.begin(); status == 200 && member != stated.end(); ++member)
        QCOMPARE(project.value(member.key()), member.value());
}

QTEST_GUILESS_MAIN(TestPeople)
#include "tst_people.moc"
