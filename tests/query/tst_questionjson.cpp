// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/duration.h"
#include "query/queryjson.h"
#include "support/manualclock.h"

#include <QJsonDocument>
#include <QTest>

using namespace sightglass;
using namespace sightglass::query;
using namespace sightglass::test;
using namespace std::chrono_literals;

/// JSON with ' for ".
static QJsonObject json(const char* text)
{
    return QJsonDocument::fromJson(QByteArray(text).replace('\'', '"')).object();
}

/// Descriptions of the reports over people (metrics §4, §6–9, §11), and what is saved and named in them.
class TestQuestionJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errorsPointAtTheMember_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("pointer");
        const auto row = [](const char* name, const char* text, const char* pointer) {
            QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(pointer);
        };
        row("a funnel without steps", "{'kind':'funnel'}", "/steps");
        row("a funnel of one step", "{'kind':'funnel','steps':[{}]}", "/steps");
        row("a funnel of eleven steps", "{'kind':'funnel','steps':[{},{},{},{},{},{},{},{},{},{},{}]}", "/steps");
        row("a step of a wrong type", "{'kind':'funnel','steps':[{},7]}", "/steps/1");
        row("an unknown member of a step", "{'kind':'funnel','steps':[{},{'colour':'red'}]}", "/steps/1/colour");
        row("an unknown property in a step", "{'kind':'funnel','steps':[{},{'filters':[{'property':'shoe'}]}]}",
            "/steps/1/filters/0/property");
        row("a window of half a minute", "{'kind':'funnel','steps':[{},{}],'window':'PT30S'}", "/window");
        row("a window of a month", "{'kind':'funnel','steps':[{},{}],'window':'P1M'}", "/window");
        row("a window of 367 days", "{'kind':'funnel','steps':[{},{}],'window':'P367D'}", "/window");
        row("a window as a number", "{'kind':'funnel','steps':[{},{}],'window':3600}", "/window");
        row("an unknown order", "{'kind':'funnel','steps':[{},{}],'order':'loose'}", "/order");
        row("an unknown unit", "{'kind':'funnel','steps':[{},{}],'unit':'event'}", "/unit");
        row("51 groups", "{'kind':'funnel','steps':[{},{}],'property':'country','limit':51}", "/limit");
        row("half a group", "{'kind':'funnel','steps':[{},{}],'property':'country','limit':1.5}", "/limit");
        row("metrics of a funnel", "{'kind':'funnel','steps':[{},{}],'metrics':['visits']}", "/metrics");
        row("an unknown entry of a funnel", "{'kind':'funnel','steps':[{},{}],'entry':'last'}", "/entry");
        row("attempts of which the first", "{'kind':'funnel','steps':[{},{}],'count':'attempts','entry':'first'}",
            "/entry");
        row("an unknown count", "{'kind':'funnel','steps':[{},{}],'count':'visits'}", "/count");
        row("an unknown split", "{'kind':'funnel','steps':[{},{}],'split':'middle'}", "/split");
        row("seven exclusions", "{'kind':'funnel','steps':[{},{}],'exclusions':[{},{},{},{},{},{},{}]}", "/exclusions");
        row("exclusions in any order",
            "{'kind':'funnel','steps':[{},{}],'order':'any','exclusions':[{'condition':{}}]}", "/exclusions");
        row("an exclusion of nothing", "{'kind':'funnel','steps':[{},{}],'exclusions':[{'from':1}]}",
            "/exclusions/0/condition");
        row("an exclusion after the last step",
            "{'kind':'funnel','steps':[{},{}],'exclusions':[{'condition':{},'from':2}]}", "/exclusions/0/from");
        row("an exclusion that ends before it begins",
            "{'kind':'funnel','steps':[{},{},{}],'exclusions':[{'condition':{},'from':2,'to':2}]}", "/exclusions/0/to");
        row("an unknown property held constant", "{'kind':'funnel','steps':[{},{}],'constant':'shoe'}", "/constant");
        row("a property of visits held constant", "{'kind':'funnel','steps':[{},{}],'constant':'country'}",
            "/constant");
        row("something held constant in any order", "{'kind':'funnel','steps':[{},{}],'order':'any','constant':'page'}",
            "/constant");
        row("an unknown outcome", "{'kind':'funnel_people','steps':[{},{}],'outcome':'lost'}", "/outcome");
        row("a step that the funnel lacks", "{'kind':'funnel_people','steps':[{},{}],'step':3}", "/step");
        row("who dropped at the first step", "{'kind':'funnel_people','steps':[{},{}],'step':1,'outcome':'dropped'}",
            "/step");
        row("people of a funnel of one step", "{'kind':'funnel_people','steps':[{}]}", "/steps");
        row("a split of people", "{'kind':'funnel_people','steps':[{},{}],'property':'country'}", "/property");
        row("a number as the cursor of people", "{'kind':'funnel_people','steps':[{},{}],'cursor':'5'}", "/cursor");
        row("an unknown interval of a funnel", "{'kind':'funnel','steps':[{},{}],'interval':'year'}", "/interval");
        row("the mode bracket without brackets", "{'kind':'retention','mode':'bracket'}", "/brackets");
        row("brackets of another mode", "{'kind':'retention','brackets':[[1,3]]}", "/brackets");
        row("half a bracket", "{'kind':'retention','mode':'bracket','brackets':[[1]]}", "/brackets/0");
        row("a bracket that ends before it begins", "{'kind':'retention','mode':'bracket','brackets':[[3,1]]}",
            "/brackets/0/1");
        row("brackets that overlap", "{'kind':'retention','mode':'bracket','brackets':[[1,3],[3,4]]}", "/brackets/1/0");
        row("no periods", "{'kind':'retention','periods':0}", "/periods");
        row("367 periods", "{'kind':'retention','periods':367}", "/periods");
        row("periods as text", "{'kind':'retention','periods':'7'}", "/periods");
        row("an hourly period", "{'kind':'retention','period':'hour'}", "/period");
        row("an unknown entry", "{'kind':'retention','cohort_by':'last_time'}", "/cohort_by");
        row("an unknown mode", "{'kind':'retention','mode':'before'}", "/mode");
        row("an unknown clock", "{'kind':'retention','clock':'sun'}", "/clock");
        row("an unknown average", "{'kind':'retention','average':'median'}", "/average");
        row("a start of a wrong type", "{'kind':'retention','start':[]}", "/start");
        row("a return with two conditions", "{'kind':'retention','return':{'event':'a','kind':'click'}}",
            "/return/kind");
        row("too many cells", "{'kind':'retention','periods':366,'from':'2000-01-01','to':'2026-01-01'}", "/periods");
        row("too many days", "{'kind':'activity','from':'1970-01-01','to':'2026-01-01'}", "/from");
        row("a member of an activity", "{'kind':'activity','period':'day'}", "/period");
        row("a journey from nowhere", "{'kind':'journey'}", "/start");
        row("a journey with both ends", "{'kind':'journey','start':'/','end':'/a'}", "/end");
        row("a page of a wrong type", "{'kind':'journey','start':7}", "/start");
        row("no depth", "{'kind':'journey','start':'/','depth':0}", "/depth");
        row("too deep", "{'kind':'journey','start':'/','depth':11}", "/depth");
        row("custom events as text", "{'kind':'journey','start':'/','custom_events':'yes'}", "/custom_events");
        row("51 pages a level", "{'kind':'journey','start':'/','limit':51}", "/limit");
        row("attribution of nothing", "{'kind':'attribution'}", "/goal");
        row("an unknown model", "{'kind':'attribution','goal':{},'model':'gut'}", "/model");
        row("a look-back of 91 days", "{'kind':'attribution','goal':{},'lookback_days':91}", "/lookback_days");
        row("a look-back of no day", "{'kind':'attribution','goal':{},'lookback_days':0}", "/lookback_days");
        row("vitals by goal", "{'kind':'vitals','property':'goal'}", "/property");
        row("vitals by cohort", "{'kind':'vitals','property':'cohort'}", "/property");
        row("a member of vitals", "{'kind':'vitals','metrics':[]}", "/metrics");
        row("an unknown segment", "{'kind':'summary','filters':[{'segment':'9'}]}", "/filters/0/segment");
        row("a segment of a wrong type", "{'kind':'summary','filters':[{'segment':{}}]}", "/filters/0/segment");
        row("a segment with company", "{'kind':'summary','filters':[{'segment':'germans','op':'is'}]}",
            "/filters/0/op");
        row("a segment that holds itself", "{'kind':'summary','filters':[{'segment':'self'}]}", "/filters/0/segment");
        row("a segment that another leads back to", "{'kind':'summary','filters':[{'not':{'segment':'ping'}}]}",
            "/filters/0/not/segment");
        row("a segment that holds too much", "{'kind':'summary','filters':[{'segment':'b9'}]}", "/filters/0/segment");
        row("a segment with a mistake", "{'kind':'summary','filters':[{'segment':'wrong'}]}", "/filters/0/segment");
        row("an unknown cohort", "{'kind':'summary','filters':[{'cohort':'9'}]}", "/filters/0/cohort");
        row("a cohort that holds itself", "{'kind':'summary','filters':[{'cohort':'self'}]}", "/filters/0/cohort");
        row("a cohort that did nothing", "{'kind':'summary','filters':[{'cohort':{}}]}", "/filters/0/cohort/did");
        row("a cohort never", "{'kind':'summary','filters':[{'cohort':{'did':{},'times':0}}]}",
            "/filters/0/cohort/times");
        row("a cohort of an unknown range", "{'kind':'summary','filters':[{'cohort':{'did':{},'range':'8d'}}]}",
            "/filters/0/cohort/range");
        row("a cohort from only", "{'kind':'summary','filters':[{'cohort':{'did':{},'from':'2026-01-01'}}]}",
            "/filters/0/cohort/to");
        row("an unknown member of a cohort", "{'kind':'summary','filters':[{'cohort':{'did':{},'op':'is'}}]}",
            "/filters/0/cohort/op");
        row("cohort as a property", "{'kind':'summary','filters':[{'property':'cohort','value':'1'}]}",
            "/filters/0/property");
        row("an unknown goal as a step", "{'kind':'funnel','steps':['signup','9']}", "/steps/1");
        row("a year before all data", "{'kind':'summary','from':'1899-12-31','to':'2026-01-01'}", "/from");
    }
    void errorsPointAtTheMember()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, pointer);
        const auto query = parse(json(text.constData()));
        QVERIFY(!query);
        QVERIFY(query.error().code == ErrorCode::InvalidInput);
        QCOMPARE(query.error().where, pointer);
        QVERIFY(!query.error().detail.isEmpty());
    }

    void whatWasUnderstoodReadsBackTheSame_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const char* text) { QTest::newRow(name) << QByteArray(text); };
        row("a funnel with defaults", "{'kind':'funnel','steps':[{},{'event':'buy'}]}");
        row("a funnel with everything",
            "{'kind':'funnel','steps':[{'page':'/**'},{'kind':'click'},'signup',{'time_on_page':{'page':'/"
            "','seconds':2.5},'filters':[{'property':'country','value':'DE'}]}],"
            "'window':'PT90M','order':'any','unit':'visit','property':'utm_source','limit':7,'bots':'include','range':'"
            "30d'}");
        row("a funnel of attempts", "{'kind':'funnel','steps':[{},{},'signup'],'count':'attempts','split':'last','"
                                    "exclusions':[{'condition':{'event':'x'}},{'condition':'signup','from':2,'to':3}],"
                                    "'constant':'properties.a.b','interval':'week','property':'page'}");
        row("a funnel of first entries", "{'kind':'funnel','steps':[{},{}],'entry':'first'}");
        row("people of a funnel with defaults", "{'kind':'funnel_people','steps':[{},{'event':'buy'}]}");
        row("people of a funnel with everything",
            "{'kind':'funnel_people','steps':[{},{},'signup'],'count':'attempts','order':'strict','unit':'visit','"
            "window':'PT2H','exclusions':[{'condition':{'event':'x'}}],"
            "'constant':'page','step':2,'outcome':'dropped','limit':1000,'cursor':'-5.00000000000000ff'}");
        row("a retention by brackets", "{'kind':'retention','mode':'bracket','brackets':[[0,0],[1,3],[4,7]]}");
        row("a retention with defaults", "{'kind':'retention'}");
        row("a retention with everything", "{'kind':'retention','start':{'event':'signup'},'return':'signup','period':'"
                                           "month','periods':12,'cohort_by':'recurring','mode':'on_or_after',"
                                           "'clock':'rolling','average':'simple','range':'12mo'}");
        row("an activity", "{'kind':'activity','range':'28d','timezone':'Asia/Kathmandu'}");
        row("a journey forward", "{'kind':'journey','start':'/pricing','depth':3,'limit':4,'custom_events':true}");
        row("a journey backward", "{'kind':'journey','end':'/thanks'}");
        row("an attribution with defaults", "{'kind':'attribution','goal':{'event':'buy'}}");
        row("an attribution with everything",
            "{'kind':'attribution','goal':'signup','model':'time_decay','lookback_days':90,'limit':5}");
        row("vitals", "{'kind':'vitals'}");
        row("vitals by page", "{'kind':'vitals','property':'page','limit':20}");
        row("a segment within any and not",
            "{'kind':'summary','filters':[{'any':[{'segment':'germans'},{'not':{'segment':'nested'}}]}]}");
        row("a cohort by rule", "{'kind':'vitals','filters':[{'not':{'cohort':{'did':{'event':'buy','filters':[{'"
                                "property':'page','value':'/a'}]},'times':3,'range':'30d'}}}]}");
        row("a cohort by id", "{'kind':'vitals','filters':[{'cohort':'buyers'},{'property':'goal','value':'signup'}]}");
        row("a time series without property", "{'kind':'timeseries','limit':7}");
        row("hundred years ago",
            "{'kind':'summary','from':'1912-01-01','to':'1912-01-02','timezone':'Europe/Paris','compare':'previous'}");
    }
    void whatWasUnderstoodReadsBackTheSame()
    {
        QFETCH(const QByteArray, text);
        const auto query = parse(json(text.constData()));
        QVERIFY2(query.has_value(), query ? "" : qPrintable(query.error().detail + query.error().where));
        const auto again = parse(toJson(*query, m_context.project));
        QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().detail + again.error().where));
        QVERIFY(*again == *query);
        QCOMPARE(toJson(*again, m_context.project), toJson(*query, m_context.project));
    }

    void defaultsAreThoseOfTheDefinitions()
    {
        const QJsonObject funnel = toJson(*parse(json("{'kind':'funnel','steps':[{},{}]}")), m_context.project);
        QCOMPARE(funnel.value(QStringLiteral("window")).toString(), QStringLiteral("P7D"));
        QCOMPARE(funnel.value(QStringLiteral("order")).toString(), QStringLiteral("sequential"));
        QCOMPARE(funnel.value(QStringLiteral("unit")).toString(), QStringLiteral("person"));
        QVERIFY(!funnel.contains(QStringLiteral("metrics")));
        const QJsonObject journey = toJson(*parse(json("{'kind':'journey','start':'/'}")), m_context.project);
        QCOMPARE(journey.value(QStringLiteral("depth")).toInt(), 5);
        QCOMPARE(journey.value(QStringLiteral("limit")).toInt(), 8);
        const QJsonObject attribution = toJson(*parse(json("{'kind':'attribution','goal':{}}")), m_context.project);
        QCOMPARE(attribution.value(QStringLiteral("model")).toString(), QStringLiteral("last_touch"));
        QCOMPARE(attribution.value(QStringLiteral("lookback_days")).toInt(), 30);
    }

    void savedThingsArriveAsWhatTheySay()
    {
        const auto named =
            parse(json("{'kind':'funnel','steps':['signup',{}],'filters':[{'segment':'nested'},{'cohort':'buyers'}]}"));
        const auto said =
            parse(json("{'kind':'funnel','steps':[{'event':'signup'},{}],'filters':[{'all':[{'all':[{'property':'"
                       "country','value':'DE'}]},{'property':'page','op':'starts_with','value':'/a'}]},"
                       "{'cohort':{'did':{'event':'buy'},'times':2,'range':'all'}}]}"));
        QVERIFY2(named.has_value(), named ? "" : qPrintable(named.error().detail + named.error().where));
        QVERIFY2(said.has_value(), said ? "" : qPrintable(said.error().detail + said.error().where));
        QVERIFY(*named == *said);
        QCOMPARE(qint64(toMs(named->filters.back().cohort->range.from)), qint64(toMs(at("2025-12-31T23:00:00Z"))));
    }

    void anotherTargetIsAnotherQuestion()
    {
        const auto a = parse(json("{'kind':'summary','filters':[{'cohort':{'did':{'event':'buy'}}},{'property':'goal','"
                                  "value':{'event':'a'}}]}"));
        const auto b = parse(json("{'kind':'summary','filters':[{'cohort':{'did':{'event':'buy'}}},{'property':'goal','"
                                  "value':{'event':'b'}}]}"));
        const auto c = parse(json("{'kind':'summary','filters':[{'cohort':{'did':{'event':'sell'}}},{'property':'goal',"
                                  "'value':{'event':'a'}}]}"));
        QVERIFY(a && b && c);
        QVERIFY(!(*a == *b));
        QVERIFY(!(*a == *c));
    }

    void savedThingsCountAgainstTheLimits()
    {
        QJsonArray cohorts;
        for (int i = 0; i < 11; ++i)
            cohorts.append(QJsonObject{{QStringLiteral("cohort"), QStringLiteral("buyers")}});
        const auto many =
            parse({{QStringLiteral("kind"), QStringLiteral("summary")}, {QStringLiteral("filters"), cohorts}});
        QVERIFY(!many);
        QCOMPARE(many.error().where, QStringLiteral("/filters/10/cohort"));
        QJsonObject deep{{QStringLiteral("segment"), QStringLiteral("germans")}};
        for (int i = 0; i < 30; ++i)
            deep = {{QStringLiteral("not"), deep}};
        QVERIFY(parse(
            {{QStringLiteral("kind"), QStringLiteral("summary")}, {QStringLiteral("filters"), QJsonArray{deep}}}));
        deep = {{QStringLiteral("not"), deep}};
        QVERIFY(!parse(
            {{QStringLiteral("kind"), QStringLiteral("summary")}, {QStringLiteral("filters"), QJsonArray{deep}}}));
    }

    void aStreamOfEventsKnowsNoPeople()
    {
        QCOMPARE(parseFilters({json("{'cohort':{'did':{}}}")}).error().where, QStringLiteral("/filters/0/cohort"));
        QCOMPARE(parseFilters({json("{'segment':'germans'}")}).error().where, QStringLiteral("/filters/0/segment"));
    }

    void durations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("spelled");
        const auto row = [](const char* text, std::chrono::milliseconds ms, const char* spelled) {
            QTest::newRow(text) << QString::fromLatin1(text) << qint64(ms.count()) << QString::fromLatin1(spelled);
        };
        row("P7D", 7 * 24h, "P7D");
        row("P2W", 14 * 24h, "P14D");
        row("PT36H", 36h, "P1DT12H");
        row("PT60M", 1h, "PT1H");
        row("P1DT2H3M4.005S", 24h + 2h + 3min + 4005ms, "P1DT2H3M4.005S");
        row("PT0,5S", 500ms, "PT0.500S");
        row("PT0S", 0ms, "PT0S");
    }
    void durations()
    {
        QFETCH(const QString, text);
        QFETCH(const qint64, ms);
        QFETCH(const QString, spelled);
        const auto duration = parseDuration(text);
        QVERIFY(duration.has_value());
        QCOMPARE(qint64(duration->count()), ms);
        QCOMPARE(durationText(*duration), spelled);
        QVERIFY(parseDuration(spelled) == duration);
    }

    void noDurations_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "P", "PT", "7D", "P7", "P1DT", "P1M", "P1Y", "-P1D", "P-1D", "P1W2D", "PT1.5H",
                                 "PT1.S", "PT1.0000S", "p1d", "P1D\n", " P1D", "P1234567890D", "PT1M1H"})
            QTest::addRow("'%s'", text) << QString::fromLatin1(text);
    }
    void noDurations()
    {
        QFETCH(const QString, text);
        QVERIFY(!parseDuration(text));
    }

