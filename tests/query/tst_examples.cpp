// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QTest>

using namespace sightglass;
using namespace sightglass::test;
using namespace std::chrono_literals;

/// Worked examples B (funnels) and C (retention, activity) of metrics §6–8, every number of their tables.
class TestExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void funnels_data()
    {
        QTest::addColumn<QString>("order");
        QTest::addColumn<QString>("people");
        QTest::addColumn<QList<int>>("counts");
        const std::tuple<const char*, std::array<int, 7>, QList<int>> rows[] = {
            {"sequential", {3, 2, 1, 3, 1, 3, 3}, {7, 5, 4}},
            {"strict", {3, 1, 1, 3, 1, 1, 3}, {7, 3, 3}},
            {"any", {3, 3, 1, 3, 2, 3, 3}, {7, 6, 5}}};
        for (const auto& [order, level, counts] : rows) {
            for (const char* kind : askable("funnel")) {
                QTest::addRow("%s: %s, everybody", kind, order) << QString::fromLatin1(order) << QString() << counts;
                for (int u = 0; u < 7; ++u)
                    QTest::addRow("%s: %s, u%d alone", kind, order, u + 1)
                        << QString::fromLatin1(order) << QStringLiteral("u%1").arg(u + 1)
                        << QList<int>{1, level[static_cast<std::size_t>(u)] >= 2,
                                      level[static_cast<std::size_t>(u)] >= 3};
            }
        }
    }
    void funnels()
    {
        QFETCH(const QString, order);
        QFETCH(const QString, people);
        QFETCH(const QList<int>, counts);
        const QJsonObject answer = ask(exampleB(people), funnel(order));
        const QJsonArray steps = answer.value(QStringLiteral("steps")).toArray();
        QCOMPARE(steps.size(), 3);
        for (int k = 0; k < 3; ++k)
            QCOMPARE(steps.at(k).toObject().value(QStringLiteral("count")).toInt(-1), counts.at(k));
    }

    void ratesOfTheSequentialFunnel_data() { addAskable("funnel"); }
    void ratesOfTheSequentialFunnel()
    {
        const QJsonArray steps =
            ask(exampleB({}), funnel(QStringLiteral("sequential"))).value(QStringLiteral("steps")).toArray();
        const auto percent = [&](int k, const char* member) {
            return qRound(steps.at(k).toObject().value(QLatin1String(member)).toDouble() * 1000) / 10.0;
        };
        QCOMPARE(percent(2, "overall_rate"), 57.1);
        QCOMPARE(percent(1, "step_rate"), 71.4);
        QCOMPARE(percent(2, "step_rate"), 80.0);
    }

    void retention_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QList<double>>("day0");
        QTest::addColumn<QList<double>>("day1");
        for (const char* kind : askable("retention")) {
            QTest::addRow("%s: on", kind)
                << QStringLiteral("on") << QList<double>{100, 33.3, 0, 66.7, 0} << QList<double>{100, 100, 0, 100};
            QTest::addRow("%s: on or after", kind)
                << QStringLiteral("on_or_after") << QList<double>{100, 66.7, 66.7, 66.7, 0}
                << QList<double>{100, 100, 100, 100};
        }
    }
    void retention()
    {
        QFETCH(const QString, mode);
        QFETCH(const QList<double>, day0);
        QFETCH(const QList<double>, day1);
        const QJsonArray cohorts =
            ask(exampleC(), retentionOf(mode, QStringLiteral("weighted"))).value(QStringLiteral("cohorts")).toArray();
        QCOMPARE(cohorts.size(), 5);
        const int sizes[] = {3, 1, 0, 0, 0};
        for (int c = 0; c < 5; ++c) {
            const QJsonObject cohort = cohorts.at(c).toObject();
            QCOMPARE(cohort.value(QStringLiteral("size")).toInt(-1), sizes[c]);
            const QJsonArray cells = cohort.value(QStringLiteral("cells")).toArray();
            QCOMPARE(cells.size(), 5 - c);
            for (int n = 0; n < cells.size(); ++n) {
                const QJsonObject cell = cells.at(n).toObject();
                QCOMPARE(cell.value(QStringLiteral("complete")).toBool(), c + n < 4);
                if (c < 2)
                    QCOMPARE(qRound(cell.value(QStringLiteral("rate")).toDouble(-1) * 1000) / 10.0,
                             (c == 0 ? day0 : day1).at(n));
                else
                    QVERIFY(cell.value(QStringLiteral("rate")).isNull());
            }
        }
    }

    void averageOfDayOne_data() { addAskable("retention"); }
    void averageOfDayOne()
    {
        const auto average = [](const char* how) {
            return ask(exampleC(), retentionOf(QStringLiteral("on"), QString::fromLatin1(how)))
                .value(QStringLiteral("average"))
                .toArray();
        };
        QCOMPARE(average("weighted").size(), 5);
        QCOMPARE(average("weighted").at(1).toDouble(), 0.5);
        QCOMPARE(qRound(average("simple").at(1).toDouble() * 1000) / 10.0, 66.7);
        QVERIFY(average("weighted").at(4).isNull());
    }

    void activity_data() { addAskable("activity"); }
    void activity()
    {
        const QJsonObject answer = ask(exampleC(), {{QStringLiteral("kind"), QStringLiteral("activity")},
                                                    {QStringLiteral("from"), QStringLiteral("2026-03-02")},
                                                    {QStringLiteral("to"), QStringLiteral("2026-03-07")}});
        const QJsonArray days = answer.value(QStringLiteral("days")).toArray();
        const QJsonArray lifecycle = answer.value(QStringLiteral("lifecycle")).toArray();
        QCOMPARE(days.size(), 5);
        QCOMPARE(lifecycle.size(), 5);
        const int expected[5][6] = {
            {3, 3, 3, 0, 0, 0}, {2, 4, 1, 1, 0, 2}, {1, 4, 0, 1, 0, 1}, {2, 4, 0, 0, 2, 1}, {1, 4, 0, 0, 1, 2}};
        for (int d = 0; d < 5; ++d) {
            const QJsonObject day = days.at(d).toObject();
            const QJsonObject life = lifecycle.at(d).toObject();
            const int got[6] = {
                day.value(QStringLiteral("dau")).toInt(-1),           day.value(QStringLiteral("wau")).toInt(-1),
                life.value(QStringLiteral("new")).toInt(-1),          life.value(QStringLiteral("returning")).toInt(-1),
                life.value(QStringLiteral("resurrecting")).toInt(-1), life.value(QStringLiteral("dormant")).toInt(-1)};
            for (int i = 0; i < 6; ++i)
                QCOMPARE(got[i], expected[d][i]);
        }
        QCOMPARE(answer.value(QStringLiteral("stickiness")).toDouble(), 0.45);
        const QJsonArray histogram = answer.value(QStringLiteral("histogram")).toArray();
        const int people[] = {1, 1, 2, 0, 0};
        QCOMPARE(histogram.size(), 5);
        for (int k = 0; k < 5; ++k)
            QCOMPARE(histogram.at(k).toObject().value(QStringLiteral("people")).toInt(-1), people[k]);
    }

