// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/drawnhistory.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::test;
using domain::FunnelUnit;
using domain::StepOrder;
using namespace std::chrono_literals;

/// Funnels (metrics §6): worked example B, and each rule by a small history.
class TestFunnel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workedExampleB_data()
    {
        QTest::addColumn<StepOrder>("order");
        QTest::addColumn<QList<int>>("levels");
        QTest::addColumn<QString>("counts");
        QTest::newRow("sequential") << StepOrder::Sequential << QList<int>{3, 2, 1, 3, 1, 3, 3} << "[7,5,4]";
        QTest::newRow("strict") << StepOrder::Strict << QList<int>{3, 1, 1, 3, 1, 1, 3} << "[7,3,3]";
        QTest::newRow("any") << StepOrder::Any << QList<int>{3, 3, 1, 3, 2, 3, 3} << "[7,6,5]";
    }
    void workedExampleB()
    {
        QFETCH(const StepOrder, order);
        QFETCH(const QList<int>, levels);
        domain::Query query = question({"V", "S", "P"}, 60min);
        query.funnel.order = order;
        for (int u = 0; u < levels.size(); ++u)
            QCOMPARE(levelOf(drawnHistory(kPeople.split(u'|').at(u)), query), levels.at(u));
        QTEST(members(askDrawn(drawnHistory(kPeople), query, kNow).value(QStringLiteral("steps")), "count"), "counts");
    }

    void workedExampleBHasItsRates()
    {
        const QJsonArray steps = askDrawn(drawnHistory(kPeople), question({"V", "S", "P"}, 60min), kNow)
                                     .value(QStringLiteral("steps"))
                                     .toArray();
        QCOMPARE(members(steps, "drop_off"), QStringLiteral("[null,2,1]"));
        QCOMPARE(steps.at(0).toObject().value(QStringLiteral("overall_rate")).toDouble(), 1.0);
        QCOMPARE(steps.at(2).toObject().value(QStringLiteral("overall_rate")).toDouble(), 4.0 / 7);
        QVERIFY(steps.at(0).toObject().value(QStringLiteral("step_rate")).isNull());
        QCOMPARE(steps.at(1).toObject().value(QStringLiteral("step_rate")).toDouble(), 5.0 / 7);
        QCOMPARE(steps.at(2).toObject().value(QStringLiteral("step_rate")).toDouble(), 0.8);
        // S after V: u1 10, u2 10, u4 20, u6 2, u7 30 minutes; P after S: 10, 10, 1, 30
        QCOMPARE(members(steps, "median_time_ms"), QStringLiteral("[null,600000,600000]"));
    }

    void rules_data()
    {
        QTest::addColumn<QString>("history");
        QTest::addColumn<QString>("steps");
        QTest::addColumn<StepOrder>("order");
        QTest::addColumn<QString>("counts");
        const auto row = [](const char* sentence, const char* history, const char* steps, StepOrder order,
                            const char* counts) {
            QTest::newRow(sentence) << QString::fromLatin1(history) << QString::fromLatin1(steps) << order
                                    << QString::fromLatin1(counts);
        };
        const StepOrder sequential = StepOrder::Sequential;
        const StepOrder strict = StepOrder::Strict;
        const StepOrder any = StepOrder::Any;
        row("nobody gives zeros", "u: X 10:00", "A B", sequential, "[0,0]");
        row("the window ends with its last instant", "u: A 10:00, B 11:00", "A B", sequential, "[1,1]");
        row("a second past the window is too late", "u: A 10:00, B 11:00:01", "A B", sequential, "[1,0]");
        row("the window runs from step 1, not from the step before", "u: A 10:00, B 10:50, C 11:10", "A B C",
            sequential, "[1,1,0]");
        row("one event satisfies one step only", "u: A 10:00", "A A", sequential, "[1,0]");
        row("the same step twice takes two events", "u: A 10:00, A 10:01", "A A", sequential, "[1,1]");
        row("equal times count in the order of arrival", "u: A 10:00, B 10:00", "A B", sequential, "[1,1]");
        row("equal times in the other order do not", "u: B 10:00, A 10:00", "A B", sequential, "[1,0]");
        row("a later first step may be the best", "u: A 08:00, A 10:00, B 10:30", "A B", sequential, "[1,1]");
        row("a person counts once, however often they do it", "u: A 10:00, B 10:01, A 10:02, B 10:03", "A B",
            sequential, "[1,1]");
        row("a first step before the range does not begin", "u: A d-1 23:50, B 00:10", "A B", sequential, "[0,0]");
        row("a later step may lie past the range's end", "u: A 23:50, B d1 00:10", "A B", sequential, "[1,1]");
        row("a first step at the range's end is outside", "u: A d1 00:00, B d1 00:10", "A B", sequential, "[0,0]");
        row("nobody known is no person", "u: A 10:00{nobody}, B 10:01{nobody}", "A B", sequential, "[0,0]");
        row("bots are left out", "u: A 10:00{bot=x}, B 10:01", "A B", sequential, "[0,0]");
        row("strict allows nothing between", "u: A 10:00, X 10:01, B 10:02", "A B", strict, "[1,0]");
        row("strict passes over what is no event", "u: A 10:00, @identify 10:01, B 10:02", "A B", strict, "[1,1]");
        row("strict passes over events in the background", "u: A 10:00, X~ 10:01, B 10:02", "A B", strict, "[1,1]");
        row("strict may begin again", "u: A 10:00, X 10:01, A 10:02, B 10:03", "A B", strict, "[1,1]");
        row("strict keeps to the window", "u: A 10:00, B 11:01", "A B", strict, "[1,0]");
        row("strict wants the next step, not a later one", "u: A 10:00, C 10:01, B 10:02", "A B C", strict, "[1,0,0]");
        row("any order takes the steps as they come", "u: C 10:00, A 10:01, B 10:02", "A B C", any, "[1,1,1]");
        row("any counts who did but one", "u: C 10:00", "A B C", any, "[1,0,0]");
        row("any takes the window that holds most", "u: A 08:00, B 10:00, C 10:59, A 11:00", "A B C", any, "[1,1,1]");
        row("any wants its first event in the range", "u: A d-1 23:50, B 00:10", "A B", any, "[1,0]");
        row("any may end past the range", "u: B 23:50, A d1 00:10", "A B", any, "[1,1]");
        row("any needs an event for every step", "u: A 10:00, B 10:01", "A A B", any, "[1,1,0]");
        row("any matches best, not greedily: the page takes what only it can", "u: A 10:00, A 10:01", "* A", any,
            "[1,1]");
        row("any moves an event over to another step to make room", "u: A 10:00, B 10:01, C 10:02", "* * A", any,
            "[1,1,1]");
    }
    void rules()
    {
        QFETCH(const QString, history);
        QFETCH(const QString, steps);
        QFETCH(const StepOrder, order);
        domain::Query query = question({}, 60min);
        for (const QString& step : steps.split(u' '))
            query.funnel.steps.push_back(step == QStringLiteral("*") ? domain::Condition()
                                                                     : eventNamed(qPrintable(step)));
        query.funnel.order = order;
        QTEST(members(askDrawn(drawnHistory(history), query, kNow).value(QStringLiteral("steps")), "count"), "counts");
    }

    void visits_data()
    {
        QTest::addColumn<QString>("history");
        QTest::addColumn<QString>("counts");
        QTest::newRow("all steps lie in one visit") << "u: A 10:00, B 10:10"
                                                    << "[1,1]";
        QTest::newRow("a pause of half an hour ends the attempt") << "u: A 10:00, B 10:30"
                                                                  << "[1,0]";
        QTest::newRow("each visit counts") << "u: A 10:00, B 10:10, A 12:00"
                                           << "[2,1]";
        QTest::newRow("what is outside any visit takes no part") << "u: A 10:00, B 10:20, @identify 12:00"
                                                                 << "[1,1]";
    }
    void visits()
    {
        QFETCH(const QString, history);
        domain::Query query = question({"A", "B"}, 24h);
        query.funnel.unit = FunnelUnit::Visit;
        QTEST(members(askDrawn(drawnHistory(history), query, kNow).value(QStringLiteral("steps")), "count"), "counts");
    }

    void stepsArePagesKindsAndThresholds()
    {
        domain::Query query = question({}, 60min);
        domain::Condition identify;
        identify.kind = domain::Kind::Identify;
        domain::Condition scrolled = page("/docs/*");
        scrolled.scrollDepth = 50;
        domain::Condition german = eventNamed("buy");
        german.filters = {is("country", "DE")};
        query.funnel.steps = {page("/docs/*"), scrolled, identify, german};
        const char* both =
            "a: /docs/x 10:00{country=DE}, @engagement 10:01{page=/docs/x,depth=80}, @identify 10:02, buy 10:03 |"
            "b: /docs/x 10:00{country=FR}, @engagement 10:01{page=/docs/x,depth=40}, @engagement "
            "10:02{page=/docs/x,depth=60}, @identify 10:03, buy 10:04";
        QCOMPARE(members(askDrawn(drawnHistory(QString::fromLatin1(both)), query, kNow).value(QStringLiteral("steps")),
                         "count"),
                 QStringLiteral("[2,2,2,1]"));
    }

    void filtersLeaveOnlyWhatTheyChoose()
    {
        domain::Query query = question({"A", "B"}, 60min);
        query.filters = {is("country", "DE")};
        const char* drawing = "a: A 10:00{country=DE}, B 10:10 | b: A 10:00{country=FR}, B 10:10 | c: A "
                              "10:00{country=DE}, B 10:50{country=FR}";
        QCOMPARE(
            members(askDrawn(drawnHistory(QString::fromLatin1(drawing)), query, kNow).value(QStringLiteral("steps")),
                    "count"),
            QStringLiteral("[2,1]"));
        query.filters = {is("event", "A")};
        QCOMPARE(
            members(askDrawn(drawnHistory(QString::fromLatin1(drawing)), query, kNow).value(QStringLiteral("steps")),
                    "count"),
            QStringLiteral("[3,0]"));
    }

    void mediansOfTheBestAttempt_data()
    {
        QTest::addColumn<QString>("history");
        QTest::addColumn<StepOrder>("order");
        QTest::addColumn<QString>("medians");
        QTest::newRow("of two the mean") << "a: A 10:00, B 10:01 | b: A 10:00, B 10:02" << StepOrder::Sequential
                                         << "[null,90000]";
        QTest::newRow("among equal attempts the earliest")
            << "a: A 10:00, A 10:05, B 10:06" << StepOrder::Sequential << "[null,360000]";
        QTest::newRow("the deepest attempt, though not the first")
            << "a: A 08:00, A 10:00, B 10:01" << StepOrder::Sequential << "[null,60000]";
        QTest::newRow("an earlier start within the window of the deepest")
            << "a: A 09:00, A 09:30, A 10:00, B 10:10" << StepOrder::Sequential << "[null,2400000]";
        QTest::newRow("in any order the times are those of the events as they come")
            << "a: B 10:00, A 10:03" << StepOrder::Any << "[null,180000]";
        QTest::newRow("strict times") << "a: A 10:00, B 10:00:07" << StepOrder::Strict << "[null,7000]";
        QTest::newRow("nobody came there") << "a: A 10:00" << StepOrder::Sequential << "[null,null]";
    }
    void mediansOfTheBestAttempt()
    {
        QFETCH(const QString, history);
        QFETCH(const StepOrder, order);
        domain::Query query = question({"A", "B"}, 60min);
        query.funnel.order = order;
        QTEST(members(askDrawn(drawnHistory(history), query, kNow).value(QStringLiteral("steps")), "median_time_ms"),
              "medians");
    }

    void groupsAreByTheValueAtStepOne()
    {
        domain::Query query = question({"A", "B"}, 24h);
        query.property = "source";
        query.limit = 2;
        const char* drawing = "a: A 10:00{source=News}, B 10:10{source=x} | b: A 10:00{source=news}, B "
                              "15:00{source=other} | c: A 10:00{source=news} |"
                              "d: A 10:00{source=zebra} | e: A 10:00{source=zebra}, B 10:01 | f: A 10:00";
        const QJsonArray groups =
            askDrawn(drawnHistory(QString::fromLatin1(drawing)), query, kNow).value(QStringLiteral("groups")).toArray();
        QCOMPARE(members(groups, "value"), QStringLiteral("[\"news\",\"zebra\"]"));
        QCOMPARE(members(groups.at(0).toObject().value(QStringLiteral("steps")), "count"), QStringLiteral("[3,2]"));
        QCOMPARE(members(groups.at(1).toObject().value(QStringLiteral("steps")), "count"), QStringLiteral("[2,1]"));
    }

    void attempts_data()
    {
        QTest::addColumn<QString>("history");
        QTest::addColumn<StepOrder>("order");
        QTest::addColumn<bool>("first");
        QTest::addColumn<QString>("counts");
        const auto row = [](const char* sentence, const char* history, StepOrder order, bool first,
                            const char* counts) {
            QTest::newRow(sentence) << QString::fromLatin1(history) << order << first << QString::fromLatin1(counts);
        };
        const StepOrder sequential = StepOrder::Sequential;
        const StepOrder strict = StepOrder::Strict;
        const StepOrder any = StepOrder::Any;
        row("the first entry alone is tried", "u: A 08:00, A 10:00, B 10:01", sequential, true, "[1,0,0]");
        row("the first entry in the range", "u: A d-1 23:59, A 10:00, B 10:01", sequential, true, "[1,1,0]");
        row("strict with the first entry", "u: A 10:00, X 10:01, A 10:02, B 10:03", strict, true, "[1,0,0]");
        row("any order begins with the first event", "u: C 08:00, A 10:00, B 10:01", any, true, "[1,0,0]");
        row("every attempt counts", "u: A 10:00, B 10:01, C 10:02, A 10:03, B 10:04", sequential, false, "[2,2,1]");
        row("what lies within an attempt begins none", "u: A 10:00, B 10:01, A 10:02, B 10:03, C 10:04", sequential,
            false, "[1,1,1]");
        row("an attempt goes on from the last one's end", "u: A 10:00, A 10:01, B 10:02", sequential, false, "[1,1,0]");
        row("an attempt that came no further is one", "u: A 10:00, A 12:00, B 12:01", sequential, false, "[2,1,0]");
        row("attempts of a strict funnel", "u: A 10:00, X 10:01, A 10:02, B 10:03, C 10:04", strict, false, "[2,1,1]");
        row("attempts in any order", "u: C 10:00, A 10:01, B 10:02, B 10:03, A 10:04", any, false, "[2,2,1]");
    }
    void attempts()
    {
        QFETCH(const QString, history);
        QFETCH(const StepOrder, order);
        QFETCH(const bool, first);
        domain::Query query = question({"A", "B", "C"}, 60min);
        query.funnel.order = order;
        query.funnel.entry = first ? domain::FunnelEntry::First : domain::FunnelEntry::Best;
        query.funnel.count = first ? domain::FunnelCount::Units : domain::FunnelCount::Attempts;
        QTEST(members(askDrawn(drawnHistory(history), query, kNow).value(QStringLiteral("steps")), "count"), "counts");
    }

    void exclusions_data()
    {
        QTest::addColumn<QString>("history");
        QTest::addColumn<bool>("attempts");
        QTest::addColumn<QString>("counts");
        const auto row = [](const char* sentence, const char* history, bool attempts, const char* counts) {
            QTest::newRow(sentence) << QString::fromLatin1(history) << attempts << QString::fromLatin1(counts);
        };
        row("an excluded event between two steps voids the attempt", "u: A 10:00, X 10:01, B 10:02, C 10:03", false,
            "[0,0,0]");
        row("before the first or after the second step it does not", "u: X 09:59, A 10:00, B 10:01, X 10:02, C 10:03",
            false, "[1,1,1]");
        row("without the second step it stands between nothing", "u: A 10:00, X 10:01", false, "[1,0,0]");
        row("another attempt may do", "u: A 10:00, X 10:01, A 10:02, B 10:03", false, "[1,1,0]");
        row("no longer way round it is looked for", "u: A 10:00, X 10:01, B 10:02, B 10:03", false, "[0,0,0]");
        row("a void attempt is none", "u: A 10:00, X 10:01, B 10:02, A 10:03, B 10:04, C 10:05", true, "[1,1,1]");
    }
    void exclusions()
    {
        QFETCH(const QString, history);
        QFETCH(const bool, attempts);
        domain::Query query = question({"A", "B", "C"}, 60min);
        query.funnel.exclusions = {{eventNamed("X"), 1, 2}};
        query.funnel.count = attempts ? domain::FunnelCount::Attempts : domain::FunnelCount::Units;
        QTEST(members(askDrawn(drawnHistory(history), query, kNow).value(QStringLiteral("steps")), "count"), "counts");
    }

    void whatIsHeldConstantIsTheSameAtEveryStep()
    {
        domain::Query query = question({"A", "B"}, 60min);
        query.funnel.constant = "app_version";
        const char* drawing = "a: A 10:00{version=1}, B 10:01{version=2} | b: A 10:00{version=1}, A 10:01{version=2}, "
                              "B 10:02{version=2}, B 10:03{version=1} | c: A 10:00, B 10:01";
        const auto counts = [&] {
            return members(
                askDrawn(drawnHistory(QString::fromLatin1(drawing)), query, kNow).value(QStringLiteral("steps")),
                "count");
        };
        QCOMPARE(counts(), QStringLiteral("[2,1]"));
        query.funnel.order = StepOrder::Strict;
        QCOMPARE(counts(), QStringLiteral("[2,1]"));
        query.funnel.count = domain::FunnelCount::Attempts;
        QCOMPARE(counts(), QStringLiteral("[3,1]"));
    }

    void groupsMayBeByTheValueAtTheDeepestStep()
    {
        domain::Query query = question({"A", "B"}, 60min);
        query.property = "app_version";
        query.funnel.split = domain::FunnelSplit::Last;
        const QJsonObject answer =
            askDrawn(drawnHistory(QStringLiteral("a: A 10:00{version=1}, B 10:01{version=2} | b: A 10:00{version=1}")),
                     query, kNow);
        QCOMPARE(members(answer.value(QStringLiteral("groups")), "value"), QStringLiteral("[\"1\",\"2\"]"));
    }

    void aSeriesIsByTheTimeOfStepOne()
    {
        domain::Query query = question({"A", "B"}, 24h);
        query.range.to = drawnTime(QStringLiteral("d2 00:00"));
        query.funnel.isSeries = true;
        query.interval = domain::Interval::Day;
        const auto events = drawnHistory(QStringLiteral("a: A 23:00, B d1 10:00 | b: A d1 10:00"));
        const QJsonArray buckets =
            askDrawn(events, query, drawnTime(QStringLiteral("d2 12:00"))).value(QStringLiteral("buckets")).toArray();
        QCOMPARE(members(buckets, "complete"), QStringLiteral("[true,false]"));
        QCOMPARE(members(buckets.at(0).toObject().value(QStringLiteral("steps")), "count"), QStringLiteral("[1,1]"));
        QCOMPARE(members(buckets.at(1).toObject().value(QStringLiteral("steps")), "count"), QStringLiteral("[1,0]"));
    }

    void timesAreAlsoFromTheFirstStep()
    {
        const QJsonArray steps =
            askDrawn(drawnHistory(QStringLiteral("a: A 10:00, B 10:01, C 10:03 | b: A 10:00, B 10:02, C 10:10")),
                     question({"A", "B", "C"}, 60min), kNow)
                .value(QStringLiteral("steps"))
                .toArray();
        QCOMPARE(members(steps, "mean_time_ms"), QStringLiteral("[null,90000,300000]"));
        QCOMPARE(members(steps, "p90_time_ms"), QStringLiteral("[null,114000,444000]"));
        QCOMPARE(members(steps, "median_from_first_ms"), QStringLiteral("[null,90000,390000]"));
        QCOMPARE(members(steps, "p90_from_first_ms"), QStringLiteral("[null,114000,558000]"));
    }

    void comparesWithAnotherRange()
    {
        domain::Query query = question({"A", "B"}, 60min);
        query.compare = domain::TimeRange{drawnTime(QStringLiteral("d-1 00:00")), drawnTime(QStringLiteral("00:00"))};
        const QJsonObject answer =
            askDrawn(drawnHistory(QStringLiteral("a: A 10:00, B 10:01 | b: A d-1 10:00")), query, kNow);
        QCOMPARE(members(answer.value(QStringLiteral("steps")), "count"), QStringLiteral("[1,1]"));
        QCOMPARE(members(answer.value(QStringLiteral("compare")).toObject().value(QStringLiteral("steps")), "count"),
                 QStringLiteral("[1,0]"));
    }

    void refusesTooFewOrTooManySteps()
    {
        domain::Query query = question({"A"}, 60min);
        QVERIFY(askDrawn({}, query, kNow).contains(QStringLiteral("error")));
        query.funnel.steps.resize(11);
        QVERIFY(askDrawn({}, query, kNow).contains(QStringLiteral("error")));
    }

