// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/eventjson.h"
#include "domain/eventmembers.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace sightglass;
using namespace sightglass::domain;

namespace {

/// Random values of every member, from a fixed seed so that a failure can be repeated.
class EventMaker
{
public:
    explicit EventMaker(quint32 seed)
        : m_random(seed)
    {
    }

    Event make()
    {
        Event e;
        e.protocol = static_cast<Protocol>(below(11));
        e.kind = static_cast<Kind>(below(13));
        e.source = SourceId(static_cast<std::int64_t>(m_random.generate64() >> 1));
        e.receivedAt = time();
        e.timestamp = time();
        e.eventTime = time();
        e.historical = coin();
        e.visitorBasis = static_cast<VisitorBasis>(below(5));
        e.visitor = m_random.generate64();
        e.linkKind = static_cast<LinkKind>(below(5));
        e.device = static_cast<Device>(below(8));
        e.engagementBasis = static_cast<EngagementBasis>(below(3));
        e.interactive = coin();
        e.engagementMs = below(100000);
        maybe(e.statedAt, [this] { return time(); });
        maybe(e.sentAt, [this] { return time(); });
        maybe(e.scrollDepth, [this] { return below(101); });
        maybe(e.firstTodaySite, [this] { return coin(); });
        maybe(e.firstTodayPage, [this] { return coin(); });
        maybe(e.revenueMinor, [this] { return whole(); });
        maybe(e.valueMinor, [this] { return whole(); });
        maybe(e.consent, [this] { return whole(); });
        for (const TextMember& member : kTextMembers)
            e.*member.member = text();
        e.libraryName = text();
        e.libraryVersion = text();
        for (const PixelMember& member : kPixelMembers)
            e.*member.member = below(5000);
        for (const MapMember& member : kMapMembers)
            e.*member.member = properties();
        for (const TextMapMember& member : kTextMapMembers) {
            for (int i = below(3); i > 0; --i)
                (e.*member.member).emplace_back("k" + std::to_string(i), text());
            std::reverse((e.*member.member).begin(), (e.*member.member).end());
        }
        e.exception = coin() ? R"({"type":"E","value":1})" : "";
        e.integrations = coin() ? R"({"b":1,  "a":true})" : "";
        e.bot = {text(), text()};
        for (int i = below(4); i > 0; --i)
            e.warnings.push_back(static_cast<Warning>(below(11)));
        return e;
    }

private:
    int below(int end) { return m_random.bounded(end); }
    bool coin() { return below(2) == 0; }
    TimePoint time()
    {
        return fromMs(static_cast<std::int64_t>(m_random.generate64() % 4'000'000'000'000) - 1'000'000'000'000);
    }
    std::int64_t whole() { return static_cast<std::int64_t>(m_random.generate64() >> below(64)) * (coin() ? 1 : -1); }
    template <typename T, typename Make> void maybe(std::optional<T>& out, Make make)
    {
        if (coin())
            out = make();
    }
    std::string text()
    {
        static constexpr std::string_view pieces[] = {"a", "\"", "\\", "é",   "\n", "\xF0\x9F\x98\x80",
                                                      " ", "/",  "0",  "\x7F"};
        std::string out;
        for (int i = below(6); i > 0; --i)
            out += pieces[below(10)];
        return out;
    }
    PropertyValue value()
    {
        switch (below(6)) {
        case 0:
            return text();
        case 1:
            return whole();
        case 2:
            return m_random.generateDouble() * 1e6;
        case 3:
            return static_cast<double>(below(100));
        case 4:
            return std::ldexp(m_random.generateDouble(), below(2000) - 1000);
        default:
            return coin();
        }
    }
    PropertyMap properties()
    {
        PropertyMap map;
        for (int i = 0, count = below(5); i < count; ++i)
            map.push_back({"p" + std::to_string(i), value()});
        return map;
    }

    QRandomGenerator m_random;
};

Event sample()
{
    Event e;
    e.kind = Kind::Custom;
    e.name = "Order Completed";
    e.messageId = "m1";
    e.userId = "u1";
    e.receivedAt = fromMs(1'772'445'600'000);
    e.timestamp = e.eventTime = e.receivedAt;
    e.source = SourceId(7);
    e.url = "https://shop.example/thanks";
    e.path = "/thanks";
    e.properties = {{"total", std::int64_t(3)}};
    return e;
}

} // namespace

class TestEventJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRandomEventComesBackThroughText()
    {
        EventMaker maker(20260302);
        for (int i = 0; i < 3000; ++i) {
            const Event event = maker.make();
            const QByteArray line = QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact);
            const auto back = eventFromJson(QJsonDocument::fromJson(line).object());
            QVERIFY2(back.has_value(), line.constData());
            QVERIFY2(*back == event, line.constData());
        }
    }

    void wholeNumbersBeyondADoubleStayExact()
    {
        Event event = sample();
        event.properties = {{"big", std::numeric_limits<std::int64_t>::max()},
                            {"one", 1.0},
                            {"small", std::numeric_limits<std::int64_t>::min()}};
        const QByteArray line = QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact);
        QVERIFY(line.contains("9223372036854775807"));
        QVERIFY(eventFromJson(QJsonDocument::fromJson(line).object())->properties == event.properties);
    }

    void numbersThatJsonLacksComeBack()
    {
        Event event = sample();
        event.properties = {{"endless", std::numeric_limits<double>::infinity()}, {"zero", -0.0}};
        const auto back = eventFromJson(QJsonDocument::fromJson(QJsonDocument(toJson(event)).toJson()).object());
        QVERIFY(back.has_value());
        QVERIFY(back->properties == event.properties);
        QVERIFY(std::signbit(std::get<double>(back->properties[1].value)));
    }

    void speaksSegmentsNames()
    {
        const QJsonObject json = toJson(sample());
        QCOMPARE(json.value(QStringLiteral("type")).toString(), QStringLiteral("track"));
        QCOMPARE(json.value(QStringLiteral("event")).toString(), QStringLiteral("Order Completed"));
        QCOMPARE(json.value(QStringLiteral("messageId")).toString(), QStringLiteral("m1"));
        QCOMPARE(json.value(QStringLiteral("message_id")).toString(), QStringLiteral("m1"));
        QCOMPARE(json.value(QStringLiteral("userId")).toString(), QStringLiteral("u1"));
        QCOMPARE(json.value(QStringLiteral("receivedAt")).toString(), QStringLiteral("2026-03-02T10:00:00.000Z"));
        QCOMPARE(json.value(QStringLiteral("source_id")).toString(), QStringLiteral("7"));
        const QJsonObject page =
            json.value(QStringLiteral("context")).toObject().value(QStringLiteral("page")).toObject();
        QCOMPARE(page.value(QStringLiteral("path")).toString(), QStringLiteral("/thanks"));
        QVERIFY(!json.contains(QStringLiteral("anonymousId")));
    }

    void kindsHaveSegmentTypes_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("type");
        QTest::newRow("a page view is a page") << int(Kind::Pageview) << QStringLiteral("page");
        QTest::newRow("a screen is a screen") << int(Kind::Screen) << QStringLiteral("screen");
        QTest::newRow("identify stays") << int(Kind::Identify) << QStringLiteral("identify");
        QTest::newRow("alias stays") << int(Kind::Alias) << QStringLiteral("alias");
        QTest::newRow("group stays") << int(Kind::Group) << QStringLiteral("group");
        QTest::newRow("everything else is a track") << int(Kind::Exception) << QStringLiteral("track");
    }
    void kindsHaveSegmentTypes()
    {
        QFETCH(int, kind);
        QFETCH(QString, type);
        Event event = sample();
        event.kind = static_cast<Kind>(kind);
        QCOMPARE(toJson(event).value(QStringLiteral("type")).toString(), type);
    }

    void saysWhichMemberIsWrong_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("where");
        QTest::newRow("a number as text") << QByteArray(R"({"path":3})") << QStringLiteral("/path");
        QTest::newRow("an unknown kind") << QByteArray(R"({"kind":"dance"})") << QStringLiteral("/kind");
        QTest::newRow("no time") << QByteArray(R"({"event_time":"soon"})") << QStringLiteral("/event_time");
        QTest::newRow("a fraction as pixels")
            << QByteArray(R"({"screen_width":1.5})") << QStringLiteral("/screen_width");
        QTest::newRow("too many pixels") << QByteArray(R"({"screen_width":3000000000})")
                                         << QStringLiteral("/screen_width");
        QTest::newRow("a list as properties") << QByteArray(R"({"properties":[1]})") << QStringLiteral("/properties");
        QTest::newRow("a nested property") << QByteArray(R"({"properties":{"a":{}}})") << QStringLiteral("/properties");
        QTest::newRow("an unknown warning") << QByteArray(R"({"warnings":["oh"]})") << QStringLiteral("/warnings");
        QTest::newRow("words as an id") << QByteArray(R"({"source_id":"x"})") << QStringLiteral("/source_id");
    }
    void saysWhichMemberIsWrong()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, where);
        const auto event = eventFromJson(QJsonDocument::fromJson(json).object());
        QVERIFY(!event);
        QVERIFY(event.error().code == ErrorCode::InvalidInput);
        QCOMPARE(event.error().where, where);
    }

    void timesHaveOneText()
    {
        QCOMPARE(timeText(fromMs(0)), QStringLiteral("1970-01-01T00:00:00.000Z"));
        QCOMPARE(timeText(fromMs(-1)), QStringLiteral("1969-12-31T23:59:59.999Z"));
        for (const std::int64_t ms :
             {std::int64_t(253'402'300'800'000), std::int64_t(-62'200'000'000'123), std::int64_t(1)})
            QCOMPARE(toMs(parseTimeText(timeText(fromMs(ms))).value_or(TimePoint{})), ms);
        QCOMPARE(parseTimeText(QStringLiteral("2026-03-02T11:00:00+01:00")).value_or(TimePoint{}),
                 fromMs(1'772'445'600'000));
        QVERIFY(!parseTimeText(QStringLiteral("+12")));
    }
};

QTEST_GUILESS_MAIN(TestEventJson)
#include "tst_eventjson.moc"
