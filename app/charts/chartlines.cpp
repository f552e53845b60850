// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartlines.h"

#include "charts/mainchart.h"
#include "theme/painting.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <QPainter>
#include <QPainterPath>

namespace sightglass::charts {

namespace {

/// What one pixel column keeps of the points that fall into it.
struct Column
{
    QPointF first, lowest, highest, last;

    explicit Column(const QPointF& point)
        : first(point)
        , lowest(point)
        , highest(point)
        , last(point)
    {
    }
    void add(const QPointF& point)
    {
        if (point.y() > lowest.y())
            lowest = point;
        if (point.y() < highest.y())
            highest = point;
        last = point;
    }
    void appendTo(QPolygonF& out) const
    {
        const bool isLowFirst = lowest.x() < highest.x();
        for (const QPointF& point : {first, isLowFirst ? lowest : highest, isLowFirst ? highest : lowest, last}) {
            if (out.isEmpty() || out.last() != point)
                out << point;
        }
    }
};

/// A long solid line in short pieces: the rasteriser takes all edges of one path at a time, and its work grows faster
/// than their number. Pieces share a point and have round caps, so the seams do not show.
void drawInPieces(QPainter& painter, const QPolygonF& points)
{
    constexpr qsizetype kPiece = 96;
    if (painter.pen().style() != Qt::SolidLine)
        return painter.drawPolyline(points);
    for (qsizetype from = 0; from + 1 < points.size(); from += kPiece) {
        const qsizetype count = std::min(kPiece + 1, points.size() - from);
        painter.drawPolyline(points.constData() + from, static_cast<int>(count));
    }
}

} // namespace

QPen penOf(const ChartSeries& series, const theme::Tokens& t)
{
    if (series.kind == SeriesKind::Compare)
        return QPen(t.chart.compare, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    QPen pen(t.seriesColor(series.color), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    const int place = series.color % 8;
    if (place == 4 || place == 5)
        pen.setDashPattern({3, 1.5});
    else if (place > 5)
        pen.setDashPattern({0.8, 2});
    return pen;
}

QBrush areaBrushOf(const ChartSeries& series, const theme::Tokens& t)
{
    return series.color == 0 ? t.chart.area : theme::withAlpha(t.seriesColor(series.color), 0.08);
}

ChartLines::ChartLines(const MainChart& chart)
    : m_chart(chart)
{
    setAcceptedMouseButtons(Qt::NoButton);
}

QRectF ChartLines::boundingRect() const
{
    return m_chart.rect();
}

QPolygonF ChartLines::pointsOf(const ChartSeries& series) const
{
    QPolygonF points;
    std::optional<Column> column;
    const std::size_t count = m_chart.finishedCount(series);
    for (std::size_t i = 0; i < count; ++i) {
        if (std::isnan(series.values[i]))
            continue;
        const QPointF point = m_chart.pointOf(i, series.values[i], series.onSecondAxis);
        if (column && std::floor(column->first.x()) == std::floor(point.x())) {
            column->add(point);
            continue;
        }
        if (column)
            column->appendTo(points);
        column.emplace(point);
    }
    if (column)
        column->appendTo(points);
    return points;
}

void ChartLines::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const theme::Tokens& t = m_chart.t();
    const QRectF plot = m_chart.plotRect();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(plot);
    const auto& all = m_chart.model().series;
    for (auto series = all.rbegin(); series != all.rend(); ++series) {
        const QPolygonF points = pointsOf(*series);
        if (points.isEmpty())
            continue;
        if (series->kind == SeriesKind::Area) {
            QPainterPath area;
            area.addPolygon(points);
            area.lineTo(points.last().x(), plot.bottom());
            area.lineTo(points.first().x(), plot.bottom());
            painter->fillPath(area, areaBrushOf(*series, t));
        }
        painter->setPen(penOf(*series, t));
        painter->setBrush(Qt::NoBrush);
        drawInPieces(*painter, points);
    }
}

} // namespace sightglass::charts
