// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reworkplan.h"

#include <QTest>

using namespace sightglass;
using storage::Catalogue;
using storage::ChunkEntry;
using Ids = std::vector<std::int64_t>;

namespace {

constexpr std::int64_t kToday = 100;
constexpr std::size_t kChunkRows = 1000;

/// Projects 1 and 2 with one source each, of the same number.
storage::SourceSnapshot twoProjects()
{
    std::vector<domain::Project> projects(2);
    std::vector<domain::Source> sources(2);
    for (int i = 0; i < 2; ++i) {
        projects[std::size_t(i)].id = ProjectId(i + 1);
        sources[std::size_t(i)].id = SourceId(i + 1);
        sources[std::size_t(i)].project = ProjectId(i + 1);
    }
    return {projects, sources, ProjectId()};
}

void add(Catalogue& catalogue, std::int64_t day, std::int64_t rows, std::int64_t project = 1)
{
    ChunkEntry chunk;
    chunk.id = std::int64_t(catalogue.chunks.size()) + 1;
    chunk.project = ProjectId(project);
    chunk.day = day;
    chunk.rows = rows;
    chunk.sources = {{SourceId(project), rows}};
    catalogue.chunks.push_back(std::make_shared<const ChunkEntry>(chunk));
}

Catalogue chunksOf(std::int64_t day, std::initializer_list<std::int64_t> rows)
{
    Catalogue catalogue;
    for (const std::int64_t count : rows)
        add(catalogue, day, count);
    return catalogue;
}

Ids plan(const Catalogue& catalogue)
{
    return storage::nextRework(catalogue, twoProjects(), kToday, kChunkRows);
}

} // namespace

class ReworkPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallChunksOfADay_data();
    void smallChunksOfADay();
    void chunksOfDifferentThingsStayApart();
    void movedAndRemovedSourcesComeFirst();
    void trickleCostsLittle();
};

void ReworkPlanTest::smallChunksOfADay_data()
{
    QTest::addColumn<Catalogue>("catalogue");
    QTest::addColumn<Ids>("expected");
    QTest::newRow("none") << Catalogue() << Ids();
    QTest::newRow("one") << chunksOf(99, {10}) << Ids();
    QTest::newRow("two of a day that is over") << chunksOf(99, {10, 20}) << Ids{1, 2};
    QTest::newRow("two of today") << chunksOf(kToday, {10, 20}) << Ids();
    QTest::newRow("eight of today") << chunksOf(kToday, {9, 8, 7, 6, 5, 4, 3, 2}) << Ids{8, 7, 6, 5, 4, 3, 2, 1};
    QTest::newRow("a large one and a late event") << chunksOf(99, {900, 1}) << Ids();
    QTest::newRow("a large one and two late events") << chunksOf(99, {900, 1, 1}) << Ids{2, 3};
    QTest::newRow("a large one and a fourth of it") << chunksOf(99, {400, 100}) << Ids{2, 1};
    QTest::newRow("together more than a chunk") << chunksOf(99, {600, 500}) << Ids();
    QTest::newRow("some of them fit") << chunksOf(99, {600, 300, 500}) << Ids{2, 3};
}

void ReworkPlanTest::smallChunksOfADay()
{
    QFETCH(Catalogue, catalogue);
    QFETCH(Ids, expected);
    QCOMPARE(plan(catalogue), expected);
}

void ReworkPlanTest::chunksOfDifferentThingsStayApart()
{
    Catalogue catalogue;
    add(catalogue, 98, 10, 1);
    add(catalogue, 99, 10, 1);
    add(catalogue, 98, 10, 2);
    QCOMPARE(plan(catalogue), Ids());
    add(catalogue, 98, 10, 2);
    QCOMPARE(plan(catalogue), (Ids{3, 4}));
}

void ReworkPlanTest::movedAndRemovedSourcesComeFirst()
{
    for (const std::int64_t source : {2, 77}) { // of another project; of none
        Catalogue catalogue = chunksOf(99, {10, 20});
        ChunkEntry stale;
        stale.id = 5;
        stale.project = ProjectId(1);
        stale.day = 100;
        stale.rows = 3;
        stale.sources = {{SourceId(1), 1}, {SourceId(source), 2}};
        catalogue.chunks.push_back(std::make_shared<const ChunkEntry>(stale));
        QCOMPARE(plan(catalogue), Ids{5});
    }
}

void ReworkPlanTest::trickleCostsLittle()
{
    // One late event after the other: each row is written again a few times only.
    Catalogue catalogue = chunksOf(99, {500});
    std::int64_t written = 0;
    std::int64_t nextId = 2;
    for (int late = 0; late < 400; ++late) {
        ChunkEntry one;
        one.id = nextId++;
        one.project = ProjectId(1);
        one.day = 99;
        one.rows = 1;
        one.sources = {{SourceId(1), 1}};
        catalogue.chunks.push_back(std::make_shared<const ChunkEntry>(one));
        for (Ids ids = plan(catalogue); !ids.empty(); ids = plan(catalogue)) {
            ChunkEntry merged = one;
            merged.id = nextId++;
            merged.rows = 0;
            for (const std::int64_t id : ids)
                merged.rows += catalogue.find(id)->rows;
            written += merged.rows;
            std::erase_if(catalogue.chunks, [&](const Catalogue::Entry& entry) {
                return std::find(ids.begin(), ids.end(), entry->id) != ids.end();
            });
            merged.sources = {{SourceId(1), merged.rows}};
            catalogue.chunks.push_back(std::make_shared<const ChunkEntry>(merged));
        }
        QVERIFY(catalogue.chunks.size() < 10);
    }
    QVERIFY2(written < 400 * 40, qPrintable(QString::number(written)));
}

QTEST_APPLESS_MAIN(ReworkPlanTest)
#include "tst_reworkplan.moc"
