// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/mainchart.h"

#include "charts/chartlayers.h"
#include "charts/chartlines.h"
#include "theme/painting.h"

#include <algorithm>
#include <cmath>

#include <QAreaSeries>
#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QTableWidget>
#include <QValueAxis>

using namespace Qt::StringLiterals;

namespace sightglass::charts {
namespace {

constexpr qreal kTop = 26;
constexpr qreal kBottom = 24;
constexpr qreal kLeft = 36;
constexpr qreal kRight = 26;

double highestOf(const ChartModel& model, bool onSecondAxis)
{
    double highest = 0;
    for (const ChartSeries& series : model.series) {
        if (series.onSecondAxis != onSecondAxis)
            continue;
        for (const double value : series.values)
            highest = std::isnan(value) ? highest : std::max(highest, value);
    }
    return highest;
}

/// `scale` brings a series with a scale of its own onto the first one's.
QLineSeries* lineOf(const ChartSeries& series, std::size_t count, double scale, QObject* owner)
{
    auto* line = new QLineSeries(owner);
    QList<QPointF> points;
    for (std::size_t i = 0; i < count; ++i)
        if (!std::isnan(series.values[i]))
            points << QPointF(static_cast<qreal>(i), series.values[i] * scale);
    line->replace(points);
    return line;
}

} // namespace

MainChart::MainChart(QWidget* parent)
    : ChartWidget(parent)
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart, this))
    , m_backdrop(new ChartBackdrop(*this))
    , m_lines(new ChartLines(*this))
    , m_overlay(new ChartOverlay(*this))
{
    m_chart->setBackgroundVisible(false);
    m_chart->setPlotAreaBackgroundVisible(false);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->legend()->hide();
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->viewport()->setObjectName(u"chartViewport"_s);
    m_view->viewport()->setFocusPolicy(Qt::NoFocus);
    m_view->viewport()->setMouseTracking(true);
    m_view->viewport()->installEventFilter(this);
    m_view->setContextMenuPolicy(Qt::NoContextMenu);
    m_backdrop->setParentItem(m_chart);
    m_lines->setParentItem(m_chart);
    m_overlay->setParentItem(m_chart);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Chart"));
}

MainChart::~MainChart() = default;

void MainChart::setModel(const ChartModel& model, const QString& span, bool additive)
{
    m_model = model;
    m_crosshair = -1;
    m_dragFrom = -1;
    m_top = niceTop(highestOf(m_model, false));
    m_secondTop = niceTop(highestOf(m_model, true));
    numbersChanged();
    setAccessibleName(summaryOf(m_model, span, additive));
    m_overlay->stale = false;
    buildSeries();
    fillTable();
    layoutPlot();
}

void MainChart::buildSeries()
{
    m_chart->removeAllSeries();
    for (QAbstractAxis* axis : m_chart->axes())
        m_chart->removeAxis(axis);
    m_lines->setVisible(paintsLinesItself());
    if (paintsLinesItself())
        return;
    for (auto series = m_model.series.rbegin(); series != m_model.series.rend(); ++series)
        addSeries(*series);
    m_chart->createDefaultAxes();
    for (QAbstractAxis* axis : m_chart->axes()) {
        axis->setVisible(false);
        if (axis->orientation() == Qt::Horizontal)
            axis->setRange(0, std::max<double>(1, static_cast<double>(m_model.buckets.size()) - 1));
        else
            axis->setRange(0, m_top);
    }
}

void MainChart::addSeries(const ChartSeries& series)
{
    const std::size_t count = finishedCount(series);
    const double scale = series.onSecondAxis ? m_top / m_secondTop : 1;
    if (series.kind == SeriesKind::Area) {
        auto* area = new QAreaSeries(lineOf(series, count, scale, m_chart));
        area->setPen(Qt::NoPen);
        area->setBrush(areaBrushOf(series, t()));
        m_chart->addSeries(area);
    }
    QLineSeries* line = lineOf(series, count, scale, nullptr);
    line->setPen(penOf(series, t()));
    m_chart->addSeries(line);
}

std::size_t MainChart::finishedCount(const ChartSeries& series) const
{
    const bool isCut =
        !m_model.buckets.empty() && m_model.buckets.back().unfinished && series.kind != SeriesKind::Compare;
    return series.values.size() - (isCut && !series.values.empty() ? 1 : 0);
}

void MainChart::setPainter(Painter painter)
{
    m_painter = painter;
    buildSeries();
    layoutPlot();
}

bool MainChart::paintsLinesItself() const
{
    if (m_painter != Painter::ByPoints)
        return m_painter == Painter::Ours;
    return m_model.buckets.size() > kMostSeriesPoints;
}

QRectF MainChart::plotRect() const
{
    return {kLeft, kTop, std::max(10.0, width() - kLeft - kRight), std::max(10.0, height() - kTop - kBottom)};
}

QPointF MainChart::pointOf(std::size_t bucket, double value, bool onSecondAxis) const
{
    const double top = onSecondAxis ? m_secondTop : m_top;
    const QRectF plot = plotRect();
    const double last = std::max<double>(1, static_cast<double>(m_model.buckets.size()) - 1);
    return {plot.left() + static_cast<double>(bucket) / last * plot.width(),
            plot.bottom() - value / top * plot.height()};
}

void MainChart::layoutPlot()
{
    m_view->setGeometry(rect());
    m_chart->setPlotArea(plotRect());
    if (m_table != nullptr)
        m_table->setGeometry(rect().adjusted(1, 1, -1, -1));
    refresh();
}

