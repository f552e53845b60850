// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/sparkline.h"

#include <algorithm>

#include <QPainter>
#include <QPainterPath>

namespace sightglass::charts {

void paintSparkline(QPainter& painter, const QRectF& rect, const std::vector<double>& values, const QColor& line,
                    const QColor& area, const QColor& dotGround)
{
    if (values.size() < 2)
        return;
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    const double from = *lowest * 0.9;
    const double span = *highest - from > 0 ? *highest - from : 1;
    const qreal step = (rect.width() - 4) / static_cast<qreal>(values.size() - 1);
    QPolygonF points;
    for (std::size_t i = 0; i < values.size(); ++i)
        points << QPointF(rect.left() + 1.5 + static_cast<qreal>(i) * step,
                          rect.bottom() - 2 - (values[i] - from) / span * (rect.height() - 4.5));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (area.isValid()) {
        QPolygonF ground = points;
        ground << QPointF(points.last().x(), rect.bottom()) << QPointF(points.first().x(), rect.bottom());
        QPainterPath path;
        path.addPolygon(ground);
        painter.fillPath(path, area);
    }
    painter.setPen(QPen(line, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(points);
    if (dotGround.isValid()) {
        painter.setPen(QPen(dotGround, 1));
        painter.setBrush(line);
        painter.drawEllipse(points.last(), 2.4, 2.4);
    }
    painter.restore();
}

ChartTable trendTable(const QString& name, const std::vector<double>& values, const QStringList& labels,
                      const ValueFormat& format)
{
    ChartTable table{{Sparkline::tr("When"), name}, {}};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const QString label = labels.value(static_cast<qsizetype>(i));
        table.rows.push_back({label.isEmpty() ? formatCount(static_cast<double>(i) + 1) : label, format(values[i])});
    }
    return table;
}

Sparkline::Sparkline(QWidget* parent)
    : ChartWidget(parent)
{
}

void Sparkline::setValues(const std::vector<double>& values, const QString& name)
{
    m_values = values;
    numbersChanged();
    setAccessibleName(name);
    update();
}

void Sparkline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintSparkline(painter, rect(), m_values, t().series[0], t().chart.area, t().surface.panel);
}

} // namespace sightglass::charts
