// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/painting.h"

#include <cmath>

#include <QFontMetricsF>
#include <QPainterPath>

namespace sightglass::theme {
namespace {

struct Grid
{
    qreal ratio;
    QPointF shift;
};

Grid gridOf(const QPainter& painter)
{
    const QTransform transform = painter.deviceTransform();
    const qreal ratio = transform.m11() > 0 ? transform.m11() : 1;
    return {ratio, QPointF(transform.dx(), transform.dy())};
}

qreal onGrid(qreal value, qreal ratio, qreal shift)
{
    return (std::round(value * ratio + shift) - shift) / ratio;
}

QPainterPath roundedPath(const QRectF& rect, qreal radius)
{
    QPainterPath path;
    const qreal r = std::max(0.0, std::min({radius, rect.width() / 2, rect.height() / 2}));
    path.addRoundedRect(rect, r, r);
    return path;
}

// Digits sit between base line and cap height; centring on the cap height looks centred, on the line box does not.
qreal baseLine(const QRectF& rect, const QFontMetricsF& metrics)
{
    return rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) / 2;
}

} // namespace

QRectF snapped(const QPainter& painter, const QRectF& rect)
{
    const Grid g = gridOf(painter);
    return {QPointF(onGrid(rect.left(), g.ratio, g.shift.x()), onGrid(rect.top(), g.ratio, g.shift.y())),
            QPointF(onGrid(rect.right(), g.ratio, g.shift.x()), onGrid(rect.bottom(), g.ratio, g.shift.y()))};
}

qreal lineWidth(const QPainter& painter, qreal pixels)
{
    const qreal ratio = gridOf(painter).ratio;
    return std::max(1.0, std::floor(pixels * ratio + 0.25)) / ratio;
}

void horizontalLine(QPainter& painter, qreal left, qreal right, qreal y, const QColor& color)
{
    QRectF line = snapped(painter, QRectF(left, y, right - left, 1));
    line.setHeight(lineWidth(painter));
    painter.fillRect(line, color);
}

void verticalLine(QPainter& painter, qreal x, qreal top, qreal bottom, const QColor& color)
{
    QRectF line = snapped(painter, QRectF(x, top, 1, bottom - top));
    line.setWidth(lineWidth(painter));
    painter.fillRect(line, color);
}

void roundedBox(QPainter& painter, const QRectF& rect, qreal radius, const QColor& fill, const QColor& border,
                qreal borderWidth)
{
    const QRectF outer = snapped(painter, rect);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (!border.isValid() || border.alpha() == 0) {
        if (fill.isValid())
            painter.fillPath(roundedPath(outer, radius), fill);
        painter.restore();
        return;
    }
    const qreal width = lineWidth(painter, borderWidth);
    const QRectF inner = outer.adjusted(width, width, -width, -width);
    QPainterPath ring = roundedPath(outer, radius);
    // The fill reaches half under the border, or a light seam shows between the two at the corners.
    if (fill.isValid())
        painter.fillPath(roundedPath(outer.adjusted(width / 2, width / 2, -width / 2, -width / 2), radius - width / 2),
                         fill);
    ring.addPath(roundedPath(inner, radius - width));
    ring.setFillRule(Qt::OddEvenFill);
    painter.fillPath(ring, border);
    painter.restore();
}

void focusRing(QPainter& painter, const QRectF& control, qreal radius, const Tokens& t)
{
    roundedBox(painter, control.adjusted(-4, -4, 4, 4), radius + 4, QColor(), t.line.focus, 2);
}

void dashedBox(QPainter& painter, const QRectF& rect, qreal radius, const QColor& fill, const QColor& line)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = snapped(painter, rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const QPainterPath path = roundedPath(box, radius);
    if (fill.isValid())
        painter.fillPath(path, fill);
    QPen pen(line, 1);
    pen.setCapStyle(Qt::FlatCap);
    pen.setDashPattern({4, 4});
    painter.strokePath(path, pen);
    painter.restore();
}

