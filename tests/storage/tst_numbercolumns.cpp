// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of numbers, as they stand in a chunk.
#include "domain/scan.h"
#include "storage/columnfixture.h"
#include "storage/columns/codebuffer.h"
#include "storage/columns/integercolumn.h"
#include "storage/columns/integers.h"
#include "storage/columns/reals.h"
#include "storage/columns/seqcolumn.h"

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
using namespace sightglass::test;

namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

Numbers randomNumbers(std::size_t count, std::uint64_t below, std::int64_t base)
{
    std::mt19937_64 random(below + count);
    Numbers numbers;
    for (std::size_t i = 0; i < count; ++i)
        numbers.push_back(
            static_cast<std::int64_t>(static_cast<std::uint64_t>(base) + (below == 0 ? 0 : random() % below)));
    return numbers;
}

} // namespace

class NumberColumnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersComeBack_data();
    void integersComeBack();
    void integersAreAsNarrowAsTheirRange();
    void planesOfRepeatedNumbersAreCompressed();
    void damagedIntegersAreRefused_data();
    void damagedIntegersAreRefused();
    void realsComeBackBitByBit_data();
    void realsComeBackBitByBit();
    void pricesAreWholeNumbersOfCents();
    void seqsComeBack_data();
    void seqsComeBack();
    void seqsInTheOrderOfArrivalCostNothing();
    void numberColumnsChooseTheirLayout_data();
    void numberColumnsChooseTheirLayout();
    void mostlyEmptyColumnsSayTheSameInLessRoom_data();
    void mostlyEmptyColumnsSayTheSameInLessRoom();
};

void NumberColumnsTest::integersComeBack_data()
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

void NumberColumnsTest::integersComeBack()
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

void NumberColumnsTest::integersAreAsNarrowAsTheirRange()
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

void NumberColumnsTest::planesOfRepeatedNumbersAreCompressed()
{
    Numbers numbers;
    for (int i = 0; i < 10'000; ++i)
        numbers.push_back(i / 100 * 1000);
    const std::string bytes = written([&](Compressor& c, ByteWriter& out) { writeIntegers(c, out, numbers); });
    QVERIFY2(bytes.size() < 2000, qPrintable(QString::number(bytes.size())));
}

void NumberColumnsTest::damagedIntegersAreRefused_data()
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

void NumberColumnsTest::damagedIntegersAreRefused()
{
    QFETCH(QByteArray, bytes);
    ByteReader in(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    const auto stream = IntegerStream::read(in, 3);
    QVERIFY(!stream || !stream->values());
}

void NumberColumnsTest::realsComeBackBitByBit_data()
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

void NumberColumnsTest::realsComeBackBitByBit()
{
    QFETCH(std::vector<double>, reals);
    const std::string bytes = written([&](Compressor& c, ByteWriter& out) { writeReals(c, out, reals); });
    ByteReader in(bytes);
    const auto back = readReals(in, reals.size());
    QVERIFY(back.has_value() && in.atEnd());
    for (std::size_t i = 0; i < reals.size(); ++i)
        QCOMPARE(std::bit_cast<std::uint64_t>((*back)[i]), std::bit_cast<std::uint64_t>(reals[i]));
}

void NumberColumnsTest::pricesAreWholeNumbersOfCents()
{
    std::vector<double> prices;
    for (int i = 0; i < 200; ++i)
        prices.push_back(i / 100.0);
    const std::string bytes = written([&](Compressor& c, ByteWriter& out) { writeReals(c, out, prices); });
    QVERIFY2(bytes.size() < 210, qPrintable(QString::number(bytes.size())));
}

void NumberColumnsTest::seqsComeBack_data()
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

void NumberColumnsTest::seqsComeBack()
{
    QFETCH(Numbers, seqs);
    QFETCH(Numbers, received);
    Compressor compressor;
    const EncodedColumn column = encodeSeqs(compressor, seqs, received);
    QVERIFY(decodeSeqs(column.values, received) == seqs);
    QCOMPARE(column.info.min, *std::min_element(seqs.begin(), seqs.end()));
    QCOMPARE(column.info.max, *std::max_element(seqs.begin(), seqs.end()));
}

void NumberColumnsTest::seqsInTheOrderOfArrivalCostNothing()
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

void NumberColumnsTest::numberColumnsChooseTheirLayout_data()
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

void NumberColumnsTest::numberColumnsChooseTheirLayout()
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

void NumberColumnsTest::mostlyEmptyColumnsSayTheSameInLessRoom_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("every");
    QTest::addColumn<bool>("isThinned");
    QTest::newRow("nothing there") << 100 << 1'000 << true;
    QTest::newRow("one row, empty") << 1 << 1'000 << true;
    QTest::newRow("one row") << 1 << 1 << false;
    QTest::newRow("a block") << 64 << 9 << true;
    QTest::newRow("a block and one") << 65 << 13 << true;
    QTest::newRow("at both ends of blocks") << 64 * 5 << 63 << true;
    QTest::newRow("many") << 32'768 << 9 << true;
    QTest::newRow("an eighth") << 800 << 8 << true;
    QTest::newRow("too many to be worth it") << 700 << 7 << false;
}

void NumberColumnsTest::mostlyEmptyColumnsSayTheSameInLessRoom()
{
    QFETCH(const int, rows);
    QFETCH(const int, every);
    const auto count = static_cast<std::size_t>(rows);
    const auto elementOf = [every](std::size_t row) {
        return (row + 1) % static_cast<std::size_t>(every) == 0 ? row % 250 + 1 : 0;
    };
    for (const std::uint8_t width : {1, 2, 4, 8}) {
        NumberBuffer dense(count, width, -7, true);
        withWidth(width, [&](auto zero) {
            auto* const elements = reinterpret_cast<decltype(zero)*>(dense.data());
            for (std::size_t row = 0; row < count; ++row)
                elements[row] = static_cast<decltype(zero)>(elementOf(row));
        });
        const std::size_t bytes = dense.bytes();
        const NumberBuffer thin = std::move(dense).thinned(count);
        QTEST(thin.values().sparse != nullptr, "isThinned");
        QCOMPARE(thin.values().width, width);
        QVERIFY(thin.bytes() <= std::max<std::size_t>(bytes, sizeof(domain::SparseRows)));
        for (std::size_t row = 0; row < count; ++row)
            QCOMPARE(thin.values().at(row), elementOf(row) == 0 ? domain::kAbsent : std::int64_t(elementOf(row)) - 8);
    }
    CodeBuffer codes(count, 250);
    for (std::size_t row = 0; row < count; ++row)
        codes.data()[row] = static_cast<std::uint8_t>(elementOf(row));
    const CodeBuffer thin = std::move(codes).thinned(count);
    QTEST(thin.codes().sparse != nullptr, "isThinned");
    for (std::size_t row = 0; row < count; ++row)
        QCOMPARE(std::size_t(thin.codes().at(row)), elementOf(row));
}

QTEST_GUILESS_MAIN(NumberColumnsTest)
#include "tst_numbercolumns.moc"
