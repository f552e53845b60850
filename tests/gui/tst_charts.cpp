// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/barschart.h"
#include "charts/mainchart.h"
#include "charts/sparkline.h"
#include "charts/worlddots.h"
#include "gui/style/themecontroller.h"
#include "gui/widgets/breakdownlist.h"
#include "gui/widgets/figurerow.h"
#include "gui/widgets/glasswidget.h"

#include <QAccessible>
#include <QApplication>
#include <QChart>
#include <QChartView>
#include <QElapsedTimer>
#include <QPainter>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace sightglass;
using namespace sightglass::charts;
using namespace sightglass::gui;

namespace {

ChartModel wave(std::size_t buckets, bool isSecond, bool isUnfinished)
{
    QRandomGenerator random(11);
    ChartModel model;
    model.title = u"Visitors"_s;
    ChartSeries visitors{model.title, SeriesKind::Area, 0, {}};
    ChartSeries before{u"Before"_s, SeriesKind::Compare, 0, {}};
    ChartSeries rate{
        u"Bounce rate"_s, SeriesKind::Line, 1, {}, isSecond, [](double value) {
                         return u"%1%"_s.arg(value * 100); }};
    for (std::size_t i = 0; i < buckets; ++i) {
        ChartBucket bucket;
        bucket.longLabel = u"Day %1"_s.arg(i + 1);
        bucket.unfinished = isUnfinished && i + 1 == buckets;
        model.buckets.push_back(bucket);
        const double base = 4000 + 1500 * std::sin(static_cast<double>(i) / static_cast<double>(buckets) * 20);
        visitors.values.push_back(base + random.bounded(900));
        before.values.push_back(base * 0.8 + random.bounded(500));
        rate.values.push_back(0.4 + 0.1 * std::cos(static_cast<double>(i) / 3));
    }
    model.series = {visitors, before};
    if (isSecond)
        model.series.push_back(rate);
    return model;
}

QImage pictureOf(MainChart& chart, MainChart::Painter painter)
{
    chart.setPainter(painter);
    QCoreApplication::processEvents();
    QImage picture(chart.size(), QImage::Format_ARGB32_Premultiplied);
    picture.fill(chart.palette().window().color());
    chart.render(&picture);
    return picture;
}

int channelDistance(QRgb a, QRgb b)
{
    return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

/// How many pixels differ by more than what smoothing edges explains.
int differing(const QImage& a, const QImage& b)
{
    constexpr int kNoticed = 48;
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += channelDistance(a.pixel(x, y), b.pixel(x, y)) > kNoticed ? 1 : 0;
    }
    return count;
}

int inked(const QImage& picture)
{
    int count = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            count += channelDistance(picture.pixel(x, y), picture.pixel(0, 0)) > 60 ? 1 : 0;
    }
    return count;
}

QAccessibleInterface* of(QObject* object)
{
    return QAccessible::queryAccessibleInterface(object);
}

QString textOf(QAccessibleInterface* part)
{
    return part != nullptr ? part->text(QAccessible::Name) : u"(nothing)"_s;
}

} // namespace

