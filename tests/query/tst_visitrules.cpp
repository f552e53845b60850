// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/drawnhistory.h"
#include "query/history.h"
#include "query/midnights.h"
#include "support/manualclock.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::test;
using namespace std::chrono_literals;

/// The rules by which a project may cut visits sooner (metrics §3): engine and oracle alike.
class TestVisitRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void visitsEndByTheProjectsRules_data();
    void visitsEndByTheProjectsRules();
    void midnightsAreTheCalendars_data();
    void midnightsAreTheCalendars();

private:
    enum Rule { kNone, kMidnight, kCampaign };
};

void TestVisitRules::visitsEndByTheProjectsRules_data()
{
    QTest::addColumn<QString>("history");
    QTest::addColumn<int>("rule");
    QTest::addColumn<int>("timeout");
    QTest::addColumn<int>("visits");
    const auto row = [](const char* name, const char* history, int rule, int timeout, int visits) {
        QTest::newRow(name) << QString::fromLatin1(history) << rule << timeout << visits;
    };
    row("by default midnight cuts nothing", "a: / 22:50, / 23:10", kNone, 30, 1);
    row("midnight cuts where it is switched on", "a: / 22:50, / 23:10", kMidnight, 30, 2);
    row("it is the midnight of the project's zone", "a: / 23:50, / d1 00:10", kMidnight, 30, 1);
    row("the first moment of a day is of that day", "a: / 22:50, / 23:00", kMidnight, 30, 2);
    row("a record after midnight begins no visit", "a: / 22:50, @engagement 23:10", kMidnight, 30, 1);
    row("by default a campaign cuts nothing", "a: / 10:00{campaign=x}, / 10:05{campaign=y}", kNone, 30, 1);
    row("another campaign begins another visit", "a: / 10:00{campaign=x}, / 10:05{campaign=y}", kCampaign, 30, 2);
    row("the same one does not", "a: / 10:00{campaign=x}, / 10:05{campaign=x}", kCampaign, 30, 1);
    row("nor does an event that names none", "a: / 10:00{campaign=x}, / 10:05, / 10:06{campaign=x}", kCampaign, 30, 1);
    row("a first one after none does", "a: / 10:00, / 10:05{campaign=x}", kCampaign, 30, 2);
    row("a click that counts elsewhere does not", "a: / 10:00, @click 10:05{campaign=x}, / 10:06", kCampaign, 30, 1);
    row("a visit may end after a minute", "a: / 10:00, / 10:01", kNone, 1, 2);
    row("or after twelve hours", "a: / 01:00, / 12:59", kNone, 720, 1);
}

void TestVisitRules::visitsEndByTheProjectsRules()
{
    QFETCH(QString, history);
    QFETCH(int, rule);
    QFETCH(int, timeout);
    QFETCH(int, visits);
    domain::Project project = testProject(); // of Berlin, in March an hour ahead
    project.cutVisitsAtMidnight = rule == kMidnight;
    project.cutVisitsAtCampaign = rule == kCampaign;
    project.visitTimeoutMinutes = timeout;
    const std::vector<domain::Event> events = drawnHistory(history);
    const QJsonObject description{{QStringLiteral("kind"), QStringLiteral("summary")},
                                  {QStringLiteral("from"), QStringLiteral("2026-03-01")},
                                  {QStringLiteral("to"), QStringLiteral("2026-03-05")},
                                  {QStringLiteral("metrics"), QJsonArray{QStringLiteral("visits")}}};
    const TimePoint now = drawnTime(QStringLiteral("d9"));
    MemoryScan scan(events, 2);
    for (const QJsonObject& answer :
         {answerOf(scan, description, now, project), oracleOf(events, description, now, project)})
        QCOMPARE(answer.value(QStringLiteral("metrics"))[QStringLiteral("visits")].toInt(-1), visits);
}

void TestVisitRules::midnightsAreTheCalendars_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<QByteArray>("midnight");
    const auto row = [](const char* name, const char* zone, const char* time, const char* midnight) {
        QTest::newRow(name) << QByteArray(zone) << QByteArray(time) << QByteArray(midnight);
    };
    row("a day of 24 hours", "UTC", "2026-03-02T10:00:00Z", "2026-03-03T00:00:00Z");
    row("its first moment", "UTC", "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z");
    row("its last one", "UTC", "2026-03-02T23:59:59.999Z", "2026-03-03T00:00:00Z");
    row("a day of 23 hours", "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
    row("a day of 25 hours", "Europe/Berlin", "2026-10-25T22:59:00Z", "2026-10-25T23:00:00Z");
    row("a zone of quarter hours", "Asia/Kathmandu", "2026-03-02T18:14:59Z", "2026-03-02T18:15:00Z");
    row("before 1970", "UTC", "1969-12-31T23:59:59.500Z", "1970-01-01T00:00:00Z");
    row("a zone of odd seconds", "Africa/Monrovia", "1971-01-02T00:44:20Z", "1971-01-02T00:44:30Z");
}

void TestVisitRules::midnightsAreTheCalendars()
{
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, time);
    QFETCH(QByteArray, midnight);
    query::Midnights midnights(*query::Calendar::of(zone.toStdString(), false));
    for (int again = 0; again < 2; ++again)
        QCOMPARE(midnights.after(toMs(at(time.constData()))), toMs(at(midnight.constData())));
    QCOMPARE(midnights.after(toMs(at(midnight.constData())) - 1), toMs(at(midnight.constData())));
    QVERIFY(midnights.after(toMs(at(midnight.constData()))) > toMs(at(midnight.constData())));
}

QTEST_GUILESS_MAIN(TestVisitRules)
#include "tst_visitrules.moc"
