// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Chunks of every released format stay readable: tests/vectors/chunks.
#include "storage/bytes.h"
#include "storage/chunkfixture.h"
#include "storage/storefixture.h"
#include "support/pageviewhistory.h"
#include "support/sourcefolder.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace sightglass;
using namespace sightglass::storage::columns;
using namespace sightglass::test;
using domain::Event;

namespace {

QString vectorFolder()
{
    return test::sourcePath(QStringLiteral("tests/vectors/chunks"));
}

/// Some of everything: page views and events with every member at random.
std::vector<Event> goldenEvents()
{
    test::PageViewDay plan;
    plan.day = test::at(kChunkDay);
    plan.views = 40;
    plan.timesInMessageIds = true;
    std::vector<Event> events = test::pageViews(plan);
    for (Event& event : randomEvents(5, 24))
        events.push_back(std::move(event));
    return events;
}

/// A chunk in one file: the header and then each blob with its number, all with their length before them.
std::string fileOf(const SealedChunk& chunk)
{
    std::string file;
    storage::ByteWriter out(file);
    out.bytes(chunk.header);
    for (const ColumnBlob& blob : chunk.columns) {
        out.varint(blob.number);
        out.bytes(blob.bytes);
    }
    return file;
}

Opened openedFile(std::string_view file)
{
    storage::ByteReader in(file);
    Opened result{ChunkHeader::parse(in.bytes()).value(), {}};
    while (!in.atEnd()) {
        const auto number = static_cast<std::uint16_t>(in.varint());
        result.blobs.add(number, std::string(in.bytes()));
    }
    return result;
}

} // namespace

class ChunkFormatsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void releasedFormatsStayReadable_data();
    void releasedFormatsStayReadable();
};

void ChunkFormatsTest::releasedFormatsStayReadable_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(vectorFolder()).entryList({QStringLiteral("*.chunk")}, QDir::Files);
    for (const QString& file : files)
        QTest::newRow(qPrintable(file)) << file.section(u'.', 0, 0);
    // The newest format has its file too.
    QTest::newRow("the format that is written") << QStringLiteral("format%1").arg(kChunkFormat);
}

void ChunkFormatsTest::releasedFormatsStayReadable()
{
    QFETCH(QString, name);
    const QString path = vectorFolder() + u'/' + name;
    QFile binary(path + QStringLiteral(".chunk"));
    QFile lines(path + QStringLiteral(".ndjson"));
    if (qEnvironmentVariableIsSet("SIGHTGLASS_REWRITE_VECTORS") &&
        name == QStringLiteral("format%1").arg(kChunkFormat)) {
        const std::vector<Event> events = goldenEvents();
        QVERIFY(binary.open(QIODevice::WriteOnly) && lines.open(QIODevice::WriteOnly));
        binary.write(QByteArray::fromStdString(fileOf(sealEvents(events))));
        for (const Event& event : inRowOrder(events))
            lines.write(lineOf(event) + '\n');
        binary.close();
        lines.close();
    }
    QVERIFY(binary.open(QIODevice::ReadOnly) && lines.open(QIODevice::ReadOnly));
    const std::string file = binary.readAll().toStdString();
    const Opened chunk = openedFile(file);
    const auto events = chunk.reader().events();
    QVERIFY2(events.has_value(), events ? "" : qPrintable(events.error().detail + events.error().where));
    const QList<QByteArray> expected = lines.readAll().trimmed().split('\n');
    QCOMPARE(static_cast<qsizetype>(events->size()), expected.size());
    for (std::size_t i = 0; i < events->size(); ++i)
        QCOMPARE(lineOf((*events)[i]), expected[static_cast<qsizetype>(i)]);
}

QTEST_GUILESS_MAIN(ChunkFormatsTest)
#include "tst_chunkformats.moc"
