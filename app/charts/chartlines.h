// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartmodel.h"
#include "theme/tokens.h"

#include <QGraphicsItem>
#include <QPen>

namespace sightglass::charts {

class MainChart;

/// The pen of a series. Series 5 and 6 are dashed, 7 and 8 dotted: colour is never the only difference.
[[nodiscard]] QPen penOf(const ChartSeries& series, const theme::Tokens& tokens);
[[nodiscard]] QBrush areaBrushOf(const ChartSeries& series, const theme::Tokens& tokens);

/// Lines and areas painted by ourselves, in place of Qt Charts' series when there are many points (ui README §3). Looks
/// the same; points that share a pixel column are drawn by the first, lowest, highest and last of them. Owned by the
/// chart's scene. GUI thread.
class ChartLines final : public QGraphicsItem
{
public:
    explicit ChartLines(const MainChart& chart);
    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    void moved() { prepareGeometryChange(); }

private:
    [[nodiscard]] QPolygonF pointsOf(const ChartSeries& series) const;
    const MainChart& m_chart;
};

} // namespace sightglass::charts
