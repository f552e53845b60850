// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartmodel.h"
#include "charts/chartwidget.h"
#include "charts/tablesource.h"

class QChart;
class QChartView;
class QTableWidget;

namespace sightglass::charts {

class ChartBackdrop;
class ChartLines;
class ChartOverlay;

/// The chart on top of a report: area or lines, grey comparison, four grid lines with their words inside the plot,
/// weekend bands, marks as brass pills, the unfinished bucket dashed with a hollow point. Pointer or ← → move the
/// crosshair with its read-out; dragging narrows to a range; a double click opens a bucket; Esc goes back. Home and End
/// go to the ends. V may show the table instead. Lines and areas are Qt Charts' own, or above kMostSeriesPoints ours. A
/// series may have a scale of its own, with words at the right. GUI thread; owned by its parent.
class MainChart final : public ChartWidget, public TableSource
{
    Q_OBJECT

public:
    /// Who draws lines and areas.
    enum class Painter { ByPoints, QtCharts, Ours };
    static constexpr std::size_t kMostSeriesPoints = 2'000;

    explicit MainChart(QWidget* parent = nullptr);
    ~MainChart() override;

    /// `span` is words for the summary ("28 days"); `additive` says that the sum over buckets means something.
    void setModel(const ChartModel& model, const QString& span = {}, bool additive = true);
    [[nodiscard]] const ChartModel& model() const { return m_model; }
    /// Old lines at 60 % while new ones are on their way.
    void setStale(bool stale);
    void setTableShown(bool shown);
    [[nodiscard]] bool isTableShown() const;
    /// -1 for none.
    [[nodiscard]] int crosshair() const { return m_crosshair; }
    void setCrosshair(int bucket);
    [[nodiscard]] QSize sizeHint() const override { return {1030, 222}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 140}; }

    /// Where a value of a bucket is in this widget's coordinates; for the overlay and tests.
    [[nodiscard]] QPointF pointOf(std::size_t bucket, double value, bool onSecondAxis = false) const;
    [[nodiscard]] QRectF plotRect() const;

    /// By the number of points unless somebody compares the two.
    void setPainter(Painter painter);
    [[nodiscard]] bool paintsLinesItself() const;
    [[nodiscard]] QString spokenSummary() const override { return accessibleName(); }
    [[nodiscard]] ChartTable spokenTable() const override { return tableOf(m_model); }
    [[nodiscard]] QWidget* tableInSight() const override;

    using ChartWidget::t;
    /// How many values of a series are drawn as a line; the unfinished bucket is drawn apart.
    [[nodiscard]] std::size_t finishedCount(const ChartSeries& series) const;

Q_SIGNALS:
    /// First and last bucket of a dragged range.
    void rangeDragged(int first, int last);
    void bucketOpened(int bucket);
    void backRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void themeChanged() override;

private:
    friend class ChartBackdrop;
    friend class ChartOverlay;
    void buildSeries();
    void addSeries(const ChartSeries& series);
    void layoutPlot();
    void fillTable();
    [[nodiscard]] int bucketAt(qreal x) const;
    bool pointer(QEvent* event);
    void refresh();

    ChartModel m_model;
    double m_top = 4;
    double m_secondTop = 4;
    Painter m_painter = Painter::ByPoints;
    int m_crosshair = -1;
    int m_dragFrom = -1;
    QChart* m_chart;
    QChartView* m_view;
    ChartBackdrop* m_backdrop;
    ChartLines* m_lines;
    ChartOverlay* m_overlay;
    QTableWidget* m_table = nullptr;
};

} // namespace sightglass::charts
