// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/calendar.h"
#include "query/queryjson.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace sightglass;
using namespace sightglass::query;
using namespace sightglass::test;

/// JSON with ' for ", and @ for an escaped one.
static QByteArray json(const char* text)
{
    return QByteArray(text).replace('\'', '"').replace('@', "\\\"");
}

/// Descriptions in, queries or errors with pointers out; ranges and buckets of the zone.
class TestQueryJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errorsPointAtTheMember_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("pointer");
        QTest::newRow("no kind") << QByteArray("{}") << "/kind";
        QTest::newRow("unknown kind") << json("{'kind':'pie'}") << "/kind";
        QTest::newRow("unknown member") << json("{'kind':'summary','colour':'red'}") << "/colour";
        QTest::newRow("unknown metric") << json("{'kind':'summary','metrics':['visits','fun']}") << "/metrics/1";
        QTest::newRow("goal metric without goal")
            << json("{'kind':'summary','metrics':['conversions']}") << "/metrics/0";
        QTest::newRow("page metric elsewhere") << json("{'kind':'summary','metrics':['exits']}") << "/metrics/0";
        QTest::newRow("unknown range") << json("{'kind':'summary','range':'8d'}") << "/range";
        QTest::newRow("range and from") << json("{'kind':'summary','range':'7d','from':'2026-01-01','to':'2026-01-02'}")
                                        << "/range";
        QTest::newRow("to before from") << json("{'kind':'summary','from':'2026-01-03','to':'2026-01-02'}") << "/to";
        QTest::newRow("unknown zone") << json("{'kind':'summary','timezone':'Mars/Base'}") << "/timezone";
        QTest::newRow("unknown bots") << json("{'kind':'summary','bots':'maybe'}") << "/bots";
        QTest::newRow("unknown property")
            << json("{'kind':'summary','filters':[{'property':'shoe','op':'is','value':'x'}]}")
            << "/filters/0/property";
        QTest::newRow("unknown operator deep inside")
            << json("{'kind':'summary','filters':[{'any':[{'not':{'property':'page','op':'near','value':'x'}}]}]}")
            << "/filters/0/any/0/not/op";
        QTest::newRow("no value") << json("{'kind':'summary','filters':[{'property':'page','op':'is'}]}")
                                  << "/filters/0/value";
        QTest::newRow("value of a wrong type")
            << json("{'kind':'summary','filters':[{'property':'page','op':'is','value':['a',{}]}]}")
            << "/filters/0/value/1";
        QTest::newRow("no pattern")
            << json("{'kind':'summary','filters':[{'property':'page','op':'matches','value':'('}]}")
            << "/filters/0/value";
        QTest::newRow("breakdown by nothing") << json("{'kind':'breakdown'}") << "/property";
        QTest::newRow("timeseries by goal") << json("{'kind':'timeseries','property':'goal'}") << "/property";
        QTest::newRow("funnel by goal") << json("{'kind':'funnel','steps':[{},{}],'property':'goal'}") << "/property";
        QTest::newRow("conversions by nothing that is a goal")
            << json("{'kind':'breakdown','property':'page','metrics':['conversions']}") << "/metrics/0";
        QTest::newRow("sort by what is not asked")
            << json("{'kind':'breakdown','property':'page','sort':'events'}") << "/sort";
        QTest::newRow("limit of zero") << json("{'kind':'breakdown','property':'page','limit':0}") << "/limit";
        QTest::newRow("forged cursor") << json("{'kind':'breakdown','property':'page','cursor':'-1'}") << "/cursor";
        QTest::newRow("a year by minute")
            << json("{'kind':'timeseries','interval':'minute','from':'2025-01-01','to':'2026-01-01'}") << "/interval";
        QTest::newRow("unknown saved goal") << json("{'kind':'summary','goal':'7'}") << "/goal";
        QTest::newRow("two conditions in one")
            << json("{'kind':'summary','goal':{'event':'a','page':'/'}}") << "/goal/page";
        QTest::newRow("scroll past the end")
            << json("{'kind':'summary','goal':{'scroll':{'page':'/','depth':101}}}") << "/goal/scroll/depth";
        QTest::newRow("compare with nonsense") << json("{'kind':'summary','compare':'last'}") << "/compare";
    }
    void errorsPointAtTheMember()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, pointer);
        const auto query = parse(QJsonDocument::fromJson(text).object());
        QVERIFY(!query);
        QVERIFY(query.error().code == ErrorCode::InvalidInput);
        QCOMPARE(query.error().where, pointer);
        QVERIFY(!query.error().detail.isEmpty());
    }

    void hostileDescriptionsAreBounded()
    {
        QJsonObject deep{{QStringLiteral("property"), QStringLiteral("page")},
                         {QStringLiteral("op"), QStringLiteral("is_set")}};
        for (int i = 0; i < 40; ++i)
            deep = {{QStringLiteral("not"), deep}};
        QVERIFY(!parseFilters({deep}));
        QJsonArray many;
        for (int i = 0; i < 1001; ++i)
            many.append(i);
        const QJsonObject filter{{QStringLiteral("property"), QStringLiteral("page")},
                                 {QStringLiteral("op"), QStringLiteral("is")},
                                 {QStringLiteral("value"), many}};
        QCOMPARE(parseFilters({filter}).error().where, QStringLiteral("/filters/0/value/1000"));
        const QJsonObject pattern{{QStringLiteral("property"), QStringLiteral("page")},
                                  {QStringLiteral("op"), QStringLiteral("matches")},
                                  {QStringLiteral("value"), QString(1001, u'a')}};
        QCOMPARE(parseFilters({pattern}).error().where, QStringLiteral("/filters/0/value"));
        const QJsonObject costly{{QStringLiteral("property"), QStringLiteral("page")},
                                 {QStringLiteral("op"), QStringLiteral("matches")},
                                 {QStringLiteral("value"), QStringLiteral("((a{100}){100}){100}")}};
        QVERIFY(!parseFilters({costly}));
    }

    void whatWasUnderstoodReadsBackTheSame()
    {
        const QJsonObject description =
            QJsonDocument::fromJson(
                json("{'kind':'breakdown','property':'properties.[@a.b@]','range':'7d','metrics':['visits','"
                     "conversions'],'goal':{'scroll':{'page':'/"
                     "**','depth':50}},'bots':'only','limit':7,'filters':[{'any':[{'property':'country','value':['DE','"
                     "FR']},{'not':{'property':'traits.plan','op':'is_set'}}]}]}"))
                .object();
        const auto query = parse(description);
        QVERIFY2(query.has_value(), query ? "" : qPrintable(query.error().detail + query.error().where));
        const QJsonObject understood = toJson(*query, m_context.project);
        const auto again = parse(understood);
        QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().detail + again.error().where));
        QCOMPARE(toJson(*again, m_context.project), understood);
        QCOMPARE(understood.value(QStringLiteral("from")).toString(), QStringLiteral("2026-03-24T00:00:00+01:00"));
        QCOMPARE(understood.value(QStringLiteral("to")).toString(), QStringLiteral("2026-03-31T00:00:00+02:00"));
    }

    void daysHave23And25Hours()
    {
        const Calendar berlin = *Calendar::of("Europe/Berlin", false);
        const auto hours = [&](const char* from, const char* to) {
            return berlin.buckets({*berlin.parse(QString::fromLatin1(from)), *berlin.parse(QString::fromLatin1(to))},
                                  domain::Interval::Hour, 100);
        };
        QCOMPARE(hours("2026-03-29", "2026-03-30").size(), std::size_t(23));
        const std::vector<Bucket> autumn = hours("2026-10-25", "2026-10-26");
        QCOMPARE(autumn.size(), std::size_t(25));
        QCOMPARE(berlin.label(autumn[2].start), QStringLiteral("2026-10-25T02:00:00+02:00"));
        QCOMPARE(berlin.label(autumn[3].start), QStringLiteral("2026-10-25T02:00:00+01:00"));
        const auto days =
            berlin.buckets({*berlin.parse(QStringLiteral("2026-03-28")), *berlin.parse(QStringLiteral("2026-03-31"))},
                           domain::Interval::Day, 100);
        QCOMPARE(days.size(), std::size_t(3));
        QCOMPARE(toMs(days[1].end) - toMs(days[1].start), 23 * std::int64_t{3'600'000});
    }

    void weeksBeginWhereTheProjectSays()
    {
        for (const bool sunday : {false, true}) {
            const Calendar calendar = *Calendar::of("UTC", sunday);
            const auto weeks =
                calendar.buckets({at("2026-03-04T00:00:00Z"), at("2026-03-05T00:00:00Z")}, domain::Interval::Week, 10);
            QCOMPARE(calendar.label(weeks.front().start), sunday ? QStringLiteral("2026-03-01T00:00:00+00:00")
                                                                 : QStringLiteral("2026-03-02T00:00:00+00:00"));
        }
    }

    void halfHourZonesCutAtTheirOwnHours()
    {
        const Calendar howe = *Calendar::of("Australia/Lord_Howe", false);
        const auto hours =
            howe.buckets({*howe.parse(QStringLiteral("2026-04-05")), *howe.parse(QStringLiteral("2026-04-06"))},
                         domain::Interval::Hour, 100);
        for (std::size_t i = 1; i < hours.size(); ++i)
            QCOMPARE(toMs(hours[i].start), toMs(hours[i - 1].end));
        QCOMPARE(howe.label(hours.back().end), QStringLiteral("2026-04-06T00:00:00+10:30"));
    }

    void thePreviousPeriodIsCutToTheElapsedPart()
    {
        const Calendar utc = *Calendar::of("UTC", false);
        const TimePoint now = at("2026-03-10T06:00:00Z");
        const domain::TimeRange today = utc.resolve(NamedRange::Today, now, {});
        const domain::TimeRange cut = utc.previous(today, now, true);
        QCOMPARE(toMs(cut.from), toMs(at("2026-03-09T00:00:00Z")));
        QCOMPARE(toMs(cut.to), toMs(at("2026-03-09T06:00:00Z")));
        QCOMPARE(toMs(utc.previous(today, now, false).to), toMs(at("2026-03-10T00:00:00Z")));
    }

private:
    Expected<domain::Query> parse(const QJsonObject& description) const { return parseQuery(description, m_context); }

    QueryContext m_context = [] {
        QueryContext context;
        context.project.timezone = "Europe/Berlin";
        context.now = at("2026-03-30T12:00:00Z");
        return context;
    }();
};

QTEST_GUILESS_MAIN(TestQueryJson)
#include "tst_queryjson.moc"
