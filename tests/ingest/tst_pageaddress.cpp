// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pageaddress.h"
#include "domain/webaddress.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::domain;

static QByteArray joined(const TextMap& map)
{
    QByteArray out;
    for (const auto& [key, value] : map)
        out += QByteArray::fromStdString(key + "=" + value + ";");
    return out;
}

class TestPageAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnAddress_data()
    {
        QTest::addColumn<QByteArray>("in");
        QTest::addColumn<QByteArray>("hostname");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("url");
        const auto row = [](const char* name, const char* in, const char* host, const char* path, const char* url) {
            QTest::newRow(name) << QByteArray(in) << QByteArray(host) << QByteArray(path) << QByteArray(url);
        };
        row("plain", "https://e.com/docs", "e.com", "/docs", "https://e.com/docs");
        row("no path", "https://e.com", "e.com", "/", "https://e.com/");
        row("the query and fragment go", "https://e.com/a?x=1#top", "e.com", "/a", "https://e.com/a");
        row("port, www and case of the host", "HTTPS://WWW.E.Com:8443/A", "e.com", "/A", "https://www.e.com:8443/A");
        row("the scheme's own port goes", "http://e.com:80/", "e.com", "/", "http://e.com/");
        row("every www goes", "https://www.www.e.com/", "e.com", "/", "https://www.www.e.com/");
        row("a trailing dot of the host goes", "https://e.com./x", "e.com", "/x", "https://e.com./x");
        row("name and password go", "https://u:p@e.com/x", "e.com", "/x", "https://e.com/x");
        row("an international host becomes punycode",
            "https://b\xC3\xBC"
            "cher.de/",
            "xn--bcher-kva.de", "/", "https://xn--bcher-kva.de/");
        row("IPv6", "http://[2001:DB8::1]:3000/x", "[2001:db8::1]", "/x", "http://[2001:db8::1]:3000/x");
        row("blanks around and line ends inside", "  https://e.com/a\nb\t ", "e.com", "/ab", "https://e.com/ab");
        row("backslashes are slashes", "https:\\\\e.com\\a", "e.com", "/a", "https://e.com/a");
        row("dot segments are resolved", "https://e.com/a/./b/../c/%2E%2e/d", "e.com", "/a/d", "https://e.com/a/d");
        row("dots at the end leave a slash", "https://e.com/a/b/..", "e.com", "/a", "https://e.com/a/");
        row("dots never leave the root", "https://e.com/../../a", "e.com", "/a", "https://e.com/a");
        row("an encoded slash makes no segment", "https://e.com/a%2fb%3Fc%23d", "e.com", "/a%2Fb%3Fc%23d",
            "https://e.com/a%2fb%3Fc%23d");
        row("escapes are decoded once", "https://e.com/%41%2541%20x", "e.com", "/A%41 x", "https://e.com/%41%2541%20x");
        row("UTF-8 escapes are decoded", "https://e.com/caf%c3%a9", "e.com", "/caf\xC3\xA9", "https://e.com/caf%c3%a9");
        row("escapes that are no UTF-8 stay", "https://e.com/%ff%c3(", "e.com", "/%FF%C3(", "https://e.com/%ff%c3(");
        row("encoded control characters stay", "https://e.com/a%0ab%c2%85", "e.com", "/a%0Ab%C2%85",
            "https://e.com/a%0ab%c2%85");
        row("a lonely percent sign stays", "https://e.com/100%", "e.com", "/100%", "https://e.com/100%");
        row("trailing slashes and blanks go", "https://e.com/a/ %20//", "e.com", "/a", "https://e.com/a/ %20//");
        row("an app's own scheme has a host", "capacitor://localhost/x", "localhost", "/x", "capacitor://localhost/x");
        row("no scheme but two slashes", "//e.com/x", "e.com", "/x", "https://e.com/x");
        row("a bare path has no host", "/only/path?utm_source=s", "", "/only/path", "");
        row("a bare query", "?a=1", "", "/", "");
    }
    void readsAnAddress()
    {
        QFETCH(QByteArray, in);
        Event event;
        QVERIFY(applyPageAddress(event, in.toStdString(), {}));
        QTEST(QByteArray::fromStdString(event.hostname), "hostname");
        QTEST(QByteArray::fromStdString(event.path), "path");
        QTEST(QByteArray::fromStdString(event.url), "url");
        QVERIFY(event.warnings.empty());
    }

    void refusesWhatIsNoPage_data()
    {
        QTest::addColumn<QByteArray>("in");
        for (const char* in : {"about:blank", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.c",
                               "javascript:void 0", "e.com/x", "https://", "https://a b/", "https://e.com:port/",
                               "https://e.com:123456/", "http://[::1/", "https://%00/", "blob:https://e.com/1"})
            QTest::newRow(in) << QByteArray(in);
    }
    void refusesWhatIsNoPage()
    {
        QFETCH(QByteArray, in);
        Event event;
        QVERIFY(!applyPageAddress(event, in.toStdString(), {}));
        QVERIFY(event == Event());
    }

    void keepsCampaigns()
    {
        Event event;
        event.utmMedium = "mail";
        applyPageAddress(event,
                         "https://e.com/p?a=1&utm_source=&utm_source=+News%20letter+&utm_source=late&utm_medium=cpc&"
                         "utm_campaign=caf%C3%A9&ref=friend&source=partner&utm_term=t&utm_content=c",
                         {});
        QCOMPARE(event.utmSource, std::string("News letter"));
        QCOMPARE(event.utmMedium, std::string("mail"));
        QCOMPARE(event.utmCampaign, std::string("caf\xC3\xA9"));
        QCOMPARE(event.utmTerm, std::string("t"));
        QCOMPARE(event.utmContent, std::string("c"));
        QCOMPARE(event.sourceParam, std::string("partner"));
        QCOMPARE(joined(event.query), QByteArray("utm_source=News letter;utm_medium=cpc;utm_campaign=caf\xC3\xA9;"
                                                 "ref=friend;source=partner;utm_term=t;utm_content=c;"));
        QCOMPARE(
            event.url,
            std::string("https://e.com/p?utm_source=+News%20letter+&utm_medium=cpc&utm_campaign=caf%C3%A9&ref=friend&"
                        "source=partner&utm_term=t&utm_content=c"));
    }

    void aReferringVisitorIsNoSource()
    {
        Event event;
        applyPageAddress(event, "https://e.com/?ref=123e4567-e89b-12d3-a456-426614174000", {});
        QCOMPARE(event.sourceParam, std::string());
        QVERIFY(event.query.empty());
    }

    void cutsLongCampaigns()
    {
        Event event;
        applyPageAddress(event, "https://e.com/?utm_source=" + std::string(300, 'x'), {});
        QCOMPARE(event.utmSource.size(), std::size_t(255));
        QVERIFY(event.warnings == std::vector<Warning>{Warning::TextCut});
    }

    void clickIdsKeepTheirKindOnly()
    {
        Event event;
        applyPageAddress(event, "https://e.com/?fbclid=F1&gclid=G1", {});
        QCOMPARE(event.clickIdKind, std::string("fbclid"));
        QVERIFY(event.clickIds.empty());
        QVERIFY(event.query.empty());
        QCOMPARE(event.url, std::string("https://e.com/"));
    }

    void clickIdsAreStoredWhenTheSourceSaysSo()
    {
        Event event;
        applyPageAddress(event, "https://e.com/?fbclid=F1&gclid=G1", {.storeClickIds = true});
        QCOMPARE(joined(event.clickIds), QByteArray("fbclid=F1;gclid=G1;"));
        QCOMPARE(joined(event.query), QByteArray("fbclid=F1;gclid=G1;"));
    }

    void keepsTheWholeQueryWhenTheSourceSaysSo()
    {
        Event event;
        applyPageAddress(event, "https://e.com/p?a=1&utm_source=x#f", {.storeFullUrl = true});
        QCOMPARE(event.url, std::string("https://e.com/p?a=1&utm_source=x"));
        QCOMPARE(joined(event.query), QByteArray("utm_source=x;"));
    }

    void keepsTrailingSlashesWhenTheProjectSaysSo()
    {
        QCOMPARE(reportPath("/a/b/ ", true), std::string("/a/b/"));
        QCOMPARE(reportPath("/a/b/ ", false), std::string("/a/b"));
        QCOMPARE(reportPath("", false), std::string("/"));
    }

    void readsReferrers_data()
    {
        QTest::addColumn<QByteArray>("in");
        QTest::addColumn<QByteArray>("referrer");
        QTest::addColumn<QByteArray>("host");
        const auto row = [](const char* name, const char* in, const char* referrer, const char* host) {
            QTest::newRow(name) << QByteArray(in) << QByteArray(referrer) << QByteArray(host);
        };
        row("another site", "https://www.google.com/search?q=1", "https://www.google.com/search?q=1", "google.com");
        row("the own site", "https://www.e.com/other", "", "");
        row("localhost", "http://localhost:3000/", "", "");
        row("empty", "  ", "", "");
        row("said to be direct", "$direct", "", "");
        row("an app", "android-app://com.google.android.gm/", "android-app://com.google.android.gm/",
            "com.google.android.gm");
        row("a text without host", "somewhere", "somewhere", "");
    }
    void readsReferrers()
    {
        QFETCH(QByteArray, in);
        Event event;
        event.hostname = "e.com";
        applyReferrer(event, in.toStdString());
        QTEST(QByteArray::fromStdString(event.referrer), "referrer");
        QTEST(QByteArray::fromStdString(event.referrerHost), "host");
    }
};

QTEST_GUILESS_MAIN(TestPageAddress)
#include "tst_pageaddress.moc"
