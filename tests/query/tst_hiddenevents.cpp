// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/drawnhistory.h"
#include "query/history.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace sightglass;
using namespace sightglass::test;

/// Which events stand in lists of events (spec drop-in-apis §4.5).
class TestHiddenEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lists_data()
    {
        QTest::addColumn<domain::AutomaticEvents>("kept");
        QTest::addColumn<QString>("filters");
        QTest::addColumn<QString>("listed");
        QTest::addColumn<int>("others");
        QTest::addColumn<int>("total");
        const auto brief = domain::AutomaticEvents::ThirtyDays;
        const auto filter = [](const char* op, const char* value) {
            return QStringLiteral(R"({"property":"event","op":"%1","value":"%2"})")
                .arg(QLatin1String(op), QLatin1String(value));
        };
        QTest::newRow("what clients send by themselves is one of the others")
            << brief << QString() << "bought 2" << 4 << 6;
        QTest::newRow("a project that drops them lists none of those it has")
            << domain::AutomaticEvents::Drop << QString() << "bought 2" << 4 << 6;
        QTest::newRow("a project that keeps them lists them")
            << domain::AutomaticEvents::Keep << QString() << "$autocapture 3, bought 2, $rageclick 1" << 0 << 6;
        QTest::newRow("a filter asks by name") << brief << filter("is", "$autocapture") << "$autocapture 3" << 0 << 3;
        QTest::newRow("a filter asks by a part of the name")
            << brief << filter("contains", "$rage") << "$rageclick 1" << 0 << 1;
        QTest::newRow("a filter that asks for others") << brief << filter("contains", "t") << "bought 2" << 3 << 5;
        QTest::newRow("a filter that wants it not")
            << brief << filter("is_not", "$autocapture") << "bought 2" << 1 << 3;
        QTest::newRow("a filter that denies it")
            << brief << QStringLiteral(R"({"not":%1})").arg(filter("is", "$rageclick")) << "bought 2" << 3 << 5;
        QTest::newRow("a filter within others")
            << brief << QStringLiteral(R"({"any":[%1,%2]})").arg(filter("is", "bought"), filter("is", "$rageclick"))
            << "bought 2, $rageclick 1" << 0 << 3;
    }
    void lists()
    {
        QFETCH(domain::AutomaticEvents, kept);
        QFETCH(QString, filters);
        const QJsonObject answer = ask(
            QStringLiteral(R"("kind":"breakdown","property":"event","metrics":["events"],"filters":[%1])").arg(filters),
            kept);
        QStringList listed;
        for (const QJsonValue& row : answer.value(QStringLiteral("rows")).toArray())
            listed << row[QStringLiteral("value")].toString() + u' ' +
                          QString::number(row[QStringLiteral("events")].toInt());
        QTEST(listed.join(QStringLiteral(", ")), "listed");
        QTEST(answer[QStringLiteral("other")][QStringLiteral("events")].toInt(), "others");
        QTEST(answer[QStringLiteral("total")][QStringLiteral("events")].toInt(), "total");
    }

    void seriesHaveTheSame()
    {
        const QString question = QStringLiteral(
            R"("kind":"timeseries","interval":"day","property":"event","metrics":["events"],"filters":[])");
        const auto listed = [&](domain::AutomaticEvents kept) {
            QStringList values;
            for (const QJsonValue& group : ask(question, kept).value(QStringLiteral("groups")).toArray())
                values << group[QStringLiteral("value")].toString();
            return values.join(u',');
        };
        QCOMPARE(listed(domain::AutomaticEvents::ThirtyDays), QStringLiteral("bought"));
        QCOMPARE(listed(domain::AutomaticEvents::Keep), QStringLiteral("$autocapture,bought,$rageclick"));
    }

private:
    static QJsonObject ask(const QString& question, domain::AutomaticEvents kept)
    {
        const QString text =
            QStringLiteral(R"({"from":"2026-03-02T00:00:00Z","to":"2026-03-03T00:00:00Z",%1})").arg(question);
        const std::vector<domain::Event> events =
            drawnHistory(QStringLiteral("u: $autocapture 10:00, $autocapture 10:01, bought 10:02 | v: $autocapture "
                                        "10:00, $rageclick 10:01, bought 10:02"));
        MemoryScan scan(events, 3);
        domain::Project project = testProject();
        project.automaticEvents = kept;
        return answerOf(scan, QJsonDocument::fromJson(text.toUtf8()).object(), drawnTime(QStringLiteral("d9")),
                        project);
    }
};

QTEST_GUILESS_MAIN(TestHiddenEvents)
#include "tst_hiddenevents.moc"
