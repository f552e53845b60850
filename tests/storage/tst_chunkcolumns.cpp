// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Each column of a chunk says what its events say, read from its own blobs alone.
#include "domain/propertytext.h"
#include "storage/chunkfixture.h"
#include "storage/columns/columnids.h"
#include "storage/storefixture.h"
#include "support/pageviewhistory.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace sightglass;
using namespace sightglass::storage::columns;
using namespace sightglass::test;
using domain::Event;
using domain::NumberColumn;
using domain::TextColumn;

namespace {

ColumnBlobs only(const SealedChunk& chunk, const std::vector<std::uint16_t>& numbers)
{
    ColumnBlobs blobs;
    for (const ColumnBlob& blob : chunk.columns) {
        if (std::find(numbers.begin(), numbers.end(), blob.number) != numbers.end())
            blobs.add(blob.number, blob.bytes);
    }
    return blobs;
}

std::int64_t numberOf(const Event& e, NumberColumn column)
{
    const auto number = [](auto value) { return static_cast<std::int64_t>(value); };
    switch (column) {
    case NumberColumn::Seq: return e.seq.value;
    case NumberColumn::EventTime: return toMs(e.eventTime);
    case NumberColumn::ReceivedAt: return toMs(e.receivedAt);
    case NumberColumn::Kind: return number(e.kind);
    case NumberColumn::Protocol: return number(e.protocol);
    case NumberColumn::Source: return e.source.value;
    case NumberColumn::VisitorBasis: return number(e.visitorBasis);
    case NumberColumn::Visitor: return number(e.visitor);
    case NumberColumn::Interactive: return e.interactive;
    case NumberColumn::EngagementMs: return e.engagementMs;
    case NumberColumn::ScrollDepth: return e.scrollDepth ? *e.scrollDepth : domain::kAbsent;
    case NumberColumn::RevenueMinor: return e.revenueMinor.value_or(domain::kAbsent);
    case NumberColumn::ValueMinor: return e.valueMinor.value_or(domain::kAbsent);
    case NumberColumn::Device: return number(e.device);
    case NumberColumn::ScreenWidth: return e.screenWidth;
    case NumberColumn::ScreenHeight: return e.screenHeight;
    case NumberColumn::IsBot: return e.bot.isBot();
    case NumberColumn::IsExcluded: return !e.excluded.empty();
    case NumberColumn::LinkKind: return number(e.linkKind);
    case NumberColumn::Historical: return e.historical;
    case NumberColumn::Unhandled: return domain::isUnhandled(e);
    }
    return 0;
}

std::string textOf(const Event& e, TextColumn column)
{
    const std::string* const texts[] = {
        &e.name,    &e.messageId,   &e.userId,       &e.anonymousId, &e.sessionHint, &e.linkedId,    &e.hostname,
        &e.path,    &e.title,       &e.referrerHost, &e.utmSource,   &e.utmMedium,   &e.utmCampaign, &e.utmContent,
        &e.utmTerm, &e.sourceParam, &e.clickIdKind,  &e.country,     &e.language,    &e.browser,     &e.browserVersion,
        &e.os,      &e.osVersion,   &e.appVersion,   &e.currency,    &e.viewId,      &e.bot.rule};
    return *texts[static_cast<std::size_t>(column)];
}

std::string valueOf(const domain::PropertyMap& map, const std::string& key)
{
    std::string text;
    for (const domain::Property& property : map) {
        if (property.key == key)
            text = domain::propertyText(property.value);
    }
    return text;
}

/// The text form of a number; "" for what is none.
std::string numberOf(const domain::PropertyMap& map, const std::string& key)
{
    const auto at = std::find_if(map.rbegin(), map.rend(), [&](const domain::Property& p) { return p.key == key; });
    const bool isNumber = at != map.rend() && (std::holds_alternative<std::int64_t>(at->value) ||
                                               std::holds_alternative<double>(at->value));
    return isNumber ? domain::propertyText(at->value) : std::string();
}

} // namespace

class ChunkColumnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNumberColumnSaysWhatTheEventSays_data();
    void everyNumberColumnSaysWhatTheEventSays();
    void everyTextColumnSaysWhatTheEventSays_data();
    void everyTextColumnSaysWhatTheEventSays();
    void propertiesAndTraitsComeAsText();
    void keysBeyondTheirColumnsAreStillThere();
    void runsAreVisitors();
    void columnsAtTheirDefaultTakeNoBlob();
};

