// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/portrait.h"
#include "domain/eventjson.h"
#include "domain/propertytext.h"
#include "importhub.h"
#include "support/eventmaker.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace sightglass;
using namespace sightglass::service;
using domain::Event;
using Hub = test::ImportHub;

namespace {

/// What an event is, apart from where it is stored: source, sequence and keys made with a hub's secret.
QByteArray asText(Event event)
{
    event.source = {};
    event.visitor =
        event.visitorBasis == domain::VisitorBasis::Person || event.visitorBasis == domain::VisitorBasis::Client
            ? 0
            : event.visitor;
    std::string text;
    domain::appendJson(text, event);
    return QByteArray::fromStdString(text);
}

QList<QByteArray> asTexts(const std::vector<Event>& events)
{
    QList<QByteArray> out;
    for (const Event& event : events)
        out.append(asText(event));
    std::sort(out.begin(), out.end());
    return out;
}

/// Random events of some days, some without an id, some of them twice.
std::vector<Event> someEvents(Hub& hub, int count)
{
    test::EventMaker maker(99);
    std::vector<Event> out;
    for (int i = 0; i < count; ++i) {
        Event event = maker.make();
        event.eventTime = test::at("2026-03-01T00:00:00.000Z") + std::chrono::minutes(i * 7 % 8000);
        event.messageId = i % 3 == 0 ? "" : "m" + std::to_string(i);
        event.source = hub.sources[std::size_t(i % 2)].id;
        (void)hub.pipeline->adopt(event, *hub.store->sources().byId(event.source));
        out.push_back(event);
        if (i % 30 == 0)
            out.push_back(event);
    }
    return out;
}

void writeLines(const QString& path, const std::vector<Event>& events)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (const Event& event : events) {
        std::string line;
        domain::appendJson(line, event);
        file.write(QByteArray::fromStdString(line) + '\n');
    }
}

