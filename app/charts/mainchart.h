// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartmodel.h"
#include "charts/chartwidget.h"

class QChart;
class QChartView;
class QTableWidget;

namespace sightglass::charts {

class ChartBackdrop;
class ChartOverlay;

/// The chart on top of a report: area or lines, grey comparison, four grid lines with their words inside the plot,
/// weekend bands, marks as brass pills, the unfinished bucket dashed with a hollow point. Pointer or ← → move the
/// crosshair with its read-out; dragging narrows to a range; a double click opens a bucket; Esc goes back. Home and End
/// go to the ends. V may show the table instead. Lines and areas are Qt Charts' own. GUI thread; owned by its parent.
class MainChart final : public ChartWidget
{
    Q_OBJECT

public:
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
    [[nodiscard]] QPointF pointOf(std::size_t bucket, double value) const;
    [[nodiscard]] QRectF plotRect() const;

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
    int m_crosshair = -1;
    int m_dragFrom = -1;
    QChart* m_chart;
    QChartView* m_view;
    ChartBackdrop* m_backdrop;
    ChartOverlay* m_overlay;
    QTableWidget* m_table = nullptr;
};

} // namespace sightglass::charts