private:
    Expected<domain::Query> parse(const QJsonObject& description) const { return parseQuery(description, m_context); }

    static std::optional<domain::Condition> savedGoal(const std::string& id)
    {
        domain::Condition goal;
        goal.event = "signup";
        return id == "signup" ? std::optional(goal) : std::nullopt;
    }

    /// b0 … b9: each holds the one before twice.
    static std::optional<QJsonArray> savedSegment(const std::string& id)
    {
        const QJsonObject germans = json("{'property':'country','value':'DE'}");
        if (id == "germans" || id == "b0")
            return QJsonArray{germans};
        if (id == "nested")
            return QJsonArray{json("{'segment':'germans'}"),
                              json("{'property':'page','op':'starts_with','value':'/a'}")};
        if (id == "self")
            return QJsonArray{json("{'any':[{'segment':'self'}]}")};
        if (id == "ping")
            return QJsonArray{json("{'cohort':{'did':{'filters':[{'segment':'pong'}]}}}")};
        if (id == "pong")
            return QJsonArray{json("{'segment':'ping'}")};
        if (id == "wrong")
            return QJsonArray{json("{'property':'shoe'}")};
        if (id.size() != 2 || id[0] != 'b' || id[1] < '1' || id[1] > '9')
            return std::nullopt;
        const QString name = QStringLiteral("b%1").arg(id[1] - '1');
        const QJsonObject before{{QStringLiteral("segment"), name}};
        return QJsonArray{before, before};
    }

    static std::optional<QJsonObject> savedCohort(const std::string& id)
    {
        if (id == "buyers")
            return json("{'did':{'event':'buy'},'times':2}");
        if (id == "self")
            return json("{'did':{'filters':[{'cohort':'self'}]}}");
        return std::nullopt;
    }

    QueryContext m_context = [] {
        QueryContext context;
        context.project.timezone = "Europe/Berlin";
        context.now = at("2026-03-30T12:00:00Z");
        context.extent = [] {
            return Expected<domain::TimeRange>(
                domain::TimeRange{at("2026-01-01T08:00:00Z"), at("2026-03-30T11:00:00Z")});
        };
        context.savedGoal = savedGoal;
        context.savedSegment = savedSegment;
        context.savedCohort = savedCohort;
        return context;
    }();
};

QTEST_GUILESS_MAIN(TestQuestionJson)
#include "tst_questionjson.moc"
