// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QTest>

using namespace sightglass;
using namespace sightglass::test;

/// Worked example A of metrics §3, every number of its table.
class TestExampleA : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        const auto view = domain::Kind::Pageview;
        m_events.clear();
        add(1, "2026-03-02T10:00:00Z", view, "/");
        add(1, "2026-03-02T10:00:38Z", domain::Kind::Engagement, "/", 38'000);
        add(1, "2026-03-02T10:00:40Z", view, "/pricing");
        add(1, "2026-03-02T10:04:00Z", domain::Kind::Engagement, "/pricing", 200'000);
        add(1, "2026-03-02T10:05:00Z", domain::Kind::Custom, "/pricing");
        add(1, "2026-03-02T10:40:00Z", view, "/docs");
        add(2, "2026-03-02T11:00:00Z", view, "/pricing");
        add(2, "2026-03-02T11:00:04Z", domain::Kind::Engagement, "/pricing", 4'000);
        add(3, "2026-03-02T11:30:00Z", view, "/blog");
        add(3, "2026-03-02T11:30:25Z", domain::Kind::Engagement, "/blog", 25'000);
        add(4, "2026-03-02T23:50:00Z", view, "/");
        add(4, "2026-03-02T23:51:00Z", domain::Kind::Engagement, "/", 60'000);
        add(4, "2026-03-03T00:10:00Z", view, "/pricing");
    }

    void totals_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<double>("value");
        const std::pair<const char*, double> rows[] = {{"visitors", 4},
                                                       {"visits", 5},
                                                       {"pageviews", 7},
                                                       {"events", 8},
                                                       {"views_per_visit", 1.4},
                                                       {"bounce_rate", 0.6},
                                                       {"engaged_visits", 3},
                                                       {"engagement_rate", 0.6},
                                                       {"visit_duration", 300},
                                                       {"conversions", 1},
                                                       {"unique_conversions", 1},
                                                       {"conversion_rate", 0.25},
                                                       {"visit_conversion_rate", 0.2}};
        for (const auto& [metric, value] : rows)
            QTest::newRow(metric) << QString::fromLatin1(metric) << value;
    }
    void totals()
    {
        QFETCH(const QString, metric);
        QFETCH(const double, value);
        const QJsonObject answer = ask(QStringLiteral("summary"), {metric});
        QCOMPARE(answer.value(QStringLiteral("metrics")).toObject().value(metric).toDouble(-1), value);
    }

    void pages_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<int>("entries");
        QTest::addColumn<int>("exits");
        QTest::addColumn<double>("exitRate");
        QTest::addColumn<double>("time");
        QTest::newRow("the start page is entered twice and never left from") << "/" << 2 << 0 << 0.0 << 49.0;
        QTest::newRow("every view of pricing ends its visit") << "/pricing" << 1 << 3 << 1.0 << 102.0;
        QTest::newRow("the blog is one bounce") << "/blog" << 1 << 1 << 1.0 << 25.0;
        QTest::newRow("docs has no engagement, so no time") << "/docs" << 1 << 1 << 1.0 << -1.0;
    }
    void pages()
    {
        QFETCH(const QString, page);
        const QJsonObject answer =
            ask(QStringLiteral("breakdown"), {QStringLiteral("entries"), QStringLiteral("exits"),
                                              QStringLiteral("exit_rate"), QStringLiteral("time_on_page")});
        QJsonObject found;
        const QJsonArray rows = answer.value(QStringLiteral("rows")).toArray();
        for (const QJsonValue& row : rows) {
            if (row.toObject().value(QStringLiteral("value")).toString() == page)
                found = row.toObject();
        }
        QTEST(found.value(QStringLiteral("entries")).toInt(-1), "entries");
        QTEST(found.value(QStringLiteral("exits")).toInt(-1), "exits");
        QTEST(found.value(QStringLiteral("exit_rate")).toDouble(-1), "exitRate");
        QTEST(found.value(QStringLiteral("time_on_page")).toDouble(-1), "time");
    }

    /// Visitors A, C and D stayed ten seconds on four pages together; nobody else did anything but look.
    void goals_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVector<double>>(
            "numbers"); // conversions, unique_conversions, conversion_rate, visit_conversion_rate, visits
        QTest::newRow("a goal of one event") << "Signed up" << QVector<double>{1, 1, 0.25, 0.2, 1};
        QTest::newRow("a goal of a page") << "Read documents" << QVector<double>{1, 1, 0.25, 0.2, 1};
        QTest::newRow("a goal of a time") << "Stayed" << QVector<double>{4, 3, 0.75, 0.6, 3};
        QTest::newRow("a goal that nobody reached") << "Bought" << QVector<double>();
        QTest::newRow("all together") << "total" << QVector<double>{6, 3, 0.75, 0.8, 5};
    }
    void goals()
    {
        QFETCH(const QString, name);
        const QStringList metrics{QStringLiteral("conversions"), QStringLiteral("unique_conversions"),
                                  QStringLiteral("conversion_rate"), QStringLiteral("visit_conversion_rate"),
                                  QStringLiteral("visits")};
        const QJsonObject answer = ask(QStringLiteral("goals"), metrics);
        const QJsonArray rows = answer.value(QStringLiteral("rows")).toArray();
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows.first().toObject().value(QStringLiteral("value")).toString(), QStringLiteral("5"));
        QVector<double> numbers;
        const auto take = [&](const QJsonObject& row) {
            for (const QString& metric : metrics)
                numbers.append(row.value(metric).toDouble(-1));
        };
        for (const QJsonValue& row : rows) {
            if (row.toObject().value(QStringLiteral("name")).toString() == name)
                take(row.toObject());
        }
        if (name == QStringLiteral("total"))
            take(answer.value(QStringLiteral("total")).toObject());
        QTEST(numbers, "numbers");
    }

    void perDay()
    {
        const QJsonArray days = ask(QStringLiteral("timeseries"),
                                    {QStringLiteral("visits"), QStringLiteral("pageviews"), QStringLiteral("visitors")})
                                    .value(QStringLiteral("buckets"))
                                    .toArray();
        QCOMPARE(days.size(), 2);
        const int expected[2][3] = {{5, 6, 4}, {0, 1, 1}};
        for (int day = 0; day < 2; ++day) {
            QCOMPARE(days.at(day).toObject().value(QStringLiteral("visits")).toInt(-1), expected[day][0]);
            QCOMPARE(days.at(day).toObject().value(QStringLiteral("pageviews")).toInt(-1), expected[day][1]);
            QCOMPARE(days.at(day).toObject().value(QStringLiteral("visitors")).toInt(-1), expected[day][2]);
            QVERIFY(days.at(day).toObject().value(QStringLiteral("complete")).toBool());
        }
    }

