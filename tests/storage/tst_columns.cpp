// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/scan.h"
#include "storage/columns/dictionarycodec.h"
#include "storage/columns/dictionarycolumn.h"
#include "storage/columns/integercolumn.h"
#include "storage/columns/integers.h"
#include "storage/columns/mappedcodes.h"
#include "storage/columns/packedids.h"
#include "storage/columns/rawsplitter.h"
#include "storage/columns/reals.h"
#include "storage/columns/seqcolumn.h"
#include "storage/columns/textcodes.h"

#include <QTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

using namespace sightglass;
using namespace sightglass::storage;
using namespace sightglass::storage::columns;

namespace {

using Numbers = std::vector<std::int64_t>;
using Small = std::vector<std::uint32_t>;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

/// `count` rows in runs of 1, 2, 3 … 7 rows and so on.
RunTable someRuns(std::size_t count)
{
    RunTable table;
    table.rows = count;
    for (std::size_t row = 0, length = 1; row < count; row += length, length = length % 7 + 1)
        table.runs.push_back({1000 + row, static_cast<std::uint32_t>(row)});
    return table;
}

Numbers randomNumbers(std::size_t count, std::uint64_t below, std::int64_t base)
{
    std::mt19937_64 random(below + count);
    Numbers numbers;
    for (std::size_t i = 0; i < count; ++i)
        numbers.push_back(
            static_cast<std::int64_t>(static_cast<std::uint64_t>(base) + (below == 0 ? 0 : random() % below)));
    return numbers;
}

template <typename Write> std::string written(Write&& write)
{
    std::string bytes;
    ByteWriter out(bytes);
    Compressor compressor;
    write(compressor, out);
    return bytes;
}

std::vector<std::string> listed(const TextDictionary& dictionary)
{
    return {dictionary.texts().begin() + 1, dictionary.texts().end()};
}

} // namespace

class ColumnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersComeBack_data();
    void integersComeBack();
    void integersAreAsNarrowAsTheirRange();
    void planesOfRepeatedNumbersAreCompressed();
    void damagedIntegersAreRefused_data();
    void damagedIntegersAreRefused();
    void dictionariesComeBack_data();
    void dictionariesComeBack();
    void randomIdsTakeSixteenBytes_data();
    void randomIdsTakeSixteenBytes();
    void codesOfNewTextsCostNothing();
    void codesComeBack_data();
    void codesComeBack();
    void codesBeyondTheDictionaryAreRefused();
    void mappedCodesKeepTheirExceptions();
    void realsComeBackBitByBit_data();
    void realsComeBackBitByBit();
    void pricesAreWholeNumbersOfCents();
    void seqsComeBack_data();
    void seqsComeBack();
    void seqsInTheOrderOfArrivalCostNothing();
    void numberColumnsChooseTheirLayout_data();
    void numberColumnsChooseTheirLayout();
    void textColumnsChooseTheirLayout();
    void runsThatDoNotFitAreRefused();
    void blocksTellTheirSize();
    void checksumsNoticeEveryByte();
    void placesAreNamedByTheirKeys();
};

