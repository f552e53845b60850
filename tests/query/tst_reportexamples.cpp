// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace sightglass;
using namespace sightglass::test;
using namespace std::chrono_literals;

/// JSON with ' for ".
static QJsonDocument json(const QByteArray& text)
{
    return QJsonDocument::fromJson(QByteArray(text).replace('\'', '"'));
}

/// Small histories whose journeys, attribution, vitals and cohorts can be counted by hand (metrics §4, §9, §11).
class TestReportExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_events.clear(); }

    void journeys_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QByteArray>("answer");
        addRows("journey", "forward, the best page, other and left", "'start':'/','limit':1,'depth':2",
                "{'levels':[[{'page':'/','visits':4}],[{'page':'/"
                "a','visits':2},{'page':'other','visits':1},{'page':'left','visits':1}],[{'page':'/"
                "','visits':1},{'page':'other','visits':1},{'page':'left','visits':1}]],"
                "'links':[{'level':0,'from':'/','to':'/a','visits':2},{'level':0,'from':'/"
                "','to':'other','visits':1},{'level':0,'from':'/','to':'left','visits':1},"
                "{'level':1,'from':'/a','to':'/','visits':1},{'level':1,'from':'/"
                "a','to':'other','visits':1},{'level':1,'from':'other','to':'left','visits':1}]}");
        addRows("journey", "backward, from the last occurrence", "'end':'/','limit':8,'depth':1",
                "{'levels':[[{'page':'/','visits':4}],[{'page':'/"
                "a','visits':1},{'page':'left','visits':3}]],'links':[{'level':0,'from':'/a','to':'/"
                "','visits':1},{'level':0,'from':'left','to':'/','visits':3}]}");
        addRows("journey", "custom events are steps by name", "'start':'event:buy','custom_events':true",
                "{'levels':[[{'page':'event:buy','visits':1}],[{'page':'left','visits':1}]],'links':[{'level':0,'from':"
                "'event:buy','to':'left','visits':1}]}");
        addRows("journey", "nobody was there", "'start':'/nowhere'", "{'levels':[],'links':[]}");
    }
    void journeys()
    {
        for (const char* visit : {"/ /a /a /b", "/ /a /", "/ /c", "/"})
            addVisit(visit);
        add(4, "buy", 10'000s).kind = domain::Kind::Custom;
        add(4, "pageview", 10'001s).path = "";
        compare();
    }

    // opentrace §14 T61
    void attribution_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QByteArray>("answer");
        const auto one = [](const char* model, const char* source, const char* medium, const char* campaign) {
            addRows("attribution", model, QByteArray("'goal':{'event':'purchase'},'model':'") + model + '\'',
                    QByteArray("{'rows':[{'source':'") + source + "','medium':'" + medium + "','campaign':'" +
                        campaign +
                        "','conversions':1,'revenue':{'EUR':'49.99'}}],"
                        "'other':{'conversions':0,'revenue':{}},'total':{'conversions':1,'revenue':{'EUR':'49.99'}},'"
                        "history_share':1}");
        };
        one("first_touch", "telegram", "bot", "summer_promo");
        one("last_touch", "facebook", "cpc", "summer sale");
        one("last_non_direct", "facebook", "cpc", "summer sale");
        for (const char* model : {"linear", "position"})
            addRows("attribution", model, QByteArray("'goal':{'event':'purchase'},'model':'") + model + '\'',
                    "{'rows':[{'source':'facebook','medium':'cpc','campaign':'summer "
                    "sale','conversions':0.5,'revenue':{'EUR':'24.995'}},"
                    "{'source':'telegram','medium':'bot','campaign':'summer_promo','conversions':0.5,'revenue':{'EUR':'"
                    "24.995'}}],"
                    "'other':{'conversions':0,'revenue':{}},'total':{'conversions':1,'revenue':{'EUR':'49.99'}},'"
                    "history_share':1}");
    }
    void attribution()
    {
        domain::Event& first = add(1, "pageview", 0s);
        std::tie(first.utmSource, first.utmMedium, first.utmCampaign) = std::tuple("telegram", "bot", "summer_promo");
        domain::Event& second = add(1, "pageview", 7200s);
        std::tie(second.utmSource, second.utmMedium, second.utmCampaign) = std::tuple("facebook", "cpc", "summer sale");
        domain::Event& purchase = add(1, "purchase", 7260s);
        purchase.kind = domain::Kind::Custom;
        purchase.revenueMinor = 4999;
        purchase.currency = "EUR";
        compare();
    }

    // metrics §11: 1 000, 1 800, 2 600, 5 000 → the third; thrice, since fewer than ten are hidden
    void vitals_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QByteArray>("answer");
        addRows("vitals", "all", "",
                "{'rows':[{'value':null,'lcp':2600,'inp':null,'cls':null,'fcp':null,'ttfb':null,'samples':12}]}");
        addRows("vitals", "by page", "'property':'page'",
                "{'rows':[{'value':'/a','lcp':2600,'inp':null,'cls':null,'fcp':null,'ttfb':null,'samples':12}]}");
    }
    void vitals()
    {
        for (int i = 0; i < 12; ++i) {
            const std::int64_t lcp[] = {1000, 1800, 2600, 5000};
            for (const std::int64_t value : {std::int64_t{9999}, lcp[i % 4]}) { // the last value of a page load counts
                domain::Event& e = add(1, "vitals", std::chrono::seconds(m_events.size()));
                e.kind = domain::Kind::Vitals;
                e.path = "/a";
                e.viewId = "v" + std::to_string(i);
                e.vitals = {{"lcp", value}};
            }
        }
        compare();
    }

    void cohorts_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QByteArray>("answer");
        const auto one = [](const char* name, const char* filter, int visitors) {
            addRows("summary", name, QByteArray("'metrics':['visitors'],'filters':[") + filter + ']',
                    "{'metrics':{'visitors':" + QByteArray::number(visitors) + "}}", kCohortsAnswered);
        };
        one("once", "{'cohort':{'did':{'event':'buy'},'from':'2026-03-01','to':'2026-03-03'}}", 2);
        one("twice", "{'cohort':{'did':{'event':'buy'},'times':2,'from':'2026-03-01','to':'2026-03-03'}}", 1);
        one("not twice", "{'not':{'cohort':{'did':{'event':'buy'},'times':2,'from':'2026-03-01','to':'2026-03-03'}}}",
            2);
        one("in another range", "{'cohort':{'did':{'event':'buy'},'from':'2026-03-01','to':'2026-03-02'}}", 0);
    }
    void cohorts()
    {
        for (const int who : {1, 2, 2, 3})
            add(who, who == 3 ? "look" : "buy", std::chrono::seconds(m_events.size())).kind = domain::Kind::Custom;
        compare();
    }

