// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ipaddress.h"

#include <QTest>

using namespace sightglass;

/// Addresses and blocks of them: the one place that reads them.
class TestIpAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reading_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("withPort");
        const auto row = [](const char* text, const char* plain, const char* withPort) {
            QTest::newRow(*text ? text : "nothing") << QByteArray(text) << QByteArray(plain) << QByteArray(withPort);
        };
        row("192.0.2.1", "192.0.2.1", "192.0.2.1");
        row("2001:DB8::1", "2001:db8::1", "2001:db8::1");
        row("::ffff:192.0.2.1", "192.0.2.1", "192.0.2.1");
        row("192.0.2.1:80", "", "192.0.2.1");
        row("[2001:db8::1]:80", "", "2001:db8::1");
        row("192.0.2", "", "");
        row("", "", "");
        row("example.org", "", "");
    }
    void reading()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, plain);
        QFETCH(QByteArray, withPort);
        const auto textOf = [](const std::optional<IpAddress>& address) {
            return QByteArray::fromStdString(address ? address->text() : std::string());
        };
        QCOMPARE(textOf(IpAddress::parse(text.toStdString())), plain);
        QCOMPARE(textOf(IpAddress::parseWithPort(text.toStdString())), withPort);
    }

    void aZeroByteEndsNothing()
    {
        using namespace std::string_view_literals;
        QVERIFY(!IpAddress::parse("192.0.2.1\0x"sv));
    }

    void privateOnes()
    {
        for (const char* address : {"127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.20",
                                    "169.254.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1"})
            QVERIFY2(IpAddress::parse(address)->isPrivate(), address);
        for (const char* address : {"203.0.113.9", "172.32.0.1", "192.169.0.1", "2001:db8::1", "::ffff:8.8.8.8"})
            QVERIFY2(!IpAddress::parse(address)->isPrivate(), address);
    }

    void blocks_data()
    {
        QTest::addColumn<QByteArray>("block");
        QTest::addColumn<QByteArray>("again");
        QTest::addColumn<QByteArray>("inside");
        QTest::addColumn<QByteArray>("outside");
        const auto row = [](const char* block, const char* again, const char* inside, const char* outside) {
            QTest::newRow(block) << QByteArray(block) << QByteArray(again) << QByteArray(inside) << QByteArray(outside);
        };
        row("10.0.0.0/8", "10.0.0.0/8", "10.255.0.1", "11.0.0.0");
        row("192.0.2.128/25", "192.0.2.128/25", "192.0.2.129", "192.0.2.127");
        row("192.0.2.1", "192.0.2.1", "::ffff:192.0.2.1", "192.0.2.2");
        row("192.0.2.1/32", "192.0.2.1", "192.0.2.1", "192.0.2.0");
        row("0.0.0.0/0", "0.0.0.0/0", "203.0.113.9", "2001:db8::1");
        row("2001:DB8::/32", "2001:db8::/32", "2001:db8:ffff::1", "2001:db9::1");
        row("::/0", "::/0", "203.0.113.9", "");
        row("10.0.0.0/33", "", "", "");
        row("10.0.0.0/", "", "", "");
        row("10.0.0.0/8x", "", "", "");
        row("10.0.0.0:80/8", "", "", "");
    }
    void blocks()
    {
        QFETCH(QByteArray, block);
        QFETCH(QByteArray, again);
        QFETCH(QByteArray, inside);
        QFETCH(QByteArray, outside);
        const auto read = AddressBlock::parse(block.toStdString());
        QCOMPARE(read.has_value(), !again.isEmpty());
        QCOMPARE(AddressBlocks::parse({block.toStdString()}).has_value(), read.has_value());
        if (!read)
            return;
        QCOMPARE(QByteArray::fromStdString(read->text()), again);
        QVERIFY(AddressBlock::parse(read->text()) == read);
        QVERIFY(read->contains(*IpAddress::parse(inside.toStdString())));
        if (!outside.isEmpty())
            QVERIFY(!read->contains(*IpAddress::parse(outside.toStdString())));
    }
};

QTEST_GUILESS_MAIN(TestIpAddress)
#include "tst_ipaddress.moc"