void ColumnsTest::integersComeBack_data()
{
    QTest::addColumn<Numbers>("numbers");
    QTest::addColumn<bool>("hasAbsent");
    QTest::newRow("none") << Numbers{} << false;
    QTest::newRow("one") << Numbers{7} << false;
    QTest::newRow("all equal") << Numbers(1000, -5) << false;
    QTest::newRow("one byte") << randomNumbers(999, 200, -100) << false;
    QTest::newRow("two bytes") << randomNumbers(999, 60'000, 1'700'000'000'000) << false;
    QTest::newRow("four bytes") << randomNumbers(999, 86'400'000, 1'700'000'000'000) << false;
    QTest::newRow("eight bytes") << randomNumbers(999, 1ULL << 50, -12) << false;
    QTest::newRow("the whole scale") << Numbers{kLeast, 0, kMost, -1, 1} << false;
    QTest::newRow("all absent") << Numbers(10, domain::kAbsent) << true;
    QTest::newRow("some absent") << Numbers{domain::kAbsent, 5, 6, domain::kAbsent, 5} << true;
    QTest::newRow("one value, some absent") << Numbers{domain::kAbsent, 5, 5} << true;
    QTest::newRow("the whole scale, some absent") << Numbers{domain::kAbsent, kLeast + 1, kMost} << true;
    QTest::newRow("255 different and absent") << [] {
        Numbers numbers(256);
        std::iota(numbers.begin(), numbers.end(), 0);
        numbers.push_back(domain::kAbsent);
        return numbers;
    }() << true;
    QTest::newRow("the smallest is no absent one") << Numbers{domain::kAbsent, kLeast + 5} << false;
}

void ColumnsTest::integersComeBack()
{
    QFETCH(Numbers, numbers);
    QFETCH(bool, hasAbsent);
    const std::string bytes =
        written([&](Compressor& c, ByteWriter& out) { writeIntegers(c, out, numbers, hasAbsent); });
    ByteReader in(bytes);
    const auto stream = IntegerStream::read(in, numbers.size());
    QVERIFY(stream.has_value() && in.atEnd());
    QVERIFY(stream->values() == numbers);
    // The elements mean the same to whoever reads them as they are.
    std::vector<std::uint64_t> elements(numbers.size() + 1);
    QVERIFY(stream->copyElements(reinterpret_cast<std::uint8_t*>(elements.data())));
    const domain::NumberValues values{elements.data(), stream->base(), stream->width(), stream->hasAbsent()};
    for (std::size_t i = 0; i < numbers.size(); ++i)
        QCOMPARE(values.at(i), numbers[i]);
}

void ColumnsTest::integersAreAsNarrowAsTheirRange()
{
    const std::pair<std::uint64_t, std::uint8_t> ranges[] = {
        {0, 0}, {1, 1}, {255, 1}, {256, 2}, {65'535, 2}, {65'536, 4}, {0xffffffff, 4}, {0x100000000, 8}};
    for (const auto& [range, width] : ranges) {
        const Numbers numbers{-3, static_cast<std::int64_t>(static_cast<std::uint64_t>(-3) + range)};
        const std::string bytes = written([&](Compressor& c, ByteWriter& out) { writeIntegers(c, out, numbers); });
        ByteReader in(bytes);
        QCOMPARE(IntegerStream::read(in, 2)->width(), width);
    }
}

void ColumnsTest::planesOfRepeatedNumbersAreCompressed()
{
    Numbers numbers;
    for (int i = 0; i < 10'000; ++i)
        numbers.push_back(i / 100 * 1000);
    const std::string bytes = written([&](Compressor& c, ByteWriter& out) { writeIntegers(c, out, numbers); });
    QVERIFY2(bytes.size() < 2000, qPrintable(QString::number(bytes.size())));
}

void ColumnsTest::damagedIntegersAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("an unknown width") << QByteArray("\x05\x00", 2);
    QTest::newRow("an unknown flag") << QByteArray("\x20\x00", 2);
    QTest::newRow("no base") << QByteArray("\x01", 1);
    QTest::newRow("elements of another count") << QByteArray("\x01\x00\x02"
                                                             "ab",
                                                             5);
    QTest::newRow("elements past the end") << QByteArray("\x01\x00\x03"
                                                         "ab",
                                                         5);
    QTest::newRow("no frame in a compressed one") << QByteArray("\x11\x00\x03"
                                                                "abc",
                                                                6);
}

void ColumnsTest::damagedIntegersAreRefused()
{
    QFETCH(QByteArray, bytes);
    ByteReader in(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    const auto stream = IntegerStream::read(in, 3);
    QVERIFY(!stream || !stream->values());
}

void ColumnsTest::dictionariesComeBack_data()
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

void ColumnsTest::dictionariesComeBack()
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

void ColumnsTest::randomIdsTakeSixteenBytes_data()
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

void ColumnsTest::randomIdsTakeSixteenBytes()
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

void ColumnsTest::codesOfNewTextsCostNothing()
{
    Small codes(10'000);
    std::iota(codes.begin(), codes.end(), 1U);
    const std::string bytes =
        written([&](Compressor& c, ByteWriter& out) { writeTextCodes(c, out, codes, codes.size()); });
    QVERIFY(bytes.size() < 8);
}

void ColumnsTest::codesComeBack_data()
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

void ColumnsTest::codesComeBack()
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

void ColumnsTest::codesBeyondTheDictionaryAreRefused()
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

void ColumnsTest::mappedCodesKeepTheirExceptions()
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

void ColumnsTest::realsComeBackBitByBit_data()
{
    QTest::addColumn<std::vector<double>>("reals");
    std::mt19937_64 random(1);
    std::vector<double> any;
    for (int i = 0; i < 500; ++i)
        any.push_back(std::bit_cast<double>(random()));
    QTest::newRow("any bits") << any;
    QTest::newRow("whole") << std::vector<double>{1, 2, -3, 1e14};
    QTest::newRow("prices") << std::vector<double>{19.99, 0.1, 0.3, 1234567.89};
    QTest::newRow("thirds") << std::vector<double>{1.0 / 3, 2.0 / 3};
    QTest::newRow("minus zero") << std::vector<double>{-0.0, 1.5};
    QTest::newRow("no numbers") << std::vector<double>{std::nan(""), HUGE_VAL, -HUGE_VAL};
    QTest::newRow("large ones") << std::vector<double>{1e300, 5.5};
}

void ColumnsTest::realsComeBackBitByBit()
{
    QFETCH(std::vector<double>, reals);
    const std::string bytes = written([&](Compressor& c, ByteWriter& out) { writeReals(c, out, reals); });
    ByteReader in(bytes);
    const auto back = readReals(in, reals.size());
    QVERIFY(back.has_value() && in.atEnd());
    for (std::size_t i = 0; i < reals.size(); ++i)
        QCOMPARE(std::bit_cast<std::uint64_t>((*back)[i]), std::bit_cast<std::uint64_t>(reals[i]));
}

void ColumnsTest::pricesAreWholeNumbersOfCents()
{
    std::vector<double> prices;
    for (int i = 0; i < 200; ++i)
        prices.push_back(i / 100.0);
    const std::string bytes = written([&](Compressor& c, ByteWriter& out) { writeReals(c, out, prices); });
    QVERIFY2(bytes.size() < 210, qPrintable(QString::number(bytes.size())));
}

void ColumnsTest::seqsComeBack_data()
{
    QTest::addColumn<Numbers>("seqs");
    QTest::addColumn<Numbers>("received");
    Numbers shuffled(300);
    std::iota(shuffled.begin(), shuffled.end(), 5000);
    std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(1));
    QTest::newRow("one") << Numbers{9} << Numbers{100};
    QTest::newRow("in order") << Numbers{1, 2, 3} << Numbers{10, 20, 30};
    QTest::newRow("rows in another order") << Numbers{3, 1, 2} << Numbers{30, 10, 20};
    QTest::newRow("gaps") << Numbers{3, 100, 2000} << Numbers{30, 10, 20};
    QTest::newRow("received at once") << Numbers{8, 7, 9} << Numbers{1, 1, 1};
    QTest::newRow("no order at all") << shuffled << randomNumbers(300, 50, 0);
    QTest::newRow("twice the same") << Numbers{0, 0, 5, 5} << Numbers{4, 3, 2, 1};
    QTest::newRow("the whole scale") << Numbers{kMost, kLeast} << Numbers{1, 2};
}

void ColumnsTest::seqsComeBack()
{
    QFETCH(Numbers, seqs);
    QFETCH(Numbers, received);
    Compressor compressor;
    const EncodedColumn column = encodeSeqs(compressor, seqs, received);
    QVERIFY(decodeSeqs(column.values, received) == seqs);
    QCOMPARE(column.info.min, *std::min_element(seqs.begin(), seqs.end()));
    QCOMPARE(column.info.max, *std::max_element(seqs.begin(), seqs.end()));
}

void ColumnsTest::seqsInTheOrderOfArrivalCostNothing()
{
    const Numbers received = randomNumbers(10'000, 1ULL << 40, 0);
    Numbers sorted = received;
    std::sort(sorted.begin(), sorted.end());
    Numbers seqs;
    for (const std::int64_t time : received)
        seqs.push_back(std::lower_bound(sorted.begin(), sorted.end(), time) - sorted.begin());
    Compressor compressor;
    QVERIFY(encodeSeqs(compressor, seqs, received).values.size() < 16);
}

void ColumnsTest::numberColumnsChooseTheirLayout_data()
{
    QTest::addColumn<Numbers>("numbers");
    QTest::addColumn<int>("layout");
    const RunTable runs = someRuns(2000);
    Numbers constant(2000);
    Numbers rising(2000);
    std::mt19937 random(1);
    for (std::size_t run = 0; run < runs.size(); ++run) {
        const std::int64_t first = 1'700'000'000'000 + static_cast<std::int64_t>(random() % 86'000'000);
        for (std::size_t row = runs.begin(run); row < runs.end(run); ++row) {
            constant[row] = static_cast<std::int64_t>(run % 5);
            rising[row] = first + static_cast<std::int64_t>(row - runs.begin(run)) * 150;
        }
    }
    QTest::newRow("one value throughout") << Numbers(2000, 3) << static_cast<int>(Layout::Runs);
    QTest::newRow("constant within each run") << constant << static_cast<int>(Layout::Runs);
    QTest::newRow("rising within each run") << rising << static_cast<int>(Layout::RunDelta);
    QTest::newRow("random") << randomNumbers(2000, 200, 50) << static_cast<int>(Layout::Rows);
    QTest::newRow("the whole scale") << [] {
        Numbers numbers = randomNumbers(2000, kMost, kLeast);
        numbers[7] = kMost;
        numbers[9] = kLeast + 1;
        return numbers;
    }() << static_cast<int>(Layout::Rows);
}

void ColumnsTest::numberColumnsChooseTheirLayout()
{
    QFETCH(Numbers, numbers);
    QFETCH(int, layout);
    const RunTable runs = someRuns(numbers.size());
    IntegerColumn column;
    for (std::size_t row = 0; row < numbers.size(); ++row)
        column.set(numbers.size(), row, numbers[row], 0);
    Compressor compressor;
    const EncodedColumn encoded = column.encoded(compressor, runs, kEventTime, true);
    QCOMPARE(static_cast<int>(encoded.info.layout), layout);
    QCOMPARE(encoded.info.min, *std::min_element(numbers.begin(), numbers.end()));
    QCOMPARE(encoded.info.max, *std::max_element(numbers.begin(), numbers.end()));
    const auto decoded = decodeNumbers(encoded.values, encoded.info, runs);
    QVERIFY(decoded.has_value());
    for (std::size_t row = 0; row < numbers.size(); ++row)
        QCOMPARE(decoded->numbers.values().at(row), numbers[row]);
    for (std::size_t size = 0; size < std::min<std::size_t>(encoded.values.size(), 300); ++size)
        QVERIFY(!decodeNumbers(std::string_view(encoded.values).substr(0, size), encoded.info, runs));
}

void ColumnsTest::textColumnsChooseTheirLayout()
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

void ColumnsTest::runsThatDoNotFitAreRefused()
{
    const RunTable runs = someRuns(100);
    Compressor compressor;
    const std::string blob = runs.encoded(compressor);
    QVERIFY(RunTable::decode(blob, runs.size(), 100).has_value());
    QVERIFY(!RunTable::decode(blob, runs.size(), 99));
    QVERIFY(!RunTable::decode(blob, runs.size(), 101));
    QVERIFY(!RunTable::decode(blob, runs.size() - 1, 100));
    const auto encoded = [&](const Numbers& steps, const Numbers& lengths) {
        return written([&](Compressor& c, ByteWriter& out) {
            writeIntegers(c, out, steps);
            writeIntegers(c, out, lengths);
        });
    };
    QVERIFY(RunTable::decode(encoded({0, 1}, {1, 1}), 2, 2).has_value());
    QVERIFY(!RunTable::decode(encoded({5, 0}, {1, 1}), 2, 2));  // the same visitor twice
    QVERIFY(!RunTable::decode(encoded({5, -1}, {1, 1}), 2, 2)); // descending
    QVERIFY(!RunTable::decode(encoded({5, 1}, {2, 0}), 2, 2));  // a run without rows
    QVERIFY(!RunTable::decode(encoded({5, 1}, {-1, 3}), 2, 2));
}

void ColumnsTest::blocksTellTheirSize()
{
    for (const std::string& text : {std::string(), std::string("short"), std::string(5000, 'x')}) {
        const std::string bytes = written([&](Compressor& c, ByteWriter& out) { writeBlock(c, out, text); });
        ByteReader in(bytes);
        const auto block = readBlock(in);
        QVERIFY(block.has_value() && in.atEnd());
        QCOMPARE(std::string(block->data.get(), block->size), text);
        QVERIFY(bytes.size() < 60);
    }
    std::string bytes = written([&](Compressor& c, ByteWriter& out) { writeBlock(c, out, std::string(5000, 'x')); });
    bytes[1] = static_cast<char>(bytes[1] + 1); // another size than the frame's
    ByteReader in(bytes);
    QVERIFY(!readBlock(in));
}

void ColumnsTest::checksumsNoticeEveryByte()
{
    for (std::size_t size : {0, 1, 7, 8, 15, 16, 17, 100}) {
        std::string bytes(size, 'a');
        appendChecksum(bytes);
        QCOMPARE(bytes.size(), size + 4);
        QVERIFY(withoutChecksum(bytes) == std::string(size, 'a'));
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            std::string damaged = bytes;
            damaged[i] ^= 0x10;
            QVERIFY(!withoutChecksum(damaged));
        }
    }
    QVERIFY(!withoutChecksum("abc"));
}

void ColumnsTest::placesAreNamedByTheirKeys()
{
    RawSplitter splitter;
    QVERIFY(splitter.split(R"({"a":{"b":1,"c":["x",{"d":true}]},"e" : "y","":2})"));
    std::vector<std::string> names;
    for (const RawPlace& place : placesOf(splitter.skeleton()))
        names.push_back((place.isQuoted ? "\"" : "") + place.path);
    QVERIFY((names == std::vector<std::string>{"a.b", "\"a.c", "a.c.d", "\"e", ""}));
    std::vector<std::string> leaves;
    for (const RawLeaf& leaf : splitter.leaves())
        leaves.emplace_back(leaf.text);
    QVERIFY((leaves == std::vector<std::string>{"1", "x", "true", "y", "2"}));
}

QTEST_GUILESS_MAIN(ColumnsTest)
#include "tst_columns.moc"
