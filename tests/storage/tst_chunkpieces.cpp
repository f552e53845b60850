// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What columns are made of: runs, blocks, checksums, places in raw texts.
#include "storage/columnfixture.h"
#include "storage/columns/integers.h"
#include "storage/columns/rawsplitter.h"

#include <QTest>

#include <random>
#include <tuple>

using namespace sightglass;
using namespace sightglass::storage;
using namespace sightglass::storage::columns;
using namespace sightglass::test;

class ChunkPiecesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsThatDoNotFitAreRefused();
    void blocksTellTheirSize();
    void checksumsNoticeEveryByte();
    void placesAreNamedByTheirKeys();
    void textsAreSplitLikeTheOneBefore();
};

void ChunkPiecesTest::runsThatDoNotFitAreRefused()
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

void ChunkPiecesTest::blocksTellTheirSize()
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

void ChunkPiecesTest::checksumsNoticeEveryByte()
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

void ChunkPiecesTest::placesAreNamedByTheirKeys()
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

/// Every text split like every other: the quick way must say what the slow one says, or that it does not fit.
void ChunkPiecesTest::textsAreSplitLikeTheOneBefore()
{
    const std::string texts[] = {R"({"a":1,"b":"x"})",
                                 R"({"a":2.50,"b":"y\"z"})",
                                 R"({"a":1,"b":"x" })",
                                 R"({"a":"1","b":"x"})",
                                 R"({"a":1,"b":2})",
                                 R"({"a":,"b":"x"})",
                                 R"({"a":1,"b":"x"}})",
                                 R"({"a":1,"b":"x)",
                                 R"({"a":1,"b":"x":3})",
                                 R"(["p","q"])",
                                 R"(["p","q":1])",
                                 R"([])",
                                 R"("abc"def)",
                                 R"("abc"def"ghi")",
                                 R"("abc""def")",
                                 "text",
                                 "",
                                 "{\"a\":\x01}"};
    const auto values = [](const RawSplitter& splitter) {
        std::vector<std::tuple<std::string_view, bool, bool>> out;
        for (const RawLeaf& leaf : splitter.leaves())
            out.emplace_back(leaf.text, leaf.isQuoted, leaf.isPlain);
        return out;
    };
    int alike = 0;
    for (const std::string& before : texts) {
        RawSplitter first;
        if (!first.split(before))
            continue;
        std::string quotes;
        for (const RawLeaf& leaf : first.leaves())
            quotes += leaf.isQuoted ? '\1' : '\0';
        for (const std::string& text : texts) {
            RawSplitter quick;
            RawSplitter slow;
            const bool isAlike = quick.splitLike(text, first.skeleton(), quotes);
            const bool isSplit = slow.split(text);
            QCOMPARE(isAlike,
                     isSplit && slow.skeleton() == first.skeleton() && slow.leaves().size() == first.leaves().size());
            if (!isAlike)
                continue;
            ++alike;
            QVERIFY(values(quick) == values(slow));
        }
    }
    QVERIFY(alike > int(std::size(texts)));
}

QTEST_GUILESS_MAIN(ChunkPiecesTest)
#include "tst_chunkpieces.moc"