void MainChart::refresh()
{
    m_backdrop->moved();
    m_lines->moved();
    m_overlay->moved();
    m_backdrop->update();
    m_lines->update();
    m_overlay->update();
}

void MainChart::resizeEvent(QResizeEvent*)
{
    layoutPlot();
}

void MainChart::themeChanged()
{
    buildSeries();
    layoutPlot();
}

void MainChart::setStale(bool stale)
{
    m_overlay->stale = stale;
    m_overlay->update();
}

void MainChart::setCrosshair(int bucket)
{
    const int last = static_cast<int>(m_model.buckets.size()) - 1;
    m_crosshair = bucket < 0 || last < 0 ? -1 : std::min(bucket, last);
    if (m_crosshair >= 0) {
        const auto at = static_cast<std::size_t>(m_crosshair);
        QStringList words{m_model.buckets[at].longLabel};
        for (const ChartSeries& series : m_model.series)
            words << u"%1 %2"_s.arg(series.name, valueText(m_model, series, valueAt(series, at)));
        setAccessibleDescription(words.join(u", "_s));
    }
    m_overlay->update();
}

int MainChart::bucketAt(qreal x) const
{
    if (m_model.buckets.empty())
        return -1;
    const QRectF plot = plotRect();
    const double last = std::max<double>(1, static_cast<double>(m_model.buckets.size()) - 1);
    return std::clamp(qRound((x - plot.left()) / plot.width() * last), 0, static_cast<int>(m_model.buckets.size()) - 1);
}

bool MainChart::eventFilter(QObject* watched, QEvent* event)
{
    return watched == m_view->viewport() ? pointer(event) : ChartWidget::eventFilter(watched, event);
}

bool MainChart::pointer(QEvent* event)
{
    if (event->type() == QEvent::Leave && m_dragFrom < 0)
        setCrosshair(-1);
    const bool isMouse = event->type() == QEvent::MouseMove || event->type() == QEvent::MouseButtonPress ||
                         event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::MouseButtonDblClick;
    if (!isMouse)
        return false;
    const auto* mouse = static_cast<QMouseEvent*>(event);
    const int bucket = bucketAt(mouse->position().x());
    if (event->type() == QEvent::MouseButtonPress && mouse->button() == Qt::LeftButton) {
        setFocus(Qt::MouseFocusReason);
        m_dragFrom = bucket;
    } else if (event->type() == QEvent::MouseButtonRelease && m_dragFrom >= 0) {
        const int from = std::exchange(m_dragFrom, -1);
        if (from != bucket)
            Q_EMIT rangeDragged(std::min(from, bucket), std::max(from, bucket));
    } else if (event->type() == QEvent::MouseButtonDblClick && bucket >= 0) {
        m_dragFrom = -1;
        Q_EMIT bucketOpened(bucket);
    }
    setCrosshair(bucket);
    return true;
}

void MainChart::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_model.buckets.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left: return setCrosshair(m_crosshair < 0 ? last : std::max(0, m_crosshair - 1));
    case Qt::Key_Right: return setCrosshair(m_crosshair < 0 ? 0 : m_crosshair + 1);
    case Qt::Key_Home: return setCrosshair(0);
    case Qt::Key_End: return setCrosshair(last);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_crosshair >= 0)
            Q_EMIT bucketOpened(m_crosshair);
        return;
    case Qt::Key_Escape:
        if (m_crosshair >= 0 || m_dragFrom >= 0) {
            m_dragFrom = -1;
            setCrosshair(-1);
        } else {
            Q_EMIT backRequested();
        }
        return;
    default: ChartWidget::keyPressEvent(event);
    }
}

void MainChart::focusOutEvent(QFocusEvent* event)
{
    setCrosshair(-1);
    ChartWidget::focusOutEvent(event);
}

bool MainChart::isTableShown() const
{
    return m_table != nullptr && !m_table->isHidden();
}

QWidget* MainChart::tableInSight() const
{
    return isTableShown() ? m_table : nullptr;
}

void MainChart::setTableShown(bool shown)
{
    if (shown && m_table == nullptr) {
        m_table = new QTableWidget(this);
        m_table->setFrameShape(QFrame::NoFrame);
        m_table->setShowGrid(false);
        m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
        m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
        m_table->verticalHeader()->hide();
        m_table->verticalHeader()->setDefaultSectionSize(t().px(32));
        fillTable();
        layoutPlot();
    }
    if (m_table != nullptr)
        m_table->setVisible(shown);
    m_view->setVisible(!shown);
}

void MainChart::fillTable()
{
    if (m_table == nullptr)
        return;
    const ChartTable table = tableOf(m_model);
    m_table->clear();
    m_table->setColumnCount(static_cast<int>(table.head.size()));
    m_table->setRowCount(static_cast<int>(table.rows.size()));
    m_table->setHorizontalHeaderLabels(table.head);
    m_table->setAccessibleName(accessibleName());
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QStringList& cells = table.rows[static_cast<std::size_t>(row)];
        for (int column = 0; column < m_table->columnCount(); ++column) {
            auto* item = new QTableWidgetItem(cells.at(column));
            item->setTextAlignment(Qt::AlignVCenter | (column > 0 ? Qt::AlignRight : Qt::AlignLeft));
            m_table->setItem(row, column, item);
        }
    }
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
}

} // namespace sightglass::charts
