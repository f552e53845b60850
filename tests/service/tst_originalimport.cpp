// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importhub.h"
#include "query/engine.h"
#include "query/queryjson.h"
#include "service/originalimport.h"
#include "support/sourcefolder.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace sightglass;
using namespace Qt::StringLiterals;
using domain::Event;
using ingest::openmetrics::Collection;

namespace {

constexpr const char* kAnonymous = "Xw3kP9sLq0ZbT7rYh2Na";

QString vectorFolder()
{
    return test::sourcePath(u"tests/vectors/openmetrics/original"_s);
}

void writeFile(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

/// What an original server held comes over whole (openmetrics §14.5): tests/vectors/openmetrics/original is what the
/// readme's script (§18.3) left there.
class TestOriginalImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_hub = std::make_unique<test::ImportHub>(m_directory->filePath(u"hub"_s));
    }

    void aWholeServerComesOver()
    {
        const JobState state = import(vectorFolder());
        QVERIFY2(state.error.isEmpty(), qPrintable(state.error));
        QVERIFY2(state.remarks.empty(), state.remarks.empty() ? "" : state.remarks.front().c_str());
        QCOMPARE(state.counts.at("accepted"),
                 2 + 2 + 2 + 6 + 2 + 1); // users, links, sessions, events, hours, a day of its own
        QCOMPARE(state.counts.at("implied"), 6);
        QCOMPARE(state.counts.at("metrics"), 3);
        QVERIFY(state.total > 0 && state.done == state.total);

        std::vector<Event> acts;
        for (const Event& event : m_hub->events()) {
            if (event.kind == domain::Kind::Custom && event.userId == "myUserId")
                acts.push_back(event);
        }
        QList<qint64> times;
        for (const Event& act : acts) {
            times.append(toMs(act.eventTime));
            QCOMPARE(act.name, std::string("(unnamed)"));
            QCOMPARE(act.receivedAt, test::at("2016-03-18T10:30:00.000Z"));
        }
        QCOMPARE(times, (QList<qint64>{123'000, 124'000, 124'000, 125'000, 126'000}));
        QVERIFY((acts[1].properties == domain::PropertyMap{{"destination", std::string("fb")}} ||
                 acts[2].properties == domain::PropertyMap{{"destination", std::string("fb")}}));
    }

    void peopleAreWhoTheyWere()
    {
        QVERIFY(import(vectorFolder()).error.isEmpty());
        const QJsonArray people = ask(R"({"kind":"people","sort":"events"})").value("rows"_L1).toArray();
        QCOMPARE(people.size(), 2);
        QCOMPARE(people[0].toObject().value("user_id"_L1).toString(), u"myUserId"_s);
        QCOMPARE(people[0].toObject().value("events"_L1).toInt(), 5);
        QCOMPARE(people[1].toObject().value("user_id"_L1).toString(), QLatin1String(kAnonymous));
        for (const Event& event : m_hub->events()) {
            if (event.messageId == "om:user:myUserId")
                QVERIFY((event.traits == domain::PropertyMap{{"first-name", std::string("barack")},
                                                             {"last-name", std::string("obama")}}));
            if (event.messageId == "om:session:abc")
                QVERIFY((event.properties == domain::PropertyMap{{"browser", std::string("Firefox")}}) &&
                        event.eventTime == test::at("2016-03-18T10:30:00.000Z"));
        }
    }

    void activityIsCountedByItsOwnPeriods()
    {
        QVERIFY(import(vectorFolder()).error.isEmpty());
        for (const char* interval : {"hour", "day", "week", "month"}) {
            const QJsonObject answer = ask(
                QByteArray(
                    R"({"kind":"active_users","from":"2016-03-18T10:00:00Z","to":"2016-03-18T11:00:00Z","interval":")") +
                interval + "\"}");
            QCOMPARE(answer.value("users"_L1).toInt(), 2);
            const QJsonObject bucket = answer.value("buckets"_L1).toArray().first().toObject();
            const QMap<QByteArray, int> ids{{"hour", 405082}, {"day", 16878}, {"week", 2411}, {"month", 554}}; // §18.4
            QCOMPARE(bucket.value("tsId"_L1).toInt(), ids.value(interval));
        }
        QCOMPARE(
            ask(R"({"kind":"active_users","from":"2016-03-20T00:00:00Z","to":"2016-03-21T00:00:00Z","interval":"day"})")
                .value("users"_L1)
                .toInt(),
            1);
        QCOMPARE(
            ask(R"({"kind":"active_users","from":"2016-03-19T00:00:00Z","to":"2016-03-20T00:00:00Z","interval":"day"})")
                .value("users"_L1)
                .toInt(),
            0);
    }

    void aSecondTimeNothingIsAdded()
    {
        QVERIFY(import(vectorFolder()).error.isEmpty());
        const std::size_t before = m_hub->events().size();
        m_hub->clock.advance(std::chrono::hours(24 * 40));
        const JobState again = import(vectorFolder());
        QCOMPARE(again.counts.at("accepted"), 0);
        QCOMPARE(again.counts.at("duplicates"), 12 + 2 + 1 + 3); // metrics too
        QVERIFY(!again.counts.contains("metrics"));
        QCOMPARE(m_hub->events().size(), before);
        QCOMPARE(m_hub->store->control().saved(m_hub->project.id, domain::SavedKind::Metric).size(), std::size_t(3));
    }

    void withoutAnyTimeASecondTimeAddsNothingEither()
    {
        const QString file = m_directory->filePath(u"sessions.json"_s);
        writeFile(file, "{\"_id\":\"s1\",\"uid\":\"ann\",\"props\":{\"a\":1}}\n{\"_id\":\"s2\"}\n");
        QCOMPARE(import(file).counts.at("accepted"), 2);
        m_hub->clock.advance(std::chrono::hours(24 * 40));
        const JobState again = import(file);
        QCOMPARE(again.counts.at("accepted"), 0);
        QCOMPARE(again.counts.at("duplicates"), 2);
    }

    void metricsAreKeptAsWhatTheyAre()
    {
        QVERIFY(import(vectorFolder()).error.isEmpty());
        QMap<QString, QJsonObject> bodies;
        for (const domain::SavedItem& item :
             m_hub->store->control().saved(m_hub->project.id, domain::SavedKind::Metric))
            bodies.insert(QString::fromStdString(item.name), item.body);
        QCOMPARE(bodies.value(u"Sign-ups"_s).value("data"_L1).toArray().size(), 1);
        QCOMPARE(bodies.value(u"Sign-ups"_s).value("timeStep"_L1).toString(), u"day"_s);
        QCOMPARE(bodies.value(u"Answer"_s).value("request"_L1).toObject().value("url"_L1).toString(),
                 u"https://numbers.example/answer"_s);
        QCOMPARE(bodies.value(u"By script"_s).value("script"_L1).toString(), u"db.events.count()"_s);
    }

    void whatCannotBeReadIsTold_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* name, const char* file, const char* line, const char* says) {
            QTest::newRow(name) << QString::fromLatin1(file) << QByteArray(line) << QByteArray(says);
        };
        row("no JSON", "users.json", "{\"uid\"", "users.json, line 2: ");
        row("no object", "users.json", "7", "users.json, line 2: a document must be an object");
        row("a user without an id", "users.json", "{\"uid\":null}", "line 2: the user's id is missing (at uid)");
        row("a user with an object for an id", "users.json", "{\"uid\":{\"$gt\":\"\"}}",
            "line 2: the user's id is missing");
        row("sessions that are no list", "users.json", "{\"uid\":\"a\",\"sessionIds\":\"s\"}",
            "must be a list of sessions (at sessionIds)");
        row("properties that are none", "users.json", "{\"uid\":\"a\",\"props\":[1]}",
            "properties must be an object (at props)");
        row("a session without an id", "sessions.json", "{\"uid\":\"a\"}", "the session's id is missing (at _id)");
        row("an event of nobody", "events.json", "{\"ts\":1}", "the user's id is missing");
        row("an event without any time", "events.json", "{\"uid\":\"a\",\"ts\":\"soon\"}",
            "the time is missing or cannot be read (at ts)");
        row("a period that is none", "active.json", "{\"uid\":\"a\",\"type\":\"year\",\"id\":46}",
            "must be hour, day, week or month (at type)");
        row("a bucket that is none", "active.json", "{\"uid\":\"a\",\"type\":\"day\",\"id\":-1}",
            "must be the number of a bucket since 1970 (at id)");
        row("a bucket of the far future", "active.json", "{\"uid\":\"a\",\"type\":\"month\",\"id\":20000000000}",
            "must be the number of a bucket");
        row("a metric without a type", "metrics.json", "{\"title\":\"x\",\"data\":1}",
            "metrics.json, line 2: this member is needed (at /type)");
        row("a metric with wrong data", "metrics.json", "{\"title\":\"x\",\"type\":\"total\",\"data\":\"7\"}",
            "must be a number");
    }
    void whatCannotBeReadIsTold()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, says);
        const QString path = m_directory->filePath(file);
        const QByteArray good = file == u"metrics.json"
                                    ? "{\"title\":\"m\",\"type\":\"total\",\"data\":1}"
                                    : "{\"_id\":\"s\",\"uid\":\"ann\",\"ts\":1,\"type\":\"hour\",\"id\":5}";
        writeFile(path, good + '\n' + line + '\n' + good + '\n');
        const JobState state = import(path);
        QVERIFY2(state.error.isEmpty(), qPrintable(state.error));
        QCOMPARE(state.counts.at("rejected"), 1);
        QCOMPARE(state.remarks.size(), std::size_t(1));
        QVERIFY2(QByteArray::fromStdString(state.remarks.front()).contains(says), state.remarks.front().c_str());
    }

    void filesAreKnownByTheirNames()
    {
        const QString events = m_directory->filePath(u"dump.json"_s);
        writeFile(events,
                  " [{\"uid\":\"ann\",\"ts\":1,\"name\":\"kept\"},\n{\"uid\":\"ann\",\"ts\":1,\"name\":\"kept\"},{}]");
        QVERIFY(import(events).error.contains(u"names no collection"_s));
        const JobState state =
            import(events, Collection::Events); // an array is read as well, and twins without an id are two
        QCOMPARE(state.counts.at("accepted"), 2);
        QCOMPARE(state.remarks, std::vector<std::string>{"dump.json, element 3: the user's id is missing (at uid)"});
        QCOMPARE(m_hub->events().front().name, std::string("kept"));
        QCOMPARE(import(events, Collection::Events).counts.at("duplicates"), 2);
        QVERIFY(import(m_directory->filePath(u"nowhere"_s), Collection::Users).error.contains(u"cannot be read"_s));

        const QString folder = m_directory->filePath(u"dump"_s);
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(import(folder).error.contains(u"names no collection"_s));
        writeFile(folder + u"/Users.jsonl"_s, "{\"uid\":\"bob\"}\n");
        writeFile(folder + u"/system.indexes.json"_s, "{}\n");
        const JobState whole = import(folder);
        QCOMPARE(whole.counts.at("accepted"), 1);
        QCOMPARE(whole.remarks,
                 std::vector<std::string>{"system.indexes.json: left out, since its name is no collection's"});
    }

    void whatWasBrokenOffGoesOn()
    {
        const QString file = m_directory->filePath(u"events.json"_s);
        QByteArray text;
        for (int i = 0; i < 100'000; ++i)
            text += "{\"_id\":\"e" + QByteArray::number(i) + "\",\"uid\":\"u" + QByteArray::number(i % 7) +
                    "\",\"ts\":" + QByteArray::number(1458297000 + i) + ",\"props\":{\"n\":" + QByteArray::number(i) +
                    "}}\n";
        writeFile(file, text);
        JobControl control({});
        control.cancel();
        QVERIFY(!service::importOriginal(plan(file), *m_hub->store, *m_hub->pipeline, control));
        const JobState state = import(file);
        QVERIFY2(state.error.isEmpty(), qPrintable(state.error));
        QCOMPARE(m_hub->events().size(), std::size_t(100'000));
    }

private:
    service::OriginalPlan plan(const QString& path, std::optional<Collection> collection = {}) const
    {
        return {m_hub->project, path, collection, {}, m_hub->folder + u"/imports"_s, m_hub->clock.now()};
    }
    JobState import(const QString& path, std::optional<Collection> collection = {})
    {
        JobControl control({});
        const Expected<void> done =
            service::importOriginal(plan(path, collection), *m_hub->store, *m_hub->pipeline, control);
        JobState state = control.state();
        state.error = done ? QString() : done.error().detail;
        return state;
    }
    QJsonObject ask(const QByteArray& description)
    {
        const auto scan = m_hub->store->openScan();
        const query::QueryContext context{
            m_hub->project, m_hub->clock.now(), [&] { return (*scan)->extent(m_hub->project.id); }, {}, {}, {}};
        const auto parsed = query::parseQuery(QJsonDocument::fromJson(description).object(), context);
        if (!parsed) {
            qWarning("%s", qPrintable(parsed.error().detail));
            return {};
        }
        const auto names = [](const query::ArrivalParts&) { return query::SourceAndChannel{}; };
        query::Engine engine(**scan, m_hub->clock, nullptr, names);
        const auto answer = engine.answer(m_hub->project, *parsed, domain::Cancellation());
        return answer.value_or(QJsonObject());
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<test::ImportHub> m_hub;
};

QTEST_GUILESS_MAIN(TestOriginalImport)
#include "tst_originalimport.moc"