private:
    domain::Event& add(int who, const char* name, std::chrono::seconds after)
    {
        domain::Event e;
        e.name = name;
        e.kind = domain::Kind::Pageview;
        e.eventTime = e.receivedAt = at("2026-03-02T09:00:00Z") + after;
        e.visitor = static_cast<std::uint64_t>(who);
        e.visitorBasis = domain::VisitorBasis::Client;
        e.messageId = std::to_string(100 + m_events.size());
        m_events.push_back(e);
        return m_events.back();
    }

    /// Pages one minute after another, by somebody new.
    void addVisit(const char* pages)
    {
        const int who = static_cast<int>(m_events.size()) + 100;
        const QStringList paths = QString::fromLatin1(pages).split(u' ');
        for (qsizetype i = 0; i < paths.size(); ++i)
            add(who, "pageview", i * 60s).path = paths.at(i).toStdString();
    }

    static void addRows(const char* kind, const char* name, const QByteArray& members, const QByteArray& answer,
                        bool knowsMembers = true)
    {
        const QByteArray all = QByteArray("{'kind':'") + kind + "','from':'2026-03-02','to':'2026-03-03'" +
                               (members.isEmpty() ? "" : ",") + members + '}';
        QTest::addRow("oracle: %s", name) << all << answer;
        if (isAnswered(QLatin1String(kind)) && knowsMembers)
            QTest::addRow("engine: %s", name) << all << answer;
    }

    void compare() const
    {
        QFETCH(const QByteArray, members);
        QFETCH(const QByteArray, answer);
        domain::Project project = testProject();
        project.timezone = "UTC";
        const TimePoint now = at("2026-03-06T12:00:00Z");
        const QJsonObject description = json(members).object();
        const QJsonObject expected = json(answer).object();
        QVERIFY(!description.isEmpty() && !expected.isEmpty());
        MemoryScan scan(m_events, 3);
        const bool engine = QByteArray(QTest::currentDataTag()).startsWith("engine");
        const QString wrong = difference(engine ? answerOf(scan, description, now, project)
                                                : oracleOf(m_events, description, now, project),
                                         expected);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    std::vector<domain::Event> m_events;
};

QTEST_GUILESS_MAIN(TestReportExamples)
#include "tst_reportexamples.moc"
