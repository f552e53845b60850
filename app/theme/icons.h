// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QRectF>
#include <QString>

class QPainter;

namespace sightglass::theme {

/// An icon of ours by its meaning ("overview", "chevron-down"; list in resources/icons). It takes its colour from the
/// theme when it is painted (text2; disabled; text when active; accent when selected), so it never has to be made anew.
/// GUI thread.
[[nodiscard]] QIcon icon(const QString& name);

/// One icon in one colour at one size, cached. `size` in logical pixels.
[[nodiscard]] QPixmap iconPixmap(const QString& name, qreal size, qreal ratio, const QColor& color);

/// Paints an icon centred in `rect` at its smaller side.
void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& color);

/// Icons that point somewhere are mirrored where text runs from right to left.
[[nodiscard]] bool hasDirection(const QString& name);

/// The application's icon, 16 to 512.
[[nodiscard]] QIcon applicationIcon();

} // namespace sightglass::theme
