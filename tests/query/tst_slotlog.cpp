// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/slotlog.h"

#include <QTest>

using namespace sightglass;
using query::SlotLog;

class TestSlotLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void peopleOfSeveralSlotsAreCountedOnce_data()
    {
        QTest::addColumn<std::vector<std::uint8_t>>("wanted");
        QTest::addColumn<std::uint32_t>("people");
        QTest::newRow("no slot has nobody") << std::vector<std::uint8_t>{0, 0, 0} << 0U;
        QTest::newRow("one slot has its people") << std::vector<std::uint8_t>{1, 0, 0} << 2U;
        QTest::newRow("who is under both counts once") << std::vector<std::uint8_t>{1, 1, 0} << 2U;
        QTest::newRow("who came last is found among other workers' people") << std::vector<std::uint8_t>{0, 0, 1} << 2U;
        QTest::newRow("all slots have everybody") << std::vector<std::uint8_t>{1, 1, 1} << 3U;
    }

    void peopleOfSeveralSlotsAreCountedOnce()
    {
        QFETCH(std::vector<std::uint8_t>, wanted);
        SlotLog log;
        log.add(7, 0);
        log.add(7, 1);
        log.add(8, 2);
        SlotLog others; // stamps of another worker begin anew
        others.add(8, 2);
        others.add(8, 0);
        log.append(std::move(others));
        QVERIFY(log.isWhole());
        QTEST(log.countPeople(wanted), "people");
        QCOMPARE(log.people(), 3U);
    }

    void whatBecomesTooLongSaysSo()
    {
        SlotLog log;
        std::uint32_t stamp = 0;
        while (log.isWhole() && stamp < 20'000'000)
            log.add(++stamp, 0);
        QVERIFY(!log.isWhole());
        SlotLog sum;
        sum.append(std::move(log));
        QVERIFY(!sum.isWhole());
    }

    /// Numbers of every length, in more than one block.
    void slotsOfAnyNumberAreTold()
    {
        constexpr std::size_t slots = 2'000'000;
        SlotLog log;
        std::uint32_t stamp = 0;
        for (std::size_t slot = 0; slot < slots; slot += 7)
            log.add(++stamp, slot);
        std::vector<std::uint8_t> wanted(slots, 0);
        for (const std::size_t slot : {std::size_t{0}, std::size_t{63}, std::size_t{70}, std::size_t{8'190},
                                       std::size_t{8'197}, std::size_t{1'999'998}})
            wanted[slot] = 1;
        QCOMPARE(log.countPeople(wanted), 6U);
        QCOMPARE(log.countPeople(std::vector<std::uint8_t>(slots, 1)), stamp);
        QCOMPARE(log.people(), stamp);
    }
};

QTEST_GUILESS_MAIN(TestSlotLog)
#include "tst_slotlog.moc"