void writeText(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void whatWasExportedComesBackWhole_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<bool>("isSealed");
        QTest::newRow("as NDJSON") << int(ExchangeFormat::Ndjson) << false;
        QTest::newRow("as CSV") << int(ExchangeFormat::Csv) << false;
        QTest::newRow("as NDJSON, sealed") << int(ExchangeFormat::Ndjson) << true;
        QTest::newRow("as CSV, sealed") << int(ExchangeFormat::Csv) << true;
    }
    void whatWasExportedComesBackWhole()
    {
        QFETCH(int, format);
        QFETCH(bool, isSealed);
        Hub one(path("one"));
        const std::vector<Event> events = someEvents(one, 900);
        writeLines(path("in"), events);
        QCOMPARE(one.import(path("in"), ExchangeFormat::Ndjson).counts.at("accepted"), std::int64_t(events.size()));
        if (isSealed)
            QVERIFY(one.store->seal());
        one.exportTo(path("out"), ExchangeFormat(format));
        Hub other(path("other"));
        const JobState state = other.import(path("out"), ExchangeFormat(format));
        QVERIFY2(state.error.isEmpty(), qPrintable(state.error));
        QVERIFY2(state.remarks.empty(), state.remarks.empty() ? "" : state.remarks.front().c_str());
        QCOMPARE(state.counts.at("accepted"), std::int64_t(events.size()));
        if (isSealed)
            QVERIFY(other.store->seal());
        QCOMPARE(asTexts(other.events()), asTexts(events));
        const auto inOrder = other.events();
        QVERIFY(std::is_sorted(inOrder.begin(), inOrder.end(),
                               [](const Event& a, const Event& b) { return a.eventTime < b.eventTime; }));
    }

    void aFileImportedTwiceAddsNothing_data()
    {
        QTest::addColumn<bool>("isSealed");
        QTest::newRow("fresh") << false;
        QTest::newRow("sealed") << true;
    }
    void aFileImportedTwiceAddsNothing()
    {
        QFETCH(bool, isSealed);
        Hub hub(path("hub"));
        const std::vector<Event> events = someEvents(hub, 500);
        writeLines(path("in"), events);
        QCOMPARE(hub.import(path("in"), ExchangeFormat::Ndjson).counts.at("accepted"), std::int64_t(events.size()));
        if (isSealed)
            QVERIFY(hub.store->seal());
        hub.clock.advance(std::chrono::hours(24 * 400));
        const JobState again = hub.import(path("in"), ExchangeFormat::Ndjson);
        QCOMPARE(again.counts.at("accepted"), 0);
        QCOMPARE(again.counts.at("duplicates"), std::int64_t(events.size()));
        QCOMPARE(asTexts(hub.events()), asTexts(events));
        hub.exportTo(path("out"), ExchangeFormat::Csv);
        QCOMPARE(hub.import(path("out"), ExchangeFormat::Csv).counts.at("accepted"), 0);
    }

    void somebodyElsesEvents_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("CSV") << int(ExchangeFormat::Csv)
                             << QByteArray("user_id,Event,time,amount,note\r\nann,buy,2026-03-01 10:00:00,12.5,\"a, "
                                           "b\"\r\nann,,2026-03-01,1,\r\n,buy,2026-03-01,1,\r\n"
                                           "ann,buy,yesterday,1,\r\nbob,look,1772362800,,007\r\nshort\r\n");
        QTest::newRow("lines of JSON")
            << int(ExchangeFormat::Ndjson)
            << QByteArray("{\"uid\":\"ann\",\"name\":\"buy\",\"ts\":\"2026-03-01T10:00:00Z\",\"amount\":12.5,\"note\":"
                          "\"a, b\"}\n{\"uid\":\"ann\",\"ts\":1}\n"
                          "{\"name\":\"buy\",\"ts\":1}\n{\"uid\":\"ann\",\"name\":\"buy\"}\n{\"uid\":\"bob\",\"name\":"
                          "\"look\",\"ts\":1772362800000,\"note\":\"007\"}\nno\n");
        QTest::newRow("an array of JSON")
            << int(ExchangeFormat::JsonArray)
            << QByteArray("\xEF\xBB\xBF "
                          "[{\"uid\":\"ann\",\"name\":\"buy\",\"ts\":\"2026-03-01T10:00:00Z\",\n\"amount\":12.5,"
                          "\"note\":\"a, b\"},{\"uid\":\"ann\",\"ts\":1},\n"
                          "{\"name\":\"buy\",\"ts\":1},{\"uid\":\"ann\",\"name\":\"buy\"}, "
                          "{\"uid\":\"bob\",\"name\":\"look\",\"ts\":1772362800000,\"note\":\"007\"},7,\n]\n");
    }
    void somebodyElsesEvents()
    {
        QFETCH(int, format);
        QFETCH(QByteArray, text);
        Hub hub(path("hub"));
        writeText(path("in"), text);
        const JobState state = hub.import(path("in"), ExchangeFormat(format), {}, ExternalFile{});
        QVERIFY2(state.error.isEmpty(), qPrintable(state.error));
        QCOMPARE(state.counts.at("accepted"), 2);
        QCOMPARE(state.counts.at("rejected"), 4);
        QCOMPARE(state.remarks.size(), std::size_t(4));
        const char* first = format == int(ExchangeFormat::Csv)      ? "line 3: the event's name"
                            : format == int(ExchangeFormat::Ndjson) ? "line 2: the event's name"
                                                                    : "element 2: the event's name";
        QVERIFY2(state.remarks.front().starts_with(first), state.remarks.front().c_str());
        const std::vector<Event> events = hub.events();
        QCOMPARE(events.size(), std::size_t(2));
        QCOMPARE(events[0].userId, std::string("ann"));
        QCOMPARE(events[0].eventTime, test::at("2026-03-01T10:00:00.000Z"));
        QVERIFY((events[0].properties == domain::PropertyMap{{"amount", 12.5}, {"note", std::string("a, b")}}));
        QVERIFY((events[1].properties == domain::PropertyMap{{"note", std::string("007")}}));
        QCOMPARE(events[1].eventTime, test::at("2026-03-01T11:00:00.000Z"));
        QVERIFY(events[0].protocol == domain::Protocol::Import && events[0].historical);
        QCOMPARE(hub.import(path("in"), ExchangeFormat(format), {}, ExternalFile{}).counts.at("duplicates"), 2);
        QCOMPARE(hub.events().size(), std::size_t(2));
    }

    void arraysAreReadInPieces()
    {
        Hub hub(path("hub"));
        constexpr int count = 60'000; // more than one block of the file, more than one stretch
        QByteArray text("[");
        for (int i = 0; i < count; ++i)
            text += QByteArray(i > 0 ? "," : "") + "{\"uid\":\"u" + QByteArray::number(i % 50) +
                    "\",\"name\":\"buy\",\"ts\":" + QByteArray::number(1772362800 + i) + ",\"note\":\"" +
                    QByteArray(100, i % 2 ? ']' : '{') + "\"}";
        QVERIFY(text.size() > 8 << 20);
        writeText(path("in"), text + "\n,");
        const JobState open = hub.import(path("in"), ExchangeFormat::JsonArray, {}, ExternalFile{});
        QVERIFY2(open.error.contains(QStringLiteral("ends before its array does, in element 60001")),
                 qPrintable(open.error));
        writeText(path("in"), text + ",]  " + QByteArray(6 << 20, ' ') + "x");
        const JobState behind = hub.import(path("in"), ExchangeFormat::JsonArray, {}, ExternalFile{});
        QVERIFY2(behind.error.contains(QStringLiteral("goes on behind the end")), qPrintable(behind.error));
        writeText(path("in"), text + "]" + QByteArray(6 << 20, ' '));
        const JobState whole = hub.import(path("in"), ExchangeFormat::JsonArray, {}, ExternalFile{});
        QVERIFY2(whole.error.isEmpty(), qPrintable(whole.error));
        QCOMPARE(whole.counts.at("rejected"), 0);
        QCOMPARE(whole.counts.at("accepted") + whole.counts.at("duplicates"), count);
        QCOMPARE(hub.events().size(), std::size_t(count));
        QVERIFY(QDir(path("hub/imports")).entryList({QStringLiteral("*")}, QDir::Files).size() <=
                2); // of the two that failed
    }

    void anotherMappingBeginsAnew()
    {
        Hub hub(path("hub"));
        QByteArray text("who,uid,event,ts\n");
        for (int i = 0; i < 200'000; ++i)
            text += "w" + QByteArray::number(i % 9) + ",u,buy," + QByteArray::number(1772362800 + i) + "\n";
        writeText(path("in"), text);
        ImportPlan plan{hub.project,         path("in"), ExchangeFormat::Csv, {},
                        path("hub/imports"), 64 * 1024,  ExternalFile{}};
        {
            ImportJob job(plan, *hub.store, *hub.pipeline);
            JobControl control({});
            std::thread stopper([&control] {
                while (control.state().done < 64 * 1024)
                    std::this_thread::yield();
                control.cancel();
            });
            (void)job.run(control);
            stopper.join();
        }
        QVERIFY(readMapping({{QStringLiteral("user"), QStringLiteral("who")},
                             {QStringLiteral("name"), QStringLiteral("event")},
                             {QStringLiteral("time"), QStringLiteral("ts")}},
                            *plan.external));
        QCOMPARE(hub.import(path("in"), ExchangeFormat::Csv, {}, plan.external).counts.at("accepted"), 200'000);
    }

    void anExportAsAnArrayIsOneToo()
    {
        Hub hub(path("hub"));
        const std::vector<Event> events = someEvents(hub, 100);
        writeLines(path("in"), events);
        QFile lines(path("in"));
        QVERIFY(lines.open(QIODevice::ReadOnly));
        writeText(path("array"), '[' + lines.readAll().trimmed().replace('\n', ",\n") + "]\n");
        QCOMPARE(hub.import(path("array"), ExchangeFormat::JsonArray).counts.at("accepted"),
                 std::int64_t(events.size()));
        QCOMPARE(asTexts(hub.events()), asTexts(events));
    }

    void activityIsAddedByEventTimeWhenAsked()
    {
        Hub hub(path("hub"));
        writeText(path("in"), "[{\"uid\":\"ann\",\"name\":\"buy\",\"ts\":\"2026-03-01 10:00\"}]");
        ExternalFile external;
        QVERIFY(readMapping(
            {{QStringLiteral("activity"), true}, {QStringLiteral("zone"), QStringLiteral("Asia/Kathmandu")}},
            external));
        QCOMPARE(hub.import(path("in"), ExchangeFormat::JsonArray, {}, external).counts.at("accepted"),
                 1); // columns are guessed
        const Event event = hub.events().front();
        QVERIFY(event.protocol == domain::Protocol::OpenMetrics && event.interactive);
        QCOMPARE(event.receivedAt, test::at("2026-03-01T04:15:00.000Z"));
        QCOMPARE(event.userId, std::string("ann"));
    }

    void aMappingNamesTheColumns()
    {
        Hub hub(path("hub"));
        writeText(path("in"), "who,what,when,key,uid\nann,buy,2026-03-01 10:00,k1,x\nann,buy,2026-03-01 "
                              "10:00,k2,x\nann,buy,2026-03-01 11:00,k1,x\n");
        ExternalFile external;
        const QJsonObject mapping{{QStringLiteral("user"), QStringLiteral("who")},
                                  {QStringLiteral("name"), QStringLiteral("what")},
                                  {QStringLiteral("time"), QStringLiteral("when")},
                                  {QStringLiteral("id"), QStringLiteral("key")},
                                  {QStringLiteral("zone"), QStringLiteral("Asia/Kathmandu")},
                                  {QStringLiteral("activity"), true}};
        QVERIFY(readMapping(mapping, external));
        const JobState state = hub.import(path("in"), ExchangeFormat::Csv, {}, external);
        QCOMPARE(state.counts.at("accepted"), 2);
        QCOMPARE(state.counts.at("duplicates"), 1);
        QCOMPARE(hub.events().front().eventTime, test::at("2026-03-01T04:15:00.000Z"));
        QCOMPARE(hub.events().front().receivedAt, hub.events().front().eventTime);
        QVERIFY(hub.events().front().protocol == domain::Protocol::OpenMetrics);
        for (const char* wrong : {"user", "unit", "zone", "colour"})
            QCOMPARE(readMapping({{QLatin1String(wrong), 7}}, external).error().where,
                     QStringLiteral("/mapping/") + QLatin1String(wrong));
    }

    void somebodyElsesProperties()
    {
        Hub hub(path("hub"));
        writeText(path("events"), "uid,event,ts\nann,buy,1772362800\n");
        (void)hub.import(path("events"), ExchangeFormat::Csv, {}, ExternalFile{});
        writeText(path("in"), "uid,plan,seats\nann,pro,3\nzoe,free,\n");
        ExternalFile external;
        external.content = ExternalFile::Content::Properties;
        external.now = test::at("2026-03-02T00:00:00.000Z");
        const JobState state = hub.import(path("in"), ExchangeFormat::Csv, {}, external);
        QCOMPARE(state.counts.at("accepted"), 1);
        QCOMPARE(state.counts.at("unknown_users"), 1);
        QVERIFY((hub.events().back().traits ==
                 domain::PropertyMap{{"plan", std::string("pro")}, {"seats", std::int64_t(3)}}));
        QVERIFY(hub.events().back().kind == domain::Kind::Identify);
        external.createsUsers = true;
        const JobState again = hub.import(path("in"), ExchangeFormat::Csv, {}, external);
        QCOMPARE(again.counts.at("accepted"), 1); // zoe
        QCOMPARE(again.counts.at("duplicates"), 1);
    }

    /// Openmetrics §14.4: laid over what is there, or in its place.
    void propertiesAreReplacedWhenAsked()
    {
        Hub hub(path("hub"));
        writeText(path("events"), "uid,sessionId,event,ts\nann,s1,buy,1772362800\nbob,s2,buy,1772362800\n");
        (void)hub.import(path("events"), ExchangeFormat::Csv, {}, ExternalFile{});
        ExternalFile external;
        external.content = ExternalFile::Content::Properties;
        const auto say = [&](const QByteArray& rows, bool replaces) {
            external.now += std::chrono::hours(24);
            external.replacesProperties = replaces;
            writeText(path("in"), rows);
            return hub.import(path("in"), ExchangeFormat::Csv, {}, external);
        };
        external.now = test::at("2026-03-02T00:00:00.000Z");
        QCOMPARE(say("uid,plan,seats,city\nann,pro,3,Rome\nbob,free,1,Oslo\n", false).counts.at("accepted"), 2);
        QCOMPARE(say("uid,plan,seats\nann,,4\n", false).counts.at("accepted"), 1);
        QCOMPARE(traitsOf(hub, "ann"), (QJsonObject{{QStringLiteral("plan"), QStringLiteral("pro")},
                                                    {QStringLiteral("seats"), 4},
                                                    {QStringLiteral("city"), QStringLiteral("Rome")}}));
        const JobState replaced = say("uid,plan,seats\nann,,5\nann,basic,6\n", true);
        QCOMPARE(replaced.counts.at("accepted"), 1);
        QCOMPARE(replaced.remarks, std::vector<std::string>{"line 3: the user stands in the file already"});
        QCOMPARE(traitsOf(hub, "ann"), (QJsonObject{{QStringLiteral("seats"), 5}}));
        QCOMPARE(traitsOf(hub, "bob").size(), 3);
        QCOMPARE(say("uid,plan\nann,pro\nzoe,pro\n", true).counts.at("unknown_users"), 1);
        QCOMPARE(traitsOf(hub, "ann"), (QJsonObject{{QStringLiteral("plan"), QStringLiteral("pro")}}));
        external.createsUsers = true;
        QCOMPARE(say("uid,plan\nzoe,pro\n", true).counts.at("accepted"), 1);
        QCOMPARE(traitsOf(hub, "zoe"), (QJsonObject{{QStringLiteral("plan"), QStringLiteral("pro")}}));
        ExternalFile events;
        QCOMPARE(readMapping({{QStringLiteral("replace"), true}}, events).error().where,
                 QStringLiteral("/mapping/replace"));
        QVERIFY(readMapping({{QStringLiteral("replace"), true}}, external) && external.replacesProperties);
    }

    void whatASessionSaidIsReplacedToo()
    {
        Hub hub(path("hub"));
        Event said;
        said.protocol = domain::Protocol::OpenMetrics;
        said.kind = domain::Kind::Identify;
        said.name = "identify";
        said.idSpace = "openmetrics";
        said.anonymousId = "s1";
        said.traits = {{"color", std::string("red")}};
        said.eventTime = said.timestamp = said.receivedAt = test::at("2026-03-01T09:00:00.000Z");
        Event linked = said; // from then on s1 is ann
        linked.traits.clear();
        linked.userId = "ann";
        linked.eventTime = linked.timestamp = linked.receivedAt = test::at("2026-03-01T10:00:00.000Z");
        writeLines(path("said"), {said, linked});
        QCOMPARE(hub.import(path("said"), ExchangeFormat::Ndjson).counts.at("accepted"), 2);
        writeText(path("in"), "uid,plan\nann,pro\n");
        ExternalFile external;
        external.content = ExternalFile::Content::Properties;
        external.replacesProperties = true;
        external.now = test::at("2026-03-02T00:00:00.000Z");
        QCOMPARE(hub.import(path("in"), ExchangeFormat::Csv, {}, external).counts.at("accepted"), 1);
        const Event replaced = hub.events().back();
        QVERIFY(replaced.traits.size() == 2 && replaced.traits[1].key == "color" &&
                domain::isDeletion(replaced.traits[1].value));
    }

    void aPreviewGuessesColumns()
    {
        writeText(path("in"),
                  "User ID,event,created_at,amount,ok\nann,buy,2026-03-01,12.5,true\nbob,buy,2026-03-01,7,false\n");
        const QJsonObject preview = ExternalRows::preview(path("in"), ExchangeFormat::Csv).value();
        QCOMPARE(preview.value(QStringLiteral("mapping")).toObject(),
                 (QJsonObject{{QStringLiteral("user"), QStringLiteral("User ID")},
                              {QStringLiteral("name"), QStringLiteral("event")},
                              {QStringLiteral("time"), QStringLiteral("created_at")}}));
        const QJsonArray columns = preview.value(QStringLiteral("columns")).toArray();
        QCOMPARE(columns.size(), 5);
        QCOMPARE(columns.at(3).toObject().value(QStringLiteral("type")).toString(), QStringLiteral("number"));
        QCOMPARE(columns.at(4).toObject().value(QStringLiteral("type")).toString(), QStringLiteral("truth"));
        QCOMPARE(columns.at(0).toObject().value(QStringLiteral("samples")).toArray().size(), 2);
        QVERIFY(!ExternalRows::preview(path("missing"), ExchangeFormat::Csv));
        writeText(path("in"), "[{\"uid\":\"ann\",\"name\":\"buy\",\"ts\":1},{\"uid\":\"bob\",\"price\":2}]");
        const QJsonObject ofArray = ExternalRows::preview(path("in"), ExchangeFormat::JsonArray).value();
        QCOMPARE(ofArray.value(QStringLiteral("columns")).toArray().size(), 4);
        QCOMPARE(ofArray.value(QStringLiteral("mapping")).toObject().value(QStringLiteral("time")).toString(),
                 QStringLiteral("ts"));
    }

    void onTheSameHubEvenKeysAndSourcesComeBack()
    {
        Hub hub(path("hub"));
        const std::vector<Event> events = someEvents(hub, 200);
        writeLines(path("in"), events);
        (void)hub.import(path("in"), ExchangeFormat::Ndjson);
        std::map<std::string, std::pair<SourceId, std::uint64_t>> keys;
        for (const Event& event : events)
            keys[event.messageId] = {event.source, event.visitor};
        for (const Event& event : hub.events()) {
            if (!event.messageId.empty())
                QVERIFY(keys.at(event.messageId) == std::pair(event.source, event.visitor));
        }
    }

    void aBrokenOffImportGoesOnWhereItStopped()
    {
        Hub hub(path("hub"));
        const std::vector<Event> events = someEvents(hub, 3000);
        writeLines(path("in"), events);
        JobState first;
        {
            ImportPlan plan{hub.project, path("in"), ExchangeFormat::Ndjson, {}, path("hub/imports"), 64 * 1024};
            ImportJob job(plan, *hub.store, *hub.pipeline);
            JobControl control({});
            std::thread stopper([&control] {
                while (control.state().done == 0)
                    std::this_thread::yield();
                control.cancel();
            });
            const Expected<void> done = job.run(control);
            stopper.join();
            first = control.state();
            QVERIFY(!done || first.done == QFileInfo(path("in")).size());
        }
        const JobState second = hub.import(path("in"), ExchangeFormat::Ndjson);
        QVERIFY2(second.error.isEmpty(), qPrintable(second.error));
        QCOMPARE(asTexts(hub.events()), asTexts(events));
        QVERIFY(QDir(path("hub/imports")).entryList(QDir::Files).isEmpty());
    }

    void linesThatCannotBeReadAreNamed()
    {
        Hub hub(path("hub"));
        QFile file(path("in"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"type\":\"track\",\"event\":\"a\",\"userId\":\"u\",\"timestamp\":\"2026-03-02T10:00:00Z\"}\n"
                   "\n"
                   "{\"type\":\"dance\"}\n"
                   "not json\n"
                   "{\"path\":3,\"timestamp\":\"2026-03-02T10:00:00Z\"}\n"
                   "{\"type\":\"page\",\"anonymousId\":\"x\",\"timestamp\":\"2026-03-02T10:00:01Z\"}");
        file.close();
        const JobState state = hub.import(path("in"), ExchangeFormat::Ndjson);
        QVERIFY(state.error.isEmpty());
        QCOMPARE(state.counts.at("accepted"), 2);
        QCOMPARE(state.counts.at("rejected"), 3);
        QCOMPARE(state.remarks.size(), std::size_t(3));
        QVERIFY2(state.remarks[0].starts_with("line 3: "), state.remarks[0].c_str());
        QVERIFY2(state.remarks[1].starts_with("line 4: "), state.remarks[1].c_str());
        QVERIFY2(state.remarks[2].starts_with("line 5: ") && state.remarks[2].ends_with("(at /path)"),
                 state.remarks[2].c_str());
        const std::vector<Event> events = hub.events();
        QCOMPARE(events[0].visitorBasis, domain::VisitorBasis::Person);
        QCOMPARE(events[1].visitorBasis, domain::VisitorBasis::Client);
        QCOMPARE(events[1].kind, domain::Kind::Pageview);
    }

    void whatCannotBeImportedIsSaid_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("says");
        QTest::newRow("an empty CSV file") << QByteArray() << int(ExchangeFormat::Csv) << QStringLiteral("empty");
        QTest::newRow("a CSV file without a column of time")
            << QByteArray("a,b\n1,2\n") << int(ExchangeFormat::Csv) << QStringLiteral("event_time");
        QTest::newRow("an empty array file")
            << QByteArray() << int(ExchangeFormat::JsonArray) << QStringLiteral("empty");
        QTest::newRow("an object in place of an array")
            << QByteArray("{\"a\":[]}") << int(ExchangeFormat::JsonArray) << QStringLiteral("does not begin with [");
        QTest::newRow("an element without an end") << QByteArray("[1,\"") + QByteArray(18 << 20, 'x')
                                                   << int(ExchangeFormat::JsonArray) << QStringLiteral("element 2");
        QTest::newRow("a record without an end") << QByteArray("event_time,path\n\"") + QByteArray(18 << 20, 'x')
                                                 << int(ExchangeFormat::Csv) << QStringLiteral("line 2");
    }
    void whatCannotBeImportedIsSaid()
    {
        QFETCH(QByteArray, content);
        QFETCH(int, format);
        QFETCH(QString, says);
        Hub hub(path("hub"));
        QFile file(path("in"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const JobState state = hub.import(path("in"), ExchangeFormat(format));
        QVERIFY2(state.error.contains(says), qPrintable(state.error));
        QVERIFY(hub.import(path("nowhere"), ExchangeFormat(format)).error.contains(QStringLiteral("nowhere")));
    }

    void aStrictProjectKeepsNobody()
    {
        Hub hub(path("hub"));
        const std::vector<Event> events = someEvents(hub, 200);
        writeLines(path("in"), events);
        hub.project.privacy = domain::Privacy::Strict;
        hub.project = *hub.store->control().updateProject(hub.project);
        QVERIFY(hub.import(path("in"), ExchangeFormat::Ndjson).counts.at("accepted") > 0);
        for (const Event& event : hub.events()) {
            QVERIFY(event.userId.empty() && event.anonymousId.empty() && event.url.empty() && event.linkedId.empty());
            QVERIFY(event.visitorBasis != domain::VisitorBasis::Person &&
                    event.visitorBasis != domain::VisitorBasis::Client);
        }
    }

private:
    /// Traits of a user by what they said themselves, oldest first.
    static QJsonObject traitsOf(Hub& hub, const char* user)
    {
        api::Portrait portrait;
        for (const Event& event : hub.events()) {
            if (event.userId == user)
                portrait.add(event);
        }
        QJsonObject out;
        portrait.writeTo(out);
        return out.value(QStringLiteral("traits")).toObject();
    }
    QString path(const char* name) const { return m_directory->filePath(QLatin1String(name)); }
    std::unique_ptr<QTemporaryDir> m_directory;
};

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