private:
    /// Who can be asked: the oracle, and the engine when it answers the kind.
    static std::vector<const char*> askable(const char* kind)
    {
        return isAnswered(QLatin1String(kind)) ? std::vector<const char*>{"oracle", "engine"}
                                               : std::vector<const char*>{"oracle"};
    }
    static void addAskable(const char* kind)
    {
        QTest::addColumn<int>("unused");
        for (const char* who : askable(kind))
            QTest::addRow("%s: it", who) << 0;
    }

    static void add(std::vector<domain::Event>& out, int who, const QString& name, TimePoint time)
    {
        domain::Event e;
        e.name = name.toStdString();
        e.eventTime = e.receivedAt = time;
        e.visitor = static_cast<std::uint64_t>(who);
        e.visitorBasis = domain::VisitorBasis::Client;
        e.messageId = std::to_string(out.size());
        out.push_back(e);
    }

    /// Only of one person, "u2", when named.
    static std::vector<domain::Event> exampleB(const QString& only)
    {
        const char* people[] = {"V 10:00 S 10:10 P 10:20", "V 10:00 P 10:05 S 10:10",
                                "V 10:00 S 11:30",         "V 10:00 V 11:20 S 11:40 P 11:50",
                                "S 10:00 V 10:05",         "V 10:00 X 10:01 S 10:02 P 10:03",
                                "V 10:00 S 10:30 P 11:00"};
        std::vector<domain::Event> out;
        for (int u = 0; u < 7; ++u) {
            const QStringList words = QString::fromLatin1(people[u]).split(u' ');
            for (int i = 0; i < words.size(); i += 2) {
                if (only.isEmpty() || only == QStringLiteral("u%1").arg(u + 1))
                    add(out, u + 1, words.at(i),
                        at(QByteArray("2026-03-02T" + words.at(i + 1).toLatin1() + ":00Z").constData()));
            }
        }
        return out;
    }

    /// Days 0 to 4 are 2 to 6 March; day 4 is running.
    static std::vector<domain::Event> exampleC()
    {
        const std::vector<int> days[] = {{0, 1, 3}, {0, 3}, {0}, {1, 2, 4}};
        std::vector<domain::Event> out;
        for (int u = 0; u < 4; ++u) {
            for (const int day : days[u])
                add(out, u + 1, QStringLiteral("x"), at("2026-03-02T09:00:00Z") + day * 24h);
        }
        return out;
    }

    static QJsonObject funnel(const QString& order)
    {
        QJsonArray steps;
        for (const char* name : {"V", "S", "P"})
            steps.append(QJsonObject{{QStringLiteral("event"), QString::fromLatin1(name)}});
        return {{QStringLiteral("kind"), QStringLiteral("funnel")},
                {QStringLiteral("from"), QStringLiteral("2026-03-02")},
                {QStringLiteral("to"), QStringLiteral("2026-03-03")},
                {QStringLiteral("steps"), steps},
                {QStringLiteral("window"), QStringLiteral("PT60M")},
                {QStringLiteral("order"), order}};
    }

    static QJsonObject retentionOf(const QString& mode, const QString& average)
    {
        return {{QStringLiteral("kind"), QStringLiteral("retention")},
                {QStringLiteral("from"), QStringLiteral("2026-03-02")},
                {QStringLiteral("to"), QStringLiteral("2026-03-07")},
                {QStringLiteral("periods"), 4},
                {QStringLiteral("mode"), mode},
                {QStringLiteral("average"), average}};
    }

    static QJsonObject ask(const std::vector<domain::Event>& events, const QJsonObject& description)
    {
        domain::Project project = testProject();
        project.timezone = "UTC";
        const TimePoint now = at("2026-03-06T12:00:00Z");
        if (QByteArray(QTest::currentDataTag()).startsWith("oracle"))
            return oracleOf(events, description, now, project);
        MemoryScan scan(events, 3);
        return answerOf(scan, description, now, project);
    }
};

QTEST_GUILESS_MAIN(TestExamples)
#include "tst_examples.moc"
