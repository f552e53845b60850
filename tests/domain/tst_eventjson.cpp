// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/eventjson.h"
#include "support/eventmaker.h"

#include <QJsonDocument>
#include <QTest>

#include <cmath>
#include <limits>

using namespace sightglass;
using namespace sightglass::domain;
using sightglass::test::EventMaker;

namespace {

Expected<Event> read(std::string_view text)
{
    json::Parser parser;
    const auto document = parser.parse(text);
    return document ? eventFromJson(document->root) : Expected<Event>(unexpected(document.error()));
}

std::string written(const Event& event)
{
    std::string text;
    appendJson(text, event);
    return text;
}

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
            const std::string line = written(event);
            const auto back = read(line);
            QVERIFY2(back.has_value(), line.c_str());
            QVERIFY2(*back == event, line.c_str());
        }
    }

    void nothingStaysOfTheEventReadBefore()
    {
        EventMaker maker(20260303);
        Event reused;
        json::Parser parser;
        for (int i = 0; i < 3000; ++i) {
            const Event event = maker.make();
            const std::string line = i % 7 == 0   ? R"({"kind":"click","path":7})"
                                     : i % 5 == 0 ? R"({"event_time":"2026-03-02T10:00:00.000Z"})"
                                                  : written(event);
            const Expected<Event> fresh = read(line);
            reused.seq = EventSeq(i);
            reused.project = ProjectId(i);
            reused.linkFrom = reused.linkTo = reused.linkFromClient = 5;
            QCOMPARE(readEvent(parser.parse(line)->root, reused).has_value(), fresh.has_value());
            QVERIFY2(!fresh || reused == *fresh, line.c_str());
        }
    }

    void theLastOfTwoNamesCounts()
    {
        const auto event = read(
            R"({"name":"n","event":"e","message_id":"2","messageId":"1","receivedAt":"2026-03-02T09:00:00Z","received_at":"2026-03-02T10:00:00Z","path":"/a","path":"/b"})");
        QVERIFY(event.has_value());
        QCOMPARE(event->name, std::string("n"));
        QCOMPARE(event->messageId, std::string("2"));
        QCOMPARE(event->receivedAt, fromMs(1'772'445'600'000));
        QCOMPARE(event->path, std::string("/b"));
    }

    void aLineThatSegmentWouldWriteIsRead()
    {
        const auto event = read(
            R"({"type":"page","messageId":"m","anonymousId":"a","timestamp":"2026-03-02T10:00:00.000Z","properties":{"x":1}})");
        QVERIFY(event.has_value());
        QCOMPARE(event->kind, Kind::Pageview);
        QCOMPARE(event->messageId, std::string("m"));
        QCOMPARE(event->eventTime, fromMs(1'772'445'600'000));
        QCOMPARE(event->receivedAt, event->eventTime);
    }

    void theObjectSaysTheSameAsTheText()
    {
        EventMaker maker(7);
        for (int i = 0; i < 300; ++i) {
            const Event event = maker.make();
            QCOMPARE(toJson(event), QJsonDocument::fromJson(QByteArray::fromStdString(written(event))).object());
            QCOMPARE(toJson(event).value(QStringLiteral("source_id")).toString(), QString::number(event.source.value));
        }
    }

    void wholeNumbersBeyondADoubleStayExact()
    {
        Event event = sample();
        event.properties = {{"big", std::numeric_limits<std::int64_t>::max()},
                            {"one", 1.0},
                            {"small", std::numeric_limits<std::int64_t>::min()}};
        const std::string line = written(event);
        QVERIFY(line.find("9223372036854775807") != std::string::npos);
        QVERIFY(read(line)->properties == event.properties);
    }

    void numbersThatJsonLacksComeBack()
    {
        Event event = sample();
        event.properties = {{"endless", std::numeric_limits<double>::infinity()}, {"zero", -0.0}};
        const auto back = read(written(event));
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
        QTest::newRow("more than 64 bits")
            << QByteArray(R"({"screen_width":1e300})") << QStringLiteral("/screen_width");
        QTest::newRow("a list as properties") << QByteArray(R"({"properties":[1]})") << QStringLiteral("/properties");
        QTest::newRow("a nested property") << QByteArray(R"({"properties":{"a":{}}})") << QStringLiteral("/properties");
        QTest::newRow("an unknown warning") << QByteArray(R"({"warnings":["oh"]})") << QStringLiteral("/warnings");
        QTest::newRow("words as an id") << QByteArray(R"({"source_id":"x"})") << QStringLiteral("/source_id");
    }
    void saysWhichMemberIsWrong()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, where);
        const auto event = read({json.constData(), std::size_t(json.size())});
        QVERIFY(!event);
        QVERIFY(event.error().code == ErrorCode::InvalidInput);
        QCOMPARE(event.error().where, where);
    }

    void timesHaveOneText()
    {
        QCOMPARE(timeText(fromMs(0)), std::string("1970-01-01T00:00:00.000Z"));
        QCOMPARE(timeText(fromMs(-1)), std::string("1969-12-31T23:59:59.999Z"));
        for (const std::int64_t ms :
             {std::int64_t(253'402'300'800'000), std::int64_t(-62'200'000'000'123), std::int64_t(1)})
            QCOMPARE(toMs(parseTimeText(timeText(fromMs(ms))).value_or(TimePoint{})), ms);
        QCOMPARE(parseTimeText("2026-03-02T11:00:00+01:00").value_or(TimePoint{}), fromMs(1'772'445'600'000));
        QVERIFY(!parseTimeText("+12"));
    }
};

QTEST_GUILESS_MAIN(TestEventJson)
#include "tst_eventjson.moc"
