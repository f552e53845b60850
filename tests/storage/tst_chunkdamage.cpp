// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A damaged chunk is found corrupt, and harms nobody.
#include "storage/chunkfixture.h"
#include "storage/columns/columnids.h"
#include "storage/columns/compression.h"
#include "storage/storefixture.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace sightglass;
using namespace sightglass::storage::columns;
using namespace sightglass::test;
using domain::Event;
using domain::NumberColumn;
using domain::TextColumn;

class ChunkDamageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damageIsNoticed();
    void damageBehindGoodChecksumsDoesNoHarm();
    void missingBlobsAreCorrupt();
};

void ChunkDamageTest::damageIsNoticed()
{
    const SealedChunk sealed = sealEvents(randomEvents(61, 50));
    std::mt19937_64 random(1);
    for (int i = 0; i < 300; ++i) {
        std::string header = sealed.header;
        header[random() % header.size()] ^= static_cast<char>(1 << random() % 8);
        const auto parsed = ChunkHeader::parse(header);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::Corrupt);
        Opened chunk = opened(sealed);
        const ColumnBlob& blob = sealed.columns[random() % sealed.columns.size()];
        std::string bytes = blob.bytes;
        bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
        chunk.blobs.add(blob.number, bytes);
        const auto events = chunk.reader().events();
        QVERIFY(!events);
        QCOMPARE(events.error().code, ErrorCode::Corrupt);
    }
    for (std::size_t size = 0; size < sealed.header.size(); ++size)
        QVERIFY(!ChunkHeader::parse(std::string_view(sealed.header).substr(0, size)));
}

void ChunkDamageTest::damageBehindGoodChecksumsDoesNoHarm()
{
    // Whatever the bytes are: an answer or Corrupt, never a byte read out of bounds (the sanitizers watch).
    const SealedChunk sealed = sealEvents(randomEvents(62, 60));
    std::mt19937_64 random(2);
    int refused = 0;
    for (int i = 0; i < 2000; ++i) {
        Opened chunk = opened(sealed);
        const ColumnBlob& blob = sealed.columns[random() % sealed.columns.size()];
        std::string bytes = blob.bytes.substr(0, blob.bytes.size() - 4);
        for (std::uint64_t n = random() % 3 + 1; n > 0; --n)
            bytes[random() % bytes.size()] = static_cast<char>(random());
        if (random() % 8 == 0)
            bytes.resize(random() % bytes.size());
        appendChecksum(bytes);
        chunk.blobs.add(blob.number, bytes);
        const auto events = chunk.reader().events();
        refused += events ? 0 : 1;
        if (!events)
            QCOMPARE(events.error().code, ErrorCode::Corrupt);
    }
    QVERIFY(refused > 100);
    for (int i = 0; i < 2000; ++i) {
        std::string header = sealed.header.substr(0, sealed.header.size() - 4);
        for (std::uint64_t n = random() % 3 + 1; n > 0; --n)
            header[random() % header.size()] = static_cast<char>(random());
        appendChecksum(header);
        const auto parsed = ChunkHeader::parse(header);
        if (!parsed || parsed->rows() > 1000)
            continue;
        const Opened whole = opened(sealed);
        const auto events = ChunkReader(*parsed, whole.blobs).events();
        if (!events)
            QCOMPARE(events.error().code, ErrorCode::Corrupt);
    }
}

void ChunkDamageTest::missingBlobsAreCorrupt()
{
    const SealedChunk sealed = sealEvents(randomEvents(63, 60));
    const ChunkHeader header = ChunkHeader::parse(sealed.header).value();
    for (const ColumnBlob& missing : sealed.columns) {
        ColumnBlobs blobs;
        for (const ColumnBlob& blob : sealed.columns) {
            if (blob.number != missing.number)
                blobs.add(blob.number, blob.bytes);
        }
        const auto events = ChunkReader(header, blobs).events();
        QVERIFY(!events);
        QCOMPARE(events.error().code, ErrorCode::Corrupt);
    }
}

QTEST_GUILESS_MAIN(ChunkDamageTest)
#include "tst_chunkdamage.moc"