void ChunkColumnsTest::everyNumberColumnSaysWhatTheEventSays_data()
{
    QTest::addColumn<int>("column");
    for (std::size_t column = 0; column < domain::kNumberColumns; ++column)
        QTest::addRow("number column %zu", column) << static_cast<int>(column);
}

void ChunkColumnsTest::everyNumberColumnSaysWhatTheEventSays()
{
    QFETCH(int, column);
    const auto which = static_cast<NumberColumn>(column);
    test::PageViewDay plan;
    plan.day = test::at(kChunkDay);
    plan.views = 700;
    for (const std::vector<Event>& events :
         {inRowOrder(randomEvents(21, 333)), inRowOrder(test::pageViews(plan)), std::vector<Event>(5)}) {
        const SealedChunk sealed = sealEvents(events);
        const ChunkHeader header = ChunkHeader::parse(sealed.header).value();
        const ColumnBlobs blobs = only(sealed, header.blobsForNumbers(which));
        const auto numbers = ChunkReader(header, blobs).numbers(which);
        QVERIFY2(numbers.has_value(), numbers ? "" : qPrintable(numbers.error().detail + numbers.error().where));
        for (std::size_t row = 0; row < events.size(); ++row)
            QCOMPARE(numbers->values().at(row), numberOf(events[row], which));
    }
}

void ChunkColumnsTest::everyTextColumnSaysWhatTheEventSays_data()
{
    QTest::addColumn<int>("column");
    for (std::size_t column = 0; column < domain::kTextColumns; ++column)
        QTest::addRow("text column %zu", column) << static_cast<int>(column);
}

void ChunkColumnsTest::everyTextColumnSaysWhatTheEventSays()
{
    QFETCH(int, column);
    const auto which = static_cast<TextColumn>(column);
    test::PageViewDay plan;
    plan.day = test::at(kChunkDay);
    plan.views = 700;
    plan.internalReferrers = true;
    for (const std::vector<Event>& events :
         {inRowOrder(randomEvents(22, 333)), inRowOrder(test::pageViews(plan)), std::vector<Event>(5)}) {
        const SealedChunk sealed = sealEvents(events);
        const ChunkHeader header = ChunkHeader::parse(sealed.header).value();
        const ColumnBlobs blobs = only(sealed, header.blobsForTexts(which));
        const auto texts = ChunkReader(header, blobs).texts(which);
        QVERIFY2(texts.has_value(), texts ? "" : qPrintable(texts.error().detail + texts.error().where));
        std::vector<std::string> different;
        for (std::size_t row = 0; row < events.size(); ++row) {
            const std::string expected = textOf(events[row], which);
            QCOMPARE(std::string(texts->codes().at(row)), expected);
            if (!expected.empty())
                different.push_back(expected);
        }
        std::sort(different.begin(), different.end());
        different.erase(std::unique(different.begin(), different.end()), different.end());
        const ColumnBlobs words = only(sealed, header.blobsForDictionary(which));
        const auto dictionary = ChunkReader(header, words).dictionary(which);
        QVERIFY(dictionary.has_value());
        std::vector<std::string> known(dictionary->texts().begin() + 1, dictionary->texts().end());
        std::sort(known.begin(), known.end());
        QVERIFY(known == different);
        QVERIFY(dictionary->texts().front().empty());
    }
}

