// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/acquisition.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::domain;

namespace {

constexpr std::string_view kSites = R"(# kind	name	hosts and other names
search	Google	google.* com.google.android.googlequicksearchbox =adwords
search	Bing	bing.com
social	Facebook	facebook.com fb.me =fb
social	Meta	meta.com
video	YouTube	youtube.com youtu.be =yt
shopping	Amazon	amazon.*
ai	ChatGPT	chatgpt.com chat.openai.com
email	Gmail	mail.google.com
)";

} // namespace

class TestAcquisition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto parsed = SiteTable::parse(kSites);
        QVERIFY(parsed.has_value());
        m_sites = std::move(*parsed);
    }

    void findsSitesByHost()
    {
        const auto name = [this](std::string_view host) {
            const Site* site = m_sites.byHost(host);
            return site ? site->name : std::string();
        };
        QCOMPARE(name("google.com"), std::string("Google"));
        QCOMPARE(name("google.co.uk"), std::string("Google"));
        QCOMPARE(name("news.google.com.br"), std::string("Google"));
        QCOMPARE(name("mail.google.com"), std::string("Gmail"));
        QCOMPARE(name("com.google.android.googlequicksearchbox"), std::string("Google"));
        QCOMPARE(name("l.facebook.com"), std::string("Facebook"));
        QCOMPARE(name("notfacebook.com"), std::string());
        QCOMPARE(name("google.evil.com"), std::string());
        QCOMPARE(name("google"), std::string());
        QCOMPARE(name(""), std::string());
    }

    void findsSitesByName()
    {
        const auto kind = [this](std::string_view source) {
            const Site* site = m_sites.byName(source);
            return site ? site->kind : SiteKind::Unknown;
        };
        QVERIFY(kind("GOOGLE") == SiteKind::Search);
        QVERIFY(kind("fb") == SiteKind::Social);
        QVERIFY(kind("www.youtube.com") == SiteKind::Video);
        QVERIFY(kind("newsletter") == SiteKind::Unknown);
        QVERIFY(kind("") == SiteKind::Unknown);
    }

    void refusesBrokenLines()
    {
        QVERIFY(!SiteTable::parse("search\tGoogle\n"));
        QVERIFY(!SiteTable::parse("nonsense\tGoogle\tgoogle.com\n"));
        QVERIFY(!SiteTable::parse("search\t\tgoogle.com\n"));
        const auto broken = SiteTable::parse("# head\nsearch\tGoogle\tgoogle.com  b.com\n");
        QVERIFY(!broken);
        QCOMPARE(broken.error().where, QStringLiteral("line 2"));
    }

    void namesTheSource_data()
    {
        QTest::addColumn<QByteArray>("utmSource");
        QTest::addColumn<QByteArray>("sourceParam");
        QTest::addColumn<QByteArray>("clickId");
        QTest::addColumn<QByteArray>("referrerHost");
        QTest::addColumn<QByteArray>("source");
        const auto row = [](const char* name, const char* utm, const char* param, const char* click, const char* host,
                            const char* source) {
            QTest::newRow(name) << QByteArray(utm) << QByteArray(param) << QByteArray(click) << QByteArray(host)
                                << QByteArray(source);
        };
        row("utm_source comes first and stays as sent", "GooGle", "partner", "gclid", "bing.com", "GooGle");
        row("source and ref come second", "", "partner", "gclid", "bing.com", "partner");
        row("a click id comes third", "", "", "gclid", "bing.com", "Google");
        row("an unknown click id is skipped", "", "", "yclid", "bing.com", "Bing");
        row("a known host gives the site's name", "", "", "", "l.facebook.com", "Facebook");
        row("an unknown host stands for itself", "", "", "", "blog.example", "blog.example");
        row("www is left out", "", "", "", "www.blog.example", "blog.example");
        row("nothing is direct", "", "", "", "", "Direct / None");
        row("fbclid is Meta's", "", "", "fbclid", "", "Meta");
        row("msclkid is Bing's", "", "", "msclkid", "", "Bing");
        row("ttclid is TikTok's", "", "", "ttclid", "", "TikTok");
        row("twclid is X's", "", "", "twclid", "", "X");
        row("li_fat_id is LinkedIn's", "", "", "li_fat_id", "", "LinkedIn");
    }
    void namesTheSource()
    {
        QFETCH(QByteArray, utmSource);
        QFETCH(QByteArray, sourceParam);
        QFETCH(QByteArray, clickId);
        QFETCH(QByteArray, referrerHost);
        QFETCH(QByteArray, source);
        const Arrival arrival{utmSource.constData(),   "", "", sourceParam.constData(), clickId.constData(),
                              referrerHost.constData()};
        QCOMPARE(QByteArray::fromStdString(acquisitionOf(arrival, m_sites).source), source);
    }

    void picksTheChannel_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("medium");
        QTest::addColumn<QByteArray>("campaign");
        QTest::addColumn<QByteArray>("clickId");
        QTest::addColumn<QByteArray>("referrerHost");
        QTest::addColumn<QByteArray>("channel");
        const auto row = [](const char* name, const char* source, const char* medium, const char* campaign,
                            const char* click, const char* host, const char* channel) {
            QTest::newRow(name) << QByteArray(source) << QByteArray(medium) << QByteArray(campaign) << QByteArray(click)
                                << QByteArray(host) << QByteArray(channel);
        };
        row("1: a cross-network campaign, before everything", "google", "cpc", "X-Cross-Network", "", "",
            "Cross-network");
        row("2: a shopping site, paid", "amazon", "cpc", "", "", "", "Paid Shopping");
        row("2: a shopping campaign, paid", "google", "ppc", "summer shopping", "", "", "Paid Shopping");
        row("2: a shop campaign, paid", "google", "cpc", "my-shop", "", "", "Paid Shopping");
        row("2: an eshop campaign, paid", "google", "cpc", "eshop", "", "", "Paid Shopping");
        row("2: a workshop is no shop", "google", "cpc", "workshop", "", "", "Paid Search");
        row("3: a search engine, paid", "bing", "cpc", "", "", "", "Paid Search");
        row("3: an ad click id without medium", "", "", "", "gclid", "", "Paid Search");
        row("3: an ad click id of Bing without medium", "", "", "", "msclkid", "", "Paid Search");
        row("3: cpm at a known site", "google", "cpm", "", "", "", "Paid Search");
        row("4: a social site, paid", "fb", "paid_social", "", "", "", "Paid Social");
        row("5: a video site, paid per view", "youtube", "cpv", "", "", "", "Paid Video");
        row("5: a video site, paid per click", "youtube", "CPC", "", "", "", "Paid Video");
        row("6: display", "ads.example", "display", "", "", "", "Display");
        row("6: banner", "ads.example", "Banner", "", "", "", "Display");
        row("6: expandable", "ads.example", "expandable", "", "", "", "Display");
        row("6: interstitial", "ads.example", "interstitial", "", "", "", "Display");
        row("6: cpm of an unknown site", "ads.example", "cpm", "", "", "", "Display");
        row("6: cpm of an unknown site with a shop campaign", "ads.example", "cpm", "shop", "", "", "Display");
        row("7: anything else that is paid for", "ads.example", "retargeting", "", "", "", "Paid Other");
        row("8: an assistant", "", "", "", "", "chatgpt.com", "AI Assistants");
        row("9: a shopping site", "", "", "", "", "amazon.co.jp", "Organic Shopping");
        row("9: a shopping campaign", "partner", "link", "shopping", "", "", "Organic Shopping");
        row("10: a social site", "", "", "", "", "m.facebook.com", "Organic Social");
        row("10: a social medium", "partner", "social media", "", "", "", "Organic Social");
        row("10: a social click id is no ad", "", "", "", "fbclid", "", "Organic Social");
        row("11: a video site", "", "", "", "", "youtu.be", "Organic Video");
        row("11: a video medium", "partner", "webvideo", "", "", "", "Organic Video");
        row("12: a search engine", "", "", "", "", "google.de", "Organic Search");
        row("12: the medium organic", "partner", "organic", "", "", "", "Organic Search");
        row("13: affiliates", "partner", "affiliate", "", "", "", "Affiliates");
        row("14: audio", "partner", "audio", "", "", "", "Audio");
        row("15: SMS by medium", "partner", "sms", "", "", "", "SMS");
        row("15: SMS by source", "SMS", "", "", "", "", "SMS");
        row("16: push", "partner", "webpush", "", "", "", "Mobile Push");
        row("16: mobile", "partner", "mobile-app", "", "", "", "Mobile Push");
        row("16: notification", "partner", "a notification", "", "", "", "Mobile Push");
        row("16: firebase", "firebase", "", "", "", "", "Mobile Push");
        row("17: email by medium", "partner", "E-Mail", "", "", "", "Email");
        row("17: newsletter by source", "newsletter", "", "", "", "", "Email");
        row("17: email without a source", "", "email", "", "", "", "Email");
        row("18: nothing at all", "", "", "", "", "", "Direct");
        row("18: the source direct", "direct", "(none)", "", "", "", "Direct");
        row("18: the source direct, not set", "Direct", "(not set)", "", "", "", "Direct");
        row("19: the source direct with a medium", "direct", "link", "", "", "", "Referral");
        row("19: any other site", "", "", "", "", "blog.example", "Referral");
        row("19: any other source", "partner", "referral", "", "", "", "Referral");
        row("an ad click id beside a medium follows the medium", "letter", "email", "", "gclid", "", "Email");
    }
    void picksTheChannel()
    {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, medium);
        QFETCH(QByteArray, campaign);
        QFETCH(QByteArray, clickId);
        QFETCH(QByteArray, referrerHost);
        QFETCH(QByteArray, channel);
        const Arrival arrival{source.constData(),  medium.constData(),      campaign.constData(), "",
                              clickId.constData(), referrerHost.constData()};
        const std::string_view found = name(acquisitionOf(arrival, m_sites).channel);
        QCOMPARE(QByteArray(found.data(), qsizetype(found.size())), channel);
    }

    void tellsWhatIsPaid()
    {
        for (const char* medium : {"cpc", "CPM", "xcpx", "ppc", "retargeting", "paid", "Paid-Social"})
            QVERIFY2(isPaid(medium), medium);
        for (const char* medium : {"", "organic", "ppcx", "unpaid", "retarget", "cost"})
            QVERIFY2(!isPaid(medium), medium);
    }

    void channelsHaveNames()
    {
        for (int i = 0; i < 19; ++i) {
            const auto channel = static_cast<Channel>(i);
            QVERIFY(!name(channel).empty());
            QVERIFY(parseChannel(name(channel)) == channel);
        }
        QVERIFY(!parseChannel("Elsewhere"));
    }

private:
    SiteTable m_sites;
};

QTEST_GUILESS_MAIN(TestAcquisition)
#include "tst_acquisition.moc"
