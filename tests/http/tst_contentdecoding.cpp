// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contentdecoding.h"
#include "http/chunkeddecoder.h"

#include <QTest>

#include <zlib.h>
#include <zstd.h>

using namespace sightglass;
using namespace sightglass::http;

namespace {

std::string deflated(const std::string& text, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, windowBits, 9, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string zstandard(const std::string& text)
{
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
    return out;
}

/// brotli 1.0 of "hello hello hello hello" by the brotli command.
std::string brotliHello()
{
    return QByteArray::fromHex("0b0b8068656c6c6f2068656c6c6f2068656c6c6f2068656c6c6f03").toStdString();
}

const std::string kText = [] {
    std::string text;
    for (int i = 0; i < 5000; ++i)
        text += R"({"event":"E","n":)" + std::to_string(i) + "},";
    return text;
}();

} // namespace

Q_DECLARE_METATYPE(ContentEncoding)

class TestContentDecoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEncodings();
    void decodesWhatWasEncoded_data();
    void decodesWhatWasEncoded();
    void decodesBrotli();
    void stopsBombs();
    void readsSeveralGzipMembers();
    void takesChunksApartAtEveryPlace();
    void refusesMalformedChunks_data();
    void refusesMalformedChunks();
};

void TestContentDecoding::namesEncodings()
{
    QVERIFY(parseContentEncoding("") == ContentEncoding::Identity);
    QVERIFY(parseContentEncoding("Identity") == ContentEncoding::Identity);
    QVERIFY(parseContentEncoding("X-GZip") == ContentEncoding::Gzip);
    QVERIFY(parseContentEncoding("deflate") == ContentEncoding::Deflate);
    QVERIFY(parseContentEncoding("br") == ContentEncoding::Brotli);
    QVERIFY(parseContentEncoding("zstd") == ContentEncoding::Zstd);
    QVERIFY(!parseContentEncoding("compress"));
    QVERIFY(!parseContentEncoding("gzip, identity"));
}

void TestContentDecoding::decodesWhatWasEncoded_data()
{
    QTest::addColumn<ContentEncoding>("encoding");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("gzip") << ContentEncoding::Gzip << QByteArray::fromStdString(deflated(kText, 31));
    QTest::newRow("deflate as zlib") << ContentEncoding::Deflate << QByteArray::fromStdString(deflated(kText, 15));
    QTest::newRow("deflate, raw") << ContentEncoding::Deflate << QByteArray::fromStdString(deflated(kText, -15));
    QTest::newRow("zstd") << ContentEncoding::Zstd << QByteArray::fromStdString(zstandard(kText));
}

void TestContentDecoding::decodesWhatWasEncoded()
{
    QFETCH(ContentEncoding, encoding);
    QFETCH(QByteArray, body);
    const std::string encoded = body.toStdString();
    const auto decoded = decodeContent(encoding, encoded, kText.size());
    QVERIFY(decoded.has_value());
    QVERIFY(*decoded == kText);
    const auto tooLarge = decodeContent(encoding, encoded, kText.size() - 1);
    QVERIFY(!tooLarge && tooLarge.error().code == ErrorCode::TooLarge);
    const auto cut = decodeContent(encoding, std::string_view(encoded).substr(0, encoded.size() / 2), kText.size());
    QVERIFY(!cut && cut.error().code == ErrorCode::InvalidInput);
    QVERIFY(!decodeContent(encoding, "{\"event\":1}", kText.size()));
}

void TestContentDecoding::decodesBrotli()
{
    const auto decoded = decodeContent(ContentEncoding::Brotli, brotliHello(), 100);
    QVERIFY(decoded.has_value());
    QCOMPARE(QByteArray::fromStdString(*decoded), QByteArray("hello hello hello hello"));
    QVERIFY(!decodeContent(ContentEncoding::Brotli, brotliHello(), 10));
    QVERIFY(!decodeContent(ContentEncoding::Brotli, brotliHello().substr(0, 9), 100));
}

void TestContentDecoding::stopsBombs()
{
    const std::string zeros(64 * 1024 * 1024, '\0');
    for (const auto& [encoding, bomb] :
         {std::pair(ContentEncoding::Gzip, deflated(zeros, 31)), std::pair(ContentEncoding::Zstd, zstandard(zeros))}) {
        const auto limited = decodeContent(encoding, bomb, 1024 * 1024);
        QVERIFY(!limited && limited.error().code == ErrorCode::TooLarge);
        const auto byRatio = decodeContent(encoding, bomb, zeros.size());
        QVERIFY(!byRatio && byRatio.error().code == ErrorCode::TooLarge);
    }
}

void TestContentDecoding::readsSeveralGzipMembers()
{
    const auto decoded = decodeContent(ContentEncoding::Gzip, deflated("one", 31) + deflated("two", 31) + "rest", 100);
    QVERIFY(decoded.has_value());
    QCOMPARE(QByteArray::fromStdString(*decoded), QByteArray("onetwo"));
}

void TestContentDecoding::takesChunksApartAtEveryPlace()
{
    const std::string wire = "4;a=b\r\nabcd\r\n00A\r\n0123456789\r\n0\r\nT: x\r\n\r\nNEXT";
    for (std::size_t cut = 0; cut + 4 < wire.size(); ++cut) {
        ChunkedDecoder decoder;
        std::string out;
        const auto first = decoder.feed(std::string_view(wire).substr(0, cut), out, 100);
        QCOMPARE(first.used, cut);
        const auto second = decoder.feed(std::string_view(wire).substr(cut), out, 100);
        QVERIFY(second.state == ChunkedDecoder::State::Complete);
        QCOMPARE(cut + second.used, wire.size() - 4);
        QCOMPARE(QByteArray::fromStdString(out), QByteArray("abcd0123456789"));
    }
}

void TestContentDecoding::refusesMalformedChunks_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<bool>("tooLarge");
    QTest::newRow("no size") << QByteArray("\r\n") << false;
    QTest::newRow("no hexadecimal size") << QByteArray("g\r\n") << false;
    QTest::newRow("a negative size") << QByteArray("-1\r\n") << false;
    QTest::newRow("a size that overflows") << QByteArray("fffffffffffffffff\r\n") << false;
    QTest::newRow("a bare line feed") << QByteArray("1;\nx") << false;
    QTest::newRow("no line end after the data") << QByteArray("1\r\nxy") << false;
    QTest::newRow("an endless extension") << QByteArray("1;" + QByteArray(10'000, 'x')) << false;
    QTest::newRow("endless trailers") << QByteArray("0\r\n" + QByteArray("a: b\r\n").repeated(2000)) << false;
    QTest::newRow("more than allowed") << QByteArray("65\r\n") << true;
}

void TestContentDecoding::refusesMalformedChunks()
{
    QFETCH(QByteArray, wire);
    QFETCH(bool, tooLarge);
    ChunkedDecoder decoder;
    std::string out;
    const auto step = decoder.feed(wire.toStdString(), out, 100);
    QVERIFY(step.state == (tooLarge ? ChunkedDecoder::State::TooLarge : ChunkedDecoder::State::Malformed));
}

QTEST_GUILESS_MAIN(TestContentDecoding)
#include "tst_contentdecoding.moc"
