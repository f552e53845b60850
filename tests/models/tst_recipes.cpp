// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recipes.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace sightglass;
using namespace sightglass::models;

namespace {

client::SourceInfo website()
{
    client::SourceInfo source;
    source.id = QStringLiteral("7");
    source.name = QStringLiteral("Website");
    source.hosts = QStringList{QStringLiteral("www.kestrelmaps.example")};
    source.writeKey = QStringLiteral("wk7");
    source.umamiId = QStringLiteral("11111111-2222-4333-8444-555555555555");
    source.posthogToken = QStringLiteral("phc_7");
    source.goatcounterSite = QStringLiteral("maps");
    source.openTraceUid = QStringLiteral("shop 7&b");
    return source;
}

SenderAddress direct(const char* hub)
{
    return senderAddress(Reach::Direct, QUrl(QString::fromLatin1(hub)), website());
}

/// The tabs of a way of sending, as the clipboard gets them, one below the other.
QString copied(const QString& recipe, const SenderAddress& address)
{
    QStringList out;
    for (const Snippet& snippet : Recipes::snippets(recipe, address, website()))
        out.append(snippet.copyText());
    return out.join(QLatin1Char('\n'));
}

} // namespace

/// The lines people paste: each protocol's own way of naming another address, with the hub's address and the source's
/// ids in place.
class TestRecipes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyProtocolHasItsLine_data()
    {
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<QString>("line");
        const auto row = [](const char* name, const char* recipe, const char* line) {
            QTest::newRow(name) << QString::fromLatin1(recipe) << QString::fromLatin1(line);
        };
        row("our script is loaded from the hub", "script",
            "<script src=\"http://hub:8484/p/analytics.iife.js\"></script>");
        row("our script gets key and host", "script",
            "analytics.load(\"wk7\", { host: \"http://hub:8484/p\", initialPageview: true })");
        row("Segment's snippet gets the CDN", "segment", "analytics._cdn = \"http://hub:8484/p\";");
        row("Segment's snippet gets the API's host without scheme", "segment",
            "apiHost: \"hub:8484/p/v1\", protocol: \"http\"");
        row("Segment from npm gets both", "segment", "{ writeKey: \"wk7\", cdnURL: \"http://hub:8484/p\" }");
        row("Segment for Node has host and path apart", "node", "host: \"http://hub:8484\",\n  path: \"/p/v1/batch\"");
        row("Segment for Python", "python", "analytics.host = \"http://hub:8484/p\"");
        row("curl", "curl", "curl http://hub:8484/p/v1/track \\\n  -u wk7:");
        row("Plausible's script", "plausible",
            "<script defer data-domain=\"kestrelmaps.example\" data-api=\"http://hub:8484/p/api/event\" "
            "src=\"http://hub:8484/p/js/script.js\"></script>");
        row("Plausible's tracker from npm", "plausible",
            "init({ domain: \"kestrelmaps.example\", endpoint: \"http://hub:8484/p/api/event\" })");
        row("plausible-tracker", "plausible",
            "Plausible({ domain: \"kestrelmaps.example\", apiHost: \"http://hub:8484/p\" })");
        row("Umami's script", "umami",
            "<script defer src=\"http://hub:8484/p/script.js\" "
            "data-website-id=\"11111111-2222-4333-8444-555555555555\"></script>");
        row("Umami's own script with another host", "umami", "data-host-url=\"http://hub:8484/p\"></script>");
        row("Umami for Node", "umami-node",
            "umami.init({ websiteId: \"11111111-2222-4333-8444-555555555555\", hostUrl: \"http://hub:8484/p\" })");
        row("PostHog in pages", "posthog", "posthog.init(\"phc_7\", { api_host: \"http://hub:8484/p\" })");
        row("PostHog for Node", "posthog-libraries", "new PostHog(\"phc_7\", { host: \"http://hub:8484/p\" })");
        row("PostHog for Python", "posthog-libraries", "Posthog(\"phc_7\", host=\"http://hub:8484/p\")");
        row("GoatCounter's script", "goatcounter",
            "<script data-goatcounter=\"http://hub:8484/p/gc/maps/count\" async "
            "src=\"http://hub:8484/p/count.js\"></script>");
        row("Sierra's script", "sierra",
            "<script defer src=\"http://hub:8484/p/tracker.js\" data-api=\"http://hub:8484/p\"></script>");
        row("OpenTrace's script, the UID as part of an address", "opentrace",
            "<script async src=\"http://hub:8484/p/sdk/t.js?id=shop%207%26b\"></script>");
        row("OpenTrace's older script with the whole collect address", "opentrace",
            "data-id=\"shop 7&b\" data-host=\"http://hub:8484/p/api/v1/collect\"");
        row("OpenTrace for Python", "opentrace-python",
            "ot = OpenTrace(host=\"http://hub:8484/p\", project_id=\"shop 7&b\")");
        row("OpenMetrics in pages names the source by its number", "openmetrics",
            "openMetricUrl = \"http://hub:8484/p/om/7\"");
        row("OpenMetrics' script", "openmetrics", "src=\"http://hub:8484/p/apis/javascript/client.js\"");
        row("OpenMetrics for Node", "openmetrics-node", "new OpenMetrics(\"http://hub:8484/p/om/7\")");
        row("tracker's script", "tracker", "src=\"http://hub:8484/p/pub/v1/track.js\"");
        row("tracker's script is told where to send", "tracker",
            "_sfpl = { trackerUrl: \"http://hub:8484/p/tr/v1/tr/\" }");
        row("tracker's server call", "tracker-calls", "curl http://hub:8484/p/str/v1/");
        row("tracker's pixel", "tracker-calls", "http://hub:8484/p/img/v1/ename/opened_email/x.gif");
        row("tracker's redirect", "tracker-calls",
            "http://hub:8484/p/rdr/v1/ename/clicked_ad/?url=https://kestrelmaps.example/offer");
    }
    void everyProtocolHasItsLine()
    {
        QFETCH(QString, recipe);
        QFETCH(QString, line);
        const QString all = copied(recipe, direct("http://hub:8484/p/"));
        QVERIFY2(all.contains(line), qPrintable(all));
    }

    void aSiteThatPassesItOnWritesThePathAlone_data()
    {
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* recipe, const char* part) {
            QTest::newRow(recipe) << QString::fromLatin1(recipe) << QString::fromLatin1(part);
        };
        row("script", "src=\"/stats/analytics.iife.js\"");
        row("plausible", "data-api=\"/stats/api/event\" src=\"/stats/js/script.js\"");
        row("umami", "src=\"/stats/script.js\"");
        row("posthog", "api_host: \"https://www.kestrelmaps.example/stats\"");
        row("goatcounter", "data-goatcounter=\"https://www.kestrelmaps.example/stats/gc/maps/count\"");
        row("sierra", "src=\"/stats/tracker.js\" data-api=\"https://www.kestrelmaps.example/stats\"");
        row("opentrace", "src=\"/stats/sdk/t.js?id=shop%207%26b\"");
        row("openmetrics", "openMetricUrl = \"https://www.kestrelmaps.example/stats/om/7\"");
        row("tracker", "src=\"/stats/pub/v1/track.js\"");
    }
    void aSiteThatPassesItOnWritesThePathAlone()
    {
        QFETCH(QString, recipe);
        QFETCH(QString, part);
        const QUrl hub(QStringLiteral("http://192.168.1.20:8484"));
        const QString all = copied(recipe, senderAddress(Reach::OwnSite, hub, website()));
        QVERIFY2(all.contains(part), qPrintable(all));
        QVERIFY2(!all.contains(hub.host()), qPrintable(all));
    }

    void whatIsCopiedIsToStay_data()
    {
        QTest::addColumn<QString>("recipe");
        for (const Recipe& recipe : Recipes::all())
            QTest::newRow(qPrintable(recipe.id)) << recipe.id;
    }
    void whatIsCopiedIsToStay()
    {
        QFETCH(QString, recipe);
        static const QRegularExpression place(QStringLiteral("\\{[a-z]+%?\\}"));
        for (const Reach reach : {Reach::OwnSite, Reach::PublicName, Reach::Direct}) {
            const SenderAddress address = senderAddress(reach, QUrl(QStringLiteral("https://hub.example")), website());
            const std::vector<Snippet> snippets = Recipes::snippets(recipe, address, website());
            QVERIFY(!snippets.empty());
            for (const Snippet& snippet : snippets) {
                const QString text = snippet.copyText();
                QVERIFY(!text.isEmpty() && !text.contains(kStrongMark));
                QVERIFY2(!place.match(text).hasMatch(), qPrintable(text));
                QVERIFY2(!text.startsWith(QStringLiteral("- ")) && !text.contains(QStringLiteral("\n- ")),
                         qPrintable(text));
                QCOMPARE(snippet.code.count(kStrongMark) % 2, 0);
                QVERIFY(snippets.size() == 1 || !snippet.tab.isEmpty());
            }
        }
    }

    void everyProtocolIsThere()
    {
        QSet<QString> ids;
        QSet<QString> protocols;
        for (const Recipe& recipe : Recipes::all()) {
            QVERIFY(!ids.contains(recipe.id));
            ids.insert(recipe.id);
            protocols.insert(recipe.protocol);
            QVERIFY(!recipe.title.isEmpty() && !recipe.intro.isEmpty() && !recipe.icon.isEmpty());
            QVERIFY(!recipe.action.isEmpty() && !recipe.wait.isEmpty());
        }
        const QSet<QString> wanted{
            QStringLiteral("segment"), QStringLiteral("plausible"),   QStringLiteral("umami"),
            QStringLiteral("posthog"), QStringLiteral("goatcounter"), QStringLiteral("openmetrics"),
            QStringLiteral("sierra"),  QStringLiteral("opentrace"),   QStringLiteral("tracker")};
        QCOMPARE(protocols, wanted);
        QVERIFY(Recipes::snippets(QStringLiteral("nothing"), {}, {}).empty());
        QVERIFY(!Recipes::find(QStringLiteral("nothing")));
    }

    void hostsAreAskedForWhereNothingElseNamesTheSource()
    {
        client::SourceInfo without;
        QStringList lacking;
        for (const Recipe& recipe : Recipes::all()) {
            QVERIFY(!Recipes::lacksHost(recipe, website()));
            if (Recipes::lacksHost(recipe, without))
                lacking.append(recipe.id);
        }
        QCOMPARE(lacking, QStringList({QStringLiteral("plausible"), QStringLiteral("sierra"), QStringLiteral("tracker"),
                                       QStringLiteral("tracker-calls")}));
    }

    void theUsualWayFollowsTheProtocol()
    {
        QCOMPARE(Recipes::usual(QStringLiteral("umami"), true), QStringLiteral("umami"));
        QCOMPARE(Recipes::usual(QStringLiteral("umami"), false), QStringLiteral("umami-node"));
        QCOMPARE(Recipes::usual(QStringLiteral("plausible"), false), QStringLiteral("plausible"));
        QCOMPARE(Recipes::usual(QStringLiteral("unheard-of"), true), QStringLiteral("script"));
    }

    void webServersPassThePathOn()
    {
        const std::vector<Snippet> plain =
            ProtocolSnippets::forwarding(QUrl(QStringLiteral("http://192.168.1.20:8484")));
        QCOMPARE(plain.size(), std::size_t(3));
        QVERIFY(plain[0].code.startsWith(
            QStringLiteral("location /stats/ {\n    proxy_pass http://192.168.1.20:8484/;\n")));
        QVERIFY(plain[0].code.contains(QStringLiteral("X-Forwarded-For $remote_addr;")));
        QVERIFY(plain[0].code.contains(QStringLiteral("X-Forwarded-Prefix /stats;")));
        QVERIFY(
            plain[1].code.startsWith(QStringLiteral("handle_path /stats/* {\n    reverse_proxy 192.168.1.20:8484 {")));
        QVERIFY(plain[2].code.contains(QStringLiteral("ProxyPass        /stats/ http://192.168.1.20:8484/ nocanon")));
        const std::vector<Snippet> secure = ProtocolSnippets::forwarding(QUrl(QStringLiteral("https://hub.example/p")));
        QVERIFY(secure[0].code.contains(QStringLiteral("proxy_pass https://hub.example/p/;")));
        QVERIFY(secure[1].code.contains(QStringLiteral("reverse_proxy https://hub.example:443 {")));
        const std::vector<Snippet> six = ProtocolSnippets::forwarding(QUrl(QStringLiteral("http://[fd00::1]:8484")));
        QVERIFY(six[1].code.contains(QStringLiteral("reverse_proxy [fd00::1]:8484 {")));
    }
};

QTEST_GUILESS_MAIN(TestRecipes)
#include "tst_recipes.moc"
