// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/campaign.h"

#include <QTest>

using namespace sightglass;
using domain::Campaign;

/// Links of campaigns (opentrace §5.2, §5.3). How start parameters resolve is in tests/vectors/opentrace/wire.
class TestCampaign : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAddressGetsTheCampaign_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("more");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* address, const char* more, const char* expected) {
            QTest::newRow(name) << QString::fromUtf8(address) << QString::fromUtf8(more) << QString::fromUtf8(expected);
        };
        row("without a query", "https://a.example/p", "",
            "https://a.example/p?utm_source=x%20y&utm_medium=m&utm_campaign=c");
        row("with a query", "https://a.example/p?b=1", "",
            "https://a.example/p?b=1&utm_source=x%20y&utm_medium=m&utm_campaign=c");
        row("without a path", "http://a.example:8080", "",
            "http://a.example:8080/?utm_source=x%20y&utm_medium=m&utm_campaign=c");
        row("what the address has stays", "https://a.example/?utm_source=own#f", "",
            "https://a.example/?utm_source=own&utm_medium=m&utm_campaign=c#f");
        row("more members, none twice", "https://a.example/?gclid=1", "gclid=2&fbclid=3",
            "https://a.example/?gclid=1&utm_source=x%20y&utm_medium=m&utm_campaign=c&fbclid=3");
        row("no address", "mailto:a@b.c", "", "");
        row("nothing", "", "", "");
    }
    void anAddressGetsTheCampaign()
    {
        QFETCH(QString, address);
        QFETCH(QString, more);
        QFETCH(QString, expected);
        Campaign campaign;
        campaign.utmSource = "x y";
        campaign.utmMedium = "m";
        campaign.utmCampaign = "c";
        QCOMPARE(QString::fromStdString(withCampaign(address.toStdString(), campaign, more.toStdString())), expected);
    }

    void aBotNeedsANameAndACode()
    {
        Campaign campaign;
        QCOMPARE(botLink(campaign), std::string());
        campaign.botUsername = "shop_bot";
        QCOMPARE(botLink(campaign), std::string());
        campaign.botStartParam = "Ab3";
        QCOMPARE(botLink(campaign), std::string("https://t.me/shop_bot?start=utm_Ab3"));
        QCOMPARE(botLink(campaign, "-token"), std::string("https://t.me/shop_bot?start=utm_Ab3-token"));
    }

    void codes()
    {
        for (const char* code : {"a", "Ab3dEf6hIj9k", "a-b_c", "utm", "UTM_"})
            QVERIFY2(domain::isStartParam(code), code);
        for (const char* code : {"", "utm_", "xutm_y", "a b", "ä", "a.b"})
            QVERIFY2(!domain::isStartParam(code), code);
        QVERIFY(domain::isStartParam(std::string(60, 'a')));
        QVERIFY(!domain::isStartParam(std::string(61, 'a')));
    }
};

QTEST_GUILESS_MAIN(TestCampaign)
#include "tst_campaign.moc"