void drawLine(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, const QColor& color,
              Qt::Alignment alignment, Qt::TextElideMode elide)
{
    const QFontMetricsF metrics(font);
    const qreal wide = metrics.horizontalAdvance(text);
    const QString shown =
        wide > rect.width() + 0.5 && elide != Qt::ElideNone ? metrics.elidedText(text, elide, rect.width()) : text;
    const qreal width = shown.size() == text.size() ? wide : metrics.horizontalAdvance(shown);
    qreal x = rect.left();
    if (alignment & Qt::AlignRight)
        x = rect.right() - width;
    else if (alignment & Qt::AlignHCenter)
        x = rect.center().x() - width / 2;
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(QPointF(x, std::round(baseLine(rect, metrics))), shown);
}

void drawNumber(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, const QColor& color,
                Qt::Alignment alignment)
{
    const QFontMetricsF metrics(font);
    const qreal width = figuresWidth(font, text);
    qreal x = rect.left();
    if (alignment & Qt::AlignRight)
        x = rect.right() - width;
    else if (alignment & Qt::AlignHCenter)
        x = rect.center().x() - width / 2;
    painter.setFont(font);
    painter.setPen(color);
    drawFigures(painter, QPointF(x, std::round(baseLine(rect, metrics))), text);
}

qreal keyCapWidth(const QString& keys, const Tokens& t)
{
    const qreal width = QFontMetricsF(t.font(Role::CaptionMedium)).horizontalAdvance(keys) + 12;
    return std::max(width, static_cast<qreal>(t.px(18)));
}

qreal drawKeyCap(QPainter& painter, const QRectF& rect, const QString& keys, const Tokens& t, const QColor& ink)
{
    const qreal width = keyCapWidth(keys, t);
    const qreal height = t.px(18);
    const QRectF cap(rect.right() - width, std::round(rect.center().y() - height / 2), width, height);
    roundedBox(painter, cap, t.radius.chip, ink.isValid() ? QColor() : t.surface.sunken,
               ink.isValid() ? withAlpha(ink, 0.35) : t.line.line);
    drawLine(painter, cap, keys, t.font(Role::CaptionMedium), ink.isValid() ? ink : t.text.text3, Qt::AlignHCenter,
             Qt::ElideNone);
    return width;
}

void drawChangeArrow(QPainter& painter, const QPointF& center, bool up, const QColor& color)
{
    const qreal sign = up ? 1 : -1;
    QPainterPath path(center + QPointF(0, -4.25 * sign));
    path.lineTo(center + QPointF(5, 4 * sign));
    path.lineTo(center + QPointF(-5, 4 * sign));
    path.closeSubpath();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, color);
    painter.restore();
}

void drawShadow(QPainter& painter, const QRectF& box, qreal radius, const QColor& color)
{
    constexpr int kReach = 18;
    constexpr int kInside = -10;
    constexpr qreal kSigma = 8;
    constexpr qreal kDrop = 6;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    // Rings from far outside to inside the box; their weights are a bell, so that piled up they fade as a blurred edge
    // does.
    constexpr qreal kSum = kSigma * 2.5066 / 2;
    for (int i = kReach; i > kInside; i -= 2) {
        const QRectF ring = box.adjusted(-i, -i + kDrop, i, i + kDrop);
        painter.setBrush(withAlpha(color, color.alphaF() * std::exp(-i * i / (2 * kSigma * kSigma)) / kSum));
        painter.drawRoundedRect(ring, std::max(2.0, radius + i), std::max(2.0, radius + i));
    }
    painter.restore();
}

QColor withAlpha(QColor color, qreal alpha)
{
    color.setAlphaF(static_cast<float>(std::clamp(alpha, 0.0, 1.0)));
    return color;
}

QColor mixed(const QColor& from, const QColor& to, qreal amount)
{
    const auto part = [amount](float a, float b) {
        return static_cast<float>(a + (b - a) * static_cast<float>(amount));
    };
    return QColor::fromRgbF(part(from.redF(), to.redF()), part(from.greenF(), to.greenF()),
                            part(from.blueF(), to.blueF()), part(from.alphaF(), to.alphaF()));
}

} // namespace sightglass::theme
