// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartlayers.h"

#include "charts/mainchart.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace sightglass::charts {
namespace {

QColor colorOf(const ChartSeries& series, const theme::Tokens& t)
{
    return series.kind == SeriesKind::Compare ? t.chart.compare : t.seriesColor(series.color);
}

double valueAt(const ChartSeries& series, std::size_t bucket)
{
    return bucket < series.values.size() ? series.values[bucket] : kUnknown;
}

struct ReadRow
{
    QString name, value, change;
    QColor color;
    bool quiet = false;
    bool up = true;
};

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
    for (int i = 0; i <= 4; ++i) {
        const double value = m_chart.m_top * i / 4;
        const qreal y = m_chart.pointOf(0, value).y();
        theme::horizontalLine(painter, 14, m_chart.width() - 14, y, i == 0 ? t.line.lineStrong : t.line.grid);
        if (i > 0)
            theme::drawNumber(painter, QRectF(14, y - 17, 80, 16), m_chart.m_model.axisFormat(value), font,
                              t.text.text3, Qt::AlignLeft);
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
        const QPointF end = m_chart.pointOf(last, series.values[last]);
        painter.drawLine(m_chart.pointOf(last - 1, series.values[last - 1]), end);
        painter.setPen(QPen(color, 1.5));
        painter.setBrush(m_chart.t().surface.panel);
        painter.drawEllipse(end, 3, 3);
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
        painter.drawEllipse(m_chart.pointOf(bucket, value), radius, radius);
    }
    if (m_chart.m_dragFrom < 0)
        paintReadOut(painter, bucket);
}

void ChartOverlay::paintReadOut(QPainter& painter, std::size_t bucket) const
{
    const theme::Tokens& t = m_chart.t();
    const auto& model = m_chart.m_model;
    const QFont small = t.font(theme::Role::Small);
    QFont strong = t.font(theme::Role::SmallMedium);
    strong.setWeight(QFont::DemiBold);
    std::vector<ReadRow> rows;
    double now = kUnknown;
    for (const ChartSeries& series : model.series) {
        const double value = valueAt(series, bucket);
        if (std::isnan(value))
            continue;
        ReadRow row{series.name, model.format(value), {}, colorOf(series, t), series.kind == SeriesKind::Compare, true};
        if (row.quiet) {
            row.name = model.buckets[bucket].compareLabel.isEmpty() ? series.name : model.buckets[bucket].compareLabel;
            if (!rows.empty() && value > 0 && !std::isnan(now) && !model.buckets[bucket].unfinished) {
                const double change = (now - value) / value * 100;
                rows.front().change = formatPercent(change);
                rows.front().up = change >= 0;
            }
        } else if (std::isnan(now)) {
            now = value;
        }
        rows.push_back(row);
    }
    QStringList marks;
    for (const ChartMark& mark : model.marks)
        if (mark.bucket == bucket)
            marks << mark.text;
    const QFontMetricsF metrics(strong);
    qreal names = 0, values = 0, changes = 0;
    for (const ReadRow& row : rows) {
        names = std::max(names, metrics.horizontalAdvance(row.name));
        values = std::max(values, theme::figuresWidth(strong, row.value));
        if (!row.change.isEmpty())
            changes = std::max(changes, theme::figuresWidth(small, row.change) + 15);
    }
    const qreal line = t.px(18);
    const qreal wanted = 24 + 20 + names + 14 + values + (changes > 0 ? changes + 8 : 0);
    const qreal width = std::max(wanted, metrics.horizontalAdvance(model.buckets[bucket].longLabel) + 28);
    const qreal height = 20 + line * (1 + static_cast<qreal>(rows.size())) + line * static_cast<qreal>(marks.size());
    const QRectF plot = m_chart.plotRect();
    const qreal x = m_chart.pointOf(bucket, 0).x();
    const bool right = x + 14 + width < m_chart.width() - 8;
    const QRectF box(right ? x + 14 : x - 14 - width,
                     std::max(6.0, std::min(plot.top() + 44, m_chart.height() - height - 8)), width, height);
    theme::drawShadow(painter, box, t.radius.panel, t.surface.shadow);
    theme::roundedBox(painter, box, t.radius.panel, t.surface.raised, t.line.lineStrong);
    QRectF at(box.left() + 12, box.top() + 9, width - 24, line);
    theme::drawLine(painter, at, model.buckets[bucket].longLabel, strong, t.text.text);
    at.translate(0, line + 2);
    for (const ReadRow& row : rows) {
        theme::roundedBox(painter, QRectF(at.left(), at.center().y() - 1, 10, 2), 1, row.color);
        theme::drawLine(painter, at.adjusted(20, 0, 0, 0), row.name, small, row.quiet ? t.text.text3 : t.text.text,
                        Qt::AlignLeft, Qt::ElideNone);
        const QRectF number(at.left() + 20 + names + 14, at.top(), values, line);
        theme::drawNumber(painter, number, row.value, row.quiet ? small : strong,
                          row.quiet ? t.text.text3 : t.text.text);
        if (!row.change.isEmpty()) {
            const QColor ink = row.up == model.goodWhenUp ? t.state.positive : t.state.negative;
            theme::drawChangeArrow(painter, QPointF(number.right() + 14, at.center().y()), row.up, ink);
            theme::drawNumber(painter, QRectF(number.right() + 23, at.top(), changes, line), row.change, small, ink,
                              Qt::AlignLeft);
        }
        at.translate(0, line);
    }
    for (const QString& mark : marks) {
        theme::drawLine(painter, at, mark, small, t.mark.text);
        at.translate(0, line);
    }
}

} // namespace sightglass::charts
