// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/eventmembers.h"
#include "pipeline/dailysecrets.h"
#include "pipeline/geolookup.h"
#include "pipeline/enrichmentstage.h"
#include "pipeline/pipeline.h"
#include "pipeline/privacystage.h"
#include "pipeline/referencedata.h"
#include "pipeline/textstage.h"
#include "pipeline/timestage.h"
#include "pipeline/visitorkeys.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace sightglass;
using namespace sightglass::domain;
using namespace sightglass::pipeline;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint kNow = fromMs(1'772'461'810'000); // 2026-03-02 14:30:10
constexpr const char* kChrome =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.1.2 Safari/537.36";

class OnePlace final : public GeoLookup
{
public:
    [[nodiscard]] Place find(std::string_view) const override { return {"FR", "Bretagne", "Rennes"}; }
};

SourceEntry entryOf(Privacy privacy = Privacy::Standard)
{
    SourceEntry entry;
    entry.project.id = ProjectId(3);
    entry.project.privacy = privacy;
    entry.source.id = SourceId(7);
    entry.source.project = entry.project.id;
    return entry;
}

DecodedEvent visit(const char* address = "192.0.2.7")
{
    DecodedEvent decoded;
    decoded.event.kind = Kind::Pageview;
    decoded.event.name = "pageview";
    decoded.userAgent = kChrome;
    decoded.address = address;
    return decoded;
}

bool warns(const Event& event, Warning warning)
{
    return std::find(event.warnings.begin(), event.warnings.end(), warning) != event.warnings.end();
}

} // namespace

class TestPipeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto data = ReferenceData::load();
        QVERIFY(data.has_value());
        m_data = *data;
    }
    void init() { m_pipeline = std::make_unique<Pipeline>(parts()); }

    void timesFollowTheClocks_data()
    {
        QTest::addColumn<qint64>("stated"); // seconds before receipt; a huge number = none
        QTest::addColumn<qint64>("sent");
        QTest::addColumn<qint64>("timestamp");
        QTest::addColumn<qint64>("eventTime");
        QTest::addColumn<int>("warning");
        constexpr qint64 none = 1'000'000'000'000;
        const auto row = [](const char* name, qint64 stated, qint64 sent, qint64 timestamp, qint64 eventTime,
                            int warning = -1) {
            QTest::newRow(name) << stated << sent << timestamp << eventTime << warning;
        };
        row("a slow clock is corrected", 1810, 1805, 5, 5);
        row("a stated time stands without a send time", 20, none, 20, 20);
        row("nothing stated is the receive time", none, none, 0, 0);
        row("a send time alone is the receive time", none, 30, 0, 0);
        row("a fast clock keeps the time in the queue", 5410, -1790, 7200, 7200);
        row("five minutes ahead is allowed", -300, none, -300, -300);
        row("more is the receive time", -301, none, -301, 0, int(Warning::TimeInFuture));
        row("400 days are allowed", 34'560'000, none, 34'560'000, 34'560'000);
        row("more are not", 34'560'001, none, 34'560'001, 0, int(Warning::TimeOutOfRange));
    }
    void timesFollowTheClocks()
    {
        QFETCH(qint64, stated);
        QFETCH(qint64, sent);
        QFETCH(qint64, timestamp);
        QFETCH(qint64, eventTime);
        QFETCH(int, warning);
        Event event;
        if (stated < 1'000'000'000'000)
            event.statedAt = kNow - std::chrono::seconds(stated);
        if (sent < 1'000'000'000'000)
            event.sentAt = kNow - std::chrono::seconds(sent);
        applyTime(event, kNow);
        QCOMPARE(toMs(event.timestamp), toMs(kNow - std::chrono::seconds(timestamp)));
        QCOMPARE(toMs(event.eventTime), toMs(kNow - std::chrono::seconds(eventTime)));
        QCOMPARE(event.warnings.empty() ? -1 : int(event.warnings.front()), warning);
    }

    void importsMayBeOld()
    {
        Event event;
        event.protocol = Protocol::Import;
        event.statedAt = kNow - 5000 * 24h;
        applyTime(event, kNow);
        QVERIFY(event.eventTime == *event.statedAt && event.warnings.empty());
    }

    void absurdTimesDoNotOverflow()
    {
        for (const std::int64_t stated : {INT64_MIN, INT64_MAX}) {
            Event event;
            event.statedAt = fromMs(stated);
            event.sentAt = fromMs(stated == INT64_MIN ? INT64_MAX : INT64_MIN);
            applyTime(event, kNow);
            QVERIFY(event.eventTime == kNow);
        }
    }

    void visitorsHaveABasis()
    {
        DecodedEvent person = visit();
        person.event.userId = "u1";
        person.event.anonymousId = "a1";
        m_pipeline->complete(person, entryOf(), kNow);
        QVERIFY(person.event.visitorBasis == VisitorBasis::Person);
        QCOMPARE(person.event.visitor, personKey(hashKey("secret"), ProjectId(3), "u1"));
        QVERIFY(person.event.linkKind == LinkKind::Identify);
        QCOMPARE(person.event.linkedId, std::string("a1"));

        DecodedEvent client = visit();
        client.event.anonymousId = "a1";
        m_pipeline->complete(client, entryOf(), kNow);
        QVERIFY(client.event.visitorBasis == VisitorBasis::Client);
        QCOMPARE(client.event.visitor, person.event.linkFrom);
        QCOMPARE(client.event.idSpace, std::string("segment"));
        QCOMPARE(person.event.linkTo, person.event.visitor);

        DecodedEvent hashed = visit();
        m_pipeline->complete(hashed, entryOf(), kNow);
        QVERIFY(hashed.event.visitorBasis == VisitorBasis::Hash && hashed.event.visitor != 0);

        DecodedEvent server = visit("");
        m_pipeline->complete(server, entryOf(), kNow);
        QVERIFY(server.event.visitorBasis == VisitorBasis::None && server.event.visitor == 0);
    }

    void hashedVisitorsAreOnePerAddressAgentAndProject()
    {
        const auto key = [this](const char* address, const char* agent, ProjectId project) {
            DecodedEvent decoded = visit(address);
            decoded.userAgent = agent;
            SourceEntry entry = entryOf();
            entry.project.id = project;
            m_pipeline->complete(decoded, entry, kNow);
            return decoded.event.visitor;
        };
        const std::uint64_t one = key("192.0.2.7", "A", ProjectId(3));
        QCOMPARE(key("192.0.2.7", "A", ProjectId(3)), one);
        QVERIFY(key("192.0.2.8", "A", ProjectId(3)) != one);
        QVERIFY(key("192.0.2.7", "B", ProjectId(3)) != one);
        QVERIFY(key("192.0.2.7", "A", ProjectId(4)) != one);
    }

    void midnightCutsNoOpenVisit()
    {
        const TimePoint midnight = dayOf(kNow) + std::chrono::days(1);
        const auto keyAt = [this](TimePoint at) {
            DecodedEvent decoded = visit();
            m_pipeline->complete(decoded, entryOf(), at);
            return decoded.event.visitor;
        };
        const std::uint64_t evening = keyAt(midnight - 10min);
        QCOMPARE(keyAt(midnight + 5min), evening);
        QCOMPARE(keyAt(midnight + 30min), evening); // opened further by the event before
        const std::uint64_t morning = keyAt(midnight + 60min + 1ms);
        QVERIFY(morning != evening);
        QCOMPARE(keyAt(midnight + 10h), morning);
    }

    void secretsAreForgotten()
    {
        std::vector<std::size_t> saved;
        DailySecretRing ring({}, [&saved](const auto& entries) { saved.push_back(entries.size()); });
        const Day day = dayOf(kNow);
        const auto first = ring.keyOf(day, day);
        QVERIFY(first && ring.keyOf(day, day) == first);
        const auto second = ring.keyOf(day + std::chrono::days(1), day + std::chrono::days(1));
        QVERIFY(second && second != first);
        QVERIFY(ring.keyOf(day, day + std::chrono::days(1)) == first);
        QVERIFY(!ring.keyOf(day, day + std::chrono::days(2)));
        ring.expire(day + std::chrono::days(9));
        QVERIFY((saved == std::vector<std::size_t>{1, 2, 2, 0}));
    }

    void aliasJoinsPeople()
    {
        DecodedEvent alias = visit();
        alias.event.kind = Kind::Alias;
        alias.event.linkKind = LinkKind::Alias;
        alias.event.linkedId = "old";
        alias.event.userId = "new";
        m_pipeline->complete(alias, entryOf(), kNow);
        const HashKey key = hashKey("secret");
        QCOMPARE(alias.event.linkFrom, personKey(key, ProjectId(3), "old"));
        QCOMPARE(alias.event.linkFromClient, clientKey(key, ProjectId(3), "segment", "old"));
        QCOMPARE(alias.event.linkTo, personKey(key, ProjectId(3), "new"));

        alias.event.linkedId = "new";
        m_pipeline->complete(alias, entryOf(), kNow);
        QVERIFY(alias.event.linkFrom == 0 && alias.event.linkTo == 0 && alias.event.linkFromClient == 0);
    }

    void linksOnAllEventsCanBeSwitchedOff()
    {
        SourceEntry entry = entryOf();
        entry.source.linkOnAllEvents = false;
        DecodedEvent track = visit();
        track.event.userId = "u1";
        track.event.anonymousId = "a1";
        DecodedEvent identify = track;
        identify.event.kind = Kind::Identify;
        m_pipeline->complete(track, entry, kNow);
        m_pipeline->complete(identify, entry, kNow);
        QVERIFY(track.event.linkKind == LinkKind::None);
        QVERIFY(identify.event.linkKind == LinkKind::Identify);
    }

    void surroundingsAreFilledIn()
    {
        DecodedEvent decoded = visit();
        decoded.acceptLanguage = "de_at;q=0.9, en;q=0.8";
        decoded.event.timezone = "Asia/Calcutta";
        m_pipeline->complete(decoded, entryOf(), kNow);
        const Event& event = decoded.event;
        QCOMPARE(event.browser, std::string("Chrome"));
        QCOMPARE(event.browserVersion, std::string("142.0.1"));
        QCOMPARE(event.os, std::string("Windows"));
        QVERIFY(event.device == Device::Desktop);
        QCOMPARE(event.language, std::string("de"));
        QCOMPARE(event.locale, std::string("de-AT"));
        QCOMPARE(event.country, std::string("FR"));
        QCOMPARE(event.city, std::string("Rennes"));
        QVERIFY(event.source == SourceId(7));
    }

    void theCountryFallsBackToTheZone()
    {
        PipelineParts without = parts();
        without.geo.reset();
        DecodedEvent decoded = visit();
        decoded.event.timezone = "Asia/Calcutta";
        Pipeline(without).complete(decoded, entryOf(), kNow);
        QCOMPARE(decoded.event.country, std::string("IN"));
        decoded = visit();
        decoded.event.timezone = "Mars/Olympus";
        Pipeline(without).complete(decoded, entryOf(), kNow);
        QVERIFY(decoded.event.country.empty() && decoded.event.timezone.empty() &&
                warns(decoded.event, Warning::UnknownTimezone));
    }

    void languageTagsGetTheirUsualCase()
    {
        QCOMPARE(usualTag("EN_gb"), std::string("en-GB"));
        QCOMPARE(usualTag("zh-hant-tw"), std::string("zh-Hant-TW"));
        QCOMPARE(usualTag("fr"), std::string("fr"));
        QVERIFY(usualTag("*").empty());
        QVERIFY(usualTag("en--us").empty());
        QVERIFY(usualTag("").empty());
    }

    void botsAreJudged()
    {
        const auto rule = [this](const char* agent, bool browserExpected, const char* referrerHost = "") {
            DecodedEvent decoded = visit();
            decoded.userAgent = agent;
            decoded.browserExpected = browserExpected;
            decoded.event.referrerHost = referrerHost;
            m_pipeline->complete(decoded, entryOf(), kNow);
            return decoded.event.bot.rule;
        };
        QCOMPARE(rule(kChrome, true), std::string());
        QCOMPARE(rule("Googlebot/2.1", false), std::string("crawler:googlebot"));
        QCOMPARE(rule("curl/8.5.0", true), std::string("library:curl"));
        QCOMPARE(rule("curl/8.5.0", false), std::string());
        QCOMPARE(rule(kChrome, true, "14.semalt.com"), std::string("spam:semalt.com"));
    }

    void storedEventsAreJudgedAnew_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QByteArray>("referrer");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto sent = [](const char* agent) -> QByteArray {
            return QByteArray(R"({"type":"page","context":{"userAgent":")") + agent + "\"}}";
        };
        QTest::newRow("a crawler that was not known")
            << sent("Googlebot/2.1") << QByteArray() << QByteArray() << QByteArray("crawler:googlebot");
        QTest::newRow("a rule that is gone")
            << sent(kChrome) << QByteArray() << QByteArray("crawler:nobody") << QByteArray();
        QTest::newRow("a spammer that was not known")
            << QByteArray() << QByteArray("semalt.com") << QByteArray() << QByteArray("spam:semalt.com");
        QTest::newRow("a host that is no spammer any more")
            << QByteArray() << QByteArray("good.example") << QByteArray("spam:good.example") << QByteArray();
        QTest::newRow("nothing says what sent it: the verdict stands")
            << QByteArray("{}") << QByteArray() << QByteArray("crawler:x") << QByteArray("crawler:x");
        QTest::newRow("a library where a browser was expected stays one")
            << sent("curl/8.5.0") << QByteArray() << QByteArray("library:curl") << QByteArray("library:curl");
        QTest::newRow("a library elsewhere stays none")
            << sent("curl/8.5.0") << QByteArray() << QByteArray() << QByteArray();
    }
    void storedEventsAreJudgedAnew()
    {
        QFETCH(QByteArray, raw);
        QFETCH(QByteArray, referrer);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        Event event;
        event.raw = raw.toStdString();
        event.referrerHost = referrer.toStdString();
        event.bot.rule = before.toStdString();
        QCOMPARE(QByteArray::fromStdString(m_pipeline->judge(event, entryOf()).bot.rule), after);
    }

    void rulesKeepEventsOut_data()
    {
        QTest::addColumn<QByteArray>("of");
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* name, const char* of, const char* rules, const char* reason) {
            QTest::newRow(name) << QByteArray(of) << QByteArray(rules).replace('\'', '"') << QByteArray(reason);
        };
        row("an address of the project", "project", "{'addresses':['203.0.113.0/24']}", "address");
        row("an address of the source", "source", "{'addresses':['203.0.113.9']}", "address");
        row("another address", "source", "{'addresses':['203.0.113.10']}", "");
        row("a page", "project", "{'pages':['/x','/admin/**']}", "page:/admin/**");
        row("another page", "project", "{'pages':['/x']}", "");
        row("a host", "source", "{'hosts':['example.org']}", "host:example.org");
        row("an address before a page", "project", "{'pages':['**'],'addresses':['0.0.0.0/0']}", "address");
        row("a page before a host", "project", "{'pages':['/admin/*'],'hosts':['example.org']}", "page:/admin/*");
    }
    void rulesKeepEventsOut()
    {
        QFETCH(QByteArray, of);
        QFETCH(QByteArray, rules);
        QFETCH(QByteArray, reason);
        SourceEntry entry = entryOf();
        Exclusions& exclusions = of == "project" ? entry.project.exclusions : entry.source.exclusions;
        QVERIFY(domain::apply(QJsonDocument::fromJson(rules).object(), exclusions));
        DecodedEvent decoded = visit();
        decoded.address = "203.0.113.9";
        decoded.event.path = "/admin/users";
        decoded.event.hostname = "example.org";
        QVERIFY(m_pipeline->complete(decoded, entry, kNow) == Disposition::Store);
        QCOMPARE(QByteArray::fromStdString(decoded.event.excluded), reason);
        QCOMPARE(decoded.event.visitorBasis, VisitorBasis::Hash);
        entry.project.storeFlagged = false;
        QCOMPARE(m_pipeline->complete(decoded, entry, kNow) == Disposition::CountExcluded, !reason.isEmpty());

        // Judged anew by the same rules it stays as it is, without them it counts.
        QCOMPARE(QByteArray::fromStdString(m_pipeline->judge(decoded.event, entry).excluded), reason);
        QCOMPARE(m_pipeline->judge(decoded.event, entryOf()).excluded, std::string());
    }

    void anAddressForExclusionsGoesNowhereElse()
    {
        SourceEntry entry = entryOf();
        entry.project.exclusions.addresses = {*AddressBlock::parse("203.0.113.9")};
        DecodedEvent decoded;
        decoded.excludableAddress = "203.0.113.9";
        QVERIFY(m_pipeline->complete(decoded, entry, kNow) == Disposition::Store);
        QCOMPARE(decoded.event.excluded, std::string("address"));
        QCOMPARE(decoded.event.visitorBasis, VisitorBasis::None);
        // The address is not known any more: while there are rules about addresses the verdict stands.
        entry.project.exclusions.addresses = {*AddressBlock::parse("198.51.100.1")};
        QCOMPARE(m_pipeline->judge(decoded.event, entry).excluded, std::string("address"));
    }

    void projectsMayKeepNoBots()
    {
        SourceEntry entry = entryOf();
        entry.project.storeFlagged = false;
        DecodedEvent bot = visit();
        bot.userAgent = "Googlebot/2.1";
        DecodedEvent human = visit();
        QVERIFY(m_pipeline->complete(bot, entry, kNow) == Disposition::CountBot);
        QVERIFY(m_pipeline->complete(human, entry, kNow) == Disposition::Store);
    }

    void strictProjectsKeepNothingMarked()
    {
        DecodedEvent decoded = visit();
        Event& event = decoded.event;
        for (const TextMember& member : kTextMembers)
            event.*member.member = "x.y";
        event.traits = event.traitsOnce = event.wire = {{"a", std::string("b")}};
        event.properties = {{"plan", std::string("pro")}, {"Api_Key", std::string("k")}};
        event.query = event.clickIds = {{"gclid", "1"}};
        event.screenWidth = event.screenHeight = event.viewportWidth = event.viewportHeight = 9;
        event.exception = R"({"type":"E","user":{"id":1},"request":{},"frames":[{"vars":{"p":1},"function":"f"}]})";
        event.linkKind = LinkKind::Identify;
        m_pipeline->complete(decoded, entryOf(Privacy::Strict), kNow);
        for (const auto member :
             {&Event::userId, &Event::anonymousId, &Event::idSpace, &Event::linkedId, &Event::sessionHint, &Event::url,
              &Event::referrer, &Event::locale, &Event::timezone, &Event::region, &Event::city, &Event::raw})
            QCOMPARE(event.*member, std::string());
        QVERIFY(event.traits.empty() && event.traitsOnce.empty() && event.wire.empty() && event.query.empty() &&
                event.clickIds.empty());
        QVERIFY(event.screenWidth == 0 && event.screenHeight == 0 && event.viewportWidth == 0 &&
                event.viewportHeight == 0);
        QVERIFY(event.linkKind == LinkKind::None && event.linkFrom == 0 && event.linkTo == 0);
        QVERIFY((event.properties == PropertyMap{{"plan", std::string("pro")}}));
        QCOMPARE(event.exception, std::string(R"({"frames":[{"function":"f"}],"type":"E"})"));
        QCOMPARE(event.browserVersion, std::string("x"));
        QCOMPARE(event.path, std::string("x.y"));
        QVERIFY(event.visitorBasis == VisitorBasis::Hash);
    }

    void strictVisitorsAreTheSameForADay()
    {
        const auto number = [this](TimePoint at) {
            DecodedEvent decoded = visit();
            m_pipeline->complete(decoded, entryOf(Privacy::Strict), at);
            return decoded.event.visitor;
        };
        const std::uint64_t today = number(kNow);
        QCOMPARE(number(kNow + 1h), today);
        QVERIFY(number(kNow + 24h) != today);
    }

    void strictProjectsOnlyCountIdentityCalls()
    {
        for (const Kind kind : {Kind::Identify, Kind::Alias, Kind::Group}) {
            DecodedEvent decoded = visit();
            decoded.event.kind = kind;
            QVERIFY(m_pipeline->complete(decoded, entryOf(Privacy::Strict), kNow) == Disposition::CountIdentity);
            QVERIFY(m_pipeline->complete(decoded, entryOf(), kNow) == Disposition::Store);
        }
    }

    void addressesAreStoredByMode()
    {
        QCOMPARE(storedAddress("192.0.2.77", IpMode::None), std::string());
        QCOMPARE(storedAddress("192.0.2.77", IpMode::Truncate), std::string("192.0.2.0"));
        QCOMPARE(storedAddress("192.0.2.77", IpMode::Full), std::string("192.0.2.77"));
        QCOMPARE(storedAddress("2001:db8:1:2:3::4", IpMode::Truncate), std::string("2001:db8:1::"));
        QCOMPARE(storedAddress("::ffff:192.0.2.77", IpMode::Truncate), std::string("192.0.2.0"));
        QCOMPARE(storedAddress("nonsense", IpMode::Full), std::string());
    }

    void textsStayWithinTheirLimits()
    {
        Event event;
        event.name = std::string(1023, 'n') + "é";
        event.title = "  " + std::string(600, 't');
        event.path = std::string("/a\0b", 4);
        event.userId = "0A1B2C3D-0000-4000-8000-ABCDEFABCDEF";
        event.messageId = std::string(256, 'm');
        event.city = "K\xF6ln";
        event.properties = {{std::string(301, 'k'), std::string(9000, 'v')}};
        event.wire = {{"referrer", std::string(9000, 'r')},
                      {"payload", std::string(9000, 'p')},
                      {"ts_raw", std::string("1\0\xE9", 3)}};
        applyTextLimits(event);
        QCOMPARE(std::get<std::string>(event.wire.at(0).value).size(), std::size_t(8192));
        QCOMPARE(std::get<std::string>(event.wire.at(1).value).size(), std::size_t(9000)); // half a JSON text is none
        QCOMPARE(std::get<std::string>(event.wire.at(2).value), std::string("1\xEF\xBF\xBD"));
        QCOMPARE(event.name, std::string(1023, 'n'));
        QCOMPARE(event.title.size(), std::size_t(500));
        QCOMPARE(event.path, std::string("/ab"));
        QCOMPARE(event.userId, std::string("0a1b2c3d-0000-4000-8000-abcdefabcdef"));
        QCOMPARE(event.messageId.size(), std::size_t(64));
        QCOMPARE(event.city, std::string("K\xEF\xBF\xBDln"));
        QCOMPARE(event.properties.front().key.size(), std::size_t(300));
        QCOMPARE(std::get<std::string>(event.properties.front().value).size(), std::size_t(8192));
        QVERIFY(warns(event, Warning::TextCut) && warns(event, Warning::TextRepaired) &&
                warns(event, Warning::MessageIdHashed));
    }

    void wrongBytesAreFoundWhereverTheyStand()
    {
        for (std::size_t length = 1; length <= 40; ++length) {
            for (std::size_t at = 0; at < length; ++at) {
                Event event;
                event.browser = std::string(length, 'a');
                event.browser[at] = '\xFF';
                event.city = std::string(length + 1, 'b');
                event.city[at] = '\0';
                event.os = std::string(length, 'c');
                applyTextLimits(event);
                QCOMPARE(event.browser, std::string(at, 'a') + "\xEF\xBF\xBD" + std::string(length - at - 1, 'a'));
                QCOMPARE(event.city, std::string(length, 'b'));
                QCOMPARE(event.os, std::string(length, 'c'));
            }
        }
    }

    void userIdsAreComposed()
    {
        Event event;
        event.userId = "e\xCC\x81ric"; // e and a combining accent
        applyTextLimits(event);
        QCOMPARE(event.userId, std::string("\xC3\xA9ric"));
    }

    void printsWhatAnEventCosts()
    {
        constexpr int rounds = 20'000;
        QElapsedTimer timer;
        timer.start();
        qint64 copies = 0;
        DecodedEvent model = visit();
        model.event.anonymousId = "a1";
        model.event.timezone = "Europe/Berlin";
        for (int i = 0; i < rounds; ++i) {
            DecodedEvent decoded = model;
            copies += decoded.event.name.size();
        }
        const qint64 copying = timer.nsecsElapsed();
        timer.start();
        for (int i = 0; i < rounds; ++i) {
            DecodedEvent decoded = model;
            m_pipeline->complete(decoded, entryOf(), kNow);
            copies += decoded.event.name.size();
        }
        QVERIFY(copies > 0);
        qInfo("%lld ns an event with warm caches", static_cast<long long>((timer.nsecsElapsed() - copying) / rounds));
    }

private:
    PipelineParts parts() const
    {
        return {"secret", std::make_shared<DailySecretRing>(), m_data, std::make_shared<OnePlace>()};
    }

    std::shared_ptr<const ReferenceData> m_data;
    std::unique_ptr<Pipeline> m_pipeline;
};

QTEST_GUILESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
