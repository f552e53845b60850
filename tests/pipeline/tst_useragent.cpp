// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/deviceclass.h"
#include "pipeline/useragentcache.h"
#include "pipeline/useragentparser.h"
#include "support/sourcefolder.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <map>
#include <memory>

using namespace sightglass;
using namespace sightglass::pipeline;

namespace {

TableFile vectors(const char* name, std::size_t columns)
{
    QFile file(test::sourcePath(QStringLiteral("tests/vectors/useragent/")) + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", name);
    auto table = TableFile::parse(file.readAll(), columns);
    if (!table)
        qFatal("%s is broken", name);
    return std::move(*table);
}

std::string text(std::string_view view)
{
    return std::string(view);
}

/// residentKb() is for the figures printed only.
long residentKb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLong() * 4 : 0;
}

} // namespace

class TestUserAgent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const long before = residentKb();
        QElapsedTimer timer;
        timer.start();
        auto parser = UserAgentParser::load();
        QVERIFY(parser.has_value());
        m_parser = std::make_unique<UserAgentParser>(std::move(*parser));
        qInfo("loading: %lld µs, %ld KiB", static_cast<long long>(timer.nsecsElapsed() / 1000), residentKb() - before);
    }

    void agreesWithTheCorpusOfUapCore()
    {
        const TableFile corpus = vectors("browsers.tsv", 6);
        std::map<std::string, int> total;
        std::map<std::string, int> right;
        QElapsedTimer timer;
        timer.start();
        for (const TableFile::Row& row : corpus.rows()) {
            const UserAgent agent = m_parser->parse(row[5]);
            const bool browser = row[0] == "ua";
            std::string expected = row[1] == "Other" ? std::string() : text(row[1]);
            std::string version;
            for (std::size_t i = 2; i < 5 && !row[i].empty(); ++i)
                version += (version.empty() ? "" : ".") + text(row[i]);
            const bool family = (browser ? agent.browser : agent.os) == expected;
            const bool exact = family && (browser ? agent.browserVersion : agent.osVersion) == version;
            ++total[text(row[0])];
            right[text(row[0])] += family ? 1 : 0;
            right[text(row[0]) + " version"] += exact ? 1 : 0;
            if (!family)
                qInfo("%s: expected \"%s\", found \"%s\" in %s", text(row[0]).c_str(), expected.c_str(),
                      (browser ? agent.browser : agent.os).c_str(), text(row[5]).c_str());
        }
        qInfo(
            "browser family %d of %d, with version %d; system %d of %d, with version %d; %lld µs each, first time seen",
            right["ua"], total["ua"], right["ua version"], right["os"], total["os"], right["os version"],
            static_cast<long long>(timer.nsecsElapsed() / 1000 / static_cast<long long>(corpus.rows().size())));
        qInfo("resident after the corpus: %ld KiB", residentKb());
        QCOMPARE(right["ua"], total["ua"]);
        QCOMPARE(right["os"], total["os"]);
        QVERIFY(right["ua version"] * 100 >= total["ua"] * 99);
        QVERIFY(right["os version"] * 100 >= total["os"] * 98);
    }

    void agreesOnDeviceClasses()
    {
        const TableFile corpus = vectors("devices.tsv", 2);
        std::size_t right = 0;
        for (const TableFile::Row& row : corpus.rows()) {
            const domain::Device found = m_parser->parse(row[1]).device;
            right += domain::name(found) == row[0] ? 1 : 0;
            if (domain::name(found) != row[0])
                qInfo("expected %s, found %s in %s", text(row[0]).c_str(), text(domain::name(found)).c_str(),
                      text(row[1]).c_str());
        }
        qInfo("device class %zu of %zu", right, corpus.rows().size());
        QCOMPARE(right, corpus.rows().size());
    }

    void findsEveryCrawlerOfTheCorpus()
    {
        const TableFile corpus = vectors("crawlers.tsv", 1);
        std::size_t right = 0;
        for (const TableFile::Row& row : corpus.rows()) {
            const UserAgent agent = m_parser->parse(row[0]);
            right += agent.crawler.isBot() || agent.automatic.isBot() ? 1 : 0;
            if (!agent.crawler.isBot() && !agent.automatic.isBot())
                qInfo("not found: %s", text(row[0]).c_str());
        }
        qInfo("crawlers %zu of %zu", right, corpus.rows().size());
        QCOMPARE(right, corpus.rows().size());
    }

    void everyPatternCompiles()
    {
        for (const std::string& pattern : m_parser->unusablePatterns())
            QFAIL(pattern.c_str());
    }

    void understandsTodaysAgents_data()
    {
        QTest::addColumn<QByteArray>("agent");
        QTest::addColumn<QByteArray>("browser");
        QTest::addColumn<QByteArray>("os");
        QTest::addColumn<QByteArray>("device");
        const auto row = [](const char* name, const char* agent, const char* browser, const char* os,
                            const char* device) {
            QTest::newRow(name) << QByteArray(agent) << QByteArray(browser) << QByteArray(os) << QByteArray(device);
        };
        row("Chrome on Windows",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 "
            "Safari/537.36",
            "Chrome", "Windows", "desktop");
        row("Edge on Windows",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 "
            "Safari/537.36 Edg/142.0.0.0",
            "Edge", "Windows", "desktop");
        row("Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0", "Firefox",
            "Linux", "desktop");
        row("Safari on a Mac",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 "
            "Safari/605.1.15",
            "Safari", "Mac OS X", "desktop");
        row("Safari on an iPhone",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/26.0 Mobile/15E148 Safari/604.1",
            "Mobile Safari", "iOS", "mobile");
        row("Safari on an iPad",
            "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
            "Mobile/15E148 Safari/604.1",
            "Mobile Safari", "iOS", "tablet");
        row("Chrome on Android",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile "
            "Safari/537.36",
            "Chrome Mobile", "Android", "mobile");
        row("Chrome on an Android tablet",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Chrome", "Android", "tablet");
        row("a television",
            "Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) 76.0.3809.146/6.0 TV "
            "Safari/537.36",
            "Safari", "Tizen", "tv");
        row("an app on Android", "Mozilla/5.0 (Android) ownCloud-android/4.5.1", "Owncloud", "Android", "mobile");
        row("a feature phone that only gives its make", "SAGEM-my411X/1.0", "", "", "mobile");
        row("a program that only gives its name", "Inventory/7.1 (build 12)", "", "", "");
        row("nothing", "", "", "", "");
    }
    void understandsTodaysAgents()
    {
        QFETCH(QByteArray, agent);
        QFETCH(QByteArray, browser);
        QFETCH(QByteArray, os);
        QFETCH(QByteArray, device);
        const UserAgent found = m_parser->parse(agent.toStdString());
        QCOMPARE(QByteArray::fromStdString(found.browser), browser);
        QCOMPARE(QByteArray::fromStdString(found.os), os);
        QCOMPARE(QByteArray::fromStdString(text(domain::name(found.device))), device);
        QVERIFY(!found.crawler.isBot() && !found.automatic.isBot());
    }

    void judgesAutomaticVisitors()
    {
        const auto crawler = [this](const char* agent) { return m_parser->parse(agent).crawler; };
        const domain::BotVerdict gpt = crawler("Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)");
        QCOMPARE(gpt.rule, std::string("ai:gptbot"));
        QCOMPARE(gpt.reason, std::string("GPTBot (OpenAI, AI training)"));
        QCOMPARE(crawler("Googlebot/2.1 (+http://www.google.com/bot.html)").rule, std::string("crawler:googlebot"));
        QCOMPARE(m_parser->parse("curl/8.5.0").automatic.rule, std::string("library:curl"));
        QVERIFY(!crawler("curl/8.5.0").isBot());
        // Not a telephone, although the generic patterns take whatever begins with "http" for one.
        QVERIFY(m_parser->parse("HTTPie/3.2.2").device == domain::Device::Unknown);
        const char* headless = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                               "HeadlessChrome/142.0.0.0 Safari/537.36";
        QCOMPARE(m_parser->parse(headless).automatic.rule, std::string("headless:headlesschrome"));
    }

    void hostileTextsDoNoHarm()
    {
        for (const std::string& agent :
             {std::string(100'000, 'A'), std::string("Mozilla/5.0 (") + std::string(50'000, '(') + ")",
              std::string("\xFF\xFE\x80 Chrome/\xC3"), std::string(3, '\0')})
            QVERIFY(!m_parser->parse(agent).crawler.isBot());
    }

    void theCacheAnswersLikeTheParser()
    {
        const UserAgentCache cache(*m_parser);
        const TableFile corpus = vectors("browsers.tsv", 6);
        for (int round = 0; round < 2; ++round) {
            for (std::size_t i = 0; i < corpus.rows().size(); i += 7)
                QVERIFY(cache.find(corpus.rows()[i][5]) == m_parser->parse(corpus.rows()[i][5]));
        }
    }

    void printsWhatAParseCosts()
    {
        const UserAgentCache cache(*m_parser);
        const std::string agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                                  "Chrome/142.0.0.0 Safari/537.36";
        constexpr int rounds = 2000;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < rounds; ++i)
            QVERIFY(!m_parser->parse(agent).browser.empty());
        const qint64 parse = timer.nsecsElapsed() / rounds;
        timer.start();
        for (int i = 0; i < rounds; ++i)
            QVERIFY(!cache.find(agent).browser.empty());
        qInfo("parse %lld ns, from the cache %lld ns", static_cast<long long>(parse),
              static_cast<long long>(timer.nsecsElapsed() / rounds));
    }

private:
    std::unique_ptr<UserAgentParser> m_parser;
};

QTEST_GUILESS_MAIN(TestUserAgent)
#include "tst_useragent.moc"