/// Charts beyond their looks: two lines with a scale each, many points, and what assistive technology is told.
class TestCharts : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ThemeController> m_theme;

    static void checkTable(QAccessibleInterface* chart, const QString& summary, const ChartTable& numbers)
    {
        QVERIFY(chart != nullptr);
        QCOMPARE(chart->childCount(), 2);
        QAccessibleInterface* sentence = chart->child(0);
        QCOMPARE(sentence->role(), QAccessible::StaticText);
        QCOMPARE(textOf(sentence), summary);
        QCOMPARE(sentence->parent(), chart);
        QCOMPARE(chart->indexOfChild(sentence), 0);
        QAccessibleInterface* child = chart->child(1);
        QCOMPARE(child->role(), QAccessible::Table);
        QCOMPARE(chart->indexOfChild(child), 1);
        QAccessibleTableInterface* table = child->tableInterface();
        QVERIFY(table != nullptr);
        const int rows = static_cast<int>(numbers.rows.size());
        const int columns = static_cast<int>(numbers.head.size());
        QCOMPARE(table->rowCount(), rows);
        QCOMPARE(table->columnCount(), columns);
        QCOMPARE(child->childCount(), (rows + 1) * columns);
        for (int column = 0; column < columns; ++column) {
            QCOMPARE(table->columnDescription(column), numbers.head.at(column));
            QCOMPARE(child->child(column)->role(), QAccessible::ColumnHeader);
            for (int row = 0; row < rows; ++row) {
                QAccessibleInterface* cell = table->cellAt(row, column);
                QVERIFY(cell != nullptr);
                QCOMPARE(textOf(cell), numbers.rows[static_cast<std::size_t>(row)].at(column));
                QCOMPARE(child->indexOfChild(cell), (row + 1) * columns + column);
                QCOMPARE(child->child((row + 1) * columns + column), cell);
                QCOMPARE(cell->tableCellInterface()->rowIndex(), row);
                QCOMPARE(textOf(cell->tableCellInterface()->columnHeaderCells().value(0)), numbers.head.at(column));
            }
        }
        QVERIFY(table->cellAt(rows, 0) == nullptr);
        QVERIFY(table->cellAt(-1, 0) == nullptr);
        QVERIFY(child->child(child->childCount()) == nullptr);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme = std::make_unique<ThemeController>(*qApp);
        m_theme->setMode(ThemeMode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void theMainChartIsReadOut()
    {
        MainChart chart;
        chart.setModel(wave(28, true, true), u"28 days"_s);
        QCOMPARE(of(&chart)->role(), QAccessible::Chart);
        QVERIFY(chart.accessibleName().startsWith(u"Visitors, 28 days, "_s));
        QVERIFY(chart.accessibleName().endsWith(u"with Bounce rate"_s));
        checkTable(of(&chart), chart.accessibleName(), tableOf(chart.model()));
        QCOMPARE(of(&chart)->child(1)->tableInterface()->columnCount(), 4);
        // Fewer buckets later: what a reader held on to is no longer valid, and the rest is new.
        QAccessibleInterface* last = of(&chart)->child(1)->tableInterface()->cellAt(27, 1);
        chart.setModel(wave(3, false, false), u"3 days"_s);
        QVERIFY(!last->isValid());
        checkTable(of(&chart), chart.accessibleName(), tableOf(chart.model()));
    }

    void theTableInSightIsTheOneThatIsRead()
    {
        MainChart chart;
        chart.setModel(wave(5, false, false), u"5 days"_s);
        chart.setTableShown(true);
        QAccessibleInterface* table = of(&chart)->child(1);
        QVERIFY(table->object() != nullptr);
        QCOMPARE(table->tableInterface()->rowCount(), 5);
        chart.setTableShown(false);
        QVERIFY(of(&chart)->child(1)->object() == nullptr);
    }

    void barsAreReadOut()
    {
        BarsChart chart;
        chart.setModel(wave(30, false, false));
        checkTable(of(&chart), chart.accessibleName(), tableOf(chart.model()));
    }

    void aSparklineIsReadOut()
    {
        Sparkline spark;
        spark.setValues({3, 1, 2}, u"Visits"_s);
        checkTable(of(&spark), u"Visits"_s,
                   {{u"When"_s, u"Visits"_s}, {{u"1"_s, u"3"_s}, {u"2"_s, u"1"_s}, {u"3"_s, u"2"_s}}});
    }

    void theMapIsReadOut()
    {
        WorldDots map;
        map.setPoints({{u"Norway"_s, u"NO"_s, {}, 4}, {u"Germany"_s, u"DE"_s, {}, 9}});
        checkTable(of(&map), u"Map: Germany 9, Norway 4"_s,
                   {{u"Where"_s, u"Visitors"_s}, {{u"Germany"_s, u"9"_s}, {u"Norway"_s, u"4"_s}}});
        map.setPoints({});
        checkTable(of(&map), u"Map, nobody now"_s, {{u"Where"_s, u"Visitors"_s}, {}});
    }

    void theGlassIsReadOutAndStaysAButton()
    {
        GlassWidget glass;
        glass.push({3, 1});
        glass.push({5, 0});
        QAccessibleInterface* told = of(&glass);
        QCOMPARE(told->role(), QAccessible::Button);
        checkTable(told, u"Flow: 8 taken in, 1 refused in the last 2 seconds"_s,
                   {{u"When"_s, u"Taken in"_s, u"Refused"_s},
                    {{glass.spokenTable().rows.front().front(), u"3"_s, u"1"_s}, {u"now"_s, u"5"_s, u"0"_s}}});
        const QSignalSpy clicked(&glass, &QAbstractButton::clicked);
        QVERIFY(told->actionInterface()->actionNames().contains(QAccessibleActionInterface::pressAction()));
        told->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(clicked.size(), 1);
        glass.setContact(false);
        checkTable(told, u"Flow: no contact"_s, {{u"When"_s, u"Taken in"_s, u"Refused"_s}, {}});
    }

    void aFigureIsReadOutWithItsTrend()
    {
        FigureRow row;
        Figure figure;
        figure.id = u"visits"_s;
        figure.label = u"Visits"_s;
        figure.value = {{u"7"_s, false}};
        figure.trend = {3, 4};
        figure.trendLabels = QStringList{u"Monday"_s, u"Tuesday"_s};
        row.setFigures({figure});
        checkTable(of(row.card(u"visits"_s)), u"Visits 7"_s,
                   {{u"When"_s, u"Visits"_s}, {{u"Monday"_s, u"3"_s}, {u"Tuesday"_s, u"4"_s}}});
        QVERIFY(of(row.card(u"visits"_s))->state().checkable);
        QVERIFY(row.card(u"other"_s) == nullptr);
    }

    void rowsAreReadOut()
    {
        BreakdownList list;
        list.setAccessibleName(u"Pages"_s);
        list.setRows({{u"/"_s, u"/"_s, u"12"_s, u"60.0%"_s, 1, {}}, {u"/a"_s, u"/a"_s, u"8"_s, u"40.0%"_s, 0.6, {}}});
        checkTable(
            of(&list), list.spokenSummary(),
            {{u"Pages"_s, u"Number"_s, u"Share"_s}, {{u"/"_s, u"12"_s, u"60.0%"_s}, {u"/a"_s, u"8"_s, u"40.0%"_s}}});
        QVERIFY(list.spokenSummary().contains(u"most: / with 12"_s));
    }

    void aSecondLineHasItsOwnScale()
    {
        MainChart chart;
        chart.resize(1030, 222);
        const ChartModel model = wave(28, true, false);
        chart.setModel(model, u"28 days"_s);
        const double visitors = model.series[0].values[5];
        const double rate = model.series[2].values[5];
        // On the first scale a share would lie on the ground.
        QVERIFY(chart.plotRect().bottom() - chart.pointOf(5, rate).y() < 1);
        QVERIFY(chart.plotRect().bottom() - chart.pointOf(5, rate, true).y() > 10);
        QCOMPARE(chart.pointOf(5, visitors).x(), chart.pointOf(5, rate, true).x());
        chart.setCrosshair(5);
        QVERIFY(chart.accessibleDescription().contains(valueText(model, model.series[2], rate)));
        QVERIFY(tableOf(model).rows[5].last().endsWith(u'%'));
        // Its words and its name stand there in its colour.
        const QImage with = pictureOf(chart, MainChart::Painter::ByPoints);
        chart.setModel(wave(28, false, false), u"28 days"_s);
        const QImage without = pictureOf(chart, MainChart::Painter::ByPoints);
        const QRect words(chart.width() - 60, 20, 50, 60);
        QVERIFY(inked(with.copy(words)) > inked(without.copy(words)) + 20);
    }

    void manyPointsArePaintedByOurselves()
    {
        MainChart chart;
        chart.resize(1030, 222);
        chart.setModel(wave(MainChart::kMostSeriesPoints, false, false));
        QVERIFY(!chart.paintsLinesItself());
        QVERIFY(!chart.findChild<QChartView*>()->chart()->series().isEmpty());
        chart.setModel(wave(MainChart::kMostSeriesPoints + 1, false, false));
        QVERIFY(chart.paintsLinesItself());
        QVERIFY(chart.findChild<QChartView*>()->chart()->series().isEmpty());
        chart.setModel(wave(50'000, true, true));
        QImage picture = pictureOf(chart, MainChart::Painter::ByPoints);
        QElapsedTimer clock;
        clock.start();
        chart.render(&picture);
        qInfo("RESULT: a chart of 50,000 points and three series takes %lld ms to paint", clock.elapsed());
        QVERIFY(inked(picture) > 1'000);
    }

    void bothPaintersDrawAlike_data()
    {
        QTest::addColumn<int>("buckets");
        QTest::addColumn<bool>("isSecond");
        QTest::addColumn<bool>("isUnfinished");
        QTest::addColumn<int>(
            "allowedPerMille"); // Of inked pixels. Where lines cross in every pixel, edges smooth otherwise.
        QTest::newRow("28 days") << 28 << false << false << 5;
        QTest::newRow("28 days, the last unfinished") << 28 << false << true << 5;
        QTest::newRow("28 days with a second line") << 28 << true << false << 5;
        QTest::newRow("more points than pixels") << 1'900 << false << false << 40;
        QTest::newRow("above the limit") << 2'500 << true << true << 40;
    }

    void bothPaintersDrawAlike()
    {
        QFETCH(int, buckets);
        QFETCH(bool, isSecond);
        QFETCH(bool, isUnfinished);
        MainChart chart;
        chart.resize(1030, 222);
        chart.setModel(wave(static_cast<std::size_t>(buckets), isSecond, isUnfinished));
        chart.show();
        const QImage theirs = pictureOf(chart, MainChart::Painter::QtCharts);
        const QImage ours = pictureOf(chart, MainChart::Painter::Ours);
        const int ink = inked(theirs);
        const int different = differing(theirs, ours);
        qInfo("RESULT: %d of %d inked pixels differ", different, ink);
        QVERIFY(ink > 1'000);
        QFETCH(int, allowedPerMille);
        QVERIFY2(different * 1000 < ink * allowedPerMille, qPrintable(u"%1 pixels differ"_s.arg(different)));
    }
};

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