void ChunkColumnsTest::propertiesAndTraitsComeAsText()
{
    std::vector<Event> events = randomEvents(31, 500);
    for (std::size_t i = 0; i < events.size(); ++i) {
        events[i].properties.push_back({"price", static_cast<double>(i % 90) / 100});
        if (i % 3 == 0)
            events[i].properties.push_back({"one kind", std::int64_t{3}});
    }
    events = inRowOrder(std::move(events));
    const SealedChunk sealed = sealEvents(events);
    const ChunkHeader header = ChunkHeader::parse(sealed.header).value();
    for (const std::string key : {"key0", "key1", "key2", "price", "one kind", "missing"}) {
        const ColumnBlobs propertyBlobs = only(sealed, header.blobsForProperty(key));
        const ColumnBlobs traitBlobs = only(sealed, header.blobsForTrait(key));
        const auto property = ChunkReader(header, propertyBlobs).property(key);
        const auto trait = ChunkReader(header, traitBlobs).trait(key);
        const ColumnBlobs vitalBlobs = only(sealed, header.blobsForVitals());
        const auto vital = ChunkReader(header, vitalBlobs).vital(key);
        QVERIFY(property.has_value() && trait.has_value() && vital.has_value());
        for (std::size_t row = 0; row < events.size(); ++row) {
            QCOMPARE(std::string(vital->codes().at(row)), numberOf(events[row].vitals, key));
            QCOMPARE(std::string(property->codes().at(row)), valueOf(events[row].properties, key));
            QCOMPARE(std::string(trait->codes().at(row)), valueOf(events[row].traits, key));
        }
    }
    QVERIFY(header.property("missing") == nullptr);
    QCOMPARE(header.property("price")->count, std::uint32_t{500});
    QCOMPARE(QByteArray::fromStdString(header.properties().front().key), QByteArray("price"));
}

void ChunkColumnsTest::keysBeyondTheirColumnsAreStillThere()
{
    std::vector<Event> events(60);
    for (std::size_t i = 0; i < events.size(); ++i) {
        events[i].visitor = i / 2;
        for (std::size_t key = 0; key < 50; ++key) {
            events[i].properties.push_back({"p" + std::to_string(i * 50 + key), static_cast<std::int64_t>(key)});
            events[i].traits.push_back({"t" + std::to_string(i * 50 + key), std::string("text")});
        }
        events[i].properties.push_back({"common", true});
    }
    const SealedChunk sealed = sealEvents(events);
    const Opened chunk = opened(sealed);
    for (const ColumnBlob& blob : sealed.columns)
        QVERIFY(blob.number > 0 && blob.number < kBlobNumbers);
    QVERIFY(*chunk.reader().events() == events);
    for (const std::string key : {"p0", "p1300", "p2999", "common"}) {
        const ColumnBlobs blobs = only(sealed, chunk.header.blobsForProperty(key));
        const auto texts = ChunkReader(chunk.header, blobs).property(key);
        QVERIFY(texts.has_value());
        for (std::size_t row = 0; row < events.size(); ++row)
            QCOMPARE(std::string(texts->codes().at(row)), valueOf(events[row].properties, key));
    }
    const ColumnBlobs blobs = only(sealed, chunk.header.blobsForTrait("t2900"));
    QCOMPARE(std::string(ChunkReader(chunk.header, blobs).trait("t2900")->codes().at(58)), std::string("text"));
}

void ChunkColumnsTest::runsAreVisitors()
{
    const std::vector<Event> events = inRowOrder(randomEvents(41, 300));
    const SealedChunk sealed = sealEvents(events);
    const ChunkHeader header = ChunkHeader::parse(sealed.header).value();
    const ColumnBlobs blobs = only(sealed, header.blobsForRuns());
    const auto runs = ChunkReader(header, blobs).runs();
    QVERIFY(runs.has_value());
    QCOMPARE(runs->size(), header.runs());
    std::size_t run = 0;
    for (std::size_t row = 0; row < events.size(); ++row) {
        if (row > 0 && events[row].visitor != events[row - 1].visitor)
            QCOMPARE(std::size_t{(*runs)[++run].begin}, row);
        QCOMPARE((*runs)[run].visitor(), events[row].visitor);
    }
    QCOMPARE(run + 1, runs->size());
}

void ChunkColumnsTest::columnsAtTheirDefaultTakeNoBlob()
{
    const SealedChunk sealed = sealEvents(std::vector<Event>(1000));
    QCOMPARE(sealed.columns.size(), std::size_t{0});
    QVERIFY2(sealed.header.size() < 200, qPrintable(QString::number(sealed.header.size())));
    const ChunkHeader header = ChunkHeader::parse(sealed.header).value();
    QVERIFY(header.column(TextColumn::Path) == nullptr);
    QVERIFY(header.column(NumberColumn::Interactive) == nullptr);
    QVERIFY(header.blobsForEvents().empty());
}

QTEST_GUILESS_MAIN(ChunkColumnsTest)
#include "tst_chunkcolumns.moc"
