// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/drawnhistory.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::test;

/// Page speed (metrics §11), each rule by a small history.
class TestVitals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void percentiles_data()
    {
        QTest::addColumn<int>("loads");
        QTest::addColumn<double>("lcp");
        // loads report 100, 200, 300 … in an order of their own
        QTest::newRow("hidden below ten") << 9 << -1.0;
        QTest::newRow("of ten the eighth") << 10 << 800.0;
        QTest::newRow("of eleven the ninth") << 11 << 900.0;
        QTest::newRow("of twelve the ninth") << 12 << 900.0;
        QTest::newRow("of thirteen the tenth") << 13 << 1000.0;
    }
    void percentiles()
    {
        QFETCH(const int, loads);
        QStringList reports;
        for (int i = 0; i < loads; ++i)
            reports << QStringLiteral("@vitals 10:%1{lcp=%2,view=v%1}")
                           .arg(i, 2, 10, QLatin1Char('0'))
                           .arg(((i * 7) % loads + 1) * 100);
        const QJsonObject row = only(ask(QStringLiteral("u: ") + reports.join(QStringLiteral(", ")), question()));
        QTEST(row.value(QStringLiteral("lcp")).toDouble(-1), "lcp");
        QCOMPARE(row.value(QStringLiteral("samples")).toInt(), loads);
        QVERIFY(row.value(QStringLiteral("value")).isNull());
        QVERIFY(row.value(QStringLiteral("inp")).isNull());
    }

    void everyVitalHasItsOwnSample()
    {
        const QJsonObject row = only(ask(
            loads(10, "lcp=2000,cls=0.05") + u'|' + loads(5, "inp=80,fcp=1,ttfb=2").replace(u'u', u'w'), question()));
        QCOMPARE(row.value(QStringLiteral("lcp")).toDouble(), 2000.0);
        QCOMPARE(row.value(QStringLiteral("cls")).toDouble(), 0.05);
        QVERIFY(row.value(QStringLiteral("inp")).isNull());
        QCOMPARE(row.value(QStringLiteral("samples")).toInt(), 15);
    }

    void theLastValueOfAPageLoadCounts()
    {
        QStringList people;
        for (int i = 0; i < 10; ++i)
            people << QStringLiteral("p%1: @vitals 10:00{cls=0.1,view=v}, @vitals 10:02{cls=0.3,view=v}, @vitals "
                                     "10:01{cls=0.2,view=v}")
                          .arg(i);
        const QJsonObject row = only(ask(people.join(u'|'), question()));
        QCOMPARE(row.value(QStringLiteral("samples")).toInt(), 10);
        QCOMPARE(row.value(QStringLiteral("cls")).toDouble(), 0.3);
    }

    void theSameViewOfTwoVisitorsIsTwoLoads()
    {
        const QString history = loads(9, "lcp=1") + QStringLiteral("| x: @vitals 10:00{lcp=2,view=v0}");
        QCOMPARE(only(ask(history, question())).value(QStringLiteral("samples")).toInt(), 10);
    }

    void reportsWithoutAViewAreLoadsOfTheirOwn()
    {
        QStringList reports;
        for (int i = 0; i < 10; ++i)
            reports << QStringLiteral("@vitals 10:0%1{lcp=7}").arg(i);
        QCOMPARE(
            only(ask(QStringLiteral("u: ") + reports.join(u','), question())).value(QStringLiteral("samples")).toInt(),
            10);
    }

    void nobodyKnownCountsToo()
    {
        QStringList reports;
        for (int i = 0; i < 10; ++i)
            reports << QStringLiteral("@vitals 10:0%1{lcp=7,nobody,view=v%1}, @vitals 09:0%1{lcp=1,nobody,view=v%1}")
                           .arg(i);
        const QJsonObject row = only(ask(QStringLiteral("u: ") + reports.join(u','), question()));
        QCOMPARE(row.value(QStringLiteral("samples")).toInt(), 10);
        QCOMPARE(row.value(QStringLiteral("lcp")).toDouble(), 7.0);
    }

    void rowsAreByTheValueOfAProperty()
    {
        domain::Query query = question();
        query.property = "page";
        const QString history = loads(11, "lcp=100,page=/slow") + u'|' +
                                loads(10, "lcp=50,page=/fast").replace(u'u', u'w') + u'|' +
                                loads(9, "lcp=1,page=/rare").replace(u'u', u'y');
        const QJsonValue rows = ask(history, query).value(QStringLiteral("rows"));
        QCOMPARE(members(rows, "value"), QStringLiteral("[\"/slow\",\"/fast\"]"));
        QCOMPARE(members(rows, "lcp"), QStringLiteral("[100,50]"));
        QCOMPARE(members(rows, "samples"), QStringLiteral("[11,10]"));
        query.limit = 1;
        QCOMPARE(members(ask(history, query).value(QStringLiteral("rows")), "value"), QStringLiteral("[\"/slow\"]"));
    }

    void aVisitPropertyIsThatOfTheVisit()
    {
        domain::Query query = question();
        query.property = "country";
        QStringList people;
        for (int i = 0; i < 10; ++i)
            people << QStringLiteral("p%1: /x 10:00{country=DE}, @vitals 10:01{lcp=3,country=FR}").arg(i);
        QCOMPARE(members(ask(people.join(u'|'), query).value(QStringLiteral("rows")), "value"),
                 QStringLiteral("[\"DE\"]"));
    }

    void filtersAndTheRangeChooseReports()
    {
        domain::Query query = question();
        query.filters = {is("page", "/a")};
        const QString history = loads(10, "lcp=3,page=/a") + u'|' + loads(10, "lcp=900,page=/b").replace(u'u', u'w') +
                                QStringLiteral("| z: @vitals d1 00:00{lcp=9,page=/a}");
        QCOMPARE(only(ask(history, query)).value(QStringLiteral("samples")).toInt(), 10);
    }

private:
    static domain::Query question()
    {
        return drawnQuestion(domain::QueryKind::Vitals, QStringLiteral("00:00"), QStringLiteral("d1 00:00"));
    }
    static QJsonObject ask(const QString& history, const domain::Query& query)
    {
        return askDrawn(drawnHistory(history), query, drawnTime(QStringLiteral("d9")));
    }
    static QJsonObject only(const QJsonObject& answer)
    {
        return answer.value(QStringLiteral("rows")).toArray().at(0).toObject();
    }

    /// So many visitors u0, u1 … with a report each.
    static QString loads(int count, const char* measured)
    {
        QStringList out;
        for (int i = 0; i < count; ++i)
            out << QStringLiteral("u%1: @vitals 10:00{%2,view=v%1}").arg(i).arg(QLatin1String(measured));
        return out.join(u'|');
    }
};

QTEST_GUILESS_MAIN(TestVitals)
#include "tst_vitals.moc"
