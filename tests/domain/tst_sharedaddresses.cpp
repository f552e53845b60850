// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sharedaddresses.h"

#include <QTest>

using namespace sightglass;
using domain::SharedAddresses;

/// When one address is taken for many senders.
class TestSharedAddresses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHouseholdIsNoCrowd()
    {
        SharedAddresses addresses;
        for (int i = 0; i < 10'000; ++i)
            addresses.noteSender("10.0.0.1", SourceId(1), std::to_string(i % 49), fromMs(i));
        addresses.noteSender("", SourceId(1), "server", fromMs(1));
        QVERIFY(addresses.list().empty());
    }

    void manySendersInAnHourAre()
    {
        SharedAddresses addresses;
        for (std::size_t i = 0; i < SharedAddresses::kCrowd; ++i)
            addresses.noteSender("10.0.0.1", SourceId(1), std::to_string(i), fromMs(std::int64_t(i)));
        const auto list = addresses.list();
        QCOMPARE(list.size(), std::size_t(1));
        QCOMPARE(list[0].address, std::string("10.0.0.1"));
        QCOMPARE(list[0].senders, SharedAddresses::kCrowd);
        QCOMPARE(list[0].sources, std::size_t(1));
    }

    void theSameSendersOverADayAreNot()
    {
        SharedAddresses addresses;
        for (int i = 0; i < 200; ++i)
            addresses.noteSender("10.0.0.1", SourceId(1), std::to_string(i), fromMs(i * 3'600'000LL / 20));
        QVERIFY(addresses.list().empty());
    }

    void manySitesAre()
    {
        SharedAddresses addresses;
        for (int site = 1; site <= int(SharedAddresses::kSites); ++site)
            addresses.noteSender("2001:db8::1", SourceId(site), {}, fromMs(site));
        QCOMPARE(addresses.list().size(), std::size_t(1));
    }

    void aProxyNobodyTrustsIs()
    {
        SharedAddresses addresses;
        addresses.noteForwarding("192.168.1.2", fromMs(5));
        addresses.noteForwarding("192.168.1.2", fromMs(9));
        const auto list = addresses.list();
        QCOMPARE(list.size(), std::size_t(1));
        QCOMPARE(list[0].forwarded, 2);
        QCOMPARE(toMs(list[0].last), 9);
    }

    void strangersCostNothing()
    {
        SharedAddresses addresses;
        for (int i = 0; i <= int(SharedAddresses::kMost); ++i)
            addresses.noteForwarding(std::to_string(i), fromMs(i));
        QCOMPARE(addresses.list().size(), SharedAddresses::kMost);
        QCOMPARE(addresses.list().back().address, std::string("1"));
    }
};

QTEST_APPLESS_MAIN(TestSharedAddresses)
#include "tst_sharedaddresses.moc"
