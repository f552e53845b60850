// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/acquisition.h"
#include "pipeline/referencedata.h"
#include "support/sourcefolder.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <algorithm>
#include <set>

using namespace sightglass;
using namespace sightglass::pipeline;

namespace {

/// Lists that a table of ours is held against; empty when they are not beside the source tree.
QByteArray reference(const char* name)
{
    for (const char* folder : {"/../shared/data/", "/../../shared/data/"}) {
        QFile file(test::sourcePath() + QLatin1String(folder) + QLatin1String(name));
        if (file.open(QIODevice::ReadOnly))
            return file.readAll();
    }
    return {};
}

/// The hosts of a list of sites: lines "- host", without those that name a path or leave a part open.
QList<QByteArray> hostsOf(const QByteArray& yaml)
{
    QList<QByteArray> hosts;
    for (QByteArray line : yaml.split('\n')) {
        line = line.trimmed();
        if (!line.startsWith("- ") || line.contains('/') || line.contains("{}") || !line.contains('.') ||
            line.contains('='))
            continue;
        hosts << line.mid(2).replace('\'', "").replace('"', "").toLower();
    }
    return hosts;
}

} // namespace

class TestReferenceData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto data = ReferenceData::load();
        QVERIFY2(data.has_value(), data ? "" : qPrintable(data.error().detail));
        m_data = *data;
    }

    void knowsTheSitesThatMatter_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("site");
        QTest::addColumn<QByteArray>("kind");
        const auto row = [](const char* host, const char* site, const char* kind) {
            QTest::newRow(host) << QByteArray(host) << QByteArray(site) << QByteArray(kind);
        };
        row("google.com", "Google", "search");
        row("google.co.jp", "Google", "search");
        row("bing.com", "Bing", "search");
        row("duckduckgo.com", "DuckDuckGo", "search");
        row("yandex.ru", "Yandex", "search");
        row("search.brave.com", "Brave", "search");
        row("l.facebook.com", "Facebook", "social");
        row("t.co", "X", "social");
        row("old.reddit.com", "Reddit", "social");
        row("news.ycombinator.com", "Hacker News", "social");
        row("lnkd.in", "LinkedIn", "social");
        row("m.youtube.com", "YouTube", "video");
        row("amazon.de", "Amazon", "shopping");
        row("chatgpt.com", "ChatGPT", "ai");
        row("perplexity.ai", "Perplexity", "ai");
        row("gemini.google.com", "Gemini", "ai");
        row("mail.google.com", "Gmail", "email");
        row("mail.yahoo.com", "Yahoo! Mail", "email");
    }
    void knowsTheSitesThatMatter()
    {
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, site);
        QFETCH(QByteArray, kind);
        const domain::Site* found = m_data->sites().byHost(host.toStdString());
        QVERIFY(found);
        QCOMPARE(QByteArray::fromStdString(found->name), site);
        QCOMPARE(QByteArray::fromStdString(std::string(domain::name(found->kind))), kind);
    }

    void sitesAreWellFormed()
    {
        std::set<std::string> names;
        for (const domain::Site& site : m_data->sites().sites())
            QVERIFY2(names.insert(site.name + std::string(domain::name(site.kind))).second, site.name.c_str());
        QVERIFY(m_data->sites().hostCount() > 900);
    }

    void clickIdsComeFromKnownSites()
    {
        for (const char* kind : {"gclid", "msclkid", "fbclid", "ttclid", "twclid", "li_fat_id"})
            QVERIFY2(m_data->sites().byName(domain::clickIdSource(kind)), kind);
    }

    void zonesHaveCountries()
    {
        QCOMPARE(m_data->countryOfZone("Europe/Berlin"), std::string_view("DE"));
        QCOMPARE(m_data->countryOfZone("Europe/Oslo"), std::string_view("NO"));
        QCOMPARE(m_data->countryOfZone("Asia/Calcutta"), std::string_view("IN"));
        QCOMPARE(m_data->countryOfZone("America/Buenos_Aires"), std::string_view("AR"));
        QCOMPARE(m_data->countryOfZone("europe/warsaw"), std::string_view("PL"));
        QCOMPARE(m_data->countryOfZone("AMERICA/Los_angeles"), std::string_view("US"));
        QCOMPARE(m_data->countryOfZone("america/port-au-prince"), std::string_view("HT"));
        QCOMPARE(m_data->countryOfZone("europe/warsaw "), std::string_view(""));
        QCOMPARE(m_data->countryOfZone("UTC"), std::string_view(""));
        QCOMPARE(m_data->zoneNamed("etc/utc"), std::string_view("Etc/UTC"));
        QCOMPARE(m_data->zoneNamed("UTC"), std::string_view("UTC"));
        QVERIFY(m_data->zoneNamed("Mars/Olympus").empty());
        int unknown = 0;
        for (const QByteArray& zone : QTimeZone::availableTimeZoneIds())
            unknown +=
                zone.contains('/') && !zone.startsWith("Etc/") && m_data->zoneNamed(zone.toStdString()).empty() ? 1 : 0;
        QVERIFY2(unknown <= 5, qPrintable(QString::number(unknown)));
    }

    void languagesHaveAUsualForm()
    {
        QCOMPARE(m_data->language("en"), std::string_view("en"));
        QCOMPARE(m_data->language("eng"), std::string_view("en"));
        QCOMPARE(m_data->language("iw"), std::string_view("he"));
        QCOMPARE(m_data->language("fil"), std::string_view("fil"));
        QVERIFY(m_data->language("xx").empty());
    }

    void spamIsFoundBelowItsHost()
    {
        QCOMPARE(m_data->spamHost("semalt.com"), std::string_view("semalt.com"));
        QCOMPARE(m_data->spamHost("14.semalt.com"), std::string_view("semalt.com"));
        QVERIFY(m_data->spamHost("notsemalt.com").empty());
        QVERIFY(m_data->spamHost("").empty());
        QVERIFY(m_data->spamHostCount() > 2000);
    }

    void noSiteIsSpam()
    {
        for (const char* host :
             {"google.com", "facebook.com", "reddit.com", "github.com", "chatgpt.com", "example.com"})
            QVERIFY2(m_data->spamHost(host).empty(), host);
    }

    void lacksNothingOfTheReferenceLists()
    {
        QStringList lacking;
        for (const char* list : {"SearchEngines.yml", "Socials.yml", "AIAssistants.yml"}) {
            for (const QByteArray& host : hostsOf(reference(list))) {
                const std::string bare = host.startsWith("www.") ? host.mid(4).toStdString() : host.toStdString();
                if (!m_data->sites().byHost(bare))
                    lacking << QString::fromUtf8(host);
            }
        }
        for (const QByteArray& host : reference("spammers.txt").split('\n')) {
            if (!host.trimmed().isEmpty() && m_data->spamHost(host.trimmed().toLower().toStdString()).empty())
                lacking << QString::fromUtf8(host);
        }
        const QJsonObject agents = QJsonDocument::fromJson(reference("ai-robots.json")).object();
        for (const QString& agent : agents.keys()) {
            const std::string text = "Mozilla/5.0 (compatible; " + agent.toStdString() + "/1.0)";
            if (!m_data->userAgents().parse(text).crawler.isBot())
                lacking << agent;
        }
        for (const QString& item : lacking)
            qInfo("lacking: %s", qPrintable(item));
        QVERIFY(lacking.size() <= 5);
    }

    void aNewerTableIsUsedInstead()
    {
        QTemporaryDir folder;
        const auto put = [&folder](const QByteArray& text) {
            QFile file(folder.filePath(QStringLiteral("spamhosts.tsv")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        };
        put("# date: 2999-01-01\nnewspam.example\n");
        QCOMPARE((*ReferenceData::load(folder.path()))->spamHost("newspam.example"),
                 std::string_view("newspam.example"));
        put("# date: 2001-01-01\nnewspam.example\n");
        QVERIFY((*ReferenceData::load(folder.path()))->spamHost("newspam.example").empty());
        put("");
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("cannot be used")));
        QVERIFY((*ReferenceData::load(folder.path()))->spamHost("newspam.example").empty());
    }

private:
    std::shared_ptr<const ReferenceData> m_data;
};

QTEST_GUILESS_MAIN(TestReferenceData)
#include "tst_referencedata.moc"
