// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/eventcodec.h"
#include "storage/storefixture.h"

#include <QTest>

using namespace sightglass;
using domain::Event;
using storage::decodeBody;
using storage::encodeBody;

class EventCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomEventsComeBack();
    void anEmptyEventTakesOneByte();
    void theMessageIdIsReadAlone();
    void damagedBodiesAreRefused_data();
    void damagedBodiesAreRefused();
    void randomDamageNeverReadsPastTheEnd();
};

namespace {

/// An event with the members that are columns of the row, as the reader sets them.
Event columnsOf(const Event& event)
{
    Event columns;
    columns.source = event.source;
    columns.kind = event.kind;
    columns.receivedAt = event.receivedAt;
    columns.eventTime = event.eventTime;
    columns.visitor = event.visitor;
    return columns;
}

} // namespace

void EventCodecTest::randomEventsComeBack()
{
    std::mt19937_64 random(1);
    for (int i = 0; i < 3000; ++i) {
        const Event event = test::randomEvent(random, domain::Source(), test::at("2026-03-10T12:00:00.000Z"));
        std::string body;
        encodeBody(event, body);
        Event decoded = columnsOf(event);
        QVERIFY(decodeBody(body, decoded));
        QVERIFY(decoded == event);
    }
}

void EventCodecTest::anEmptyEventTakesOneByte()
{
    std::string body;
    encodeBody(Event(), body);
    QCOMPARE(body, std::string("\x01"));
}

void EventCodecTest::theMessageIdIsReadAlone()
{
    Event event;
    event.name = "x";
    std::string without;
    encodeBody(event, without);
    QVERIFY(storage::bodyMessageId(without).empty());
    event.messageId = "some-id";
    std::string with;
    encodeBody(event, with);
    QVERIFY(storage::bodyMessageId(with) == "some-id");
    QVERIFY(storage::bodyMessageId({}).empty());
}

void EventCodecTest::damagedBodiesAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing at all") << QByteArray();
    QTest::newRow("a version from the future") << QByteArray("\x02");
    QTest::newRow("a member that nobody knows") << QByteArray("\x01\x7e\x01");
    QTest::newRow("members out of order") << QByteArray("\x01\x02\x02\x81\x01x");
    QTest::newRow("a text longer than the body") << QByteArray("\x01\x84\x20xy");
    QTest::newRow("a number that does not end") << QByteArray("\x01\x02\x80\x80");
    QTest::newRow("a map that ends inside a property") << QByteArray("\x01\xb5\x02\x01k");
}

void EventCodecTest::damagedBodiesAreRefused()
{
    QFETCH(QByteArray, body);
    Event event;
    const Expected<void> decoded = decodeBody({body.constData(), std::size_t(body.size())}, event);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().code, ErrorCode::Corrupt);
}

void EventCodecTest::randomDamageNeverReadsPastTheEnd()
{
    std::mt19937_64 random(2);
    for (int i = 0; i < 3000; ++i) {
        std::string body;
        encodeBody(test::randomEvent(random, domain::Source(), fromMs(0)), body);
        body.resize(random() % body.size() + 1);
        body.shrink_to_fit();
        body[random() % body.size()] = static_cast<char>(random());
        Event event;
        std::ignore = decodeBody(body, event).has_value(); // the sanitizers judge
    }
}

QTEST_GUILESS_MAIN(EventCodecTest)
#include "tst_eventcodec.moc"
