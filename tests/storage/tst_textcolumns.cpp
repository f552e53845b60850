// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of texts, as they stand in a chunk.
#include "domain/scan.h"
#include "storage/columnfixture.h"
#include "storage/columns/dictionarycodec.h"
#include "storage/columns/dictionarycolumn.h"
#include "storage/columns/mappedcodes.h"
#include "storage/columns/packedids.h"
#include "storage/columns/textcodes.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace sightglass;
using namespace sightglass::storage;
using namespace sightglass::storage::columns;
using namespace sightglass::test;

namespace {

std::vector<std::string> listed(const TextDictionary& dictionary)
{
    return {dictionary.texts().begin() + 1, dictionary.texts().end()};
}

} // namespace

class TextColumnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dictionariesComeBack_data();
    void dictionariesComeBack();
    void randomIdsTakeSixteenBytes_data();
    void randomIdsTakeSixteenBytes();
    void codesOfNewTextsCostNothing();
    void codesComeBack_data();
    void codesComeBack();
    void codesBeyondTheDictionaryAreRefused();
    void mappedCodesKeepTheirExceptions();
    void textColumnsChooseTheirLayout();
};

void TextColumnsTest::dictionariesComeBack_data()
{
    QTest::addColumn<QStringList>("texts");
    QTest::newRow("none") << QStringList();
    QTest::newRow("one") << QStringList{QStringLiteral("/pricing")};
    QTest::newRow("several") << QStringList{QStringLiteral("Zürich"), QStringLiteral("b"), QStringLiteral("日本語")};
    QTest::newRow("a long one") << QStringList{QStringLiteral("x").repeated(70'000), QStringLiteral("y")};
    QTest::newRow("a UUID and something else")
        << QStringList{QStringLiteral("0123abcd-0123-4567-89ab-0123456789ab"), QStringLiteral("x")};
    QTest::newRow("UUIDs with different beginnings")
        << QStringList{QStringLiteral("a-0123abcd-0123-4567-89ab-0123456789ab"),
                       QStringLiteral("b-0123abcd-0123-4567-89ab-0123456789ac")};
    QTest::newRow("UUIDs in capitals") << QStringList{QStringLiteral("0123ABCD-0123-4567-89AB-0123456789AB")};
}

void TextColumnsTest::dictionariesComeBack()
{
    QFETCH(QStringList, texts);
    std::vector<std::string> owned;
    for (const QString& text : texts)
        owned.push_back(text.toStdString());
    const std::vector<std::string_view> views(owned.begin(), owned.end());
    const std::string bytes = written([&](Compressor& c, ByteWriter& out) { writeDictionary(c, out, views); });
    ByteReader in(bytes);
    const auto dictionary = readDictionary(in);
    QVERIFY(dictionary.has_value() && in.atEnd());
    QVERIFY(listed(*dictionary) == owned);
    QVERIFY(dictionary->texts().front().empty());
    for (std::size_t size = 0; size < bytes.size() && size < 500; ++size) {
        ByteReader cut(std::string_view(bytes).substr(0, size));
        QVERIFY(!readDictionary(cut));
    }
}

void TextColumnsTest::randomIdsTakeSixteenBytes_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<bool>("hyphens");
    QTest::addColumn<bool>("times");
    QTest::newRow("UUIDs") << QString() << true << false;
    QTest::newRow("UUIDs behind a prefix") << QStringLiteral("api-") << true << false;
    QTest::newRow("digits of a hash") << QStringLiteral("ajs-") << false << false;
    QTest::newRow("times and UUIDs") << QStringLiteral("ajs-next-") << true << true;
    QTest::newRow("times and UUIDs without a prefix") << QString() << true << true;
}

void TextColumnsTest::randomIdsTakeSixteenBytes()
{
    QFETCH(QString, before);
    QFETCH(bool, hyphens);
    QFETCH(bool, times);
    std::mt19937_64 random(3);
    std::vector<std::string> owned;
    for (int i = 0; i < 500; ++i) {
        char digits[33];
        std::snprintf(digits, sizeof digits, "%016llx%016llx", static_cast<unsigned long long>(random()),
                      static_cast<unsigned long long>(random()));
        std::string id = digits;
        if (hyphens) {
            for (const std::size_t at : {20, 16, 12, 8})
                id.insert(at, "-");
        }
        if (times)
            id = std::to_string(1'772'445'600'000 + random() % 50'000) + "-" + id;
        owned.push_back(before.toStdString() + id);
    }
    const std::vector<std::string_view> views(owned.begin(), owned.end());
    const std::string bytes = written([&](Compressor& c, ByteWriter& out) { writeDictionary(c, out, views); });
    QVERIFY2(bytes.size() < 500 * (times ? 18 : 16) + 60, qPrintable(QString::number(bytes.size())));
    ByteReader in(bytes);
    const auto dictionary = readDictionary(in);
    QVERIFY(dictionary.has_value() && in.atEnd());
    QVERIFY(listed(*dictionary) == owned);
}

void TextColumnsTest::codesOfNewTextsCostNothing()
{
    Small codes(10'000);
    std::iota(codes.begin(), codes.end(), 1U);
    const std::string bytes =
        written([&](Compressor& c, ByteWriter& out) { writeTextCodes(c, out, codes, codes.size()); });
    QVERIFY(bytes.size() < 8);
}

void TextColumnsTest::codesComeBack_data()
{
    QTest::addColumn<Small>("codes");
    QTest::addColumn<uint>("distinct");
    const auto row = [](const char* name, std::size_t count, std::uint32_t distinct, std::uint32_t absentIn) {
        std::mt19937 random(distinct);
        Small codes;
        std::uint32_t seen = 0;
        while (codes.size() < count) {
            const bool isNew = seen < distinct && (random() % 4 != 0 || count - codes.size() <= distinct - seen);
            codes.push_back(isNew ? ++seen : absentIn != 0 && random() % absentIn == 0 ? 0 : random() % (seen + 1));
        }
        QTest::newRow(name) << codes << seen;
    };
    row("all new", 300, 300, 0);
    row("mostly new", 400, 300, 2);
    row("a few texts", 5000, 12, 0);
    row("a few hundred texts", 5000, 300, 3);
    row("many texts", 200'000, 66'000, 9);
    row("one text", 100, 1, 0);
    QTest::newRow("none at all") << Small() << 0U;
    QTest::newRow("all absent") << Small(50, 0) << 0U;
    QTest::newRow("one text throughout") << Small(50, 1) << 1U;
}

void TextColumnsTest::codesComeBack()
{
    QFETCH(Small, codes);
    QFETCH(uint, distinct);
    const std::string bytes = written([&](Compressor& c, ByteWriter& out) { writeTextCodes(c, out, codes, distinct); });
    ByteReader in(bytes);
    const auto buffer = readTextCodes(in, codes.size(), distinct);
    QVERIFY(buffer.has_value() && in.atEnd());
    QCOMPARE(buffer->width(), widthOf(distinct));
    for (std::size_t i = 0; i < codes.size(); ++i)
        QCOMPARE(buffer->codes().at(i), codes[i]);
}

void TextColumnsTest::codesBeyondTheDictionaryAreRefused()
{
    for (const Small& codes : {Small(100, 9), Small{1, 2, 3, 4, 5, 6, 7, 8, 9}, [] {
                                   Small many(100, 1);
                                   many.back() = 9;
                                   return many;
                               }()}) {
        const std::string bytes = written([&](Compressor& c, ByteWriter& out) { writeTextCodes(c, out, codes, 9); });
        ByteReader in(bytes);
        QVERIFY(readTextCodes(in, codes.size(), 9).has_value());
        ByteReader again(bytes);
        QVERIFY(!readTextCodes(again, codes.size(), 8));
    }
}

void TextColumnsTest::mappedCodesKeepTheirExceptions()
{
    std::mt19937 random(1);
    Small parent;
    Small codes;
    for (int i = 0; i < 5000; ++i) {
        parent.push_back(random() % 300);
        codes.push_back(random() % 50 == 0 ? random() % 90 : parent.back() % 80);
    }
    const std::string bytes =
        written([&](Compressor& c, ByteWriter& out) { writeMappedCodes(c, out, codes, parent, 299); });
    QVERIFY2(bytes.size() < 800, qPrintable(QString::number(bytes.size())));
    const std::vector<std::uint16_t> narrow(parent.begin(), parent.end());
    ByteReader in(bytes);
    const auto buffer = readMappedCodes(in, codes.size(), 89, {narrow.data(), 2}, 299);
    QVERIFY(buffer.has_value() && in.atEnd());
    for (std::size_t i = 0; i < codes.size(); ++i)
        QCOMPARE(buffer->codes().at(i), codes[i]);
    ByteReader again(bytes);
    QVERIFY(!readMappedCodes(again, codes.size(), 70, {narrow.data(), 2}, 299));
}

void TextColumnsTest::textColumnsChooseTheirLayout()
{
    const RunTable runs = someRuns(3000);
    std::vector<std::string> words;
    for (int i = 0; i < 100; ++i)
        words.push_back("word " + std::to_string(i));
    DictionaryColumn paths;
    DictionaryColumn titles;
    DictionaryColumn countries;
    std::mt19937 random(4);
    for (std::size_t run = 0; run < runs.size(); ++run) {
        for (std::size_t row = runs.begin(run); row < runs.end(run); ++row) {
            const std::size_t path = random() % 100;
            paths.set(3000, row, words[path]);
            titles.set(3000, row, words[99 - path]);
            countries.set(3000, row, words[run % 9]);
        }
    }
    Compressor compressor;
    QVERIFY(paths.encoded(compressor, runs, idOf(Member::Path), nullptr).info.layout == Layout::Rows);
    QVERIFY(titles.encoded(compressor, runs, idOf(Member::Title), &paths).info.layout == Layout::Mapped);
    QVERIFY(countries.encoded(compressor, runs, idOf(Member::Country), nullptr).info.layout == Layout::Runs);
}

QTEST_GUILESS_MAIN(TextColumnsTest)
#include "tst_textcolumns.moc"
