// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/drawnhistory.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::test;

/// Activity, stickiness and lifecycle (metrics §8): worked example C, and each rule by a small history.
class TestActivity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workedExampleC()
    {
        const QJsonObject answer = ask("u1: a d0, a d1, a d3 | u2: a d0, a d3 | u3: a d0 | u4: a d1, a d2, a d4",
                                       "d0 00:00", "d5 00:00", "d4 18:00");
        QCOMPARE(members(answer.value(QStringLiteral("days")), "dau"), QStringLiteral("[3,2,1,2,1]"));
        QCOMPARE(members(answer.value(QStringLiteral("days")), "date"),
                 QStringLiteral("[\"2026-03-02\",\"2026-03-03\",\"2026-03-04\",\"2026-03-05\",\"2026-03-06\"]"));
        QCOMPARE(answer.value(QStringLiteral("stickiness")).toDouble(), 0.45);
        QCOMPARE(members(answer.value(QStringLiteral("histogram")), "people"), QStringLiteral("[1,1,2,0,0]"));
        QCOMPARE(answer.value(QStringLiteral("l7")).toDouble(), 9.0 / 4);
        QVERIFY(!answer.contains(QStringLiteral("cookieless")));
    }

    void rollingWindows_data()
    {
        QTest::addColumn<QString>("history");
        QTest::addColumn<QString>("dau");
        QTest::addColumn<QString>("wau");
        QTest::addColumn<QString>("mau");
        const auto row = [](const char* sentence, const char* history, const char* dau, const char* wau,
                            const char* mau) {
            QTest::newRow(sentence) << QString::fromLatin1(history) << QString::fromLatin1(dau)
                                    << QString::fromLatin1(wau) << QString::fromLatin1(mau);
        };
        row("a day counts for seven and thirty", "u: a d0", "[1,0,0]", "[1,1,1]", "[1,1,1]");
        row("six days ago is in the week, seven are not", "u: a d-6", "[0,0,0]", "[1,0,0]", "[1,1,1]");
        row("twenty-nine days ago is in the month, thirty are not", "u: a d-29", "[0,0,0]", "[0,0,0]", "[1,0,0]");
        row("thirty days ago is nowhere", "u: a d-30", "[0,0,0]", "[0,0,0]", "[0,0,0]");
        row("a person counts once in a window", "u: a d-1, a d0 08:00, a d0 09:00, a d1", "[1,1,0]", "[1,1,1]",
            "[1,1,1]");
        row("people add up", "u: a d-2, a d1 | v: a d0", "[1,1,0]", "[2,2,2]", "[2,2,2]");
        row("a link click starts no visit and is no activity", "u: @click d0", "[0,0,0]", "[0,0,0]", "[0,0,0]");
        row("nor is an event in the background", "u: a~ d0", "[0,0,0]", "[0,0,0]", "[0,0,0]");
        row("nobody known is no person", "u: a d0{nobody}", "[0,0,0]", "[0,0,0]", "[0,0,0]");
    }
    void rollingWindows()
    {
        QFETCH(const QString, history);
        const QJsonValue days = ask(qPrintable(history), "d0 00:00", "d3 00:00", "d40").value(QStringLiteral("days"));
        QTEST(members(days, "dau"), "dau");
        QTEST(members(days, "wau"), "wau");
        QTEST(members(days, "mau"), "mau");
    }

    void lifecycle_data()
    {
        QTest::addColumn<QString>("history");
        QTest::addColumn<QString>("expected");
        QTest::newRow("new is who was never seen before") << "u: a d0"
                                                          << "1,0,0,0 0,0,0,1 0,0,0,0";
        QTest::newRow("returning was there the day before") << "u: a d-1, a d0"
                                                            << "0,1,0,0 0,0,0,1 0,0,0,0";
        QTest::newRow("resurrecting was not, but earlier") << "u: a d-500, a d0, a d2"
                                                           << "0,0,1,0 0,0,0,1 0,0,1,0";
        QTest::newRow("dormant was there the day before and is not") << "u: a d-1"
                                                                     << "0,0,0,1 0,0,0,0 0,0,0,0";
        QTest::newRow("all at once") << "u: a d0, a d1 | v: a d0 | w: a d-9, a d1"
                                     << "2,0,0,0 0,1,1,1 0,0,0,2";
    }
    void lifecycle()
    {
        QFETCH(const QString, history);
        const QJsonArray days =
            ask(qPrintable(history), "d0 00:00", "d3 00:00", "d40").value(QStringLiteral("lifecycle")).toArray();
        QStringList shown;
        for (const QJsonValue& day : days) {
            QStringList numbers;
            for (const char* member : {"new", "returning", "resurrecting", "dormant"})
                numbers << QString::number(day.toObject().value(QLatin1String(member)).toInt(-1));
            shown << numbers.join(u',');
        }
        QTEST(shown.join(u' '), "expected");
    }

    void meanActiveDays()
    {
        // u on three of the last seven days, v on one of the last 28
        const QJsonObject answer = ask("u: a d-8, a d0, a d1, a d2 | v: a d-20", "d0 00:00", "d3 00:00", "d40");
        QCOMPARE(answer.value(QStringLiteral("l7")).toDouble(), 3.0);
        QCOMPARE(answer.value(QStringLiteral("l28")).toDouble(), 5.0 / 2);
    }

    void daysToComeAreNotThere()
    {
        const QJsonObject answer = ask("u: a d0", "d0 00:00", "d9 00:00", "d1 08:00");
        QCOMPARE(members(answer.value(QStringLiteral("days")), "dau"), QStringLiteral("[1,0]"));
        QCOMPARE(answer.value(QStringLiteral("stickiness")).toDouble(), 0.5);
        const QJsonObject never = ask("u: a d0", "d50 00:00", "d59 00:00", "d1 08:00");
        QVERIFY(never.value(QStringLiteral("days")).toArray().isEmpty());
        QVERIFY(never.value(QStringLiteral("stickiness")).isNull());
        QVERIFY(never.value(QStringLiteral("l7")).isNull());
    }

    void daysAreWholeAndTheSites()
    {
        // In Berlin the day of d27 begins at 23:00 the evening before and ends at 22:00.
        const domain::Query query =
            drawnQuestion(domain::QueryKind::Activity, QStringLiteral("d27 10:00"), QStringLiteral("d27 11:00"));
        const char* history = "u: a d26 22:59 | v: a d26 23:00 | w: a d27 21:59 | x: a d27 22:00";
        const QJsonObject answer = askDrawn(drawnHistory(QString::fromLatin1(history)), query,
                                            drawnTime(QStringLiteral("d40")), "Europe/Berlin");
        QCOMPARE(members(answer.value(QStringLiteral("days")), "dau"), QStringLiteral("[2]"));
        QCOMPARE(members(answer.value(QStringLiteral("days")), "wau"), QStringLiteral("[3]"));
    }

    void saysWhenVisitorsAreOfOneDayOnly()
    {
        QVERIFY(
            ask("u: a d0{hash} | v: a d0", "d0 00:00", "d1 00:00", "d9").value(QStringLiteral("cookieless")).toBool());
        QVERIFY(!ask("u: a d-3{hash} | v: a d0", "d0 00:00", "d1 00:00", "d9").contains(QStringLiteral("cookieless")));
    }

    void filtersChooseWhoIsActive()
    {
        domain::Query query =
            drawnQuestion(domain::QueryKind::Activity, QStringLiteral("d0 00:00"), QStringLiteral("d2 00:00"));
        query.filters = {is("event", "buy")};
        const QJsonObject answer = askDrawn(drawnHistory(QStringLiteral("u: a d-1, buy d0, a d1 | v: a d0")), query,
                                            drawnTime(QStringLiteral("d9")));
        QCOMPARE(members(answer.value(QStringLiteral("days")), "dau"), QStringLiteral("[1,0]"));
        QCOMPARE(members(answer.value(QStringLiteral("lifecycle")), "new"), QStringLiteral("[1,0]"));
    }

private:
    static QJsonObject ask(const char* history, const char* from, const char* to, const char* now)
    {
        const domain::Query query =
            drawnQuestion(domain::QueryKind::Activity, QString::fromLatin1(from), QString::fromLatin1(to));
        return askDrawn(drawnHistory(QString::fromUtf8(history)), query, drawnTime(QString::fromLatin1(now)));
    }
};

QTEST_GUILESS_MAIN(TestActivity)
#include "tst_activity.moc"
