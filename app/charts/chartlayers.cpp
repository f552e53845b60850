// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartlayers.h"

#include "charts/mainchart.h"
#include "charts/readout.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace sightglass::charts {
namespace {

QColor colorOf(const ChartSeries& series, const theme::Tokens& t)
{
    return series.kind == SeriesKind::Compare ? t.chart.compare : t.seriesColor(series.color);
}

bool hasSecondAxis(const ChartModel& model)
{
    return std::any_of(model.series.begin(), model.series.end(),
                       [](const auto& series) { return series.onSecondAxis; });
}

} // namespace

ChartBackdrop::ChartBackdrop(const MainChart& chart)
    : m_chart(chart)
{
    setZValue(-10);
}

QRectF ChartBackdrop::boundingRect() const
{
    return m_chart.rect();
}

void ChartBackdrop::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    paintDays(*painter);
    paintGrid(*painter);
}

void ChartBackdrop::paintDays(QPainter& painter) const
{
    const theme::Tokens& t = m_chart.t();
    const auto& buckets = m_chart.m_model.buckets;
    const QRectF plot = m_chart.plotRect();
    const qreal step = buckets.size() > 1 ? m_chart.pointOf(1, 0).x() - m_chart.pointOf(0, 0).x() : plot.width();
    const QFont font = t.font(theme::Role::Caption);
    const QFontMetricsF metrics(font);
    qreal taken = -1e9;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        const qreal x = m_chart.pointOf(i, 0).x();
        if (buckets[i].weekend) {
            const qreal right = std::min(x + step / 2, plot.right() + 2);
            painter.fillRect(
                theme::snapped(painter, QRectF(x - step / 2, plot.top() - 6, right - x + step / 2, plot.height() + 6)),
                t.chart.weekend);
        }
        if (buckets[i].axisLabel.isEmpty())
            continue;
        const qreal width = metrics.horizontalAdvance(buckets[i].axisLabel) + 4;
        QRectF words(x - width / 2, plot.bottom() + 4, width, m_chart.height() - plot.bottom() - 5);
        words.moveLeft(std::clamp(words.left(), 4.0, std::max(4.0, m_chart.width() - width - 4)));
        if (words.left() < taken + 8)
            continue;
        taken = words.right();
        theme::drawNumber(painter, words, buckets[i].axisLabel, font, t.text.text3, Qt::AlignHCenter);
    }
}

void ChartBackdrop::paintGrid(QPainter& painter) const
{
    const theme::Tokens& t = m_chart.t();
    const QFont font = t.font(theme::Role::Caption);
    const bool isDouble = hasSecondAxis(m_chart.m_model);
    for (int i = 0; i <= 4; ++i) {
        const double value = m_chart.m_top * i / 4;
        const qreal y = m_chart.pointOf(0, value).y();
        theme::horizontalLine(painter, 14, m_chart.width() - 14, y, i == 0 ? t.line.lineStrong : t.line.grid);
        if (i == 0)
            continue;
        // With two scales the words take the colours of their lines.
        theme::drawNumber(painter, QRectF(14, y - 17, 80, 16), m_chart.m_model.axisFormat(value), font,
                          isDouble ? t.seriesColor(0) : t.text.text3, Qt::AlignLeft);
        if (isDouble)
            theme::drawNumber(painter, QRectF(m_chart.width() - 94, y - 17, 80, 16),
                              m_chart.m_model.secondAxisFormat(m_chart.m_secondTop * i / 4), font, t.seriesColor(1),
                              Qt::AlignRight);
    }
}

ChartOverlay::ChartOverlay(const MainChart& chart)
    : m_chart(chart)
{
    setZValue(100);
    setAcceptedMouseButtons(Qt::NoButton);
}

QRectF ChartOverlay::boundingRect() const
{
    return m_chart.rect();
}

void ChartOverlay::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setRenderHint(QPainter::Antialiasing);
    if (stale)
        painter->fillRect(m_chart.plotRect().adjusted(0, -6, 4, 0), theme::withAlpha(m_chart.t().surface.panel, 0.4));
    paintUnfinished(*painter);
    paintMarks(*painter);
    paintNames(*painter);
    paintDrag(*painter);
    paintCrosshair(*painter);
}

void ChartOverlay::paintMarks(QPainter& painter) const
{
    const theme::Tokens& t = m_chart.t();
    const QRectF plot = m_chart.plotRect();
    const QFont font = t.font(theme::Role::CaptionMedium);
    qreal taken = -1e9;
    for (const ChartMark& mark : m_chart.m_model.marks) {
        if (mark.bucket >= m_chart.m_model.buckets.size())
            continue;
        const qreal x = m_chart.pointOf(mark.bucket, 0).x();
        painter.save();
        QPen pen(t.mark.line, 1.5);
        pen.setDashPattern({1.4, 2});
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        painter.drawLine(QPointF(std::round(x) + 0.5, plot.top() - 3), QPointF(std::round(x) + 0.5, plot.bottom()));
        painter.restore();
        const qreal width = std::ceil(QFontMetricsF(font).horizontalAdvance(mark.text)) + 27;
        const qreal left = std::min(x - 8, m_chart.width() - 10 - width);
        if (left < taken + 4) // two releases on one day: the line still shows, the read-out names it
            continue;
        taken = left + width;
        const QRectF pill(left, 4, width, t.px(18));
        theme::roundedBox(painter, pill, t.radius.chip, t.mark.tint, t.highContrast ? t.mark.line : QColor());
        theme::paintIcon(painter, QRectF(pill.left() + 4, pill.center().y() - 6.5, 13, 13), mark.icon, t.mark.text);
        theme::drawLine(painter, pill.adjusted(20, 0, -4, 0), mark.text, font, t.mark.text, Qt::AlignLeft,
                        Qt::ElideNone);
    }
}