private:
    void add(std::uint64_t visitor, const char* time, domain::Kind kind, const char* path, std::int64_t ms = 0)
    {
        domain::Event e;
        e.kind = kind;
        e.name = kind == domain::Kind::Custom ? "signup" : std::string(domain::name(kind));
        e.path = path;
        e.eventTime = e.receivedAt = at(time);
        e.visitor = visitor;
        e.visitorBasis = domain::VisitorBasis::Client;
        e.engagementMs = ms;
        e.messageId = std::to_string(m_events.size());
        m_events.push_back(e);
    }

    QJsonObject ask(const QString& kind, const QStringList& metrics)
    {
        domain::Project project = testProject();
        project.timezone = "UTC";
        QJsonObject description{
            {QStringLiteral("kind"), kind},
            {QStringLiteral("from"), QStringLiteral("2026-03-02")},
            {QStringLiteral("to"), QStringLiteral("2026-03-04")},
            {QStringLiteral("metrics"), QJsonArray::fromStringList(metrics)},
            {QStringLiteral("goal"), QJsonObject{{QStringLiteral("event"), QStringLiteral("signup")}}}};
        if (kind == QStringLiteral("goals")) {
            description.insert(QStringLiteral("kind"), QStringLiteral("breakdown"));
            description.insert(QStringLiteral("property"), QStringLiteral("goal"));
            description.remove(QStringLiteral("goal"));
        }
        if (kind == QStringLiteral("breakdown"))
            description.insert(QStringLiteral("property"), QStringLiteral("page"));
        MemoryScan scan(m_events, 3);
        return answerOf(scan, description, at("2026-03-10T00:00:00Z"), project);
    }

    std::vector<domain::Event> m_events;
};

QTEST_GUILESS_MAIN(TestExampleA)
#include "tst_examplea.moc"
