// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/bodyencoder.h"
#include "storage/eventcodec.h"
#include "storage/packedtext.h"
#include "storage/rawvocabulary.h"
#include "storage/storefixture.h"
#include "storage/textpacker.h"
#include "support/pageviewhistory.h"
#include "support/sourcefolder.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <random>

using namespace sightglass;
using domain::Event;
using storage::TextPacker;
using storage::unpackText;

class TextPackerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsComeBack_data();
    void textsComeBack();
    void randomTextsComeBack();
    void whatSavesNothingIsLeft();
    void damageIsRefusedOrChangesTheText();
    void copiesFromBeforeTheBeginningAreRefused_data();
    void copiesFromBeforeTheBeginningAreRefused();
    void bodiesArePacked();
    void writtenBodiesStayReadable_data();
    void writtenBodiesStayReadable();
};

namespace {

std::string repeated(std::string_view text, int times)
{
    std::string out;
    for (int i = 0; i < times; ++i)
        out += text;
    return out;
}

Event pageView(bool withRaw)
{
    test::PageViewDay plan;
    plan.day = test::at("2026-03-10T00:00:00.000Z");
    plan.views = 1;
    plan.withRaw = withRaw;
    return test::pageViews(plan).front();
}

QString vectorFolder()
{
    return test::sourcePath(QStringLiteral("tests/vectors/bodies"));
}

QByteArray contentOf(const QString& name)
{
    QFile file(vectorFolder() + u'/' + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TextPackerTest::textsComeBack_data()
{
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("all of the vocabulary")
        << QByteArray() << QByteArray(storage::kRawVocabulary.data(), int(storage::kRawVocabulary.size()));
    QTest::newRow("the context itself") << QByteArray("visitor-12345 Order Completed")
                                        << QByteArray("visitor-12345 Order Completed");
    QTest::newRow("one byte over and over") << QByteArray() << QByteArray(5000, 'x');
    QTest::newRow("a copy that reaches from the vocabulary into the context")
        << QByteArray("abcdefghijklmnop")
        << QByteArray(R"("user":{"id":"contexts":{"trace":{"trace_id":"span_id":"extra":{abcdefghijklmnop)");
    QTest::newRow("longer than a copy can reach")
        << QByteArray("somewhere else")
        << QByteArray::fromStdString("somewhere else" + repeated("0123456789", 7000) + "somewhere else");
    QTest::newRow("bytes that are no text")
        << QByteArray("\0\xff\x80", 3) << QByteArray(300, '\0') + QByteArray(300, '\xff');
}

void TextPackerTest::textsComeBack()
{
    QFETCH(QByteArray, context);
    QFETCH(QByteArray, text);
    TextPacker packer;
    for (int time = 0; time < 2; ++time) { // a used packer knows nothing of what it packed
        const std::string packed(packer.pack(context.toStdString(), text.toStdString()));
        QVERIFY(!packed.empty());
        QVERIFY(packed.size() < std::size_t(text.size()) / 2);
        std::string back = "something else";
        QVERIFY(unpackText(context.toStdString(), packed, back));
        QVERIFY(back == text.toStdString());
    }
}

void TextPackerTest::randomTextsComeBack()
{
    std::mt19937_64 random(7);
    TextPacker packer;
    const auto some = [&random](std::size_t most) {
        std::string text;
        for (std::size_t size = random() % most; text.size() < size;) {
            if (random() % 3 == 0) {
                const std::size_t at = random() % storage::kRawVocabulary.size();
                text += storage::kRawVocabulary.substr(at, random() % 40);
            } else if (random() % 3 == 0 && !text.empty()) {
                text += text.substr(random() % text.size(), random() % 60);
            } else {
                text += char(random());
            }
        }
        return text;
    };
    int packedTexts = 0;
    for (int i = 0; i < 3000; ++i) {
        const std::string context = some(300);
        const std::string text = some(i % 100 == 0 ? 150'000 : 900) + context.substr(0, random() % 30);
        const std::string packed(packer.pack(context, text));
        if (packed.empty())
            continue;
        ++packedTexts;
        std::string back;
        QVERIFY(unpackText(context, packed, back));
        QVERIFY(back == text);
    }
    QVERIFY(packedTexts > 2000);
}

void TextPackerTest::whatSavesNothingIsLeft()
{
    TextPacker packer;
    QVERIFY(packer.pack({}, {}).empty());
    QVERIFY(packer.pack({}, "{}").empty());
    QVERIFY(packer.pack({}, "qzj1 wvk2 xyb3 pmn4 rtl5 hgd6 scf7").empty());
    QVERIFY(packer.pack({}, std::string(storage::kLongestPackedText + 1, 'x')).empty());
}

void TextPackerTest::damageIsRefusedOrChangesTheText()
{
    std::mt19937_64 random(11);
    TextPacker packer;
    const std::string context = "visitor-12345 /pricing";
    const std::string text =
        R"({"type":"page","anonymousId":"visitor-12345","properties":{"path":"/pricing","seats":12}})";
    const std::string packed(packer.pack(context, text));
    QVERIFY(!packed.empty());
    std::string back;
    for (std::size_t size = 0; size < packed.size(); ++size)
        QVERIFY(!unpackText(context, packed.substr(0, size), back));
    QVERIFY(!unpackText(context, packed + '\0' + 'x', back));
    for (int i = 0; i < 20'000; ++i) {
        std::string damaged = packed;
        for (int n = 0; n < 1 + i % 3; ++n)
            damaged[random() % damaged.size()] = char(random());
        if (unpackText(context, damaged, back))
            QVERIFY(back.size() <= storage::kLongestPackedText);
    }
}

void TextPackerTest::copiesFromBeforeTheBeginningAreRefused_data()
{
    QTest::addColumn<QByteArray>("packed");
    QTest::newRow("from here") << QByteArray("\x08\x04\x00\x00", 4);
    QTest::newRow("from before the vocabulary") << QByteArray("\x08\x04\xff\xff", 4);
    QTest::newRow("more than the text") << QByteArray("\x07\x04\x08\x00", 4);
    QTest::newRow("less than the text") << QByteArray("\x09\x04\x08\x00", 4);
    QTest::newRow("more bytes than there are") << QByteArray("\x08\x80xy");
    QTest::newRow("larger than any text") << QByteArray("\xff\xff\xff\xff\x0f\x10x");
}

void TextPackerTest::copiesFromBeforeTheBeginningAreRefused()
{
    QFETCH(QByteArray, packed);
    std::string text;
    QVERIFY(!unpackText({}, packed.toStdString(), text));
}

void TextPackerTest::bodiesArePacked()
{
    storage::BodyEncoder encoder;
    std::mt19937_64 random(5);
    std::vector<Event> events{pageView(true), pageView(false)};
    for (int i = 0; i < 1000; ++i)
        events.push_back(test::randomEvent(random, domain::Source(), test::at("2026-03-10T12:00:00.000Z")));
    std::string bodies = "what was there before";
    for (const Event& event : events) {
        const std::size_t at = bodies.size();
        encoder.encode(event, bodies);
        Event decoded;
        decoded.seq = event.seq;
        decoded.project = event.project;
        decoded.source = event.source;
        decoded.kind = event.kind;
        decoded.receivedAt = event.receivedAt;
        decoded.eventTime = event.eventTime;
        decoded.visitor = event.visitor;
        const std::string_view body = std::string_view(bodies).substr(at);
        QVERIFY(storage::decodeBody(body, decoded));
        QVERIFY(decoded == event);
        QVERIFY(storage::bodyMessageId(body) == event.messageId);
    }
    Event first = events.front();
    bodies.clear();
    std::string plain;
    encoder.encode(first, bodies);
    storage::encodeBody(first, plain);
    QCOMPARE(int(bodies.front()), int(storage::kPackedBodyVersion));
    QVERIFY(bodies.size() + first.raw.size() / 2 < plain.size());
}

/// NAME.context, NAME.text and NAME.packed: what a text was packed into when its version of the body was new.
void TextPackerTest::writtenBodiesStayReadable_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(vectorFolder()).entryList({QStringLiteral("*.text")}, QDir::Files);
    for (const QString& file : files)
        QTest::newRow(qPrintable(file)) << file.section(u'.', 0, 0);
    QVERIFY(files.contains(QStringLiteral("version%1.text").arg(int(storage::kPackedBodyVersion))));
}

void TextPackerTest::writtenBodiesStayReadable()
{
    QFETCH(QString, name);
    const std::string context = contentOf(name + QStringLiteral(".context")).toStdString();
    const std::string text = contentOf(name + QStringLiteral(".text")).toStdString();
    if (qEnvironmentVariableIsSet("SIGHTGLASS_REWRITE_VECTORS")) {
        TextPacker packer;
        const std::string_view packed = packer.pack(context, text);
        QFile file(vectorFolder() + u'/' + name + QStringLiteral(".packed"));
        QVERIFY(!file.exists() && file.open(QIODevice::WriteOnly)); // one that is there is never written again
        file.write(packed.data(), qint64(packed.size()));
    }
    const std::string packed = contentOf(name + QStringLiteral(".packed")).toStdString();
    QVERIFY(!packed.empty());
    std::string back;
    QVERIFY(unpackText(context, packed, back));
    QVERIFY(back == text);
}

QTEST_GUILESS_MAIN(TextPackerTest)
#include "tst_textpacker.moc"
