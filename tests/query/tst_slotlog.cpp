// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/slotlog.h"

#include <QTest>

using namespace sightglass;
using query::LogRoom;
using query::SlotLog;

namespace {

SlotLog emptyLog(std::size_t bytes = std::size_t{16} << 20)
{
    return SlotLog(std::make_shared<LogRoom>(bytes));
}

} // namespace

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
        SlotLog log = emptyLog();
        log.add(7, 0);
        log.add(7, 1);
        log.add(8, 2);
        SlotLog others = emptyLog(); // stamps of another worker begin anew
        others.add(8, 2);
        others.add(8, 0);
        log.append(std::move(others));
        QVERIFY(log.isWhole());
        QTEST(log.countPeople(wanted), "people");
        QCOMPARE(log.people(), 3U);
    }

    void whatIsNotReallySoIsNotLogged()
    {
        SlotLog log = emptyLog();
        log.add(1, 0, 0);
        log.add(1, 20'000, 0);
        log.add(1, 1);
        log.add(2, 1, 0);
        log.add(1, 2);
        QCOMPARE(log.people(), 1U);
        QCOMPARE(log.countPeople(std::vector<std::uint8_t>{1, 0, 0}), 0U);
        QCOMPARE(log.countPeople(std::vector<std::uint8_t>{0, 1, 1}), 1U);
    }

    void logsShareTheirRoom()
    {
        constexpr std::size_t block = 64 * 1024;
        const auto room = std::make_shared<LogRoom>(3 * block);
        SlotLog log(room);
        SlotLog other(room);
        log.add(1, 0);
        other.add(1, 0);
        std::uint32_t stamp = 1;
        while (log.isWhole() && stamp < 1'000'000)
            log.add(++stamp, 0);
        QVERIFY(!log.isWhole());
        QVERIFY(stamp > block / sizeof(std::uint16_t));
        other.add(2, 0);
        QVERIFY(other.isWhole());
        QCOMPARE(other.people(), 2U);
        for (std::uint32_t more = 3; more <= 2 * block / sizeof(std::uint16_t); ++more)
            other.add(more, 0);
        QVERIFY2(other.isWhole(), "who gives up leaves its room to the others");
    }

    void whatBecomesTooLongSaysSo()
    {
        SlotLog log = emptyLog();
        std::uint32_t stamp = 0;
        while (log.isWhole() && stamp < 20'000'000)
            log.add(++stamp, 0);
        QVERIFY(!log.isWhole());
        SlotLog sum = emptyLog();
        sum.append(std::move(log));
        QVERIFY(!sum.isWhole());
    }

    /// Numbers of every length, in more than one block.
    void slotsOfAnyNumberAreTold()
    {
        constexpr std::size_t slots = 2'000'000;
        SlotLog log = emptyLog();
        std::uint32_t stamp = 0;
        for (std::size_t slot = 0; slot < slots; slot += 7)
            log.add(++stamp, slot);
        std::vector<std::uint8_t> wanted(slots, 0);
        for (const std::size_t slot : {std::size_t{0}, std::size_t{63}, std::size_t{70}, std::size_t{16'380},
                                       std::size_t{16'387}, std::size_t{1'999'998}})
            wanted[slot] = 1;
        QCOMPARE(log.countPeople(wanted), 6U);
        QCOMPARE(log.countPeople(std::vector<std::uint8_t>(slots, 1)), stamp);
        QCOMPARE(log.people(), stamp);
    }
};

QTEST_GUILESS_MAIN(TestSlotLog)
#include "tst_slotlog.moc"
