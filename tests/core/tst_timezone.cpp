// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timezone.h"

#include <QTest>

using sightglass::namedZone;

class TestTimeZone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheNamesOfTheDatabase_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("winter"); // seconds east of Greenwich on 1 January 2026
        const auto row = [](const char* name, int winter) {
            QTest::newRow(name) << QString::fromLatin1(name) << winter;
        };
        row("UTC", 0);
        row("Etc/UTC", 0);
        row("Etc/GMT+5", -5 * 3600);
        row("Europe/Oslo", 3600);
        row("Asia/Kathmandu", 20'700);
        row("US/Pacific", -8 * 3600);
        row("America/Argentina/Buenos_Aires", -3 * 3600);
    }
    void knowsTheNamesOfTheDatabase()
    {
        QFETCH(QString, name);
        const auto zone = namedZone(name);
        QVERIFY(zone.has_value());
        QTEST(zone->offsetFromUtc(QDateTime({2026, 1, 1}, {0, 0}, Qt::UTC)), "winter");
    }

    void refusesWhatIsNoName_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"", "Mars/Olympus", "CET-1CEST,M3.5.0,M10.5.0/3", "UTC+3", "/Europe/Oslo", "Europe/",
                                 "../zoneinfo/UTC", "Europe/Oslo\n"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void refusesWhatIsNoName()
    {
        QFETCH(QString, name);
        QVERIFY(!namedZone(name).has_value());
    }
};

QTEST_GUILESS_MAIN(TestTimeZone)
#include "tst_timezone.moc"
