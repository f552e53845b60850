// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>

namespace sightglass::charts {

class MainChart;

/// Below the lines: weekend bands, grid, axis words. Owned by the chart's scene. GUI thread.
class ChartBackdrop final : public QGraphicsItem
{
public:
    explicit ChartBackdrop(const MainChart& chart);
    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    void moved() { prepareGeometryChange(); }

private:
    void paintGrid(QPainter& painter) const;
    void paintDays(QPainter& painter) const;
    const MainChart& m_chart;
};

/// Above the lines: marks, the unfinished bucket, names, crosshair, read-out, the dragged range. Owned by the chart's
/// scene. GUI thread.
class ChartOverlay final : public QGraphicsItem
{
public:
    explicit ChartOverlay(const MainChart& chart);
    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    void moved() { prepareGeometryChange(); }
    bool stale = false;

private:
    void paintMarks(QPainter& painter) const;
    /// The names of two lines at their ends.
    void paintNames(QPainter& painter) const;
    void paintUnfinished(QPainter& painter) const;
    void paintCrosshair(QPainter& painter) const;
    void paintDrag(QPainter& painter) const;
    const MainChart& m_chart;
};

} // namespace sightglass::charts
