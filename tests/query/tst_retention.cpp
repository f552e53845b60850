// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/drawnhistory.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::test;
using domain::CohortBy;
using domain::Period;
using domain::RetentionClock;
using domain::RetentionMode;

/// Retention (metrics §7): worked example C, and each rule by a small history.
class TestRetention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workedExampleC_data()
    {
        QTest::addColumn<RetentionMode>("mode");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::newRow("on") << RetentionMode::On << "[3,1,0,2,0]"
                            << "[1,1,0,1]";
        QTest::newRow("on or after") << RetentionMode::OnOrAfter << "[3,2,2,2,0]"
                                     << "[1,1,1,1]";
    }
    void workedExampleC()
    {
        QFETCH(const RetentionMode, mode);
        domain::Query query = question("d0 00:00", "d5 00:00", 4);
        query.retention.mode = mode;
        const QJsonArray cohorts =
            askDrawn(drawnHistory(kPeople), query, kDay4).value(QStringLiteral("cohorts")).toArray();
        QCOMPARE(members(cohorts, "size"), QStringLiteral("[3,1,0,0,0]"));
        QTEST(members(cells(cohorts, 0), "count"), "first");
        QTEST(members(cells(cohorts, 1), "count"), "second");
        QCOMPARE(members(cells(cohorts, 0), "complete"), QStringLiteral("[true,true,true,true,false]"));
        QCOMPARE(members(cells(cohorts, 1), "complete"), QStringLiteral("[true,true,true,false]"));
        QCOMPARE(cells(cohorts, 0).at(1).toObject().value(QStringLiteral("rate")).toDouble(),
                 mode == RetentionMode::On ? 1.0 / 3 : 2.0 / 3);
        QVERIFY(cells(cohorts, 2).at(0).toObject().value(QStringLiteral("rate")).isNull());
    }

    void averagesLeaveOutWhatIsNotOver_data()
    {
        QTest::addColumn<bool>("simple");
        QTest::addColumn<double>("day1");
        QTest::newRow("weighted by the size of the cohorts") << false << 0.5;
        QTest::newRow("simple mean of the rates") << true << (1.0 / 3 + 1) / 2;
    }
    void averagesLeaveOutWhatIsNotOver()
    {
        QFETCH(const bool, simple);
        domain::Query query = question("d0 00:00", "d5 00:00", 4);
        query.retention.simpleAverage = simple;
        const QJsonArray average =
            askDrawn(drawnHistory(kPeople), query, kDay4).value(QStringLiteral("average")).toArray();
        QCOMPARE(average.size(), 5);
        QCOMPARE(average.at(0).toDouble(), 1.0);
        QTEST(average.at(1).toDouble(), "day1");
        QCOMPARE(average.at(3).toDouble(), 2.0 / 3); // of the second cohort it is not over
        QVERIFY(average.at(4).isNull());
    }

    void rules_data()
    {
        QTest::addColumn<QString>("history");
        QTest::addColumn<QStringList>("conditions");
        QTest::addColumn<CohortBy>("cohortBy");
        QTest::addColumn<RetentionMode>("mode");
        QTest::addColumn<RetentionClock>("clock");
        QTest::addColumn<QString>("sizes");
        QTest::addColumn<QString>("counts");
        const auto row = [](const char* sentence, const char* history, const QStringList& conditions, CohortBy by,
                            RetentionMode mode, RetentionClock clock, const char* sizes, const char* counts) {
            QTest::newRow(sentence) << QString::fromLatin1(history) << conditions << by << mode << clock
                                    << QString::fromLatin1(sizes) << QString::fromLatin1(counts);
        };
        const QStringList any{QString(), QString()};
        const QStringList signupBuy{QStringLiteral("signup"), QStringLiteral("buy")};
        const QStringList buyBuy{QStringLiteral("buy"), QStringLiteral("buy")};
        const auto first = CohortBy::FirstTime;
        const auto recurring = CohortBy::Recurring;
        const auto on = RetentionMode::On;
        const auto after = RetentionMode::OnOrAfter;
        const auto calendar = RetentionClock::Calendar;
        const auto rolling = RetentionClock::Rolling;
        row("who began before the range is in no cohort", "u: a d-30, a d0, a d1", any, first, on, calendar, "[0,0,0]",
            "[0,0,0]");
        row("recurring: everybody enters again each period", "u: a d-30, a d0, a d1", any, recurring, on, calendar,
            "[1,1,0]", "[1,1,0]");
        row("a second start in the period enters once", "u: a d0 08:00, a d0 09:00, a d2", any, recurring, on, calendar,
            "[1,0,1]", "[1,0,1]");
        row("another return event must come after the start", "u: buy d0 08:00, signup d0 09:00", signupBuy, first, on,
            calendar, "[1,0,0]", "[0,0,0]");
        row("after it, but in the same period", "u: signup d0 09:00, buy d0 10:00, buy d2", signupBuy, first, on,
            calendar, "[1,0,0]", "[1,0,1]");
        row("a start is no return to itself", "u: buy d0 09:00", buyBuy, first, on, calendar, "[1,0,0]", "[0,0,0]");
        row("returns in the background are none when anything is a return", "u: a d0, a~ d1", any, first, on, calendar,
            "[1,0,0]", "[1,0,0]");
        row("but they are when named", "u: signup d0, buy~ d1", signupBuy, first, on, calendar, "[1,0,0]", "[0,1,0]");
        row("on or after goes past the last column", "u: a d0, a d20", any, first, after, calendar, "[1,0,0]",
            "[1,1,1]");
        row("on does not", "u: a d0, a d20", any, first, on, calendar, "[1,0,0]", "[1,0,0]");
        row("on or after with another return event wants one", "u: signup d0 08:00 | v: signup d0 08:00, buy d0 09:00",
            signupBuy, first, after, calendar, "[2,0,0]", "[1,0,0]");
        row("on or after, entering again forgets no return", "u: signup d0 08:00, buy d0 09:00, signup d1", signupBuy,
            recurring, after, calendar, "[1,1,0]", "[1,0,0]");
        row("calendar days are the site's", "u: a d0 23:00, a d1 01:00", any, first, on, calendar, "[1,0,0]",
            "[1,1,0]");
        row("rolling days begin with the person's own start", "u: a d0 23:00, a d1 01:00, a d1 23:00", any, first, on,
            rolling, "[1,0,0]", "[1,1,0]");
        row("rolling, within the first 24 hours", "u: a d0 23:00, a d1 22:59", any, first, on, rolling, "[1,0,0]",
            "[1,0,0]");
        row("rolling with another return event, within the first 24 hours", "u: signup d0 23:00, buy d1 22:00",
            signupBuy, first, on, rolling, "[1,0,0]", "[1,0,0]");
        row("rolling, on or after", "u: a d0 12:00, a d9", any, first, after, rolling, "[1,0,0]", "[1,1,1]");
        row("rolling, recurring: from the first start of each period", "u: a d0 12:00, a d1 06:00, a d1 13:00", any,
            recurring, on, rolling, "[1,1,0]", "[1,1,0]");
        row("nobody known is no person", "u: a d0{nobody}, a d1{nobody}", any, first, on, calendar, "[0,0,0]",
            "[0,0,0]");
    }
    void rules()
    {
        QFETCH(const QString, history);
        QFETCH(const QStringList, conditions);
        QFETCH(const CohortBy, cohortBy);
        QFETCH(const RetentionMode, mode);
        QFETCH(const RetentionClock, clock);
        domain::Query query = question("d0 00:00", "d3 00:00", 2);
        query.retention.start.event = conditions.at(0).toStdString();
        query.retention.returning.event = conditions.at(1).toStdString();
        query.retention.cohortBy = cohortBy;
        query.retention.mode = mode;
        query.retention.clock = clock;
        const QJsonArray cohorts = askDrawn(drawnHistory(history), query, drawnTime(QStringLiteral("d40")))
                                       .value(QStringLiteral("cohorts"))
                                       .toArray();
        QTEST(members(cohorts, "size"), "sizes");
        QTEST(members(cells(cohorts, 0), "count"), "counts");
    }

    void bracketsAreCellsOfSeveralPeriods_data()
    {
        QTest::addColumn<RetentionClock>("clock");
        QTest::addColumn<QString>("counts");
        QTest::newRow("calendar") << RetentionClock::Calendar << "[2,2,1]";
        QTest::newRow("rolling") << RetentionClock::Rolling << "[2,1,1]";
    }
    void bracketsAreCellsOfSeveralPeriods()
    {
        QFETCH(const RetentionClock, clock);
        domain::Query query = question("d0 00:00", "d1 00:00", 7);
        query.retention.mode = RetentionMode::Bracket;
        query.retention.brackets = {{0, 0}, {1, 3}, {5, 7}};
        query.retention.clock = clock;
        const char* history =
            "u: a d0 12:00, a d1 11:00, a d4 12:00 | v: a d0 12:00, a d2 12:00, a d3 13:00, a d6 12:00";
        const QJsonObject answer =
            askDrawn(drawnHistory(QString::fromLatin1(history)), query, drawnTime(QStringLiteral("d5 00:00")));
        const QJsonArray cohorts = answer.value(QStringLiteral("cohorts")).toArray();
        QTEST(members(cells(cohorts, 0), "count"), "counts");
        QCOMPARE(members(cells(cohorts, 0), "complete"), QStringLiteral("[true,true,false]"));
        QCOMPARE(answer.value(QStringLiteral("average")).toArray().size(), 3);
        QVERIFY(answer.value(QStringLiteral("average")).toArray().at(2).isNull());
    }

    void cellsOfTheRollingClock()
    {
        domain::Query query = question("d0 00:00", "d2 00:00", 2);
        query.retention.clock = RetentionClock::Rolling;
        const QJsonArray cohorts =
            askDrawn({}, query, drawnTime(QStringLiteral("d2 00:00"))).value(QStringLiteral("cohorts")).toArray();
        // day 0: whoever entered last began at 23:59 and is through with the first 24 hours
        QCOMPARE(members(cells(cohorts, 0), "complete"), QStringLiteral("[true,false,false]"));
        QCOMPARE(members(cells(cohorts, 1), "complete"), QStringLiteral("[false,false]"));
    }

    void periodsAreThoseOfTheSite_data()
    {
        QTest::addColumn<Period>("period");
        QTest::addColumn<bool>("sunday");
        QTest::addColumn<QString>("starts");
        // d0 is Monday 2 March; the clocks change in Berlin on Sunday 29 March, d27
        QTest::newRow("weeks begin on Monday")
            << Period::Week << false << "[\"2026-03-23T00:00:00+01:00\",\"2026-03-30T00:00:00+02:00\"]";
        QTest::newRow("or on Sunday") << Period::Week << true
                                      << "[\"2026-03-22T00:00:00+01:00\",\"2026-03-29T00:00:00+01:00\"]";
        QTest::newRow("months") << Period::Month << false
                                << "[\"2026-03-01T00:00:00+01:00\",\"2026-04-01T00:00:00+02:00\"]";
    }
    void periodsAreThoseOfTheSite()
    {
        QFETCH(const Period, period);
        QFETCH(const bool, sunday);
        domain::Query query = question("d26 12:00", "d30 12:00", 1);
        query.retention.period = period;
        const QJsonObject answer = askDrawn({}, query, drawnTime(QStringLiteral("d99")), "Europe/Berlin", sunday);
        QTEST(members(answer.value(QStringLiteral("cohorts")), "start"), "starts");
    }

    void aDayOf23HoursIsOneDay()
    {
        domain::Query query = question("d27 00:00", "d28 00:00", 2);
        const char* history = "u: a d27 12:00, a d27 21:59 | v: a d27 12:00, a d27 22:00"; // 23:59 and 00:00 in Berlin
        const QJsonObject answer = askDrawn(drawnHistory(QString::fromLatin1(history)), query,
                                            drawnTime(QStringLiteral("d99")), "Europe/Berlin");
        QCOMPARE(members(cells(answer.value(QStringLiteral("cohorts")).toArray(), 0), "count"),
                 QStringLiteral("[2,1,0]"));
    }

    void filtersChooseWhatIsSeen()
    {
        domain::Query query = question("d0 00:00", "d1 00:00", 1);
        query.filters = {is("country", "DE")};
        const char* history =
            "u: a d-5{country=FR}, a d0{country=DE}, a d1{country=FR} | v: a d0{country=DE}, a d1{country=DE}";
        const QJsonArray cohorts =
            askDrawn(drawnHistory(QString::fromLatin1(history)), query, drawnTime(QStringLiteral("d9")))
                .value(QStringLiteral("cohorts"))
                .toArray();
        QCOMPARE(members(cells(cohorts, 0), "count"), QStringLiteral("[2,1]"));
    }

    void onOrAfterIsNeverLessThanOnAndNeverRises()
    {
        domain::Query query = question("d0 00:00", "d5 00:00", 4);
        query.retention.cohortBy = CohortBy::Recurring;
        const QJsonArray on = askDrawn(drawnHistory(kPeople), query, kDay4).value(QStringLiteral("cohorts")).toArray();
        query.retention.mode = RetentionMode::OnOrAfter;
        const QJsonArray after =
            askDrawn(drawnHistory(kPeople), query, kDay4).value(QStringLiteral("cohorts")).toArray();
        for (qsizetype c = 0; c < on.size(); ++c) {
            int last = std::numeric_limits<int>::max();
            for (qsizetype n = 0; n < cells(on, c).size(); ++n) {
                const int here = cells(after, c).at(n).toObject().value(QStringLiteral("count")).toInt();
                QVERIFY(here >= cells(on, c).at(n).toObject().value(QStringLiteral("count")).toInt());
                QVERIFY(here <= last);
                last = here;
            }
        }
    }

    void refusesATableThatIsTooLarge()
    {
        domain::Query query = question("d0 00:00", "d9000 00:00", 366);
        QVERIFY(askDrawn({}, query, kDay4).contains(QStringLiteral("error")));
    }

private:
    static inline const QString kPeople =
        QStringLiteral("u1: a d0, a d1, a d3 | u2: a d0, a d3 | u3: a d0 | u4: a d1, a d2, a d4");
    static inline const TimePoint kDay4 = drawnTime(QStringLiteral("d4 18:00"));

    static domain::Query question(const char* from, const char* to, int periods)
    {
        domain::Query out =
            drawnQuestion(domain::QueryKind::Retention, QString::fromLatin1(from), QString::fromLatin1(to));
        out.retention.periods = periods;
        return out;
    }
    static QJsonArray cells(const QJsonArray& cohorts, qsizetype cohort)
    {
        return cohorts.at(cohort).toObject().value(QStringLiteral("cells")).toArray();
    }
};

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
