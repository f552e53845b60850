// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/fonts.h"
#include "theme/tokens.h"

#include <QPainter>
#include <QRectF>
#include <QString>

namespace sightglass::theme {

/// Painting that every widget shares. All of it snaps to device pixels, so lines stay sharp at 125 and 150 %.
/// Thread: GUI. Units: logical pixels of the painter.

/// `rect` with its edges on device pixels.
[[nodiscard]] QRectF snapped(const QPainter& painter, const QRectF& rect);
/// Logical width of a line that is `pixels` wide, at least one device pixel.
[[nodiscard]] qreal lineWidth(const QPainter& painter, qreal pixels = 1);

void horizontalLine(QPainter& painter, qreal left, qreal right, qreal y, const QColor& color);
void verticalLine(QPainter& painter, qreal x, qreal top, qreal bottom, const QColor& color);

/// A rounded rectangle with a fill and an inner border; an invalid colour leaves that part out.
void roundedBox(QPainter& painter, const QRectF& rect, qreal radius, const QColor& fill,
                const QColor& border = QColor(), qreal borderWidth = 1);
/// 2 px accent line outside a 2 px gap around a control.
void focusRing(QPainter& painter, const QRectF& control, qreal radius, const Tokens& tokens);
/// A dashed rounded outline: the empty glass.
void dashedBox(QPainter& painter, const QRectF& rect, qreal radius, const QColor& fill, const QColor& line);

/// One line of text in a role, vertically centred, elided at the right (or in the middle for paths).
void drawLine(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, const QColor& color,
              Qt::Alignment alignment = Qt::AlignLeft, Qt::TextElideMode elide = Qt::ElideRight);
/// The same for numbers, with even figures.
void drawNumber(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, const QColor& color,
                Qt::Alignment alignment = Qt::AlignRight);

/// A key cap ("Ctrl K"); `rect` is where it may be, it is drawn at its right end, centred. Returns its width.
qreal drawKeyCap(QPainter& painter, const QRectF& rect, const QString& keys, const Tokens& tokens,
                 const QColor& ink = QColor());
[[nodiscard]] qreal keyCapWidth(const QString& keys, const Tokens& tokens);

/// ▲ or ▼ drawn as a triangle, 9 px wide.
void drawChangeArrow(QPainter& painter, const QPointF& center, bool up, const QColor& color);

/// Shadow below a popup (0, 6, 24), drawn outside `box`.
void drawShadow(QPainter& painter, const QRectF& box, qreal radius, const QColor& color);

[[nodiscard]] QColor withAlpha(QColor color, qreal alpha);
[[nodiscard]] QColor mixed(const QColor& from, const QColor& to, qreal amount);

} // namespace sightglass::theme
