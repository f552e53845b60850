// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>
#include <QPainterPath>

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

/// Above the lines: marks, the unfinished bucket, crosshair, read-out, the dragged range. Owned by the chart's scene.
/// GUI thread.
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
    void paintUnfinished(QPainter& painter) const;
    void paintCrosshair(QPainter& painter) const;
    void paintReadOut(QPainter& painter, std::size_t bucket) const;
    void paintDrag(QPainter& painter) const;
    const MainChart& m_chart;
};

} // namespace sightglass::charts
