// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/hostplace.h"
#include "models/hubreach.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::models;

namespace {

client::SourceInfo listing(const QStringList& hosts)
{
    client::SourceInfo source;
    source.hosts = hosts;
    return source;
}

} // namespace

/// What a browser or a program can reach, and what is said when it cannot (spec drop-in-apis §1.3).
class TestHubReach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostsArePrivateOrNot_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("isPrivate");
        QTest::addColumn<bool>("isLoopback");
        const auto row = [](const char* host, bool isPrivate, bool isLoopback) {
            QTest::newRow(host) << QString::fromLatin1(host) << isPrivate << isLoopback;
        };
        row("127.0.0.1", true, true);
        row("::1", true, true);
        row("localhost", true, true);
        row("shop.localhost", true, true);
        row("10.1.2.3", true, false);
        row("172.16.0.1", true, false);
        row("172.32.0.1", false, false);
        row("192.168.1.20", true, false);
        row("100.64.0.9", true, false);
        row("169.254.1.1", true, false);
        row("fd00::1", true, false);
        row("fe80::1", true, false);
        row("attic", true, false);
        row("attic.local", true, false);
        row("attic.lan", true, false);
        row("attic.home.arpa", true, false);
        row("203.0.113.9", false, false);
        row("2001:db8::1", false, false);
        row("hub.example", false, false);
        row("localhost.example", false, false);
    }
    void hostsArePrivateOrNot()
    {
        QFETCH(QString, host);
        QFETCH(bool, isPrivate);
        QFETCH(bool, isLoopback);
        QCOMPARE(client::isPrivateHost(host), isPrivate);
        QCOMPARE(client::isLoopbackHost(host), isLoopback);
    }

    void sourcesArePublicOrNot()
    {
        QVERIFY(isPublicSource(listing({})));
        QVERIFY(isPublicSource(listing({QStringLiteral("shop.example:8443")})));
        QVERIFY(isPublicSource(listing({QStringLiteral("192.168.1.5"), QStringLiteral("shop.example")})));
        QVERIFY(!isPublicSource(listing({QStringLiteral("192.168.1.5:3000"), QStringLiteral("wiki.lan")})));
        QVERIFY(!isPublicSource(listing({QStringLiteral("[fd00::2]:3000")})));
        QCOMPARE(siteName(listing({QStringLiteral("WWW.Shop.example:8443")})), QStringLiteral("shop.example"));
        QCOMPARE(siteName(listing({})), QString());
    }

    void theUsualReachFollowsHubAndSite()
    {
        const QUrl attic(QStringLiteral("http://192.168.1.20:8484"));
        const QUrl known(QStringLiteral("https://hub.example"));
        const auto site = listing({QStringLiteral("shop.example")});
        const auto wiki = listing({QStringLiteral("wiki.lan")});
        QCOMPARE(usualReach(attic, site), Reach::OwnSite);
        QCOMPARE(usualReach(attic, wiki), Reach::Direct);
        QCOMPARE(usualReach(known, site), Reach::PublicName);
        QCOMPARE(senderAddress(Reach::OwnSite, attic, site),
                 SenderAddress({QUrl(QStringLiteral("https://shop.example/stats")), QStringLiteral("/stats")}));
        QCOMPARE(senderAddress(Reach::Direct, attic, site).inPage, QStringLiteral("http://192.168.1.20:8484"));
        QCOMPARE(senderAddress(Reach::PublicName, QUrl(QStringLiteral("https://hub.example/p/")), site).inPage,
                 QStringLiteral("https://hub.example/p"));
    }

    void adviceIsGiven_data()
    {
        QTest::addColumn<int>("reach");
        QTest::addColumn<bool>("isBrowser");
        QTest::addColumn<QString>("hub");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("advice");
        const auto row = [](const char* name, Reach reach, bool isBrowser, const char* hub, const char* host,
                            Advice advice) {
            QTest::newRow(name) << int(reach) << isBrowser << QString::fromLatin1(hub) << QString::fromLatin1(host)
                                << int(advice);
        };
        row("a public site passes on to a private hub", Reach::OwnSite, true, "http://192.168.1.20:8484",
            "shop.example", Advice::PassOn);
        row("a public site passes on to a public hub", Reach::OwnSite, true, "https://hub.example", "shop.example",
            Advice::PassOnPublic);
        row("a private address is no public name", Reach::PublicName, true, "http://attic.lan:8484", "shop.example",
            Advice::NeedsPublicName);
        row("a public hub with https", Reach::PublicName, true, "https://hub.example", "shop.example", Advice::None);
        row("a public hub without https", Reach::PublicName, true, "http://hub.example", "shop.example",
            Advice::MixedContent);
        row("a public site calls a private hub", Reach::Direct, true, "http://192.168.1.20:8484", "shop.example",
            Advice::AsksVisitors);
        row("a public site calls loopback", Reach::Direct, true, "http://127.0.0.1:8484", "shop.example",
            Advice::VisitorsOwn);
        row("a private site calls a private hub", Reach::Direct, true, "http://192.168.1.20:8484", "wiki.lan",
            Advice::None);
        row("a public site calls a public hub without https", Reach::Direct, true, "http://hub.example", "shop.example",
            Advice::MixedContent);
        row("a program calls loopback", Reach::Direct, false, "http://localhost:8484", "api.shop.example",
            Advice::OnlyThisComputer);
        row("a public program calls a private hub", Reach::Direct, false, "http://192.168.1.20:8484",
            "api.shop.example", Advice::OnlyThisNetwork);
        row("a private program calls a private hub", Reach::Direct, false, "http://192.168.1.20:8484", "api.lan",
            Advice::None);
        row("a program calls a public hub", Reach::Direct, false, "http://hub.example", "api.shop.example",
            Advice::None);
    }
    void adviceIsGiven()
    {
        QFETCH(int, reach);
        QFETCH(bool, isBrowser);
        QFETCH(QString, hub);
        QFETCH(QString, host);
        QFETCH(int, advice);
        QCOMPARE(int(adviceOn(Reach(reach), isBrowser, QUrl(hub), listing({host}))), advice);
    }

    void onlyWhatWillNotWorkIsAWarning()
    {
        for (const Advice advice :
             {Advice::NeedsPublicName, Advice::MixedContent, Advice::AsksVisitors, Advice::VisitorsOwn})
            QVERIFY(isWarning(advice));
        for (const Advice advice :
             {Advice::None, Advice::PassOn, Advice::PassOnPublic, Advice::OnlyThisComputer, Advice::OnlyThisNetwork})
            QVERIFY(!isWarning(advice));
    }
};

QTEST_GUILESS_MAIN(TestHubReach)
#include "tst_hubreach.moc"
