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
    void linksThatAreNotThereTakeNoByte();
    void theMessageIdIsReadAlone();
    void bodiesOfTheFirstVersionAreRead_data();
    void bodiesOfTheFirstVersionAreRead();
    void anEventUsedAgainForgetsTheOneBefore();
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
    QCOMPARE(body, std::string("\x02"));
}

void EventCodecTest::linksThatAreNotThereTakeNoByte()
{
    Event event;
    event.visitor = 0x123456789abcdef0;
    std::string body;
    encodeBody(event, body);
    QCOMPARE(body.size(), std::size_t(1));
}

/// Version 1 measured `linkTo` from the visitor, whether something links or not.
void EventCodecTest::bodiesOfTheFirstVersionAreRead_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<quint64>("linkTo");
    QTest::newRow("to the visitor") << QByteArray("\x01\x04\x02", 1) << quint64(0x0807060504030201);
    QTest::newRow("to nobody") << QByteArray("\x01\x91\x08\x01\x02\x03\x04\x05\x06\x07\x08", 11) << quint64(0);
    QTest::newRow("to the visitor of a link") << QByteArray("\x01\x0f\x02", 3) << quint64(0x0807060504030201);
    QTest::newRow("to another") << QByteArray("\x01\x0f\x02\x91\x08\x01\x00\x00\x00\x00\x00\x00\x00", 13)
                                << quint64(0x0807060504030200);
}

void EventCodecTest::bodiesOfTheFirstVersionAreRead()
{
    QFETCH(QByteArray, body);
    QFETCH(quint64, linkTo);
    Event event;
    event.visitor = 0x0807060504030201;
    QVERIFY(decodeBody(body.toStdString(), event));
    QCOMPARE(quint64(event.linkTo), linkTo);
    std::string again; // as it is written today
    encodeBody(event, again);
    Event decoded;
    decoded.visitor = event.visitor;
    QVERIFY(decodeBody(again, decoded));
    QVERIFY(decoded == event);
}

void EventCodecTest::anEventUsedAgainForgetsTheOneBefore()
{
    std::mt19937_64 random(3);
    Event again;
    for (int i = 0; i < 1000; ++i) {
        const Event event = test::randomEvent(random, domain::Source(), test::at("2026-03-10T12:00:00.000Z"));
        std::string body;
        encodeBody(event, body);
        again.source = event.source;
        again.kind = event.kind;
        again.receivedAt = event.receivedAt;
        again.eventTime = event.eventTime;
        again.visitor = event.visitor;
        QVERIFY(decodeBody(body, again));
        QVERIFY(again == event);
    }
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
    QTest::newRow("a version from the future") << QByteArray("\x04");
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