void ChartOverlay::paintUnfinished(QPainter& painter) const
{
    const auto& model = m_chart.m_model;
    if (model.buckets.size() < 2 || !model.buckets.back().unfinished)
        return;
    const std::size_t last = model.buckets.size() - 1;
    for (const ChartSeries& series : model.series) {
        if (series.kind == SeriesKind::Compare || std::isnan(valueAt(series, last)) ||
            std::isnan(valueAt(series, last - 1)))
            continue;
        const QColor color = colorOf(series, m_chart.t());
        QPen pen(color, 2);
        pen.setDashPattern({1.5, 2});
        pen.setCapStyle(Qt::RoundCap);
        painter.setPen(pen);
        const QPointF end = m_chart.pointOf(last, series.values[last], series.onSecondAxis);
        painter.drawLine(m_chart.pointOf(last - 1, series.values[last - 1], series.onSecondAxis), end);
        painter.setPen(QPen(color, 1.5));
        painter.setBrush(m_chart.t().surface.panel);
        painter.drawEllipse(end, 3, 3);
    }
}

void ChartOverlay::paintNames(QPainter& painter) const
{
    if (!hasSecondAxis(m_chart.m_model))
        return;
    const theme::Tokens& t = m_chart.t();
    const QFont font = t.font(theme::Role::CaptionStrong);
    const QFontMetricsF metrics(font);
    const QRectF plot = m_chart.plotRect();
    qreal taken = -1e9;
    for (const ChartSeries& series : m_chart.m_model.series) {
        std::size_t end = m_chart.finishedCount(series);
        while (end > 0 && std::isnan(series.values[end - 1]))
            --end;
        if (series.kind == SeriesKind::Compare || end == 0)
            continue;
        const QPointF point = m_chart.pointOf(end - 1, series.values[end - 1], series.onSecondAxis);
        qreal base = std::clamp(point.y() - 8, plot.top() + metrics.ascent(), plot.bottom() - 4);
        if (std::abs(base - taken) < metrics.height()) // The other name is here: below the line, or below that name.
            base = std::max(taken + metrics.height(), point.y() + metrics.ascent() + 6);
        taken = base;
        QPainterPath name;
        const qreal right = std::min(point.x(), plot.right() - (series.onSecondAxis ? 30 : 0));
        name.addText(QPointF(right - metrics.horizontalAdvance(series.name), base), font, series.name);
        painter.strokePath(name, QPen(t.surface.panel, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.fillPath(name, t.seriesColor(series.color));
    }
}

void ChartOverlay::paintDrag(QPainter& painter) const
{
    if (m_chart.m_dragFrom < 0 || m_chart.m_crosshair < 0 || m_chart.m_dragFrom == m_chart.m_crosshair)
        return;
    const QRectF plot = m_chart.plotRect();
    const qreal a = m_chart.pointOf(static_cast<std::size_t>(m_chart.m_dragFrom), 0).x();
    const qreal b = m_chart.pointOf(static_cast<std::size_t>(m_chart.m_crosshair), 0).x();
    painter.fillRect(QRectF(QPointF(std::min(a, b), plot.top() - 6), QPointF(std::max(a, b), plot.bottom())),
                     theme::withAlpha(m_chart.t().accent.accent, 0.14));
}

void ChartOverlay::paintCrosshair(QPainter& painter) const
{
    const auto& model = m_chart.m_model;
    if (m_chart.m_crosshair < 0 || static_cast<std::size_t>(m_chart.m_crosshair) >= model.buckets.size())
        return;
    const theme::Tokens& t = m_chart.t();
    const auto bucket = static_cast<std::size_t>(m_chart.m_crosshair);
    const QRectF plot = m_chart.plotRect();
    theme::verticalLine(painter, m_chart.pointOf(bucket, 0).x(), plot.top() - 6, plot.bottom(),
                        theme::withAlpha(t.chart.crosshair, 0.55));
    for (auto series = model.series.rbegin(); series != model.series.rend(); ++series) {
        const double value = valueAt(*series, bucket);
        if (std::isnan(value))
            continue;
        const qreal radius = series->kind == SeriesKind::Compare ? 3.5 : 4.5;
        painter.setPen(QPen(t.surface.panel, 2));
        painter.setBrush(colorOf(*series, t));
        painter.drawEllipse(m_chart.pointOf(bucket, value, series->onSecondAxis), radius, radius);
    }
    if (m_chart.m_dragFrom < 0)
        paintReadOut(painter, m_chart, bucket);
}

} // namespace sightglass::charts