private:
    static inline const QString kPeople =
        QStringLiteral("u1: V 10:00, S 10:10, P 10:20 | u2: V 10:00, P 10:05, S 10:10 | u3: V 10:00, S 11:30 |"
                       "u4: V 10:00, V 11:20, S 11:40, P 11:50 | u5: S 10:00, V 10:05 |"
                       "u6: V 10:00, X 10:01, S 10:02, P 10:03 | u7: V 10:00, S 10:30, P 11:00");
    static inline const TimePoint kNow = drawnTime(QStringLiteral("d20"));

    static domain::Query question(const std::vector<const char*>& steps, std::chrono::milliseconds window)
    {
        domain::Query out =
            drawnQuestion(domain::QueryKind::Funnel, QStringLiteral("00:00"), QStringLiteral("d1 00:00"));
        for (const char* step : steps)
            out.funnel.steps.push_back(eventNamed(step));
        out.funnel.window = window;
        return out;
    }

    static int levelOf(const std::vector<domain::Event>& events, const domain::Query& query)
    {
        int level = 0;
        const QJsonArray steps = askDrawn(events, query, kNow).value(QStringLiteral("steps")).toArray();
        for (const QJsonValue& step : steps)
            level += step.toObject().value(QStringLiteral("count")).toInt();
        return level;
    }
};

QTEST_GUILESS_MAIN(TestFunnel)
#include "tst_funnel.moc"
